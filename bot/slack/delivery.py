"""Sends what the ledger holds: at least once, in practice exactly once, in order within a channel, channels apart.

    claim → record the attempt → (unconfirmed? look for it) → wait for the channel's turn → post → record the outcome

Decides nothing itself: `bot.slack.faults` says what a failure means, `bot.slack.retry` what to do about it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import replace
from datetime import timedelta
from enum import Enum, auto
from itertools import chain, groupby
from typing import TypeVar

import structlog

from bot.clock import Clock
from bot.slack.faults import Verdict
from bot.slack.messenger import CannotLook, Messenger, NotPosted, Posted
from bot.slack.notes import channel_disabled, delay_words
from bot.slack.outbox import Outbox
from bot.slack.pace import Pace
from bot.slack.plan import Digester, Part, Plan, Planner, Replacement, TermsOf, at_once, joint_key, one_by_one, part_key
from bot.slack.retry import Action, Step, next_step
from bot.stages import Delivery, DeliveryState, Message

LEASE = timedelta(minutes=5)
"""Longer than a channel's whole batch at one message a second, with one call running into its timeout."""
BATCH = 100
DIGEST_SIZE = 25
"""Alerts in one digest message."""
IDLE_SECONDS = 1.0
TEXT_LIMIT = 39_000
"""Slack cuts a text above 40,000 characters."""

T = TypeVar("T")

log = structlog.get_logger(__name__)


class _Went(Enum):
    ON = auto()
    """The channel takes more."""
    RESTING = auto()
    """What follows in this channel must wait."""


class Courier:
    """Carries deliveries from an `Outbox` by a `Messenger`. One per process; several processes may share an outbox.

    ``jitter`` gives numbers between 0 and 1 (`random.random`), so that several do not come back at the same moment.
    """

    def __init__(
        self,
        outbox: Outbox,
        messenger: Messenger,
        plan: Planner,
        clock: Clock,
        *,
        worker: str,
        jitter: Callable[[], float],
        terms: TermsOf = at_once,
        digest: Digester = one_by_one,
        pace: Pace | None = None,
    ) -> None:
        self._outbox, self._messenger, self._plan, self._clock = outbox, messenger, plan, clock
        self._worker, self._jitter = worker, jitter
        self._terms, self._digest = terms, digest
        self._pace = pace or Pace(clock)
        self._channels: set[asyncio.Task[None]] = set()
        self._stopping = False
        self._awake = asyncio.Event()

    def wake(self) -> None:
        """There may be something to deliver: do not wait for the next look."""
        self._awake.set()

    async def run(self) -> None:
        """Deliver until `stop` is called. A ledger that fails is asked again."""
        while not self._stopping:
            self._awake.clear()
            try:
                found = await self._start_due()
            except Exception:
                log.exception("delivery.claim_failed")
                found = 0
            if not found and not self._stopping:
                await self._rest()
        await self._drain()

    def stop(self) -> None:
        """Finish what is being sent, give back the rest, and let `run` return."""
        self._stopping = True
        self._awake.set()

    async def deliver_due(self) -> int:
        """Deliver everything that is due now and return how many deliveries were taken up."""
        taken = 0
        while found := await self._start_due():
            taken += found
            await self._drain()
        return taken

    async def _start_due(self) -> int:
        claimed = await self._outbox.claim_due(BATCH, LEASE, self._worker)
        in_order = sorted(claimed, key=lambda d: (d.team_id, d.channel, d.id))
        for _, of_channel in groupby(in_order, key=lambda d: (d.team_id, d.channel)):
            task = asyncio.create_task(self._apart(list(of_channel)))
            self._channels.add(task)
            task.add_done_callback(self._channels.discard)
        return len(claimed)

    async def _rest(self) -> None:
        waiting = [asyncio.create_task(_ignore(self._clock.sleep(IDLE_SECONDS)))]
        waiting.append(asyncio.create_task(_ignore(self._awake.wait())))
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waiting:
                task.cancel()

    async def _drain(self) -> None:
        while self._channels:
            await asyncio.wait(self._channels)

    async def _apart(self, of_channel: list[Delivery]) -> None:
        """One channel's batch. Whatever goes wrong here stops no other channel; leases bring the work back."""
        try:
            await self._in_order(of_channel)
        except Exception:
            log.exception("delivery.channel_failed", channel=of_channel[0].channel)

    async def _in_order(self, of_channel: list[Delivery]) -> None:
        queue = await self._due_now(of_channel)
        while queue:
            if self._stopping:
                break
            if await self._take(queue.pop(0)) is _Went.RESTING:
                break
        for unsent in chain.from_iterable(queue):
            await self._outbox.release(unsent.id)

    async def _due_now(self, of_channel: list[Delivery]) -> list[list[Delivery]]:
        """What the channel will have now, single or for a digest; what it will have later is held till then."""
        singles: list[list[Delivery]] = []
        for_digest: list[Delivery] = []
        for delivery in of_channel:
            terms = await self._terms(delivery)
            if terms.until is not None:
                log.info("delivery.held", key=delivery.idempotency_key, until=terms.until.isoformat())
                await self._outbox.release(delivery.id, terms.until)
                continue
            # What was held is not late, and not old: it counts from when its channel wants it.
            wanted = replace(delivery, created_at=terms.due or delivery.created_at)
            if terms.together:
                for_digest.append(wanted)
            else:
                singles.append([wanted])
        return singles + [for_digest[at : at + DIGEST_SIZE] for at in range(0, len(for_digest), DIGEST_SIZE)]

    async def _take(self, some: list[Delivery]) -> _Went:
        return await self._deliver(some[0]) if len(some) == 1 else await self._deliver_together(some)

    async def _deliver_together(self, some: list[Delivery]) -> _Went:
        """One digest; two where one message does not hold them all."""
        messages = await self._digest(some)
        if len(messages) > 1 and len(some) > 1:
            half = len(some) // 2
            if await self._deliver_together(some[:half]) is _Went.ON:
                return await self._deliver_together(some[half:])
            for unsent in some[half:]:
                await self._outbox.release(unsent.id)
            return _Went.RESTING
        mine = [each for each in some if await self._outbox.record_attempt(each.id, self._worker)]
        if not mine:
            return _Went.RESTING
        return await self._send_together(mine, messages if len(mine) == len(some) else await self._digest(mine))

    async def _send_together(self, some: list[Delivery], messages: Sequence[Message]) -> _Went:
        try:
            posted = await self._post(some[0].channel, Part(messages[0], joint_key(some)))
        except NotPosted as failure:
            went = [await _shielded(self._record(each, self._next(each, failure))) for each in some]
            return went[-1]
        for each in some:
            await _shielded(self._outbox.record_delivered(each.id, posted.channel_id, posted.ts))
            self._log_delivered(each, posted)
        return _Went.ON

    async def _deliver(self, delivery: Delivery) -> _Went:
        plan = await self._plan(delivery, delay_words(delivery, self._clock.now()))
        if not await self._outbox.record_attempt(delivery.id, self._worker):
            log.warning("delivery.claim_lost", key=delivery.idempotency_key)
            return _Went.RESTING
        try:
            posted = await self._carry(delivery, plan)
        except NotPosted as failure:
            return await _shielded(self._record(delivery, self._next(delivery, failure)))
        await _shielded(self._outbox.record_delivered(delivery.id, posted.channel_id, posted.ts))
        self._log_delivered(delivery, posted)
        return _Went.ON

    async def _carry(self, delivery: Delivery, plan: Plan) -> Posted:
        """Everything that the plan holds, but for what an earlier attempt got through. The first message's place."""
        if plan.replacement:
            await self._replace(plan.replacement)
        first: Posted | None = None
        for number, message in enumerate(plan.messages):
            thread_ts = plan.thread_ts or (first.ts if first else None)
            part = Part(message, part_key(delivery.idempotency_key, number), thread_ts, plan.broadcast and number == 0)
            try:
                posted = await self._look(delivery, part) or await self._post(delivery.channel, part)
            except NotPosted as failure:
                raise (failure.left_open() if first else failure) from None
            first = first or posted
        if first is not None:
            return first
        if plan.replacement is None:
            raise ValueError("a plan of nothing")
        return plan.replacement.place

    async def _replace(self, replacement: Replacement) -> None:
        """A message that can't be changed any more stays; what follows says the same."""
        try:
            await self._messenger.update(replacement.place, replacement.message)
        except NotPosted as failure:
            if failure.fault.verdict is not Verdict.CONTENT:
                raise
            log.warning("delivery.not_replaced", ts=replacement.place.ts, reason=failure.fault.reason)

    async def _look(self, delivery: Delivery, part: Part) -> Posted | None:
        """The part in the channel, where an earlier attempt may have got it through; ``None``: to be sent."""
        if delivery.state is not DeliveryState.UNCONFIRMED:
            return None
        since = delivery.first_attempt_at or delivery.created_at
        try:
            posted = await self._messenger.find(delivery.channel, part.key, since, part.thread_ts)
        except CannotLook as reason:
            log.warning("delivery.sent_again_unseen", key=part.key, reason=str(reason))
            return None
        except NotPosted as failure:
            raise failure.left_open() from None
        if posted:
            log.info("delivery.found_in_history", key=part.key)
        return posted

    async def _post(self, channel: str, part: Part) -> Posted:
        """The message, or its text alone where Slack does not take its blocks."""
        await self._pace.turn(channel)
        try:
            return await self._messenger.post(channel, part.message, part.key, part.thread_ts, broadcast=part.broadcast)
        except NotPosted as failure:
            if failure.fault.verdict is not Verdict.CONTENT or not part.message.blocks:
                raise
            log.warning("delivery.blocks_refused", key=part.key, reason=failure.fault.reason)
        text_alone = Message(part.message.text[:TEXT_LIMIT], ())
        return await self._messenger.post(channel, text_alone, part.key, part.thread_ts, broadcast=part.broadcast)

    def _next(self, delivery: Delivery, failure: NotPosted) -> Step:
        step = next_step(
            failure.fault,
            attempts=delivery.attempts + 1,
            born=delivery.created_at,
            now=self._clock.now(),
            jitter=self._jitter(),
        )
        about = {"key": delivery.idempotency_key, "channel": delivery.channel}
        log.warning("delivery.failed", **about, reason=step.reason, then=step.action)
        return step

    async def _record(self, delivery: Delivery, step: Step) -> _Went:
        match step:
            case Step(Action.RETRY, reason, at) if at is not None:
                await self._outbox.record_retry(delivery.id, at, reason)
            case Step(Action.LOOK_FIRST, reason, at) if at is not None:
                await self._outbox.record_unconfirmed(delivery.id, at, reason)
            case Step(Action.DISABLE_CHANNEL, reason, _):
                await self._disable(delivery, reason)
            case _:
                log.error("delivery.abandoned", key=delivery.idempotency_key, reason=step.reason)
                await self._outbox.record_abandoned(delivery.id, step.reason)
                return _Went.ON
        return _Went.RESTING

    async def _disable(self, delivery: Delivery, reason: str) -> None:
        await self._outbox.record_abandoned(delivery.id, reason)
        stopped = await self._outbox.disable_channel(delivery.team_id, delivery.channel, reason)
        owners = sorted({w.added_by for w in stopped if w.added_by})
        log.error("delivery.channel_disabled", channel=delivery.channel, reason=reason, owners=owners)
        for owner in owners:
            await self._tell(owner, channel_disabled(delivery.channel, reason), f"disabled:{delivery.idempotency_key}")

    async def _tell(self, owner: str, message: Message, key: str) -> None:
        try:
            await self._messenger.post(owner, message, key)
        except NotPosted as failure:
            log.warning("delivery.owner_not_told", owner=owner, reason=str(failure))

    def _log_delivered(self, delivery: Delivery, posted: Posted) -> None:
        seconds = (self._clock.now() - delivery.created_at).total_seconds()
        log.info(
            "delivery.delivered",
            key=delivery.idempotency_key,
            channel=posted.channel_id,
            attempts=delivery.attempts + 1,
            seconds=round(seconds, 3),
        )


async def _shielded(outcome: Coroutine[object, object, T]) -> T:
    """An outcome is written even if we are told to stop in the middle of it."""
    return await asyncio.shield(asyncio.ensure_future(outcome))


async def _ignore(waited_for: Awaitable[object]) -> None:
    await waited_for

"""Sends what the ledger holds: at least once, in practice exactly once, in order within a channel, channels apart.

    claim → record the attempt → (unconfirmed? look for it) → wait for the channel's turn → post → record the outcome

Decides nothing itself: `bot.slack.faults` says what a failure means, `bot.slack.retry` what to do about it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import chain, groupby

import structlog
from structlog.contextvars import bound_contextvars

from bot.clock import Clock
from bot.slack.carrying import Carrier
from bot.slack.faults import SlackFault, Verdict
from bot.slack.messenger import Messenger, NotPosted
from bot.slack.notes import delay_words
from bot.slack.outbox import Outbox
from bot.slack.outcomes import Outcomes, Went
from bot.slack.pace import Pace
from bot.slack.plan import Digester, Part, Planner, TermsOf, at_once, joint_key, one_by_one
from bot.slack.refusals import Refusals
from bot.stages import Delivery, Message

LEASE = timedelta(minutes=5)
"""Renewed while a batch is worked on; after a crash this is how long its deliveries wait."""
BATCH = 100
DIGEST_SIZE = 25
"""Alerts in one digest message."""
IDLE_SECONDS = 1.0
STOPPED = NotPosted(SlackFault(Verdict.UNCONFIRMED, "stopped"))
"""We were told to stop and could not wait for Slack's answer any longer."""

log = structlog.get_logger(__name__)


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
        refusals: Refusals | None = None,
    ) -> None:
        self._outbox, self._clock, self._worker = outbox, clock, worker
        self._plan, self._terms, self._digest = plan, terms, digest
        self._carrier = Carrier(messenger, pace or Pace(clock))
        self._outcomes = Outcomes(outbox, messenger, clock, jitter, refusals)
        self._refusals = refusals
        self._channels: dict[tuple[str, str], asyncio.Task[None]] = {}
        self._stopping = False
        self._awake = asyncio.Event()

    def wake(self) -> None:
        """There may be something to deliver: do not wait for the next look."""
        self._awake.set()

    async def run(self) -> None:
        """Deliver until `stop` is called. A ledger that fails is asked again. When cancelled, nothing stays claimed."""
        try:
            while not self._stopping:
                await self._look()
            await self._drain()
        finally:
            await self._cut_short()

    async def _look(self) -> None:
        self._awake.clear()
        try:
            found = await self._start_due()
        except Exception:
            log.exception("delivery.claim_failed")
            found = 0
        if not found and not self._stopping:
            await self._rest()

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
        """Take up what is due; how many deliveries that was."""
        if self._refusals is not None and self._refusals.resting():
            return 0
        claimed = await self._outbox.claim_due(BATCH, LEASE, self._worker)
        started = 0
        in_order = sorted(claimed, key=lambda d: (d.team_id, d.channel, d.id))
        for channel, some in groupby(in_order, key=lambda d: (d.team_id, d.channel)):
            of_channel = list(some)
            if channel in self._channels:
                # A lease ran out under our own hands (the machine slept): who is at it goes on, and no second one.
                await self._release(of_channel)
                continue
            task = asyncio.create_task(self._apart(of_channel))
            self._channels[channel] = task
            task.add_done_callback(partial(self._done, channel))
            started += len(of_channel)
        return started

    def _done(self, channel: tuple[str, str], _: asyncio.Task[None]) -> None:
        del self._channels[channel]

    async def _release(self, unsent: Iterable[Delivery]) -> None:
        for delivery in unsent:
            await self._outbox.release(delivery.id)

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
            await asyncio.wait(self._channels.values())

    async def _cut_short(self) -> None:
        """What is still being sent is left open, what was not begun is given back."""
        sending = list(self._channels.values())
        for task in sending:
            task.cancel()
        await asyncio.gather(*sending, return_exceptions=True)

    async def _apart(self, of_channel: list[Delivery]) -> None:
        """One channel's batch. Whatever goes wrong here stops no other channel; leases bring the work back."""
        try:
            await self._in_order(of_channel)
        except Exception:
            log.exception("delivery.channel_failed", channel=of_channel[0].channel)

    async def _in_order(self, of_channel: list[Delivery]) -> None:
        queue = await self._due_now(of_channel)
        renewed = self._clock.monotonic()
        try:
            while queue and not self._stopping:
                if await self._take(queue.pop(0)) is Went.RESTING:
                    break
                if self._clock.monotonic() - renewed > LEASE.total_seconds() / 3:
                    renewed = self._clock.monotonic()
                    await self._outbox.renew([each.id for each in chain.from_iterable(queue)], LEASE)
        finally:
            await self._release(chain.from_iterable(queue))

    async def _due_now(self, of_channel: list[Delivery]) -> list[list[Delivery]]:
        """What the channel will have now, single or for a digest; what it will have later is held till then."""
        singles: list[list[Delivery]] = []
        for_digest: list[Delivery] = []
        for delivery in of_channel:
            terms = await self._terms(delivery)
            if terms.until is not None:
                with _about(delivery):
                    log.info("delivery.held", until=terms.until.isoformat())
                await self._outbox.release(delivery.id, terms.until)
                continue
            # What was held is not late, and not old: it counts from when its channel wants it.
            wanted = replace(delivery, created_at=terms.due or delivery.created_at)
            if terms.together:
                for_digest.append(wanted)
            else:
                singles.append([wanted])
        return singles + [for_digest[at : at + DIGEST_SIZE] for at in range(0, len(for_digest), DIGEST_SIZE)]

    async def _take(self, some: list[Delivery]) -> Went:
        return await self._deliver(some[0]) if len(some) == 1 else await self._deliver_together(some)

    async def _deliver_together(self, some: list[Delivery]) -> Went:
        """One digest; two where one message does not hold them all."""
        messages = await self._digest(some)
        if len(messages) > 1 and len(some) > 1:
            half = len(some) // 2
            if await self._deliver_together(some[:half]) is Went.ON:
                return await self._deliver_together(some[half:])
            await self._release(some[half:])
            return Went.RESTING
        mine = [each for each in some if await self._outbox.record_attempt(each.id, self._worker)]
        if not mine:
            return Went.RESTING
        return await self._send_together(mine, messages if len(mine) == len(some) else await self._digest(mine))

    async def _send_together(self, some: list[Delivery], messages: Sequence[Message]) -> Went:
        try:
            posted = await self._carrier.post(some[0].channel, Part(messages[0], joint_key(some)))
        except NotPosted as failure:
            return [await self._failed(each, failure) for each in some][-1]
        except asyncio.CancelledError:
            for each in some:
                await self._failed(each, STOPPED)
            raise
        for each in some:
            with _about(each):
                await self._outcomes.delivered(each, posted)
        return Went.ON

    async def _failed(self, delivery: Delivery, failure: NotPosted) -> Went:
        with _about(delivery):
            return await self._outcomes.failed(delivery, failure)

    async def _deliver(self, delivery: Delivery) -> Went:
        with _about(delivery):
            return await self._attempt(delivery)

    async def _attempt(self, delivery: Delivery) -> Went:
        plan = await self._plan(delivery, delay_words(delivery, self._clock.now()))
        if not await self._outbox.record_attempt(delivery.id, self._worker):
            log.warning("delivery.claim_lost")
            return Went.RESTING
        try:
            posted = await self._carrier.carry(delivery, plan)
        except NotPosted as failure:
            return await self._outcomes.failed(delivery, failure)
        except asyncio.CancelledError:
            await self._outcomes.failed(delivery, STOPPED)
            raise
        await self._outcomes.delivered(delivery, posted)
        return Went.ON


def _about(delivery: Delivery) -> AbstractContextManager[object]:
    """Every line that is logged within says which delivery it is about, and which filing."""
    accession = delivery.alert.filing.accession_number
    return bound_contextvars(accession=accession, key=delivery.idempotency_key)


async def _ignore(waited_for: Awaitable[object]) -> None:
    await waited_for

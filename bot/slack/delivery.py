"""Sends what the ledger holds: at least once, in practice exactly once, in order within a channel, channels apart.

    claim → (unconfirmed? look for it) → wait for the channel's turn → record the attempt → post → record the outcome

Decides nothing itself: `bot.slack.faults` says what a failure means, `bot.slack.retry` what to do about it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from enum import Enum, auto
from itertools import groupby
from random import Random
from typing import TypeVar

import structlog

from bot.clock import Clock
from bot.slack.messenger import CannotLook, Messenger, NotPosted, Posted
from bot.slack.notes import channel_disabled, with_delay_told
from bot.slack.outbox import Outbox
from bot.slack.pace import Pace
from bot.slack.retry import SETTLE, Action, Step, next_step
from bot.stages import Delivery, DeliveryState, Message

LEASE = timedelta(minutes=5)
"""Longer than a channel's whole batch at one message a second, with one call running into its timeout."""
BATCH = 100
IDLE_SECONDS = 1.0

T = TypeVar("T")
Render = Callable[[Delivery], Message]

log = structlog.get_logger(__name__)


class _Went(Enum):
    ON = auto()
    """The channel takes more."""
    RESTING = auto()
    """What follows in this channel must wait."""


class Courier:
    """Carries deliveries from an `Outbox` by a `Messenger`. One per process; several processes may share an outbox."""

    def __init__(
        self,
        outbox: Outbox,
        messenger: Messenger,
        render: Render,
        clock: Clock,
        *,
        worker: str,
        random: Random,
        pace: Pace | None = None,
    ) -> None:
        self._outbox, self._messenger, self._render, self._clock = outbox, messenger, render, clock
        self._worker, self._random = worker, random
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
        for place, delivery in enumerate(of_channel):
            if self._stopping or await self._deliver(delivery) is _Went.RESTING:
                following = of_channel[place if self._stopping else place + 1 :]
                for unsent in following:
                    await self._outbox.release(unsent.id)
                return

    async def _deliver(self, delivery: Delivery) -> _Went:
        if delivery.state is DeliveryState.UNCONFIRMED:
            found = await self._look(delivery)
            if found is not None:
                return found
        return await self._send(delivery, self._rendered(delivery), plain=False)

    async def _look(self, delivery: Delivery) -> _Went | None:
        """Whether the last attempt arrived after all. ``None``: it did not, or nobody can tell; send it."""
        since = delivery.first_attempt_at or delivery.created_at
        try:
            posted = await self._messenger.find(delivery.channel, delivery.idempotency_key, since)
        except CannotLook as reason:
            log.warning("delivery.sent_again_unseen", key=delivery.idempotency_key, reason=str(reason))
            return None
        except NotPosted as failure:
            return await self._look_later(delivery, failure)
        if posted is None:
            return None
        log.info("delivery.found_in_history", key=delivery.idempotency_key)
        await _shielded(self._outbox.record_delivered(delivery.id, posted.channel_id, posted.ts))
        return _Went.ON

    async def _look_later(self, delivery: Delivery, failure: NotPosted) -> _Went:
        wait = failure.fault.retry_after or SETTLE * 2
        at = self._clock.now() + timedelta(seconds=wait)
        await _shielded(self._outbox.record_unconfirmed(delivery.id, at, failure.fault.reason))
        return _Went.RESTING

    async def _send(self, delivery: Delivery, message: Message, *, plain: bool) -> _Went:
        await self._pace.turn(delivery.channel)
        if not await self._outbox.record_attempt(delivery.id, self._worker):
            log.warning("delivery.claim_lost", key=delivery.idempotency_key)
            return _Went.RESTING
        try:
            posted = await self._messenger.post(delivery.channel, message, delivery.idempotency_key)
        except NotPosted as failure:
            return await self._failed(delivery, message, failure, plain=plain)
        await _shielded(self._outbox.record_delivered(delivery.id, posted.channel_id, posted.ts))
        self._log_delivered(delivery, posted)
        return _Went.ON

    async def _failed(self, delivery: Delivery, message: Message, failure: NotPosted, *, plain: bool) -> _Went:
        step = next_step(
            failure.fault,
            attempts=delivery.attempts + 1,
            born=delivery.created_at,
            now=self._clock.now(),
            jitter=self._random.random(),
            plain=plain,
        )
        about = {"key": delivery.idempotency_key, "channel": delivery.channel}
        log.warning("delivery.failed", **about, reason=step.reason, then=step.action)
        if step.action is Action.PLAIN_TEXT:
            return await self._send(delivery, Message(message.text[:39_000], ()), plain=True)
        return await _shielded(self._record(delivery, step))

    async def _record(self, delivery: Delivery, step: Step) -> _Went:
        match step:
            case Step(Action.RETRY, reason, at) if at is not None:
                await self._outbox.record_retry(delivery.id, at, reason)
            case Step(Action.LOOK_FIRST, reason, at) if at is not None:
                await self._outbox.record_unconfirmed(delivery.id, at, reason)
            case Step(Action.DISABLE_CHANNEL, reason, _):
                await self._disable(delivery, reason)
            case _:
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

    def _rendered(self, delivery: Delivery) -> Message:
        return with_delay_told(self._render(delivery), delivery, self._clock.now())

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

"""Writes down what became of an attempt, also when we are told to stop in the middle of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from enum import Enum, auto
from typing import TypeVar

import structlog

from bot.clock import Clock
from bot.slack.faults import Verdict
from bot.slack.messenger import Messenger, NotPosted, Posted
from bot.slack.notes import channel_disabled
from bot.slack.outbox import Outbox
from bot.slack.owners import owners_of, tell_owners
from bot.slack.refusals import Refusals
from bot.slack.retry import Action, Step, next_step
from bot.stages import Delivery

T = TypeVar("T")

log = structlog.get_logger(__name__)


class Went(Enum):
    ON = auto()
    """The channel takes more."""
    RESTING = auto()
    """What follows in this channel must wait."""


class Outcomes:
    """``jitter`` gives numbers between 0 and 1."""

    def __init__(
        self, outbox: Outbox, messenger: Messenger, clock: Clock, jitter: Callable[[], float], refusals: Refusals | None
    ) -> None:
        self._outbox, self._messenger, self._clock, self._jitter = outbox, messenger, clock, jitter
        self._refusals = refusals

    async def delivered(self, delivery: Delivery, posted: Posted) -> None:
        await _shielded(self._outbox.record_delivered(delivery.id, posted.channel_id, posted.ts))
        if self._refusals is not None:
            await self._refusals.accepted()
        seconds = (self._clock.now() - delivery.created_at).total_seconds()
        log.info(
            "delivery.delivered",
            channel=posted.channel_id,
            attempts=delivery.attempts + 1,
            seconds=round(seconds, 3),
        )

    async def failed(self, delivery: Delivery, failure: NotPosted) -> Went:
        """Whether the channel goes on."""
        if self._refusals is not None and failure.fault.verdict is Verdict.CREDENTIALS:
            await self._refusals.refused(failure.fault.reason)
        return await _shielded(self._record(delivery, self._next(delivery, failure)))

    def _next(self, delivery: Delivery, failure: NotPosted) -> Step:
        step = next_step(
            failure.fault,
            attempts=delivery.attempts + 1,
            born=delivery.created_at,
            now=self._clock.now(),
            jitter=self._jitter(),
        )
        log.warning("delivery.failed", channel=delivery.channel, reason=step.reason, then=step.action)
        return step

    async def _record(self, delivery: Delivery, step: Step) -> Went:
        match step:
            case Step(Action.RETRY, reason, at) if at is not None:
                await self._outbox.record_retry(delivery.id, at, reason)
            case Step(Action.LOOK_FIRST, reason, at) if at is not None:
                await self._outbox.record_unconfirmed(delivery.id, at, reason)
            case Step(Action.DISABLE_CHANNEL, reason, _):
                await self._disable(delivery, reason)
            case _:
                log.error("delivery.abandoned", reason=step.reason)
                await self._outbox.record_abandoned(delivery.id, step.reason)
                return Went.ON
        return Went.RESTING

    async def _disable(self, delivery: Delivery, reason: str) -> None:
        await self._outbox.record_abandoned(delivery.id, reason)
        stopped = await self._outbox.disable_channel(delivery.team_id, delivery.channel, reason)
        log.error("delivery.channel_disabled", channel=delivery.channel, reason=reason, owners=owners_of(stopped))
        message, key = channel_disabled(delivery.channel, reason), f"disabled:{delivery.idempotency_key}"
        await tell_owners(self._messenger, stopped, message, key)


async def _shielded(outcome: Coroutine[object, object, T]) -> T:
    return await asyncio.shield(asyncio.ensure_future(outcome))

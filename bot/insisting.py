"""An outbox that does not take no for an answer: what became of a message is written as soon as the ledger answers
again, so that a ledger that was away for a moment costs no lease and no second look.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from typing import ParamSpec, TypeVar

import structlog

from bot.clock import Clock
from bot.ledger.faults import LedgerFault
from bot.ledger.ledger import Ledger
from bot.slack.outbox import Outbox
from bot.stages import Delivery, Watch

INSISTS_FOR = 240.0
"""Seconds: less than a lease, after which the delivery may be somebody else's."""
LONGEST_WAIT = 10.0

T = TypeVar("T")
P = ParamSpec("P")

log = structlog.get_logger(__name__)


class InsistentOutbox(Outbox):
    """The ledger's outbox, in which everything about a claim that is held is tried again while the ledger fails."""

    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        self._ledger, self._clock = ledger, clock

    async def claim_due(self, limit: int, lease: timedelta, worker: str) -> list[Delivery]:
        return await self._ledger.claim_due(limit, lease, worker)

    async def record_attempt(self, delivery_id: int, worker: str) -> bool:
        return await self._insist(lambda: self._ledger.record_attempt(delivery_id, worker))

    async def renew(self, ids: Iterable[int], lease: timedelta) -> None:
        held = list(ids)
        await self._insist(lambda: self._ledger.renew(held, lease))

    async def disable_channel(self, team_id: str, channel: str, because: str) -> list[Watch]:
        return await self._ledger.disable_channel(team_id, channel, because)

    async def record_delivered(self, delivery_id: int, channel_id: str, message_ts: str) -> None:
        await self._insist(lambda: self._ledger.record_delivered(delivery_id, channel_id, message_ts))

    async def record_retry(self, delivery_id: int, at: datetime, error: str) -> None:
        await self._insist(lambda: self._ledger.record_retry(delivery_id, at, error))

    async def record_unconfirmed(self, delivery_id: int, at: datetime, error: str) -> None:
        await self._insist(lambda: self._ledger.record_unconfirmed(delivery_id, at, error))

    async def record_abandoned(self, delivery_id: int, error: str) -> None:
        await self._insist(lambda: self._ledger.record_abandoned(delivery_id, error))

    async def release(self, delivery_id: int, at: datetime | None = None) -> None:
        await self._insist(lambda: self._ledger.release(delivery_id, at))

    async def _insist(self, ask: Callable[[], Awaitable[T]]) -> T:
        return await insist(ask, self._clock)


async def insist(ask: Callable[[], Awaitable[T]], clock: Clock) -> T:
    """Ask until the ledger answers, or `INSISTS_FOR` is over and its fault is raised."""
    until, wait = clock.monotonic() + INSISTS_FOR, 0.25
    while True:
        try:
            return await ask()
        except LedgerFault as fault:
            if clock.monotonic() + wait > until:
                raise
            log.warning("outbox.insisting", fault=str(fault), again_in=wait)
        await clock.sleep(wait)
        wait = min(wait * 2, LONGEST_WAIT)


def insistent(ask: Callable[P, Awaitable[T]], clock: Clock) -> Callable[P, Awaitable[T]]:
    """The same function, which asks again while the ledger fails. For what only reads."""

    def asking(*args: P.args, **options: P.kwargs) -> Awaitable[T]:
        return insist(lambda: ask(*args, **options), clock)

    return asking

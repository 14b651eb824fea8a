"""What was missed while the bot was down reaches a channel one by one up to a number, and beyond it as one digest."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from bot.catchup import Telling, missed
from bot.clock import Clock
from bot.slack.preferences import Terms
from bot.stages import Delivery

SAME_GAP = timedelta(hours=6)
"""Alerts that were missed together are written within minutes; reading a day's filings takes less than an hour."""
GATHERED = timedelta(minutes=2)
"""How often a digest of what was missed is sent: a day's results are read in about as long."""

_BEGIN = datetime(2000, 1, 1, tzinfo=UTC)


class Records(Protocol):
    async def caught_up_before(self, delivery: Delivery, within: timedelta) -> int: ...


class MissedTogether:
    """``terms`` says when a channel will have an alert; this adds whether it waits for others that were missed."""

    def __init__(self, terms: Callable[[Delivery], Awaitable[Terms]], ledger: Records, clock: Clock) -> None:
        self._terms, self._ledger, self._clock = terms, ledger, clock

    async def terms(self, delivery: Delivery) -> Terms:
        wanted = await self._terms(delivery)
        if not delivery.alert.caught_up or delivery.may_have_arrived or wanted.together or wanted.until:
            return wanted
        told = await self._ledger.caught_up_before(delivery, SAME_GAP)
        if missed(told).telling is not Telling.DIGEST:
            return wanted
        until = gathered_at(delivery.created_at)
        if self._clock.now() < until:
            return replace(wanted, due=until, until=until)
        return replace(wanted, due=until, together=True)


def gathered_at(born: datetime) -> datetime:
    """The moment at which all that was written within the same two minutes is told together."""
    return born + GATHERED - (born - _BEGIN) % GATHERED

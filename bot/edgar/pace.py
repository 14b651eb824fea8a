"""How fast we may ask: one pace for all requests, and a full stop after a refusal."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.edgar.turns import OwnTurns, Turns

HIGHEST_RATE = 10.0
"""Requests a second that the SEC allows in all, over every machine of one user."""
DEFAULT_RATE = 5.0
BLOCK_SECONDS = 600.0
"""A block lasts ten minutes; every request during it makes it longer."""
LONGEST_BLOCK = timedelta(hours=1)
"""What another process left behind for longer is damage, and believed by nobody."""


class Pace:
    """Hands out turns at least ``1/rate`` seconds apart, in the order they were asked for.

    ``turns`` may be shared with other processes; a refusal of one of them stops all.
    """

    def __init__(self, clock: Clock, rate: float = DEFAULT_RATE, turns: Turns | None = None) -> None:
        if not 0 < rate <= HIGHEST_RATE:
            raise ValueError(f"{rate:g} requests a second: EDGAR allows more than 0 and at most {HIGHEST_RATE:g}")
        self._clock = clock
        self._gap = 1.0 / rate
        self._turns = turns or OwnTurns()
        self._order = asyncio.Lock()
        self._blocked_until: datetime | None = None
        self._block_reason = ""

    async def turn(self) -> None:
        """Return when the next request may go out."""
        async with self._order:
            turn = self._turns.take(self._clock.monotonic(), self._gap)
            while (wait := turn - self._clock.monotonic()) > 0:
                await self._clock.sleep(wait)

    def block(self, reason: str, until: datetime | None = None) -> datetime:
        """Let nothing out for ten minutes from now, or until the given moment."""
        until = until or self._clock.now() + timedelta(seconds=BLOCK_SECONDS)
        if self._blocked_until is None or until > self._blocked_until:
            self._blocked_until = until
            self._block_reason = reason
            self._turns.refuse(until)
        return self._blocked_until

    def blocked(self) -> tuple[datetime, str] | None:
        """Until when nothing may go out and why, or ``None``."""
        now = self._clock.now()
        if self._blocked_until is not None and now < self._blocked_until:
            return self._blocked_until, self._block_reason
        elsewhere = self._turns.refused()
        if elsewhere is None or not now < elsewhere <= now + LONGEST_BLOCK:
            return None
        return elsewhere, "another process was refused"

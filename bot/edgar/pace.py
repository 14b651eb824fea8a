"""How fast we may ask: one pace for all requests of the process, and a full stop after a refusal."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from bot.clock import Clock

HIGHEST_RATE = 10.0
"""Requests a second that the SEC allows in all, over every machine of one user."""
DEFAULT_RATE = 5.0
BLOCK_SECONDS = 600.0
"""A block lasts ten minutes; every request during it makes it longer."""


class Pace:
    """Hands out turns at least ``1/rate`` seconds apart, in the order they were asked for."""

    def __init__(self, clock: Clock, rate: float = DEFAULT_RATE) -> None:
        if not 0 < rate <= HIGHEST_RATE:
            raise ValueError(f"{rate:g} requests a second: EDGAR allows more than 0 and at most {HIGHEST_RATE:g}")
        self._clock = clock
        self._gap = 1.0 / rate
        self._next = 0.0
        self._order = asyncio.Lock()
        self._blocked_until: datetime | None = None
        self._block_reason = ""

    async def turn(self) -> None:
        """Return when the next request may go out."""
        async with self._order:
            wait = self._next - self._clock.monotonic()
            if wait > 0:
                await self._clock.sleep(wait)
            self._next = max(self._next, self._clock.monotonic()) + self._gap

    def block(self, reason: str, until: datetime | None = None) -> datetime:
        """Let nothing out for ten minutes from now, or until the given moment."""
        until = until or self._clock.now() + timedelta(seconds=BLOCK_SECONDS)
        if self._blocked_until is None or until > self._blocked_until:
            self._blocked_until = until
            self._block_reason = reason
        return self._blocked_until

    def blocked(self) -> tuple[datetime, str] | None:
        """Until when nothing may go out and why, or ``None``."""
        if self._blocked_until is None or self._clock.now() >= self._blocked_until:
            return None
        return self._blocked_until, self._block_reason

"""One message a second a channel, with a short burst, so that Slack need not say 429."""

from __future__ import annotations

from dataclasses import dataclass

from bot.clock import Clock

BURST = 3
"""Below what Slack tolerates, so that other apps' and our own updates have room."""


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


class Pace:
    """Token buckets, one a channel. Forgets on restart, which costs a burst at most."""

    def __init__(self, clock: Clock, *, burst: int = BURST, per_second: float = 1.0) -> None:
        self._clock, self._burst, self._per_second = clock, burst, per_second
        self._buckets: dict[str, _Bucket] = {}

    async def turn(self, channel: str) -> None:
        """Return when a message may be sent there."""
        bucket = self._buckets.setdefault(channel, _Bucket(self._burst, self._clock.monotonic()))
        self._refill(bucket)
        while bucket.tokens < 1:
            await self._clock.sleep((1 - bucket.tokens) / self._per_second)
            self._refill(bucket)
        bucket.tokens -= 1

    def _refill(self, bucket: _Bucket) -> None:
        now = self._clock.monotonic()
        gained = (now - bucket.at) * self._per_second
        # A millionth is forgiven: differences of floats would otherwise make the wait a little short for ever.
        bucket.tokens = min(self._burst, bucket.tokens + gained + 1e-6)
        bucket.at = now

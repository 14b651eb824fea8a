"""How much Slack takes: one message a second a channel with short bursts, and each method's tier a minute."""

from __future__ import annotations

from dataclasses import dataclass

from bot.clock import Clock

BURST = 5
"""Messages a channel takes at once before the pace of one a second holds."""

TIERS = {
    "conversations.list": 20,
    "conversations.history": 50,
    "conversations.replies": 50,
    "chat.update": 50,
    "views.publish": 100,
    "users.info": 100,
}
"""Requests a minute, for the methods where the app comes near."""


@dataclass
class _Bucket:
    tokens: float
    at: float


class Rates:
    """Token buckets by key. `wait` takes a token, or says how many whole seconds to stay away."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._buckets: dict[str, _Bucket] = {}
        self.enforced = True

    def post(self, channel: str) -> int:
        return self._wait(f"post:{channel}", capacity=BURST, per_second=1.0)

    def call(self, method: str) -> int:
        per_minute = TIERS.get(method)
        return self._wait(method, capacity=per_minute, per_second=per_minute / 60) if per_minute else 0

    def _wait(self, key: str, *, capacity: float, per_second: float) -> int:
        if not self.enforced:
            return 0
        now = self._clock.monotonic()
        bucket = self._buckets.setdefault(key, _Bucket(capacity, now))
        bucket.tokens = min(capacity, bucket.tokens + (now - bucket.at) * per_second)
        bucket.at = now
        if bucket.tokens >= 1 - 1e-9:
            bucket.tokens -= 1
            return 0
        return max(1, int((1 - bucket.tokens) / per_second + 0.999))

"""Slack refuses the app as a whole: a token that was revoked, an app that was removed. Everybody's deliveries rest.

No channel's list is touched, since nothing is wrong with any of them, and nothing is abandoned however long it lasts.
That we are refused is kept in the ledger, where ``/readyz``, the metrics and the operators' alarm find it; once we are
let in again, those who asked for watches are told how long they heard nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import structlog

from bot.clock import Clock
from bot.slack.messenger import Messenger
from bot.slack.notes import were_refused
from bot.slack.owners import tell_owners
from bot.slack.retry import CREDENTIAL_WAIT
from bot.stages import Watch

CURSOR = "slack.refused"

log = structlog.get_logger(__name__)


class Records(Protocol):
    async def cursor(self, name: str) -> str | None: ...
    async def set_cursor(self, name: str, value: str) -> None: ...
    async def watches(self, team_id: str | None = None, channel: str | None = None) -> list[Watch]: ...


@dataclass(frozen=True, slots=True)
class Refusal:
    """``reason`` is Slack's own code."""

    since: datetime
    reason: str


async def standing_refusal(ledger: Records) -> Refusal | None:
    """Whether Slack refuses us, as far as the last attempt of any process tells."""
    since, _, reason = (await ledger.cursor(CURSOR) or "").partition(" ")
    return Refusal(datetime.fromisoformat(since), reason) if since else None


class Refusals:
    """One per process; several processes may share the ledger."""

    def __init__(self, ledger: Records, messenger: Messenger, clock: Clock) -> None:
        self._ledger, self._messenger, self._clock = ledger, messenger, clock
        self._let_in = False
        """Known to be let in, with nobody left to tell."""
        self._rests_until = 0.0

    def resting(self) -> bool:
        """Whether there is no use in trying: one attempt every five minutes is enough for all channels."""
        return self._clock.monotonic() < self._rests_until

    async def refused(self, reason: str) -> None:
        self._let_in = False
        self._rests_until = self._clock.monotonic() + CREDENTIAL_WAIT
        if await standing_refusal(self._ledger) is None:
            log.error("delivery.slack_refuses", reason=reason, so="deliveries wait and none is lost")
            await self._ledger.set_cursor(CURSOR, f"{self._clock.now().isoformat()} {reason}")

    async def accepted(self) -> None:
        """Slack took a message."""
        if self._let_in:
            return
        refusal = await standing_refusal(self._ledger)
        self._let_in, self._rests_until = True, 0.0
        if refusal is not None:
            await self._ledger.set_cursor(CURSOR, "")
            log.info("delivery.slack_lets_us_in", since=refusal.since.isoformat(), reason=refusal.reason)
            await self._tell_owners(refusal)

    async def _tell_owners(self, refusal: Refusal) -> None:
        now = self._clock.now()
        message = were_refused(refusal.reason, now - refusal.since)
        await tell_owners(
            self._messenger, await self._ledger.watches(), message, f"refused:{refusal.since.isoformat()}"
        )

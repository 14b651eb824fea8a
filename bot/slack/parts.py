"""What the app is made of, handed in by the composition root."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.slack.client import call
from bot.stages import Message


class Records(Protocol):
    """What the commands ask of the ledger."""

    async def first_time(self, event_id: str) -> bool: ...


class Lookup(Protocol):
    """``/lookup``'s answer to a query, as a message; ``page`` counts from 0."""

    async def __call__(self, query: str, page: int = 0) -> Message: ...


@dataclass
class AppParts:
    client: AsyncWebClient
    clock: Clock
    ledger: Records
    lookup: Lookup
    signing_secret: str = field(default="", repr=False)
    _team: list[str] = field(default_factory=list, repr=False)

    async def team_id(self) -> str:
        """The workspace that the token belongs to, asked once."""
        if not self._team:
            self._team.append(str((await call(self.client.auth_test()))["team_id"]))
        return self._team[0]


Respond = Callable[..., Awaitable[object]]
Ack = Callable[..., Awaitable[object]]

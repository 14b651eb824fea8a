"""What the app is made of, handed in by the composition root."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Protocol

from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.lookup import LookupAnswer
from bot.lookup import Records as LookupRecords
from bot.slack.directory import Directory
from bot.slack.permissions import Permissions
from bot.slack.pictures import Pictures
from bot.stages import Alert, Change, Delivery, DeliveryState, Mute, Poll, SeenFiling, StoredReport, Watch


class Records(LookupRecords, Protocol):
    """What the commands ask of the ledger."""

    async def first_time(self, event_id: str) -> bool: ...
    async def report(self, accession_number: str) -> StoredReport | None: ...
    async def watches(self, team_id: str | None = None, channel: str | None = None) -> list[Watch]: ...
    async def add_watch(self, watch: Watch, actor: str) -> bool: ...
    async def remove_watch(self, watch: Watch, actor: str) -> bool: ...
    async def mutes(self, team_id: str | None = None, channel: str | None = None) -> list[Mute]: ...
    async def add_mute(self, mute: Mute) -> None: ...
    async def remove_mute(self, team_id: str, channel: str, cik: str, actor: str) -> bool: ...
    async def preferences(self, team_id: str, channel: str) -> dict[str, Any]: ...
    async def set_preference(self, team_id: str, channel: str, name: str, value: Any, actor: str) -> None: ...
    async def changes(self, team_id: str, channel: str | None = None, limit: int = 50) -> list[Change]: ...
    async def record_change(self, team_id: str, channel: str, actor: str, action: str, detail: str) -> None: ...
    async def latest_deliveries(self, team_id: str, channel: str, limit: int = 10) -> list[Delivery]: ...
    async def delivery_counts(self) -> dict[DeliveryState, int]: ...
    async def oldest_waiting(self) -> datetime | None: ...
    async def last_polls(self, limit: int = 20) -> list[Poll]: ...
    async def set_aside(self, limit: int = 50) -> list[SeenFiling]: ...
    async def disable_channel(self, team_id: str, channel: str, because: str) -> list[Watch]: ...
    async def enable_channel(self, team_id: str, channel: str) -> int: ...


class Lookup(Protocol):
    """The answer to a query; ``page`` counts from 0. ``asking`` is awaited before EDGAR is asked, which takes time."""

    async def __call__(
        self, query: str, page: int = 0, *, asking: Callable[[], Awaitable[None]] | None = None
    ) -> LookupAnswer: ...


Respond = Callable[..., Awaitable[object]]
Ack = Callable[..., Awaitable[object]]


def nothing_to_show() -> Alert:
    raise NotImplementedError("the composition root hands in a sample")


def nothing_in_the_file() -> Sequence[Watch]:
    return ()


@dataclass
class AppParts:
    """``file_watches``: the watchlist file's, with the workspace's team id and channel IDs where they are known.

    ``editors``: user IDs and user-group IDs that may change lists; none: the channel's members. ``sample``: the alert
    that ``/watch test`` shows. ``inside_only``: nothing is posted or watched in channels that others see too.
    """

    client: AsyncWebClient
    clock: Clock
    ledger: Records
    lookup: Lookup
    signing_secret: str = field(default="", repr=False)
    file_watches: Callable[[], Sequence[Watch]] = nothing_in_the_file
    editors: tuple[str, ...] = ()
    sample: Callable[[], Alert] = nothing_to_show
    inside_only: bool = False
    homes_shown: set[str] = field(default_factory=set)
    """Who has looked at the app's home since we started: theirs is kept fresh."""

    @cached_property
    def directory(self) -> Directory:
        return Directory(self.client, self.clock)

    @cached_property
    def permissions(self) -> Permissions:
        return Permissions(self.directory, self.editors, inside_only=self.inside_only)

    @cached_property
    def pictures(self) -> Pictures:
        return Pictures(self.client)

    async def team_id(self) -> str:
        """The workspace that the token belongs to."""
        return await self.directory.team_id()

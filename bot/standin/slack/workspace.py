"""A workspace in memory: its people, channels, messages, files and views, as Slack's own objects."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from bot.clock import Clock

Json = dict[str, Any]

TEAM_ID = "T01STANDIN"
BOT_USER_ID = "U0BALLOT"
BOT_ID = "B0BALLOT"
APP_ID = "A0BALLOT"


@dataclass
class Person:
    """A member of the workspace. ``tz`` is an IANA name, as `users.info` gives it."""

    id: str
    name: str
    tz: str = "America/New_York"
    groups: tuple[str, ...] = ()


@dataclass
class Channel:
    """``messages`` in the order they were posted, thread replies among them."""

    id: str
    name: str
    members: list[str] = field(default_factory=list)
    private: bool = False
    archived: bool = False
    readable: bool = True
    """Whether the app's scopes let it read the history."""
    direct_with: str = ""
    shared_outside: bool = False
    messages: list[Json] = field(default_factory=list)

    def find(self, ts: str) -> Json | None:
        return next((m for m in self.messages if m["ts"] == ts), None)

    def top_level(self) -> Iterator[Json]:
        """What the channel itself shows: no thread replies but those that were also sent to it."""
        for message in self.messages:
            is_reply = message.get("thread_ts", message["ts"]) != message["ts"]
            if not is_reply or message.get("subtype") == "thread_broadcast":
                yield message

    def thread(self, ts: str) -> list[Json]:
        return [m for m in self.messages if m["ts"] == ts or m.get("thread_ts") == ts]


@dataclass
class Upload:
    """A file between its three calls."""

    id: str
    name: str
    length: int
    content: bytes = b""
    alt_text: str = ""
    title: str = ""
    channel: str = ""
    unready: int = 0
    """So many messages that show it are refused, since Slack is not done with it."""


class Workspace:
    """Everything the stand-in remembers. Nothing here checks limits or permissions."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.team_id = TEAM_ID
        self.people: dict[str, Person] = {}
        self.channels: dict[str, Channel] = {}
        self.uploads: dict[str, Upload] = {}
        self.ephemerals: list[Json] = []
        self.views: dict[str, Json] = {}
        self.homes: dict[str, Json] = {}
        self.slow_files = 0
        """So many messages that show a new file are refused first."""
        self.version = 0
        """Moves whenever something visible does."""
        self.moved = asyncio.Event()
        """Set at every change and call; whoever waits clears it first."""
        self._numbers = count(1)
        self.add_person(BOT_USER_ID, "ballotwire")

    def add_person(self, user_id: str, name: str, tz: str = "America/New_York", groups: tuple[str, ...] = ()) -> Person:
        self.people[user_id] = Person(user_id, name, tz, groups)
        return self.people[user_id]

    def add_channel(self, channel_id: str, name: str, members: list[str] | None = None, **more: Any) -> Channel:
        """A channel that the app is in; ``members`` are further people."""
        self.channels[channel_id] = Channel(channel_id, name, [BOT_USER_ID, *(members or [])], **more)
        return self.channels[channel_id]

    def channel(self, name_or_id: str) -> Channel | None:
        """By ID, by name, or by name with ``#``."""
        if found := self.channels.get(name_or_id):
            return found
        name = name_or_id.removeprefix("#")
        return next((c for c in self.channels.values() if c.name == name and not c.direct_with), None)

    def direct(self, user_id: str) -> Channel:
        """The conversation between the app and a person, opened if need be."""
        for channel in self.channels.values():
            if channel.direct_with == user_id:
                return channel
        opened = self.add_channel(self.next_id("D"), f"dm-{user_id.lower()}", [user_id], private=True)
        opened.direct_with = user_id
        return opened

    def next_id(self, prefix: str) -> str:
        return f"{prefix}{next(self._numbers):08d}"

    def next_ts(self) -> str:
        """A message's own name: seconds and a serial number, unique in the workspace."""
        return f"{int(self.clock.now().timestamp())}.{next(self._numbers):06d}"

    def changed(self) -> None:
        self.version += 1
        self.moved.set()

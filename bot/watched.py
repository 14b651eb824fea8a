"""Everything that is watched: what the file says and what commands added."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from typing import Protocol

import structlog

from bot.companies import find_companies
from bot.lookup import Records
from bot.stages import Watch, WatchSubject

log = structlog.get_logger(__name__)


TEAM, CHANNEL = "slack.team", "slack.channel."
"""What is learnt of Slack is kept beside the cursors under these names."""


class WatchRecords(Protocol):
    async def watches(self) -> list[Watch]: ...


class Remembered(Protocol):
    async def cursor(self, name: str) -> str | None: ...
    async def set_cursor(self, name: str, value: str) -> None: ...


class FileWatches:
    """The watches of a file that is read again whenever it changes. A change for the worse changes nothing.

    ``read`` gives the file's watches or raises ``bad``; ``stamp`` gives something that differs when the file does.
    """

    def __init__(self, read: Callable[[], Sequence[Watch]], stamp: Callable[[], object], bad: type[Exception]) -> None:
        self._read, self._stamp, self._bad = read, stamp, bad
        self._seen = stamp()
        self._held = tuple(read())

    def now(self) -> Sequence[Watch]:
        """The watches as the file has them now, or as it last had them when it was right."""
        stamp = self._stamp()
        if stamp != self._seen:
            self._seen = stamp
            try:
                self._held = tuple(self._read())
                log.info("watchlist.read_again", watches=len(self._held))
            except self._bad as fault:
                log.warning("watchlist.kept_the_old_one", fault=str(fault))
        return self._held


class Places:
    """Turns the file's channel names into IDs and says which workspace they are in, so that a channel which file and
    commands name in two ways is one.

    ``ask_team`` and ``ask_channel`` ask Slack. What was learnt is kept in the ledger: an alert does not wait for
    a Slack that is down.
    """

    def __init__(
        self,
        ask_team: Callable[[], Awaitable[str]],
        ask_channel: Callable[[str], Awaitable[str | None]],
        ledger: Remembered,
        unanswered: type[Exception],
    ) -> None:
        self._ask_team, self._ask_channel = ask_team, ask_channel
        self._ledger, self._unanswered = ledger, unanswered
        self._known: dict[str, str] = {}

    async def resolved(self, watch: Watch) -> Watch:
        """The watch with the workspace and the channel's ID, as far as anybody knows them."""
        team = await self._learnt(TEAM, self._ask_team)
        channel = watch.channel
        if channel.startswith("#"):
            channel = await self._learnt(f"{CHANNEL}{channel}", lambda: self._ask_channel(watch.channel)) or channel
        return replace(watch, team_id=team or watch.team_id, channel=channel)

    async def _learnt(self, name: str, ask: Callable[[], Awaitable[str | None]]) -> str | None:
        known = self._known.get(name) or await self._ledger.cursor(name)
        if known is None:
            try:
                known = await ask()
            except self._unanswered as fault:
                log.warning("watchlist.unresolved", what=name, fault=str(fault))
            if known:
                await self._ledger.set_cursor(name, known)
        if known:
            self._known[name] = known
        return known


class Watched:
    """Every watch there is: the file's first, then those of the commands."""

    def __init__(self, file: FileWatches, ledger: WatchRecords, places: Places | None = None) -> None:
        self._file, self._ledger, self._places = file, ledger, places
        self._resolved: tuple[Watch, ...] = ()

    async def all(self) -> Sequence[Watch]:
        """The watches as they are at this moment."""
        await self.refresh()
        return [*self._resolved, *await self._ledger.watches()]

    async def refresh(self) -> None:
        """Look at the file again, and at Slack where a channel's ID is not known."""
        held = self._file.now()
        self._resolved = tuple([await self._places.resolved(one) for one in held] if self._places else held)

    def of_file(self) -> Sequence[Watch]:
        """The file's watches, as `refresh` last found them."""
        return self._resolved


async def watched_ciks(ledger: Records, watches: Iterable[Watch]) -> list[str]:
    """The CIKs that these watches mean, as far as the ledger knows the companies, and of whoever follows these."""
    found: dict[str, None] = {}
    for watch in watches:
        if watch.subject is WatchSubject.CIK:
            found[watch.value] = None
        elif watch.subject is not WatchSubject.EVERYTHING:
            found.update(dict.fromkeys(company.cik for company in await find_companies(ledger, watch.value)))
    found.update(dict.fromkeys(link.successor.cik for link in await ledger.successors(list(found))))
    return list(found)

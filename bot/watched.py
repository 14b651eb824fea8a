"""Everything that is watched: what the file says and what commands added."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Protocol

import structlog

from bot.lookup import Records, find_companies
from bot.stages import Watch, WatchSubject

log = structlog.get_logger(__name__)


class WatchRecords(Protocol):
    async def watches(self) -> list[Watch]: ...


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


def all_watches(file: FileWatches, ledger: WatchRecords) -> Callable[[], Awaitable[Sequence[Watch]]]:
    """The file's watches first, then those of the commands."""

    async def watches() -> Sequence[Watch]:
        return [*file.now(), *await ledger.watches()]

    return watches


async def watched_ciks(ledger: Records, watches: Iterable[Watch]) -> list[str]:
    """The CIKs that these watches mean, as far as the ledger knows the companies."""
    found: dict[str, None] = {}
    for watch in watches:
        if watch.subject is WatchSubject.CIK:
            found[watch.value] = None
        elif watch.subject is not WatchSubject.EVERYTHING:
            found.update(dict.fromkeys(company.cik for company in await find_companies(ledger, watch.value)))
    return list(found)

"""Reading the current-filings feed: page after page, until nothing new can lie deeper."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Protocol

import structlog

from bot.edgar.addresses import LAST_START, PAGE_ROWS, Addresses
from bot.edgar.apart import parsed_apart
from bot.edgar.client import Fetched
from bot.edgar.faults import EdgarFault, Expected, Malformed, NotThere, RateBlocked
from bot.edgar.feed import LARGEST_PAGE, FeedPage, parse_feed
from bot.edgar.forms import CURRENT_REPORT, is_current_report
from bot.stages import FeedEntry, Filer, Filing, PollOutcome

log = structlog.get_logger(__name__)

REPEATS = 2
"""So many pages on end without a new row, and the server does not know how to turn pages."""

Known = Callable[[Collection[str]], Awaitable[Collection[str]]]
"""Which of these accession numbers were seen before."""
Through = Callable[[datetime], datetime]
"""How far back to read, given EDGAR's clock when it made the first page."""


class Client(Protocol):
    """What reading the feed needs of the client."""

    addresses: Addresses

    async def get(self, url: str, expected: Expected, *, most_bytes: int | None = None) -> Fetched: ...


@dataclass(frozen=True, slots=True)
class FeedReading:
    """What one look at the feed found, however far it got."""

    filings: tuple[Filing, ...]
    """Current reports, newest first, each once with every filer that its rows name; known ones among them."""
    new: frozenset[str]
    """Accession numbers that were not known before."""
    complete: bool
    """Whether everything since `through` was read, or all that the feed still holds: only then may a cursor move."""
    outcome: PollOutcome
    detail: str
    pages: int = 0
    rows: int = 0
    served_at: datetime | None = None
    through: datetime | None = None
    newest_accepted: datetime | None = None
    faults: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reading:
    rows_of: dict[str, list[FeedEntry]] = field(default_factory=dict)
    """Of each current report: a filing has one row for each of its filers, all with the same accession number."""
    new: set[str] = field(default_factory=set)
    seen_rows: set[tuple[str, str]] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    pages: int = 0
    rows: int = 0
    served_at: datetime | None = None
    through: datetime | None = None
    newest: datetime | None = None
    reached: bool = False
    repeats: int = 0
    """Pages on end that held nothing new to this reading, though they held rows."""

    def take(self, page: FeedPage) -> None:
        """Add a page."""
        before = len(self.seen_rows)
        self.seen_rows.update((entry.accession_number, entry.filer.cik) for entry in page.entries)
        self.pages += 1
        self.rows += page.rows
        self.faults.extend(
            f"page {self.pages}, {fault.reason}"
            for fault in page.faults
            if not fault.form_type or is_current_report(fault.form_type)
        )
        for entry in page.entries:
            self.newest = max(self.newest or entry.accepted, entry.accepted)
            if is_current_report(entry.form_type):
                self.rows_of.setdefault(entry.accession_number, []).append(entry)
        if self.through is not None and page.entries:
            self.reached = self.reached or page.entries[-1].accepted < self.through
        brought = len(self.seen_rows) > before or bool(page.faults)
        self.repeats = 0 if brought else self.repeats + 1


async def read_current(
    client: Client, known: Known, through: datetime | Through, now: datetime, form_type: str = CURRENT_REPORT
) -> FeedReading:
    """Read the feed from its newest row down. Never raises an `EdgarFault`: a refusal is an outcome, and what was read
    before it is kept.

    Reading ends when `through` has been passed and a page brought known filings only; at the end of the feed; or at a
    fault. ``now`` stands in for the feed's own clock where a page does not tell it. A server that gives fewer rows a
    page than it was asked for is asked for the next ones from where it ended.
    """
    reading, start = _Reading(), 0
    while start <= LAST_START:
        try:
            page = await _page(client, client.addresses.current(form_type, start))
        except EdgarFault as fault:
            return _stopped(reading, fault, start)
        if start == 0:
            reading.served_at = page.served_at or now
            reading.through = through if isinstance(through, datetime) else through(reading.served_at)
        reading.take(page)
        if not page.rows and not page.faults:
            return _ended(reading, start)
        if reading.repeats == REPEATS:
            return _finished(reading, "the feed repeats itself") if reading.reached else _exhausted(reading)
        if await _nothing_new(page, known, reading) and reading.reached:
            return _finished(reading, "read until a page brought nothing new")
        start += PAGE_ROWS if page.faults or not page.rows else page.rows
    if reading.reached:
        return _finished(reading, f"read down to row {LAST_START}")
    return _exhausted(reading)


async def _page(client: Client, url: str) -> FeedPage:
    fetched = await client.get(url, Expected.ATOM, most_bytes=LARGEST_PAGE)
    return await parsed_apart(partial(parse_feed, content_type=fetched.content_type), fetched.body)


async def _nothing_new(page: FeedPage, known: Known, reading: _Reading) -> bool:
    """Whether the page brought current reports and all of them were known before this reading."""
    here = {entry.accession_number for entry in page.entries if is_current_report(entry.form_type)}
    if not here:
        return False
    unknown = here - set(await known(here))
    reading.new |= unknown
    return not unknown


def _stopped(reading: _Reading, fault: EdgarFault, start: int) -> FeedReading:
    where = f"at row {start}: {fault.reason}"
    if reading.reached:
        return _finished(reading, f"read far enough, then stopped {where}")
    if reading.pages:
        return _partial(reading, f"stopped {where}")
    return _result(reading, False, _outcome(fault), fault.reason)


def _outcome(fault: EdgarFault) -> PollOutcome:
    if isinstance(fault, RateBlocked):
        return PollOutcome.REFUSED
    if isinstance(fault, Malformed):
        return PollOutcome.MALFORMED
    if isinstance(fault, NotThere):
        return PollOutcome.REFUSED
    return PollOutcome.UNAVAILABLE


def _ended(reading: _Reading, start: int) -> FeedReading:
    if start == 0:
        return _partial(reading, "the feed holds no row at all, which EDGAR's never does")
    return _finished(reading, f"read to the end of the feed, {reading.rows} rows")


def _finished(reading: _Reading, detail: str) -> FeedReading:
    if reading.faults:
        return _partial(reading, f"{len(reading.faults)} rows or pages could not be read: {reading.faults[0]}")
    return _result(reading, True, PollOutcome.OK, detail)


def _exhausted(reading: _Reading) -> FeedReading:
    """The feed holds no more, so that reading it again would bring no more: the audit has to close the gap."""
    if reading.faults:
        return _partial(reading, f"{len(reading.faults)} rows or pages could not be read: {reading.faults[0]}")
    gap = f"the feed does not reach back to {reading.through:%Y-%m-%d %H:%M} UTC: the daily index has to tell the rest"
    log.warning("feed.gap", through=reading.through, rows=reading.rows)
    return _result(reading, True, PollOutcome.PARTIAL, gap)


def _partial(reading: _Reading, detail: str) -> FeedReading:
    return _result(reading, False, PollOutcome.PARTIAL, detail)


def _result(reading: _Reading, complete: bool, outcome: PollOutcome, detail: str) -> FeedReading:
    merged = [_merged(rows) for rows in reading.rows_of.values()]
    filings = sorted(merged, key=lambda filing: (filing.accepted, filing.accession_number), reverse=True)
    return FeedReading(
        filings=tuple(filings),
        new=frozenset(reading.new),
        complete=complete,
        outcome=outcome,
        detail=detail,
        pages=reading.pages,
        rows=reading.rows,
        served_at=reading.served_at,
        through=reading.through,
        newest_accepted=reading.newest,
        faults=tuple(reading.faults),
    )


def _merged(rows: Sequence[FeedEntry]) -> Filing:
    filers: dict[str, Filer] = {}
    for row in rows:
        filers.setdefault(row.filer.cik, row.filer)
    first = rows[0]
    return Filing(
        accession_number=first.accession_number,
        form_type=first.form_type,
        filers=tuple(filers.values()),
        items=tuple(dict.fromkeys(chain.from_iterable(row.items for row in rows))),
        accepted=first.accepted,
        filed=next((row.filed for row in rows if row.filed), None),
    )

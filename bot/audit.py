"""Holding the ledger against EDGAR's daily index, so that what the feed never showed is found, told late and counted.

A day is settled when its index was read, or when EDGAR itself says that there is none. The mark passes settled days
only: a refusal, a time-out or a strange file leaves it where it is, and the day is asked for again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

import structlog

from bot.clock import Clock
from bot.edgar.addresses import Addresses
from bot.edgar.apart import parsed_apart
from bot.edgar.calendar import eastern, index_final_at, is_business_day
from bot.edgar.client import Fetched
from bot.edgar.faults import EdgarFault, Expected, NotThere, RateBlocked
from bot.edgar.indexes import check_daily, parse_listing, parse_master
from bot.poll import BEGAN
from bot.stages import Filing, Via

log = structlog.get_logger(__name__)

MARK = "audit.mark"
"""Cursor: the last day up to which every day is settled."""
LARGEST_INDEX = 60_000_000
"""Bytes. A daily master index has about one."""


class DayOutcome(StrEnum):
    """How the look at one day's index ended."""

    READ = "read"
    CLOSED = "closed"
    OPEN = "open"
    """Not settled: it could not be read, and nothing says that there is none."""


@dataclass(frozen=True, slots=True)
class AuditedDay:
    """What holding one day's index against the ledger showed."""

    day: date
    outcome: DayOutcome
    reason: str
    listed: int = 0
    """Current reports in the index."""
    missed: tuple[Filing, ...] = ()
    """Those that the ledger did not know; they are in it now."""
    told: bool = True
    """False for days before the first start: what was missed then is history."""
    blocked: bool = False
    """EDGAR refuses us, so that asking for further days would only make it worse."""

    @property
    def settled(self) -> bool:
        """Whether the mark may pass this day."""
        return self.outcome is not DayOutcome.OPEN


@dataclass(frozen=True, slots=True)
class AuditReport:
    """All days of one audit, and the mark afterwards."""

    days: tuple[AuditedDay, ...]
    mark: date | None

    @property
    def missed(self) -> int:
        """Filings that the feed did not bring."""
        return sum(len(day.missed) for day in self.days)


class AuditRecords(Protocol):
    """What the audit asks of the ledger."""

    async def record_seen(self, seen: Sequence[Filing], via: Via, *, announce: bool = True) -> list[Filing]: ...
    async def cursor(self, name: str) -> str | None: ...
    async def set_cursor(self, name: str, value: str) -> None: ...


class Client(Protocol):
    """What the audit asks of EDGAR's client."""

    addresses: Addresses

    async def get(self, url: str, expected: Expected, *, most_bytes: int | None = None) -> Fetched: ...


class Auditor:
    """Audits what is due, or from a day on. Days that were settled are not read again by the same auditor."""

    def __init__(self, client: Client, ledger: AuditRecords, clock: Clock) -> None:
        self._client, self._ledger, self._clock = client, ledger, clock
        self._settled: set[date] = set()
        self._listings: dict[str, frozenset[str]] = {}

    async def due(self) -> bool:
        """Whether a day is final that the mark has not passed."""
        began, mark = await self._began(), await self._mark()
        return bool(days_to_audit(mark, began, None, self._clock.now()))

    async def audit(self, since: date | None = None) -> AuditReport:
        """Audit every final day after the mark, or every one since that day. A block ends it early."""
        began, mark = await self._began(), await self._mark()
        audited: list[AuditedDay] = []
        self._listings.clear()
        for day in days_to_audit(mark, began, since, self._clock.now()):
            if since is None and day in self._settled:
                continue
            audited.append(await self._audit_day(day, told=began is not None and day >= began))
            if audited[-1].settled:
                self._settled.add(day)
                mark = await self._move(mark, began)
            if audited[-1].blocked:
                break
        return AuditReport(tuple(audited), mark)

    async def _audit_day(self, day: date, *, told: bool) -> AuditedDay:
        audited = await self._read_day(day, told=told)
        if audited.missed:
            numbers = [filing.accession_number for filing in audited.missed]
            log.warning("audit.gap", day=str(day), missed=len(numbers), accessions=numbers[:20], told=told)
        log.info("audit.day", day=str(day), outcome=audited.outcome, listed=audited.listed, reason=audited.reason)
        return audited

    async def _read_day(self, day: date, *, told: bool) -> AuditedDay:
        if day.weekday() >= 5:
            return AuditedDay(day, DayOutcome.CLOSED, "a weekend")
        try:
            fetched = await self._client.get(
                self._client.addresses.daily_master(day), Expected.TEXT, most_bytes=LARGEST_INDEX
            )
            index = await parsed_apart(parse_master, fetched.body)
            check_daily(index, day)
        except NotThere as fault:
            return await self._without_index(day, fault)
        except RateBlocked as fault:
            return AuditedDay(day, DayOutcome.OPEN, fault.reason, blocked=True)
        except EdgarFault as fault:
            return AuditedDay(day, DayOutcome.OPEN, fault.reason)
        missed = await self._ledger.record_seen(index.filings, Via.AUDIT, announce=told)
        reason = "index read" if told else "index read; before the first start, so nothing is told"
        return AuditedDay(day, DayOutcome.READ, reason, len(index.filings), tuple(missed), told)

    async def _without_index(self, day: date, fault: NotThere) -> AuditedDay:
        """A file that isn't there proves a closed day only together with a second witness."""
        if not is_business_day(day):
            return AuditedDay(day, DayOutcome.CLOSED, "a federal holiday, without an index")
        try:
            names = await self._listing(day)
        except EdgarFault:
            return AuditedDay(day, DayOutcome.OPEN, f"no index of a business day: {fault.reason}")
        if later_index(names, day):
            return AuditedDay(day, DayOutcome.CLOSED, "closed by order: EDGAR lists later days and not this one")
        return AuditedDay(day, DayOutcome.OPEN, "no index of a business day yet")

    async def _listing(self, day: date) -> frozenset[str]:
        """The names of the indexes of that day's quarter, asked for once an audit."""
        url = self._client.addresses.daily_listing(day)
        if url not in self._listings:
            self._listings[url] = parse_listing((await self._client.get(url, Expected.JSON)).body)
        return self._listings[url]

    async def _move(self, mark: date | None, began: date | None) -> date | None:
        """Move the mark over every settled day that follows it without a hole."""
        if mark is None:
            if began is None:
                return None
            mark = began - timedelta(days=1)
        moved = mark
        while moved + timedelta(days=1) in self._settled:
            moved += timedelta(days=1)
        if moved > mark:
            await self._ledger.set_cursor(MARK, moved.isoformat())
        return moved

    async def _mark(self) -> date | None:
        value = await self._ledger.cursor(MARK)
        return date.fromisoformat(value) if value else None

    async def _began(self) -> date | None:
        value = await self._ledger.cursor(BEGAN)
        return eastern(datetime.fromisoformat(value)).date() if value else None


def days_to_audit(mark: date | None, began: date | None, since: date | None, now: datetime) -> list[date]:
    """The final days to look at: since that day, else after the mark, else since the first start."""
    first = since or (mark + timedelta(days=1) if mark else began)
    days: list[date] = []
    while first is not None and index_final_at(first) <= now:
        days.append(first)
        first += timedelta(days=1)
    return days


def later_index(names: frozenset[str], day: date) -> bool:
    """Whether a listing of daily indexes holds a later day and not this one."""
    own = f"master.{day:%Y%m%d}"
    masters = {name.partition(".idx")[0] for name in names if name.startswith("master.")}
    return own not in masters and any(name > own for name in masters)

"""The way of one filing, from due to recorded. Calls things in order and decides nothing:

    due → worth fetching? → fetch → read → who watches it? → report, alert and deliveries in one transaction
            (worth.py)     (edgar)  (parsers)  (watch.py)        (ledger)

Before a successor's filing is recorded as read, its watchers are told who follows whom (`bot.following`).
A fault of EDGAR is tried again as `bot.edgar.archive.next_fetch` says, one of reading as `bot.reading.next_read`
says; neither stops another filing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

import structlog
from structlog.contextvars import bound_contextvars

from bot.clock import Clock
from bot.edgar.archive import FetchAgain, next_fetch
from bot.edgar.faults import EdgarFault
from bot.following import Following, ReadSuccession
from bot.ledger.faults import LedgerFault
from bot.outcome import headline
from bot.reading import ReadAgain, ReadReport, next_read, read_apart
from bot.stages import Filer, Filing, KnownCompany, Link, Match, Mute, SeenFiling, Succession, Via
from bot.watchers import Watchers, Watches
from bot.worth import bare_alert, worth_fetching
from parsers.errors import Unreadable
from parsers.report import Kind, MeetingReport
from parsers.succession import read_succession

AT_ONCE = 4
"""Filings in work at the same time; more would only wait for the pace that EDGAR sets."""
BATCH = 20
IDLE_SECONDS = 1.0
RECORD_WAIT = 2.0
"""Seconds between tries to keep a report while the ledger fails."""

log = structlog.get_logger(__name__)


class FilingRecords(Protocol):
    """What the pipeline asks of the ledger."""

    async def due_filings(self, limit: int) -> list[SeenFiling]: ...
    async def record_skipped(self, accession_number: str, reason: str) -> None: ...
    async def record_reading(self, accession_number: str) -> None: ...
    async def record_unread(self, accession_number: str, fault: str, next_attempt_at: datetime) -> None: ...
    async def record_fault(self, accession_number: str, fault: str, next_attempt_at: datetime) -> None: ...
    async def record_report(
        self, filing: Filing, report: MeetingReport, matches: Sequence[Match], url: str, *, late: bool = False
    ) -> int: ...
    async def record_poison(
        self, filing: Filing, fault: str, matches: Sequence[Match], url: str, *, late: bool = False
    ) -> int: ...
    async def record_succession(
        self, filing: Filing, succession: Succession, matches: Sequence[Match], url: str, *, late: bool = False
    ) -> int: ...
    async def companies(self, ciks: Sequence[str]) -> list[KnownCompany]: ...
    async def companies_by_ticker(self, symbol: str) -> list[KnownCompany]: ...
    async def all_names(self) -> list[tuple[str, str]]: ...
    async def current_tickers(self, ciks: Sequence[str]) -> frozenset[str]: ...
    async def predecessors(self, ciks: Collection[str]) -> list[Link]: ...
    async def mutes(self) -> list[Mute]: ...
    async def channel_ids(self) -> dict[tuple[str, str], str]: ...


Fetch = Callable[[Filing], Awaitable[bytes]]
FilingUrl = Callable[[Filing], str]


class Pipeline:
    """Reads what is due, while ``leading`` says that it is ours. ``on_recorded``: deliveries were written."""

    def __init__(
        self,
        ledger: FilingRecords,
        fetch: Fetch,
        read: ReadReport,
        watches: Watches,
        filing_url: FilingUrl,
        clock: Clock,
        *,
        on_recorded: Callable[[], None] = lambda: None,
        leading: Callable[[], bool] = lambda: True,
        read_successor: ReadSuccession = read_succession,
    ) -> None:
        self._ledger, self._fetch, self._read = ledger, fetch, read
        self._watchers = Watchers(ledger, watches)
        self._following = Following(ledger, self._watchers, read_successor)
        self._filing_url, self._clock = filing_url, clock
        self._on_recorded, self._leading = on_recorded, leading
        self._stopping = False
        self._awake = asyncio.Event()

    def wake(self) -> None:
        """There may be something to read: do not wait for the next look."""
        self._awake.set()

    def stop(self) -> None:
        """Finish what is in work and let `run` return."""
        self._stopping = True
        self._awake.set()

    async def run(self) -> None:
        """Read what falls due until `stop` is called. A ledger that fails is asked again."""
        while not self._stopping:
            self._awake.clear()
            try:
                await self.read_due()
            except Exception:
                log.exception("pipeline.failed")
            if not self._stopping:
                await self._rest()

    async def read_due(self) -> int:
        """Read everything that is due now and return how many filings that was."""
        done = 0
        while self._may_work() and (due := await self._ledger.due_filings(BATCH)):
            done += len(due)
            at_once = asyncio.Semaphore(AT_ONCE)
            outcomes = await asyncio.gather(*(self._apart(one, at_once) for one in due), return_exceptions=True)
            for failure in (outcome for outcome in outcomes if isinstance(outcome, BaseException)):
                raise failure
        return done

    async def _apart(self, seen: SeenFiling, at_once: asyncio.Semaphore) -> None:
        async with at_once:
            if self._may_work():
                await self.take(seen)

    def _may_work(self) -> bool:
        return self._leading() and not self._stopping

    async def take(self, seen: SeenFiling) -> None:
        """One filing, as far as it gets now. Every line that is logged meanwhile says which it is about."""
        with bound_contextvars(accession=seen.filing.accession_number):
            await self._take(seen)

    async def _take(self, seen: SeenFiling) -> None:
        filing = seen.filing
        worth = worth_fetching(filing)
        if not worth.fetch:
            await self._ledger.record_skipped(filing.accession_number, worth.reason)
            log.info("filing.skipped", **_about(filing), why=worth.reason)
            return
        if seen.reads_begun and not isinstance(next_read(seen.reads_begun, self._clock.now()), ReadAgain):
            await self._set_aside(seen, seen.last_error or "reading it ended the program each time")
            return
        began = self._clock.monotonic()
        try:
            data = await self._fetch(filing)
        except EdgarFault as fault:
            await self._fetch_again(seen, fault)
            return
        seconds = round(self._clock.monotonic() - began, 3)
        log.info("filing.fetched", **_about(filing), bytes=len(data), seconds=seconds, why=worth.reason)
        await self._read_and_record(seen, data)

    async def _read_and_record(self, seen: SeenFiling, data: bytes) -> None:
        filing = seen.filing
        url = self._filing_url(filing)
        await self._ledger.record_reading(filing.accession_number)
        await self._follow(seen, data, url)
        began = self._clock.monotonic()
        try:
            report = await read_apart(self._read, data, url)
        except Unreadable as fault:
            await self._read_again(seen, str(fault))
            return
        seconds = round(self._clock.monotonic() - began, 3)
        log.info("filing.read", **_about(filing), kind=report.kind, review=report.needs_review, seconds=seconds)
        filing = _with_companies(filing, report)
        tells = seen.announce and report.kind is Kind.MEETING_RESULTS
        found = await self._watchers.of(filing, report) if tells else []
        told = await self._record(seen, filing, report, found)
        log.info("filing.recorded", **_about(filing), outcome=headline(report), deliveries=told)
        if told:
            self._on_recorded()

    async def _follow(self, seen: SeenFiling, data: bytes, url: str) -> None:
        if await self._insist(seen.filing, lambda: self._following.follow(seen, data, url)):
            self._on_recorded()

    async def _record(self, seen: SeenFiling, filing: Filing, report: MeetingReport, found: Sequence[Match]) -> int:
        url, late = self._filing_url(filing), _late(seen)
        return await self._insist(filing, lambda: self._ledger.record_report(filing, report, found, url, late=late))

    async def _insist(self, filing: Filing, record: Callable[[], Awaitable[int]]) -> int:
        """Record, however long the ledger is away: reading again would count as a reading that failed."""
        while True:
            try:
                return await record()
            except LedgerFault as fault:
                if self._stopping:
                    raise
                log.warning("filing.not_recorded", **_about(filing), fault=str(fault))
            await self._clock.sleep(RECORD_WAIT)

    async def _fetch_again(self, seen: SeenFiling, fault: EdgarFault) -> None:
        number, now = seen.filing.accession_number, self._clock.now()
        step = next_fetch(fault, seen.attempts + 1, seen.seen_at, now)
        if isinstance(step, FetchAgain):
            log.warning("filing.not_fetched", accession=number, fault=fault.reason, again_at=step.at.isoformat())
            await self._ledger.record_fault(number, fault.reason, step.at)
        else:
            await self._set_aside(seen, step.reason)

    async def _read_again(self, seen: SeenFiling, fault: str) -> None:
        number = seen.filing.accession_number
        step = next_read(seen.reads_begun + 1, self._clock.now())
        if isinstance(step, ReadAgain):
            log.warning("filing.unreadable", accession=number, fault=fault, again_at=step.at.isoformat())
            await self._ledger.record_unread(number, fault, step.at)
        else:
            await self._set_aside(seen, fault)

    async def _set_aside(self, seen: SeenFiling, fault: str) -> None:
        filing = seen.filing
        found = await self._watchers.of(filing, None) if seen.announce and bare_alert(filing) else []
        log.error("filing.set_aside", accession=filing.accession_number, fault=fault, told=len(found))
        await self._ledger.record_poison(filing, fault, found, self._filing_url(filing), late=_late(seen))
        if found:
            self._on_recorded()

    async def _rest(self) -> None:
        waiting = [asyncio.ensure_future(self._clock.sleep(IDLE_SECONDS)), asyncio.ensure_future(self._awake.wait())]
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waiting:
                task.cancel()


def _about(filing: Filing) -> dict[str, str]:
    return {
        "accession": filing.accession_number,
        "form": filing.form_type,
        "company": filing.filers[0].name if filing.filers else "",
    }


def _late(seen: SeenFiling) -> bool:
    """Whether the feed did not bring it, so that it comes later than it should."""
    return seen.via is Via.AUDIT


def _with_companies(filing: Filing, report: MeetingReport) -> Filing:
    """The filing with the registrants that its own header names and the feed did not."""
    known = {filer.cik for filer in filing.filers}
    more = [Filer(one.cik, one.name) for one in report.companies if one.cik and one.cik not in known]
    if not more:
        return filing
    return replace(filing, filers=(*filing.filers, *more))

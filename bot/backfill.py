"""Reading history: the filings of a company, or of everybody, from before the bot watched. Nothing of it is told.

What is to be read is written to the ledger first and worked off from there, so that an end at any moment costs nothing:
the same command goes on where it was.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

import structlog

from bot.clock import Clock
from bot.edgar.addresses import Addresses
from bot.edgar.archive import fetch_header_page
from bot.edgar.calendar import eastern
from bot.edgar.client import Fetched
from bot.edgar.company import parse_company, parse_older
from bot.edgar.day_items import items_of_day
from bot.edgar.faults import EdgarFault, Expected, NotThere, RateBlocked, UndeclaredAgent
from bot.edgar.forms import is_current_report
from bot.edgar.indexes import by_day, filed_since, parse_master, quarters, unpacked
from bot.names import record_page
from bot.stages import Filer, Filing, FilingState, KnownCompany, KnownTicker, SeenFiling, Via
from bot.worth import items_decide, worth_of_history

log = structlog.get_logger(__name__)

AT_ONCE = 4
WORTH_A_SEARCH = 15
"""Filings of a day from which asking for all their items at once is cheaper than their header pages."""
SEARCHES_THAT_FAIL = 3
"""In a row; then this run asks for header pages only."""
LARGEST_QUARTER = 200_000_000
"""Bytes, unpacked. A quarter has about thirty million."""


class HistoryRecords(Protocol):
    """What reading history asks of the ledger."""

    async def known(self, accessions: Collection[str]) -> set[str]: ...
    async def record_seen(self, seen: Sequence[Filing], via: Via, *, announce: bool = True) -> list[Filing]: ...
    async def filing(self, accession_number: str) -> SeenFiling | None: ...
    async def record_skipped(self, accession_number: str, reason: str) -> None: ...
    async def record_companies(self, named: Iterable[KnownCompany]) -> None: ...
    async def record_listed(self, listed: Iterable[KnownTicker]) -> None: ...


class Client(Protocol):
    """What reading history asks of EDGAR's client."""

    addresses: Addresses

    def blocked(self) -> tuple[datetime, str] | None: ...
    async def get(
        self, url: str, expected: Expected, *, most_bytes: int | None = None, slim: bool = False
    ) -> Fetched: ...


Take = Callable[[SeenFiling], Awaitable[None]]
"""Fetch, read and record one filing: `bot.pipeline.Pipeline.take`."""
Told = Callable[["Progress"], None]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far reading history is."""

    listed: int
    """Filings to look at, as far as is known."""
    done: int
    """Those of them that are finished, in this run or an earlier one."""
    doing: str = ""
    failed: int = 0
    """Left for a later run."""


class Backfill:
    """Reads history through the same pipeline as everything else.

    ``patient``: wait while EDGAR refuses us. Where somebody waits for an answer, the refusal is the answer.
    ``takes_news``: ``take`` tells those who watch, so that what waits to be told may go through it. Otherwise that is
    left to the bot: read here, nobody would ever hear of it.
    """

    def __init__(
        self,
        client: Client,
        ledger: HistoryRecords,
        take: Take,
        clock: Clock,
        told: Told = lambda progress: None,  # noqa: ARG005 - whoever does not care
        *,
        patient: bool = True,
        takes_news: bool = False,
    ) -> None:
        self._client, self._ledger, self._take = client, ledger, take
        self._clock, self._told, self._patient, self._takes_news = clock, told, patient, takes_news
        self._searches_failed = 0

    async def company(self, cik: str, since: date | None = None, most: int | None = None) -> Progress:
        """Read a company's history, or its latest ``most`` current reports. Raises the `EdgarFault` of a list that
        fails.
        """
        listed = await self._list_company(cik, since)
        if most is not None:
            listed = tuple(one for one in listed if is_current_report(one.form_type))[:most]
        return await self._work_off(listed, Progress(len(listed), 0, f"CIK {cik}"))

    async def companies(self, ciks: Sequence[str], since: date | None = None) -> Progress:
        """Read several companies' history, each listed before it is read. A company that fails stops no other."""
        total = Progress(0, 0)
        for cik in ciks:
            try:
                listed = await self._list_company(cik, since)
            except UndeclaredAgent:
                raise
            except EdgarFault as fault:
                log.warning("backfill.no_list", cik=cik, fault=fault.reason)
                total = replace(total, failed=total.failed + 1)
                continue
            total = replace(total, listed=total.listed + len(listed), doing=f"CIK {cik}")
            total = await self._work_off(listed, total)
        return total

    async def everybody(self, since: date) -> Progress:
        """Read every current report since that day, quarter by quarter, from the quarterly indexes."""
        total = Progress(0, 0)
        async for name, listed in self._quarters(since):
            total = replace(total, listed=total.listed + len(listed), doing=name)
            for day, filings in by_day(listed):
                total = await self._work_off(await self._with_the_days_items(day, filings), total)
        return total

    async def _with_the_days_items(self, day: date, filings: Sequence[Filing]) -> Sequence[Filing]:
        """The filings with their items, where the day has enough of them and they were not listed before."""
        numbers = [one.accession_number for one in filings if items_decide(one)]
        if len(numbers) < WORTH_A_SEARCH or self._searches_failed >= SEARCHES_THAT_FAIL:
            return filings
        if set(numbers) <= await self._ledger.known(numbers):
            return filings
        try:
            items = await items_of_day(lambda url: self._get(url, Expected.JSON), self._client.addresses, day)
        except UndeclaredAgent:
            raise
        except EdgarFault as fault:
            self._searches_failed += 1
            log.warning("backfill.no_search", day=str(day), fault=fault.reason)
            return filings
        self._searches_failed = 0
        return [replace(one, items=one.items or items.get(one.accession_number, ())) for one in filings]

    async def _list_company(self, cik: str, since: date | None) -> tuple[Filing, ...]:
        page = parse_company(await self._get(self._client.addresses.submissions(cik), Expected.JSON))
        await record_page(self._ledger, page, eastern(self._clock.now()).date())
        filings = list(page.filings)
        for older in page.older:
            if since is None or older.last is None or older.last >= since:
                url = self._client.addresses.submissions_page(older.name)
                filings.extend(parse_older(await self._get(url, Expected.JSON), Filer(page.cik, page.name)))
        wanted = [one for one in filed_since(filings, since) if worth_of_history(one).fetch]
        return tuple(sorted(wanted, key=lambda one: one.filed or date.min, reverse=True))

    async def _quarters(self, since: date) -> AsyncIterator[tuple[str, tuple[Filing, ...]]]:
        for year, number in quarters(since, eastern(self._clock.now()).date()):
            name = f"{year} quarter {number}"
            try:
                url = self._client.addresses.quarter_master(year, number)
                body = await self._get(url, Expected.TEXT, LARGEST_QUARTER)
            except NotThere:
                log.warning("backfill.no_quarter", quarter=name)
                continue
            index = parse_master(unpacked(body, LARGEST_QUARTER))
            yield name, tuple(one for one in filed_since(index.filings, since) if worth_of_history(one).fetch)

    async def _work_off(self, listed: Sequence[Filing], progress: Progress) -> Progress:
        await self._ledger.record_seen(listed, Via.BACKFILL, announce=False)
        counted = _Counted(progress, self._told)
        at_once = asyncio.Semaphore(AT_ONCE)
        try:
            async with asyncio.TaskGroup() as group:
                for filing in listed:
                    await at_once.acquire()
                    group.create_task(self._one(filing, counted, at_once))
        except BaseExceptionGroup as failures:
            raise failures.exceptions[0] from None
        return counted.progress

    async def _get(self, url: str, expected: Expected, most_bytes: int | None = None) -> bytes:
        """Fetch a list, waiting out a block. Raises any other `EdgarFault`."""
        while True:
            await self._wait_out_a_block()
            try:
                return (await self._client.get(url, expected, most_bytes=most_bytes)).body
            except UndeclaredAgent:
                raise
            except RateBlocked as fault:
                if not self._patient:
                    raise
                log.warning("backfill.blocked", url=url, reason=fault.reason)

    async def _wait_out_a_block(self) -> None:
        while self._patient and (blocked := self._client.blocked()):
            log.warning("backfill.waits", until=blocked[0].isoformat(), reason=blocked[1])
            await self._clock.sleep((blocked[0] - self._clock.now()).total_seconds())

    async def _one(self, filing: Filing, counted: _Counted, at_once: asyncio.Semaphore) -> None:
        try:
            seen = await self._ledger.filing(filing.accession_number)
            while seen is not None and seen.state is FilingState.SEEN and (self._takes_news or not seen.announce):
                await self._wait_out_a_block()
                await self._look_at(seen, filing.items)
                seen = await self._ledger.filing(filing.accession_number)
                if not (self._patient and self._client.blocked()):
                    break
            counted.one(finished=seen is None or seen.state is not FilingState.SEEN)
        finally:
            at_once.release()

    async def _look_at(self, seen: SeenFiling, items: tuple[str, ...]) -> None:
        """``items``: what the list of filings said, where the ledger does not know."""
        wanted = await self._with_items(replace(seen, filing=replace(seen.filing, items=seen.filing.items or items)))
        if wanted is not None and not self._client.blocked():
            await self._take(wanted)

    async def _with_items(self, seen: SeenFiling) -> SeenFiling | None:
        """The filing with its items, from its header page where these decide; ``None`` when they rule it out.

        What the feed or the audit brought is judged as news is, and never ruled out here.
        """
        filing = seen.filing
        if seen.via is not Via.BACKFILL:
            return seen
        if items_decide(filing):
            try:
                page = await fetch_header_page(self._client, filing)
            except EdgarFault as fault:
                log.info("backfill.no_header", accession=filing.accession_number, fault=fault.reason)
                return seen
            filing = replace(filing, items=page.items, accepted=page.accepted)
        worth = worth_of_history(filing)
        if worth.fetch:
            return replace(seen, filing=filing)
        await self._ledger.record_skipped(filing.accession_number, worth.reason)
        return None


class _Counted:
    """The running total of one list."""

    def __init__(self, progress: Progress, told: Told) -> None:
        self.progress = progress
        self._told = told
        told(progress)

    def one(self, *, finished: bool) -> None:
        done, failed = self.progress.done + finished, self.progress.failed + (not finished)
        self.progress = replace(self.progress, done=done, failed=failed)
        self._told(self.progress)

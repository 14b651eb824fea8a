"""Which company a name or ticker means today, from EDGAR's own lists.

What filings print is indexed by the ledger as they are read, so that dead tickers are found; this is for the living.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Protocol

import structlog

from bot.clock import Clock
from bot.edgar.addresses import Addresses
from bot.edgar.calendar import eastern
from bot.edgar.client import Fetched, Validators
from bot.edgar.company import CompanyPage, parse_company, parse_tickers
from bot.edgar.faults import EdgarFault, Expected, NotThere
from bot.stages import KnownCompany, KnownTicker

log = structlog.get_logger(__name__)

READ = "names.read"
"""Cursor: the day on which the lists of tickers were last read."""
REREAD_AFTER = timedelta(days=1)


class NameRecords(Protocol):
    """What keeping names asks of the ledger."""

    async def companies(self, ciks: Sequence[str]) -> list[KnownCompany]: ...

    async def record_companies(self, named: Iterable[KnownCompany]) -> None: ...
    async def record_listed(self, listed: Iterable[KnownTicker]) -> None: ...
    async def cursor(self, name: str) -> str | None: ...
    async def set_cursor(self, name: str, value: str) -> None: ...


class PageRecords(Protocol):
    """Where the names of a company's list go."""

    async def record_companies(self, named: Iterable[KnownCompany]) -> None: ...
    async def record_listed(self, listed: Iterable[KnownTicker]) -> None: ...


async def record_page(ledger: PageRecords, page: CompanyPage, today: date) -> None:
    """Keep the names and tickers that a company's own list gives it today."""
    former = tuple(dict.fromkeys(one.name for one in page.former_names if one.name))
    await ledger.record_companies([KnownCompany(page.cik, page.name, former)])
    await ledger.record_listed(
        KnownTicker(symbol, page.cik, exchange, today, today, listed=True) for symbol, exchange in page.tickers
    )


class Client(Protocol):
    """What keeping names asks of EDGAR's client."""

    addresses: Addresses

    async def get(self, url: str, expected: Expected, *, validators: Validators | None = None) -> Fetched: ...


class Names:
    """Keeps EDGAR's lists of tickers in the ledger. Lists that cannot be reached leave what is there."""

    def __init__(self, client: Client, ledger: NameRecords, clock: Clock) -> None:
        self._client, self._ledger, self._clock = client, ledger, clock
        self._validators: dict[str, Validators] = {}
        self._unknown: set[str] = set()
        """CIKs that EDGAR has no list of; not asked for again by this process."""

    async def refresh(self) -> bool:
        """Read the lists when a day has passed since they were. Returns whether they were read."""
        today = eastern(self._clock.now()).date()
        last = await self._ledger.cursor(READ)
        if last and today - date.fromisoformat(last) < REREAD_AFTER:
            return False
        addresses = self._client.addresses
        read = [await self._read(url, today) for url in (addresses.tickers(), addresses.tickers_exchange())]
        if any(read):
            await self._ledger.set_cursor(READ, today.isoformat())
        return any(read)

    async def learn(self, ciks: Iterable[str]) -> int:
        """Ask for the names of companies that are watched by CIK and were never seen; how many were learnt.

        A successor's filing calls its predecessor by name: a company without one could not be followed.
        """
        wanted = list(dict.fromkeys(ciks))
        known = {company.cik for company in await self._ledger.companies(wanted)}
        learnt = 0
        for cik in wanted:
            if cik not in known and cik not in self._unknown:
                learnt += await self._learn(cik)
        return learnt

    async def _learn(self, cik: str) -> bool:
        try:
            fetched = await self._client.get(self._client.addresses.submissions(cik), Expected.JSON)
            await record_page(self._ledger, parse_company(fetched.body), eastern(self._clock.now()).date())
        except NotThere:
            self._unknown.add(cik)
            return False
        except EdgarFault as fault:
            log.warning("names.not_learnt", cik=cik, fault=fault.reason)
            return False
        return True

    async def _read(self, url: str, today: date) -> bool:
        try:
            fetched = await self._client.get(url, Expected.JSON, validators=self._validators.get(url))
            rows = () if fetched.not_modified else parse_tickers(fetched.body)
        except EdgarFault as fault:
            log.warning("names.not_read", url=url, fault=fault.reason)
            return False
        companies = {cik: KnownCompany(cik, name) for cik, name, _, _ in rows}
        await self._ledger.record_companies(companies.values())
        await self._ledger.record_listed(
            KnownTicker(symbol, cik, exchange, today, today, listed=True) for cik, _, symbol, exchange in rows
        )
        self._validators[url] = fetched.validators
        return True

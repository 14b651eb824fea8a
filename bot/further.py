"""Looking further than the ledger: a company that it does not know is found at EDGAR, and its meetings are read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Protocol

import structlog

from bot.backfill import Backfill
from bot.edgar.addresses import Addresses, is_cik
from bot.edgar.client import Fetched
from bot.edgar.faults import EdgarFault, Expected, NotThere
from bot.edgar.forms import CURRENT_REPORT
from bot.edgar.search import frequent_filers, parse_hits
from bot.names import Names
from bot.stages import Filer, KnownCompany

log = structlog.get_logger(__name__)

LATEST = 4
"""Filings that are read before an answer is given; the rest is a matter of `ballotwire backfill`."""
Find = Callable[[str], Awaitable[list[KnownCompany]]]
"""The companies that the ledger knows under a ticker, CIK or name."""


class Client(Protocol):
    """What looking further asks of EDGAR's client."""

    addresses: Addresses

    async def get(self, url: str, expected: Expected) -> Fetched: ...


@dataclass(frozen=True, slots=True)
class Found:
    """Companies that a query means, and how we know."""

    companies: tuple[Filer, ...]
    reason: str
    refused: str = ""
    """Why EDGAR could not be asked, or not for all: then that nothing was found says nothing."""


class Further:
    """Finds companies in the ledger, else in EDGAR's lists, else by who prints the query in filings."""

    def __init__(self, client: Client, find: Find, names: Names, backfill: Backfill) -> None:
        self._client, self._find, self._names, self._backfill = client, find, names, backfill

    async def companies(self, query: str) -> Found:
        """The companies that the query means; none when nobody is called so. Raises the `EdgarFault` of a search."""
        if is_cik(query):
            return Found((Filer(str(int(query)), ""),), "a CIK")
        if known := await self._known(query):
            return Found(known, "in the ledger")
        if await self._names.refresh() and (known := await self._known(query)):
            return Found(known, "in EDGAR's list of today's tickers")
        url = self._client.addresses.search_text(query, CURRENT_REPORT)
        printed = frequent_filers(parse_hits((await self._client.get(url, Expected.JSON)).body))
        return Found(tuple(printed), f"filings of theirs print {query!r}")

    async def read_latest(self, query: str) -> Found:
        """Find the companies and read their latest meetings into the ledger. What EDGAR refuses is said."""
        try:
            found = await self.companies(query)
            progress = [await self._backfill.company(company.cik, most=LATEST) for company in found.companies]
        except NotThere as fault:
            return Found((), fault.reason)
        except EdgarFault as fault:
            log.warning("further.refused", query=query, fault=fault.reason)
            return Found((), fault.reason, refused=fault.reason)
        if waiting := sum(one.failed for one in progress):
            return replace(found, refused=f"filings of theirs that could not be fetched yet: {waiting}")
        return found

    async def _known(self, query: str) -> tuple[Filer, ...]:
        return tuple(Filer(one.cik, one.name) for one in await self._find(query))

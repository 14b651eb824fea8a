"""Which company a name or ticker means today, from EDGAR's own lists; and who took whose place.

What filings print is indexed by the ledger as they are read, so that dead tickers are found; this is for the living.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

import structlog

from bot.clock import Clock
from bot.edgar.addresses import Addresses
from bot.edgar.calendar import eastern
from bot.edgar.client import Fetched, Validators
from bot.edgar.company import parse_tickers
from bot.edgar.faults import EdgarFault, Expected
from bot.edgar.forms import is_successor_report
from bot.stages import Filing, KnownCompany, KnownTicker

log = structlog.get_logger(__name__)

READ = "names.read"
"""Cursor: the day on which the lists of tickers were last read."""
REREAD_AFTER = timedelta(days=1)


class NameRecords(Protocol):
    """What keeping names asks of the ledger."""

    async def record_companies(self, named: Iterable[KnownCompany]) -> None: ...
    async def record_listed(self, listed: Iterable[KnownTicker]) -> None: ...
    async def cursor(self, name: str) -> str | None: ...
    async def set_cursor(self, name: str, value: str) -> None: ...


class Client(Protocol):
    """What keeping names asks of EDGAR's client."""

    addresses: Addresses

    async def get(self, url: str, expected: Expected, *, validators: Validators | None = None) -> Fetched: ...


class Names:
    """Keeps EDGAR's lists of tickers in the ledger. Lists that cannot be reached leave what is there."""

    def __init__(self, client: Client, ledger: NameRecords, clock: Clock) -> None:
        self._client, self._ledger, self._clock = client, ledger, clock
        self._validators: dict[str, Validators] = {}

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


@dataclass(frozen=True, slots=True)
class Succession:
    """A registrant that takes another's place, as a filing of theirs shows."""

    successor_cik: str
    predecessor_cik: str
    reason: str


def succession(filing: Filing, watched: Iterable[str]) -> Succession | None:
    """Whether a filing moves a watched company to a new CIK.

    An 8-K12B or 8-K12G3 is filed by the successor issuer; when it names the predecessor as a registrant too, as such
    filings of holding-company reorganisations do, the watched one of them keeps its watchers through the other.
    """
    if not is_successor_report(filing.form_type):
        return None
    ciks = [filer.cik for filer in filing.filers]
    watched_here = [cik for cik in ciks if cik in set(watched)]
    others = [cik for cik in ciks if cik not in watched_here]
    if len(watched_here) != 1 or len(others) != 1:
        return None
    return Succession(others[0], watched_here[0], f"{filing.form_type}: successor issuer of CIK {watched_here[0]}")

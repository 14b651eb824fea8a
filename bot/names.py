"""Which company a name or ticker means today, from EDGAR's own lists.

What filings print is indexed by the ledger as they are read, so that dead tickers are found; this is for the living.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol

import structlog

from bot.clock import Clock
from bot.edgar.addresses import Addresses
from bot.edgar.calendar import eastern
from bot.edgar.client import Fetched, Validators
from bot.edgar.company import parse_tickers
from bot.edgar.faults import EdgarFault, Expected
from bot.stages import KnownCompany, KnownTicker

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

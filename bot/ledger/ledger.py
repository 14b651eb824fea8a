"""The ledger as everybody else sees it: one object whose methods are whole transactions.

| subject | file |
|---|---|
| filings: seen, due, skipped, set aside | `bot/ledger/filings.py` |
| reports, and the alerts and deliveries written with them | `bot/ledger/reports.py` |
| the outbox: claims, attempts, outcomes | `bot/ledger/deliveries.py` |
| watches, mutes, preferences, who changed what | `bot/ledger/subscriptions.py` |
| which company reports in the place of which | `bot/ledger/successions.py` |
| companies, former names, tickers | `bot/ledger/names.py` |
| polls, cursors, Slack events | `bot/ledger/polls.py` |

Every method raises `bot.ledger.faults.LedgerFault` and nothing else for what may happen to a database.
"""

from __future__ import annotations

from sqlalchemy import text

from bot.clock import Clock
from bot.ledger.database import BUSY_TIMEOUT, Database
from bot.ledger.deliveries import Deliveries
from bot.ledger.filings import Filings
from bot.ledger.names import Names
from bot.ledger.polls import Polls
from bot.ledger.presence import Presence, presence
from bot.ledger.reports import Reports
from bot.ledger.schema import make_current, require_current
from bot.ledger.subscriptions import Subscriptions
from bot.ledger.successions import Successions


class Ledger(Filings, Reports, Deliveries, Successions, Subscriptions, Names, Polls):
    @classmethod
    async def open(cls, url: str, clock: Clock, *, busy_timeout: float = BUSY_TIMEOUT) -> Ledger:
        """Open the database of this URL: make it where there is none, migrate it where it is old.

        Raises `SchemaMismatch` for one of a newer version, or of somebody else.
        """
        database = Database(url, busy_timeout=busy_timeout)
        database.prepare()
        try:
            await make_current(database)
        except BaseException:
            await database.close()
            raise
        return cls(database, clock)

    @classmethod
    async def as_it_is(cls, url: str, clock: Clock) -> Ledger:
        """Open the database without making or migrating anything: for who only looks.

        Raises `NoLedgerYet` or `SchemaMismatch` where there is none of today's.
        """
        database = Database(url)
        try:
            await require_current(database)
        except BaseException:
            await database.close()
            raise
        return cls(database, clock)

    def presence(self, worker: str) -> Presence:
        """This process's place among those that share the ledger."""
        return presence(self._database, worker)

    async def ping(self) -> None:
        """Return when the database answers."""
        async with self._database.reading() as connection:
            await connection.execute(text("SELECT 1"))

    async def close(self) -> None:
        await self._database.close()

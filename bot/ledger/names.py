"""Companies under every name and ticker that they go or went by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import case, func, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ledger.room import Room, chunks, insert
from bot.ledger.tables import companies, former_names, tickers
from bot.stages import Filing, KnownCompany, KnownTicker
from parsers.report import MeetingReport


class Names(Room):
    async def record_listed(self, listed: Iterable[KnownTicker]) -> None:
        """EDGAR's list of today's tickers. What an earlier list held and this one doesn't keeps its dates."""
        rows = [
            {
                "symbol": one.symbol.upper(),
                "cik": one.cik,
                "listed": True,
                "exchange": one.exchange,
                "first_seen": one.first_seen,
                "last_seen": one.last_seen,
            }
            for one in listed
        ]
        async with self._database.writing() as connection:
            for some in chunks(rows, 100):
                await _record_tickers(connection, some)

    async def record_companies(self, named: Iterable[KnownCompany]) -> None:
        """Names as a list of today has them, former names with them. Tickers are not looked at."""
        async with self._database.writing() as connection:
            for some in chunks(list({company.cik: company for company in named}.values()), 200):
                await self._rename(connection, some)

    async def _rename(self, connection: AsyncConnection, some: Sequence[KnownCompany]) -> None:
        now = self._clock.now()
        wanted = select(companies).where(companies.c.cik.in_([company.cik for company in some]))
        held = {row.cik: row.name for row in (await connection.execute(wanted)).all()}
        named = insert(connection, companies).values(
            [{"cik": company.cik, "name": company.name, "name_as_of": now} for company in some]
        )
        changed = {"name": named.excluded.name, "name_as_of": named.excluded.name_as_of}
        await connection.execute(named.on_conflict_do_update(index_elements=["cik"], set_=changed))
        old = {(company.cik, former) for company in some for former in company.former_names}
        old |= {
            (company.cik, held[company.cik]) for company in some if held.get(company.cik, company.name) != company.name
        }
        if old:
            rows = [{"cik": cik, "name": name} for cik, name in sorted(old)]
            await connection.execute(insert(connection, former_names).values(rows).on_conflict_do_nothing())

    async def companies_by_ticker(self, symbol: str) -> list[KnownCompany]:
        """Every company that bears or bore this symbol, the latest bearer first."""
        wanted = select(tickers).where(tickers.c.symbol == symbol.upper())
        async with self._database.reading() as connection:
            rows = (await connection.execute(wanted.order_by(tickers.c.last_seen.desc()))).all()
            ciks = list(dict.fromkeys(row.cik for row in rows))
            found = {company.cik: company for company in await _known(connection, ciks)}
        return [found[cik] for cik in ciks if cik in found]

    async def current_tickers(self, ciks: Sequence[str]) -> frozenset[str]:
        """The symbols that these companies bore last of all: one that another company took since is not theirs."""
        theirs = select(tickers.c.symbol).where(tickers.c.cik.in_(ciks))
        bearers = select(tickers).where(tickers.c.symbol.in_(theirs)).order_by(tickers.c.last_seen)
        async with self._database.reading() as connection:
            latest = {row.symbol: row.cik for row in (await connection.execute(bearers)).all()}
        return frozenset(symbol for symbol, cik in latest.items() if cik in ciks)

    async def companies(self, ciks: Sequence[str]) -> list[KnownCompany]:
        """The companies of these CIKs that the ledger knows, in no order."""
        async with self._database.reading() as connection:
            return await _known(connection, ciks)

    async def company(self, cik: str) -> KnownCompany | None:
        found = await self.companies([cik])
        return found[0] if found else None

    async def all_names(self) -> list[tuple[str, str]]:
        """(CIK, name) of every company under each of its names, present and former."""
        present = select(companies.c.cik, companies.c.name)
        former = select(former_names.c.cik, former_names.c.name)
        async with self._database.reading() as connection:
            rows = [*(await connection.execute(present)).all(), *(await connection.execute(former)).all()]
        return [(row.cik, row.name) for row in rows]

    async def all_symbols(self) -> list[tuple[str, str]]:
        """(symbol, CIK) of every ticker, dead or alive."""
        wanted = select(tickers.c.symbol, tickers.c.cik).distinct()
        async with self._database.reading() as connection:
            return [(row.symbol, row.cik) for row in (await connection.execute(wanted)).all()]


async def record_printed_tickers(
    connection: AsyncConnection, filing: Filing, report: MeetingReport, now: datetime
) -> None:
    """The symbols that a filing prints are those of its first filer, on the day that it was filed."""
    if not filing.filers or not report.tickers:
        return
    on = filing.filed or (filing.accepted.date() if filing.accepted else None) or report.meeting.date or now.date()
    symbols = {one.symbol.upper(): one.exchange for one in report.tickers}
    rows = [
        {
            "symbol": symbol,
            "cik": filing.filers[0].cik,
            "listed": False,
            "exchange": exchange,
            "first_seen": on,
            "last_seen": on,
        }
        for symbol, exchange in symbols.items()
    ]
    await _record_tickers(connection, rows)


async def _record_tickers(connection: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    statement = insert(connection, tickers).values(list(rows))
    new = statement.excluded
    widened = {
        "first_seen": case((new.first_seen < tickers.c.first_seen, new.first_seen), else_=tickers.c.first_seen),
        "last_seen": case((new.last_seen > tickers.c.last_seen, new.last_seen), else_=tickers.c.last_seen),
        "exchange": func.coalesce(new.exchange, tickers.c.exchange, literal(None)),
    }
    keys = ["symbol", "cik", "listed"]
    await connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=widened))


async def _known(connection: AsyncConnection, ciks: Sequence[str]) -> list[KnownCompany]:
    known: list[KnownCompany] = []
    for some in chunks(ciks):
        named = (await connection.execute(select(companies).where(companies.c.cik.in_(some)))).all()
        old = (await connection.execute(select(former_names).where(former_names.c.cik.in_(some)))).all()
        symbols = (await connection.execute(select(tickers).where(tickers.c.cik.in_(some)))).all()
        known.extend(
            KnownCompany(
                cik=row.cik,
                name=row.name,
                former_names=tuple(sorted(other.name for other in old if other.cik == row.cik)),
                tickers=tuple(_ticker(one) for one in symbols if one.cik == row.cik),
            )
            for row in named
        )
    return known


def _ticker(row: Any) -> KnownTicker:
    first: date = row.first_seen
    last: date = row.last_seen
    return KnownTicker(row.symbol, row.cik, row.exchange, first, last, row.listed)

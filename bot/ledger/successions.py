"""Which company reports in the place of which, as filings told it, and the alerts that follow from that."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import Column, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ledger.alerts import nothing_of, tell
from bot.ledger.room import Room, chunks, insert
from bot.ledger.tables import successions
from bot.stages import Alert, AlertKind, Filer, Filing, Link, Match, Succession


class Successions(Room):
    async def record_succession(
        self, filing: Filing, succession: Succession, matches: Sequence[Match], url: str, *, late: bool = False
    ) -> int:
        """Keep who follows whom and one delivery a match; the number of deliveries that are new comes back.

        The same succession is told to a channel once, however many filings speak of it.
        """
        alert = Alert(AlertKind.SUCCESSION, filing, nothing_of(filing, url), url, late, succession=succession)
        async with self._database.writing() as connection:
            if rows := _rows(filing, succession):
                await connection.execute(insert(connection, successions).values(rows).on_conflict_do_nothing())
            if not matches:
                return 0
            return await tell(connection, alert, matches, self._clock.now(), about=_about(succession))

    async def predecessors(self, ciks: Collection[str]) -> list[Link]:
        """Who reported before these companies, beyond doubt, and before those; the nearest first."""
        return await self._chain(ciks, successions.c.successor_cik, lambda link: link.predecessor.cik)

    async def successors(self, ciks: Collection[str]) -> list[Link]:
        """Who reports after these companies, beyond doubt, and after those; the nearest first."""
        return await self._chain(ciks, successions.c.predecessor_cik, lambda link: link.successor.cik)

    async def _chain(self, ciks: Collection[str], end: Column[str], other_end: Any) -> list[Link]:
        chain: dict[tuple[Filer, Filer], Link] = {}
        passed, ends = set(ciks), sorted(ciks)
        async with self._database.reading() as connection:
            while ends:
                found = await _links(connection, end, ends)
                for link in found:
                    chain.setdefault((link.predecessor, link.successor), link)
                ends = sorted({other_end(link) for link in found} - passed - {""})
                passed.update(ends)
        return list(chain.values())


async def _links(connection: AsyncConnection, end: Column[str], ciks: Sequence[str]) -> list[Link]:
    found: list[Link] = []
    for some in chunks(ciks):
        ordered = select(successions).order_by(successions.c.accession_number, successions.c.predecessor_name)
        wanted = ordered.where(successions.c.sure, end.in_(some))
        found += [
            Link(
                predecessor=Filer(row.predecessor_cik, row.predecessor_name),
                successor=Filer(row.successor_cik, row.successor_name),
                accession_number=row.accession_number,
            )
            for row in (await connection.execute(wanted)).all()
        ]
    return found


async def successions_of(connection: AsyncConnection, accession_numbers: Sequence[str]) -> dict[str, Succession]:
    """What each of these filings told of who follows whom."""
    found: dict[str, Succession] = {}
    for some in chunks(accession_numbers):
        wanted = select(successions).where(successions.c.accession_number.in_(some))
        rows = (await connection.execute(wanted.order_by(successions.c.predecessor_name))).all()
        for number in {row.accession_number for row in rows}:
            of_filing = [row for row in rows if row.accession_number == number]
            told = {sure: tuple(_filer(row) for row in of_filing if row.sure is sure) for sure in (True, False)}
            successor = Filer(of_filing[0].successor_cik, of_filing[0].successor_name)
            found[number] = Succession(successor, told[True], told[False], of_filing[0].words)
    return found


def _filer(row: Any) -> Filer:
    return Filer(row.predecessor_cik, row.predecessor_name)


def _rows(filing: Filing, succession: Succession) -> list[dict[str, Any]]:
    told = [(one, True) for one in succession.predecessors] + [(one, False) for one in succession.candidates]
    return [
        {
            "accession_number": filing.accession_number,
            "predecessor_cik": one.cik,
            "predecessor_name": one.name,
            "successor_cik": succession.successor.cik,
            "successor_name": succession.successor.name,
            "sure": sure,
            "words": succession.words,
        }
        for one, sure in told
    ]


def _about(succession: Succession) -> str:
    """The succession under a short name that is the same for every filing that tells of it."""
    before = sorted(one.cik or one.name for one in succession.predecessors or succession.candidates)
    sure = "follows" if succession.predecessors else "may follow"
    return f"{succession.successor.cik} {sure} {sha256('|'.join(before).encode()).hexdigest()[:16]}"

"""Filings from the moment they are seen until they are read, found empty, or set aside."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ledger.room import Room, chunks, insert
from bot.ledger.tables import companies, filers, filings, former_names
from bot.stages import Filer, Filing, FilingState, SeenFiling, Via


class Filings(Room):
    async def known(self, accessions: Collection[str]) -> set[str]:
        """Which of these accession numbers the ledger holds, in whatever state."""
        found: set[str] = set()
        async with self._database.reading() as connection:
            for some in chunks(sorted(set(accessions))):
                column = filings.c.accession_number
                found.update((await connection.scalars(select(column).where(column.in_(some)))).all())
        return found

    async def record_seen(self, seen: Sequence[Filing], via: Via, *, announce: bool = True) -> list[Filing]:
        """Keep these filings and their filers; the ones that nobody had seen before come back.

        Filers that a known filing turns out to have besides are added to it.
        """
        async with self._database.writing() as connection:
            held = await filers_of(connection, [one.accession_number for one in seen])
            changed = [one for one in seen if not set(one.filers) <= set(held.get(one.accession_number, ()))]
            fresh = [one for one in changed if await self._insert(connection, one, via, announce=announce)]
            for one in changed:
                await self._add_filers(connection, one)
        return fresh

    async def due_filings(self, limit: int) -> list[SeenFiling]:
        """Filings to be read now, the ones to be told first, then in the order of their acceptance."""
        due = (
            select(filings)
            .where(filings.c.state == FilingState.SEEN, filings.c.next_attempt_at <= self._clock.now())
            .order_by(filings.c.announce.desc(), filings.c.attempts, filings.c.accepted, filings.c.accession_number)
            .limit(limit)
        )
        async with self._database.reading() as connection:
            return await seen_filings(connection, (await connection.execute(due)).all())

    async def filing(self, accession_number: str) -> SeenFiling | None:
        """One filing and where it stands."""
        wanted = select(filings).where(filings.c.accession_number == accession_number)
        async with self._database.reading() as connection:
            found = await seen_filings(connection, (await connection.execute(wanted)).all())
        return found[0] if found else None

    async def unread(self, accessions: Collection[str]) -> set[str]:
        """Which of these are seen and not yet done with."""
        found: set[str] = set()
        async with self._database.reading() as connection:
            for some in chunks(sorted(set(accessions))):
                waiting = filings.c.state == FilingState.SEEN
                wanted = select(filings.c.accession_number).where(waiting, filings.c.accession_number.in_(some))
                found.update((await connection.scalars(wanted)).all())
        return found

    async def set_aside(self, limit: int = 50) -> list[SeenFiling]:
        """Filings that could not be read, the latest first."""
        poison = (
            select(filings).where(filings.c.state == FilingState.POISON).order_by(filings.c.done_at.desc()).limit(limit)
        )
        async with self._database.reading() as connection:
            return await seen_filings(connection, (await connection.execute(poison)).all())

    async def filing_counts(self) -> dict[FilingState, int]:
        """How many filings stand where."""
        counted = select(filings.c.state, func.count()).group_by(filings.c.state)
        async with self._database.reading() as connection:
            counts = {FilingState(state): number for state, number in (await connection.execute(counted)).all()}
        return {state: counts.get(state, 0) for state in FilingState}

    async def record_skipped(self, accession_number: str, reason: str) -> None:
        """Its form and items cannot tell a result."""
        await self._finish(accession_number, FilingState.SKIPPED, reason)

    async def record_no_result(self, accession_number: str, reason: str) -> None:
        """Fetched and read, and it tells no vote."""
        await self._finish(accession_number, FilingState.NO_RESULT, reason)

    async def record_reading(self, accession_number: str) -> None:
        """Reading is about to begin. What begins again and again and never ends is not begun for ever."""
        async with self._database.writing() as connection:
            await connection.execute(_change(accession_number, {"reads_begun": filings.c.reads_begun + 1}))

    async def record_unread(self, accession_number: str, fault: str, next_attempt_at: datetime) -> None:
        """It was fetched and could not be read: both are due again at ``next_attempt_at``."""
        changed = {"last_error": fault, "next_attempt_at": next_attempt_at}
        async with self._database.writing() as connection:
            await connection.execute(_change(accession_number, changed))

    async def record_fault(self, accession_number: str, fault: str, next_attempt_at: datetime) -> None:
        """It could not be fetched: another try is due at ``next_attempt_at``."""
        changed = {
            "attempts": filings.c.attempts + 1,
            "last_error": fault,
            "next_attempt_at": next_attempt_at,
        }
        async with self._database.writing() as connection:
            await connection.execute(_change(accession_number, changed))

    async def read_again(self, accession_numbers: Iterable[str]) -> None:
        """Have these filings fetched and read anew, as if for the first time."""
        changed = {"state": FilingState.SEEN, "attempts": 0, "reads_begun": 0, "done_at": None}
        changed["next_attempt_at"] = self._clock.now()
        async with self._database.writing() as connection:
            for accession_number in accession_numbers:
                await connection.execute(_change(accession_number, changed))

    async def _finish(self, accession_number: str, state: FilingState, reason: str) -> None:
        async with self._database.writing() as connection:
            await finish(connection, accession_number, state, self._clock.now(), reason)

    async def _insert(self, connection: AsyncConnection, filing: Filing, via: Via, *, announce: bool) -> bool:
        now = self._clock.now()
        row = {
            "accession_number": filing.accession_number,
            "form_type": filing.form_type,
            "item_numbers": list(filing.items),
            "accepted": filing.accepted,
            "filed": filing.filed,
            "via": via,
            "announce": announce,
            "state": FilingState.SEEN,
            "seen_at": now,
            "next_attempt_at": now,
        }
        statement = insert(connection, filings).values(row).on_conflict_do_nothing()
        return bool((await connection.execute(statement.returning(filings.c.accession_number))).all())

    async def _add_filers(self, connection: AsyncConnection, filing: Filing) -> None:
        await add_filers(connection, filing.accession_number, filing.filers)
        as_of = filing.accepted or self._clock.now()
        for filer in filing.filers:
            await name_company(connection, filer, as_of)


async def add_filers(connection: AsyncConnection, accession_number: str, named: Sequence[Filer]) -> None:
    rows = [
        {"accession_number": accession_number, "cik": filer.cik, "name": filer.name, "position": position}
        for position, filer in enumerate(named)
    ]
    if rows:
        await connection.execute(insert(connection, filers).values(rows).on_conflict_do_nothing())


async def name_company(connection: AsyncConnection, filer: Filer, as_of: datetime) -> None:
    """Know a company by this name from that moment on; a name that it had before becomes a former one."""
    held = (await connection.execute(select(companies).where(companies.c.cik == filer.cik))).one_or_none()
    if held is None:
        row = {"cik": filer.cik, "name": filer.name, "name_as_of": as_of}
        await connection.execute(insert(connection, companies).values(row).on_conflict_do_nothing())
        return
    if held.name == filer.name:
        return
    newer = as_of >= held.name_as_of
    former = {"cik": filer.cik, "name": held.name if newer else filer.name}
    await connection.execute(insert(connection, former_names).values(former).on_conflict_do_nothing())
    if newer:
        changed = update(companies).where(companies.c.cik == filer.cik)
        await connection.execute(changed.values(name=filer.name, name_as_of=as_of))


async def finish(
    connection: AsyncConnection, accession_number: str, state: FilingState, now: datetime, reason: str
) -> None:
    """The last word on a filing, for the time being."""
    changed = {"state": state, "reason": reason, "done_at": now}
    if state is FilingState.POISON:
        changed["last_error"] = reason
    await connection.execute(_change(accession_number, changed))


def _change(accession_number: str, changed: dict[str, Any]) -> Any:
    return update(filings).where(filings.c.accession_number == accession_number).values(changed)


async def seen_filings(connection: AsyncConnection, rows: Sequence[Row[Any]]) -> list[SeenFiling]:
    """Rows of `filings` as values, each with its filers."""
    named = await filers_of(connection, [row.accession_number for row in rows])
    return [
        SeenFiling(
            filing=filing_of(row, named.get(row.accession_number, ())),
            via=Via(row.via),
            announce=row.announce,
            state=FilingState(row.state),
            attempts=row.attempts,
            seen_at=row.seen_at,
            next_attempt_at=row.next_attempt_at,
            last_error=row.last_error,
            reads_begun=row.reads_begun,
        )
        for row in rows
    ]


async def filers_of(connection: AsyncConnection, accession_numbers: Sequence[str]) -> dict[str, tuple[Filer, ...]]:
    """Who each of these filings was made for, in the order of the filing."""
    found: dict[str, tuple[Filer, ...]] = {}
    for some in chunks(accession_numbers):
        wanted = select(filers).where(filers.c.accession_number.in_(some)).order_by(filers.c.position, filers.c.cik)
        for row in (await connection.execute(wanted)).all():
            found[row.accession_number] = (*found.get(row.accession_number, ()), Filer(row.cik, row.name))
    return found


def filing_of(row: Row[Any], named: tuple[Filer, ...]) -> Filing:
    return Filing(
        accession_number=row.accession_number,
        form_type=row.form_type,
        filers=named,
        items=tuple(row.item_numbers),
        accepted=row.accepted,
        filed=row.filed,
    )

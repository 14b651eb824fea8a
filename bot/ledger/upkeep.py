"""Looking the database over as a whole: is it sound, and how much is in it?"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select, text

from bot.ledger.database import Database
from bot.ledger.faults import LedgerUnavailable
from bot.ledger.schema import SCHEMA, not_todays, revision
from bot.ledger.tables import metadata


@dataclass(frozen=True, slots=True)
class Soundness:
    """What a look at the database found. ``faults`` is empty for a sound one."""

    schema: str | None
    rows: dict[str, int]
    faults: tuple[str, ...]


async def check(database: Database) -> Soundness:
    """Read the whole database. Raises `LedgerFault` where that cannot be done at all."""
    if database.file is not None and not database.file.exists():
        raise LedgerUnavailable(f"{database.file} is not there; 'ballotwire db upgrade' makes it")
    async with database.reading() as connection:
        found = await revision(connection)
        if found is None:
            return Soundness(None, {}, ("it is empty",))
        faults = [] if found == SCHEMA else [not_todays(found)]
        if database.is_sqlite:
            faults += [
                word for (word,) in (await connection.execute(text("PRAGMA integrity_check"))).all() if word != "ok"
            ]
            orphans = (await connection.execute(text("PRAGMA foreign_key_check"))).all()
            faults += [f"a row of {row[0]} points to a row of {row[2]} that is not there" for row in orphans]
        tables = metadata.sorted_tables if found == SCHEMA else []
        counted = {
            table.name: int(await connection.scalar(select(func.count()).select_from(table)) or 0) for table in tables
        }
    return Soundness(found, counted, tuple(faults))

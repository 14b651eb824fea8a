"""Looking after the database as a whole: is it sound, a copy while it is in use, and a copy put back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from bot.ledger.database import Database
from bot.ledger.faults import LedgerDamaged, LedgerFault, LedgerUnavailable, SchemaMismatch
from bot.ledger.presence import FilePresence, presence
from bot.ledger.schema import SCHEMA, copy_sqlite, known_revisions, revision
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
        faults = [] if found == SCHEMA else [f"schema {found} is not today's, {SCHEMA}: run 'ballotwire db upgrade'"]
        if database.is_sqlite:
            faults += [
                word for (word,) in (await connection.execute(text("PRAGMA integrity_check"))).all() if word != "ok"
            ]
            orphans = (await connection.execute(text("PRAGMA foreign_key_check"))).all()
            faults += [f"a row of {row[0]} points to a row of {row[2]} that is not there" for row in orphans]
        names = [table.name for table in metadata.sorted_tables] if found == SCHEMA else []
        counted = {
            name: int(await connection.scalar(text(f"SELECT count(*) FROM {name}")) or 0)  # noqa: S608 - our own names
            for name in names
        }
    return Soundness(found, counted, tuple(faults))


def backup(database: Database, to: Path) -> None:
    """A whole copy at one moment, also while a bot is at work. An existing file is not overwritten."""
    source = _file(database, "pg_dump --format=custom --file=ledger.dump")
    if to.exists():
        raise LedgerUnavailable(f"{to} is there already; a backup overwrites nothing")
    if not source.exists():
        raise LedgerUnavailable(f"{source} is not there")
    try:
        copy_sqlite(source, to)
    except (sqlite3.Error, OSError) as error:
        raise LedgerUnavailable(f"{to}: {error}") from error


async def restore(database: Database, copy: Path) -> Path | None:
    """Put a backup in the place of the database; what was there before is kept beside it, and its path comes back.

    Refused while a bot is at work on it, and for a copy that is not sound or not ours.
    """
    target = _file(database, "pg_restore --clean --if-exists --dbname=… ledger.dump")
    _sound_copy(copy)
    there = presence(database, "restore")
    if not isinstance(there, FilePresence):
        raise LedgerUnavailable("a database in memory cannot be restored")
    try:
        if not await there.lead() or (there.others() - {"leader"}):
            raise LedgerUnavailable(f"a bot is at work on {target}: stop it first")
        return _put_in_place(copy, target)
    finally:
        await there.leave()


def _put_in_place(copy: Path, target: Path) -> Path | None:
    target.parent.mkdir(parents=True, exist_ok=True)
    incoming = target.with_name(f"{target.name}.incoming")
    copy_sqlite(copy, incoming)
    kept = None
    if target.exists():
        kept = target.with_name(f"{target.name}.before-restore")
        copy_sqlite(target, kept)
    for part in (f"{target.name}-wal", f"{target.name}-shm"):
        target.with_name(part).unlink(missing_ok=True)
    incoming.replace(target)
    return kept


def _sound_copy(copy: Path) -> None:
    if not copy.is_file():
        raise LedgerUnavailable(f"{copy} is no file")
    try:
        with closing(sqlite3.connect(f"file:{copy}?mode=ro", uri=True)) as opened:
            words = [word for (word,) in opened.execute("PRAGMA integrity_check")]
            found = opened.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise LedgerDamaged(f"{copy} is no backup of ours: {error}") from error
    if words != ["ok"]:
        raise LedgerDamaged(f"{copy} is damaged: {words[0]}")
    if found is None or found[0] not in known_revisions():
        raise SchemaMismatch(f"{copy} has a schema that this version does not know")


def _file(database: Database, instead: str) -> Path:
    if database.file is None:
        raise LedgerFault(f"PostgreSQL brings its own tool for this: {instead}")
    return database.file

"""A copy of the ledger while it is in use, and a copy put back.

A backup is an SQLite file with the ledger's tables, whichever database it was taken from: it can be opened, checked and
restored into either, so that it is also how a ledger moves from one file to a PostgreSQL for several machines.
"""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ledger.copying import copy_rows, hold_still, is_empty, remove_rows
from bot.ledger.database import Database
from bot.ledger.faults import LedgerUnavailable, SchemaMismatch
from bot.ledger.presence import presence
from bot.ledger.schema import known_revisions, make_current, migrate, revision
from bot.ledger.sqlite_files import copy_sqlite, free_name, holds_rows, naming, put_in_place, revision_of_copy


async def backup(database: Database, to: Path) -> None:
    """A whole copy at one moment, also while a bot is at work. An existing file is not overwritten."""
    with naming(to):
        _make_room(to)
        if not database.is_sqlite:
            await _write_out(database, to)
        elif database.file is None or not database.file.exists():
            raise LedgerUnavailable(f"{database.file or 'a database in memory'} is not there to be copied")
        else:
            copy_sqlite(database.file, to)


async def restore(database: Database, copy: Path, *, replace: bool = False) -> Path | None:
    """Put a backup in the place of the database; what was there before is kept, and its path comes back.

    A database that holds rows is refused without ``replace``; so is one on which a bot is at work, and a copy that is
    not sound or not ours. A copy of an older version is migrated.
    """
    if revision_of_copy(copy) not in known_revisions():
        raise SchemaMismatch(f"{copy} has a schema that this version does not know")
    async with _nobody_else(database):
        with naming(copy):
            if not replace and await _holds_something(database):
                name = database.file or database.url.database
                raise LedgerUnavailable(f"{name} holds a ledger; with --replace the copy takes its place")
            return put_in_place(copy, database.file) if database.file is not None else await _read_in(database, copy)


def _make_room(to: Path) -> None:
    if to.exists():
        raise LedgerUnavailable(f"{to} is there already; a backup overwrites nothing")
    to.parent.mkdir(parents=True, exist_ok=True)


async def _holds_something(database: Database) -> bool:
    if database.file is not None:
        return holds_rows(database.file)
    await make_current(database)
    async with database.reading() as connection:
        return not await is_empty(connection)


async def _write_out(database: Database, to: Path) -> None:
    """The rows as a file of the schema that the database has, so that an old one is kept before it is upgraded."""
    unfinished = to.with_name(f"{to.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    copy = Database(f"sqlite:///{unfinished}")
    copy.prepare()
    try:
        async with database.reading() as source, copy.writing() as target:
            await hold_still(source)
            schema = await _schema_of(source)
            await target.run_sync(migrate, schema)
            await copy_rows(source, target, schema)
    except BaseException:
        await copy.close()
        unfinished.unlink(missing_ok=True)
        raise
    await copy.close()
    unfinished.replace(to)


async def _schema_of(source: AsyncConnection) -> str:
    schema = await revision(source)
    if schema is None:
        raise LedgerUnavailable("there is no ledger in it yet, so that there is nothing to copy")
    return schema


async def _read_in(database: Database, copy: Path) -> Path | None:
    """The rows of the copy instead of those in the database, in one transaction."""
    kept = None
    if await _holds_something(database):
        kept = free_name(copy.with_name(f"{database.url.database}.before-restore"))
        await _write_out(database, kept)
    with tempfile.TemporaryDirectory() as folder:
        todays = Path(folder) / "copy.db"
        copy_sqlite(copy, todays)
        copied = Database(f"sqlite:///{todays}")
        try:
            await make_current(copied)
            async with copied.reading() as source, database.writing() as target:
                await remove_rows(target)
                await copy_rows(source, target)
        finally:
            await copied.close()
    return kept


@asynccontextmanager
async def _nobody_else(database: Database) -> AsyncIterator[None]:
    """While no bot is at work on the database, and none can take the lead."""
    there = presence(database, "restore")
    try:
        if not await there.lead() or not await there.alone():
            raise LedgerUnavailable(f"a bot is at work on {database.file or database.url.database}: stop it first")
        yield
    finally:
        await there.leave()

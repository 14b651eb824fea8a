"""Which schema a database has, and how an old one becomes today's. A database that we do not know is left alone."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ledger.database import Database, lock_for_transaction
from bot.ledger.faults import NoLedgerYet, SchemaMismatch
from bot.ledger.sqlite_files import copy_sqlite
from bot.ledger.tables import metadata

SCHEMA = "0002"
"""The revision of `bot/ledger/tables.py`; the newest file of `bot/ledger/migrations/versions`."""
MIGRATIONS = 7_204_503
"""The advisory lock under which PostgreSQL is migrated: of several machines one does it."""
_VERSION_TABLE = "alembic_version"
_NOT_SOUND = "It is not ours, or an upgrade was cut in half: put a backup in its place. Nothing was changed."

log = structlog.get_logger(__name__)


async def make_current(database: Database) -> None:
    """Make the tables of an empty database, migrate those of an older version, and refuse what is not ours.

    Raises `SchemaMismatch` before anything is touched. Migrating is one transaction; an SQLite file is copied first.
    """
    async with database.reading() as connection:
        found = await revision(connection)
    await database.is_ours()
    if found == SCHEMA:
        return
    if found is not None and database.file is not None:
        copy = database.file.with_name(f"{database.file.name}.before-{SCHEMA}")
        log.info("schema.copied", to=str(copy))
        copy_sqlite(database.file, copy)
    async with database.writing() as connection:
        await lock_for_transaction(connection, MIGRATIONS)
        found = await revision(connection)
        if found is None:
            await connection.run_sync(_make)
        elif found != SCHEMA:
            log.info("schema.migrating", found=found, to=SCHEMA)
            await connection.run_sync(migrate, SCHEMA)


async def require_current(database: Database) -> None:
    """Raise `NoLedgerYet` or `SchemaMismatch` where the database is not one of today's; it is left as it is."""
    if database.file is not None and not database.file.exists():
        raise NoLedgerYet(f"there is none at {database.file}")
    async with database.reading() as connection:
        found = await revision(connection)
    if found is None:
        raise NoLedgerYet("it is empty")
    if found != SCHEMA:
        raise SchemaMismatch(not_todays(found))
    await database.is_ours()


def not_todays(found: str) -> str:
    """What is to be done about an older schema."""
    return f"schema {found} is not today's, {SCHEMA}: run 'ballotwire db upgrade'"


async def revision(connection: AsyncConnection) -> str | None:
    """The database's revision, ``None`` where it is empty. Raises `SchemaMismatch` for one that we cannot use."""
    return await connection.run_sync(_revision)


def _revision(connection: Connection) -> str | None:
    tables = set(inspect(connection).get_table_names())
    said = _said(connection) if _VERSION_TABLE in tables else []
    if not said:
        if strange := tables - {_VERSION_TABLE, "sqlite_sequence"}:
            raise SchemaMismatch(f"the database holds tables that are not ours ({_some(strange)}); it is left alone")
        return None
    if len(said) > 1 or said[0] not in known_revisions():
        raise SchemaMismatch(
            f"the database has schema {' and '.join(said)} and this version of ballotwire knows up to {SCHEMA}: "
            "it was written by a newer version; install that one. Nothing was changed."
        )
    _compare(said[0], tables)
    return said[0]


def _said(connection: Connection) -> list[str]:
    return [str(found) for found in connection.scalars(text("SELECT version_num FROM alembic_version"))]


def _compare(found: str, tables: set[str]) -> None:
    """Refuse a database that has not the tables of the schema which it claims: other programs count theirs as well."""
    ours = tables_of(found)
    if missing := ours - tables:
        raise SchemaMismatch(f"the database says that it has schema {found} and lacks {_some(missing)}. {_NOT_SOUND}")
    if early := (set(metadata.tables) - ours) & tables:
        raise SchemaMismatch(f"the database has schema {found} and {_some(early)} of a later one. {_NOT_SOUND}")


def _some(tables: Collection[str]) -> str:
    return ", ".join(sorted(tables)[:5])


def known_revisions() -> frozenset[str]:
    """The revisions that this version can start from."""
    folder = Path(__file__).parent / "migrations" / "versions"
    return frozenset(path.name.partition("_")[0] for path in folder.glob("[0-9]*.py"))


@cache
def tables_of(found: str) -> frozenset[str]:
    """The names of a schema's tables: for an old one, those that its migrations make."""
    if found == SCHEMA:
        return frozenset(metadata.tables)
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        migrate(connection, found)
        made = inspect(connection).get_table_names()
    engine.dispose()
    return frozenset(made) - {_VERSION_TABLE}


def migrate(connection: Connection, to: str) -> None:
    """Run the migrations from where the database is."""
    from alembic import command

    command.upgrade(_config(connection), to)


def _make(connection: Connection) -> None:
    """Today's tables at once: what the migrations come to, as a test makes sure."""
    metadata.create_all(connection)
    connection.execute(
        text("CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    )
    connection.execute(text("INSERT INTO alembic_version VALUES (:now)"), {"now": SCHEMA})


def _config(connection: Connection) -> Any:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "bot.ledger:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config

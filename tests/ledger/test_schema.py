from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from bot.ledger.database import Database
from bot.ledger.faults import LedgerDamaged, LedgerFault, SchemaMismatch
from bot.ledger.ledger import Ledger
from bot.ledger.schema import SCHEMA, known_revisions, migrate, revision
from bot.ledger.tables import metadata
from bot.ledger.upkeep import check
from bot.stages import Filer, Match, Succession, Via, Watch, WatchSubject
from tests.fakes.clock import FakeClock
from tests.fakes.filings import HARBOR, filing, report


def differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


async def opened(url: str) -> Database:
    database = Database(url)
    database.prepare()
    return database


def test_the_schema_is_the_newest_migration() -> None:
    assert max(known_revisions()) == SCHEMA


async def test_the_migrations_come_to_the_tables_of_today(url: str) -> None:
    database = await opened(url)
    async with database.writing() as connection:
        await connection.run_sync(migrate, SCHEMA)
        assert await connection.run_sync(differences) == []
        assert await revision(connection) == SCHEMA
    await database.close()


async def test_a_new_database_has_the_tables_of_today_and_says_so(url: str, ledger: Ledger) -> None:
    database = await opened(url)
    async with database.writing() as connection:
        assert await connection.run_sync(differences) == []
        assert await revision(connection) == SCHEMA
    await database.close()


async def test_a_database_of_the_first_version_is_migrated_with_all_that_it_holds(url: str, clock: FakeClock) -> None:
    one, match = filing(1), Match("T1", "C1", ("watches everything",))
    database = await opened(url)
    async with database.writing() as connection:
        await connection.run_sync(migrate, "0001")
    old = Ledger(database, clock)
    await old.record_seen([one], Via.FEED)
    await old.record_report(one, report(one), [match], "https://sec.example/1")
    await old.add_watch(Watch("T1", "C1", WatchSubject.CIK, HARBOR.cik), "U1")
    before = await old.deliveries_of(one.accession_number)
    await old.close()

    migrated = await Ledger.open(url, clock)
    assert await migrated.deliveries_of(one.accession_number) == before
    assert [watch.value for watch in await migrated.watches()] == [HARBOR.cik]
    stored = await migrated.report(one.accession_number)
    assert stored is not None
    assert stored.report == report(one)
    follows = Succession(Filer("2", "NEW HARBOR INC"), (HARBOR,))
    assert await migrated.record_succession(one, follows, [match], "https://sec.example/1") == 1
    assert [link.successor.cik for link in await migrated.successors([HARBOR.cik])] == ["2"]
    await migrated.close()
    async with database.writing() as connection:
        assert await connection.run_sync(differences) == []
        assert await revision(connection) == SCHEMA
    await database.close()


async def test_a_file_of_the_first_version_is_copied_before_it_is_migrated(tmp_path: Path, clock: FakeClock) -> None:
    database = await opened(f"sqlite:///{tmp_path}/ledger.db")
    async with database.writing() as connection:
        await connection.run_sync(migrate, "0001")
    found = await check(database)
    assert found.faults == (f"schema 0001 is not today's, {SCHEMA}: run 'ballotwire db upgrade'",)
    await database.close()
    await (await Ledger.open(f"sqlite:///{tmp_path}/ledger.db", clock)).close()
    with sqlite3.connect(tmp_path / f"ledger.db.before-{SCHEMA}") as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    copy.close()


async def test_a_database_of_a_newer_version_is_refused_and_left_as_it_is(
    url: str, ledger: Ledger, clock: FakeClock
) -> None:
    await ledger.record_seen([filing(1)], Via.FEED)
    database = await opened(url)
    async with database.writing() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaMismatch, match=r"schema 9999 .* newer version; install that one. Nothing was changed"):
        await Ledger.open(url, clock)
    async with database.writing() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = :now"), {"now": SCHEMA})
    await database.close()
    assert await ledger.known([filing(1).accession_number]) == {filing(1).accession_number}


async def test_somebody_elses_database_is_refused_and_left_as_it_is(url: str, clock: FakeClock) -> None:
    database = await opened(url)
    async with database.writing() as connection:
        await connection.execute(text("CREATE TABLE recipes (name TEXT)"))
    with pytest.raises(SchemaMismatch, match=r"tables that are not ours \(recipes\)"):
        await Ledger.open(url, clock)
    async with database.writing() as connection:
        assert await connection.run_sync(lambda sync: sync.dialect.get_table_names(sync)) == ["recipes"]
    await database.close()


NOT_OURS = {
    "another program's": ("CREATE TABLE recipes (name TEXT)", r"not ours \(recipes\)"),
    "another program's that counts its schemas": (
        "CREATE TABLE recipes (name TEXT); CREATE TABLE alembic_version (version_num TEXT);"
        "INSERT INTO alembic_version VALUES ('1a2b3c4d')",
        "schema 1a2b3c4d",
    ),
    "another program's that counts them like us": (
        "CREATE TABLE recipes (name TEXT); CREATE TABLE alembic_version (version_num TEXT);"
        "INSERT INTO alembic_version VALUES ('0001')",
        "schema 0001 and lacks alerts, changes",
    ),
    "another program's that was not begun": (
        "CREATE TABLE recipes (name TEXT); CREATE TABLE alembic_version (version_num TEXT)",
        r"not ours \(recipes\)",
    ),
    "ours without its tables": (
        "CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version VALUES ('0002')",
        "schema 0002 and lacks alerts, changes",
    ),
    "ours and of two schemas": (
        "CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version VALUES ('0001'), ('0002')",
        "schema 0001 and 0002",
    ),
}


@pytest.mark.parametrize("whose", NOT_OURS)
async def test_a_file_that_is_not_ours_stays_as_it_is_to_the_byte(tmp_path: Path, clock: FakeClock, whose: str) -> None:
    file = tmp_path / "recipes.db"
    statements, words = NOT_OURS[whose]
    with closing(sqlite3.connect(file)) as other:
        other.executescript(statements)
        other.commit()
    await refused_untouched(file, clock, words)


async def test_a_file_whose_upgrade_was_cut_in_half_stays_as_it_is_to_the_byte(
    tmp_path: Path, clock: FakeClock
) -> None:
    file = tmp_path / "ledger.db"
    database = await opened(f"sqlite:///{file}")
    async with database.writing() as connection:
        await connection.run_sync(migrate, "0001")
        await connection.execute(text("CREATE TABLE successions (accession_number TEXT)"))
    await database.close()
    await refused_untouched(file, clock, "has schema 0001 and successions of a later one.* put a backup in its place")


@pytest.mark.parametrize("rubbish", [b"This is a letter to my aunt.\n" * 200, b"SQLite format 3\0" + b"\xff" * 5000])
async def test_a_file_that_is_no_database_stays_as_it_is_to_the_byte(
    tmp_path: Path, clock: FakeClock, rubbish: bytes
) -> None:
    file = tmp_path / "letter.db"
    file.write_bytes(rubbish)
    await refused_untouched(file, clock, "not a database", LedgerDamaged)


async def test_an_empty_file_becomes_a_ledger(tmp_path: Path, clock: FakeClock) -> None:
    (tmp_path / "ledger.db").touch()
    ledger = await Ledger.open(f"sqlite:///{tmp_path}/ledger.db", clock)
    assert await ledger.known(["x"]) == set()
    await ledger.close()


async def refused_untouched(
    file: Path, clock: FakeClock, words: str, fault: type[LedgerFault] = SchemaMismatch
) -> None:
    before, written = file.read_bytes(), file.stat().st_mtime_ns
    with pytest.raises(fault, match=words):
        await Ledger.open(f"sqlite:///{file}", clock)
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (before, written)
    assert list(file.parent.iterdir()) == [file]


async def test_making_the_tables_is_all_or_nothing(tmp_path: Path, clock: FakeClock) -> None:
    """A process that dies while it makes the tables leaves an empty database, which the next one can use."""
    file = tmp_path / "ledger.db"
    database = await opened(f"sqlite:///{file}")

    async def die_halfway() -> None:
        async with database.writing() as connection:
            await connection.run_sync(metadata.create_all)
            raise RuntimeError("died")

    with pytest.raises(RuntimeError, match="died"):
        await die_halfway()
    await database.close()
    with sqlite3.connect(file) as left:
        assert left.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    left.close()
    ledger = await Ledger.open(f"sqlite:///{file}", clock)
    assert await ledger.known(["x"]) == set()
    await ledger.close()

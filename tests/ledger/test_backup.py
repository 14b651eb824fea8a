from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, text

from bot.ledger.backup import backup, restore
from bot.ledger.database import Database
from bot.ledger.faults import LedgerDamaged, LedgerFault, LedgerUnavailable, SchemaMismatch
from bot.ledger.ledger import Ledger
from bot.ledger.schema import SCHEMA, migrate
from bot.ledger.tables import metadata
from bot.stages import Filing, Match, Mute, Via, Watch, WatchSubject
from tests.fakes.clock import FakeClock
from tests.fakes.filings import filing, report
from tests.fakes.postgresql import PostgreSQL

MATCH = Match("T1", "C1", ("watches everything",))


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    held = Database(url)
    yield held
    await held.close()


@pytest.fixture
def other_url(url: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """An empty database of the other make."""
    if url.startswith("postgresql"):
        return f"sqlite:///{tmp_path}/moved.db"
    server: PostgreSQL = request.getfixturevalue("postgresql")
    return server.new_database()


async def of_the_first_version(url: str, clock: FakeClock) -> Ledger:
    """A ledger as the first version of the program left it."""
    old = Database(url)
    old.prepare()
    async with old.writing() as connection:
        await connection.run_sync(migrate, "0001")
    return Ledger(old, clock)


async def filled(url: str, clock: FakeClock) -> Ledger:
    """A ledger with a row of most kinds."""
    held = await Ledger.open(url, clock)
    one = filing(1)
    await held.record_seen([one, filing(2)], Via.FEED)
    await held.record_report(one, report(one), [MATCH], "https://sec.example/1")
    await held.add_watch(Watch("T1", "C1", WatchSubject.TICKER, "HARB", ("failures",)), "U1")
    await held.add_mute(Mute("T1", "C1", "2", clock.now(), "U1"))
    await held.set_preference("T1", "C1", "digest", {"at": "17:00", "über": ["ß", None]}, "U1")
    await held.set_cursor("feed.complete", clock.now().isoformat())
    return held


async def rows(url: str) -> dict[str, list[tuple[object, ...]]]:
    """Everything in a database, by table."""
    database = Database(url)
    async with database.reading() as connection:
        found = {
            table.name: [tuple(row) for row in await connection.execute(select(table).order_by(*table.primary_key))]
            for table in metadata.sorted_tables
        }
    await database.close()
    return found


async def seen(url: str, clock: FakeClock, of: range = range(1, 10)) -> set[str]:
    held = await Ledger.open(url, clock)
    found = await held.known([filing(number).accession_number for number in of])
    await held.close()
    return found


def numbers(*of: int) -> set[str]:
    return {filing(number).accession_number for number in of}


async def test_a_restored_ledger_is_the_one_that_was_backed_up_row_by_row(
    url: str, database: Database, clock: FakeClock, tmp_path: Path
) -> None:
    await (await filled(url, clock)).close()
    before = await rows(url)
    await backup(database, tmp_path / "copy.db")
    assert await rows(f"sqlite:///{tmp_path}/copy.db") == before
    await restore(database, tmp_path / "copy.db", replace=True)
    assert await rows(url) == before
    assert sum(bool(held) for held in before.values()) > 8


async def test_a_ledger_moves_between_sqlite_and_postgresql_and_goes_on_there(
    url: str, other_url: str, database: Database, clock: FakeClock, tmp_path: Path
) -> None:
    await (await filled(url, clock)).close()
    await backup(database, tmp_path / "copy.db")
    moved = Database(other_url)
    assert await restore(moved, tmp_path / "copy.db") is None
    await moved.close()
    assert await rows(other_url) == await rows(url)
    there = await Ledger.open(other_url, clock)
    two = filing(2)
    assert await there.record_report(two, report(two), [MATCH], "https://sec.example/2") == 1
    assert len(await there.deliveries_of(two.accession_number)) == 1
    await there.close()


async def by_another_program(url: str, to: Path) -> None:
    database = Database(url)
    await backup(database, to)
    await database.close()


def many(number: int) -> Filing:
    return replace(filing(1), accession_number=f"0001234567-25-{number:06d}")


async def test_a_backup_taken_while_the_bot_writes_is_of_one_moment_and_holds_all_that_was_acknowledged(
    url: str, clock: FakeClock, tmp_path: Path
) -> None:
    held = await Ledger.open(url, clock)
    acknowledged: list[str] = []
    at_work, copied = asyncio.Event(), asyncio.Event()

    async def write() -> None:
        while not copied.is_set():
            two = [many(len(acknowledged)), many(len(acknowledged) + 1)]
            await held.record_seen(two, Via.FEED)
            acknowledged.extend(one.accession_number for one in two)
            if len(acknowledged) >= 40:
                at_work.set()

    writing = asyncio.create_task(write())
    await at_work.wait()
    before = list(acknowledged)
    await asyncio.to_thread(lambda: asyncio.run(by_another_program(url, tmp_path / "copy.db")))
    copied.set()
    await writing
    assert await held.known(acknowledged) == set(acknowledged)
    await held.close()
    copy = await Ledger.open(f"sqlite:///{tmp_path}/copy.db", clock)
    found = await copy.known(acknowledged)
    await copy.close()
    assert found == set(acknowledged[: len(found)])
    assert len(before) <= len(found) < len(acknowledged)
    assert len(found) % 2 == 0, "a transaction was copied by half"


async def test_a_backup_overwrites_nothing(url: str, database: Database, clock: FakeClock, tmp_path: Path) -> None:
    await (await filled(url, clock)).close()
    precious = tmp_path / "precious"
    precious.write_text("precious")
    with pytest.raises(LedgerUnavailable, match="overwrites nothing"):
        await backup(database, precious)
    assert precious.read_text() == "precious"


async def test_nothing_is_backed_up_where_there_is_nothing(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/ledger.db")
    with pytest.raises(LedgerUnavailable, match="is not there to be copied"):
        await backup(database, tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []


async def test_a_ledger_is_replaced_only_when_told_so_and_is_kept_each_time(
    url: str, database: Database, clock: FakeClock, tmp_path: Path
) -> None:
    held = await filled(url, clock)
    await backup(database, tmp_path / "copy.db")
    await held.record_seen([filing(3)], Via.FEED)
    await held.close()
    with pytest.raises(LedgerUnavailable, match="holds a ledger; with --replace"):
        await restore(database, tmp_path / "copy.db")
    assert await seen(url, clock) == numbers(1, 2, 3)
    kept = await restore(database, tmp_path / "copy.db", replace=True)
    again = await restore(database, tmp_path / "copy.db", replace=True)
    assert kept is not None
    assert again is not None
    assert await seen(url, clock) == numbers(1, 2)
    assert await seen(f"sqlite:///{kept}", clock) == numbers(1, 2, 3)
    assert await seen(f"sqlite:///{again}", clock) == numbers(1, 2)


async def test_nothing_is_restored_under_a_bot_at_work(
    url: str, database: Database, clock: FakeClock, tmp_path: Path
) -> None:
    held = await filled(url, clock)
    await backup(database, tmp_path / "copy.db")
    leader, follower = held.presence("w1"), held.presence("w2")
    await leader.lead()
    await follower.lead()
    for _ in range(2):
        with pytest.raises(LedgerUnavailable, match="a bot is at work"):
            await restore(database, tmp_path / "copy.db", replace=True)
        await leader.leave()
    await follower.leave()
    await held.close()
    assert await restore(database, tmp_path / "copy.db", replace=True) is not None


async def test_a_copy_of_the_first_version_is_restored_as_todays(
    url: str, database: Database, clock: FakeClock, tmp_path: Path
) -> None:
    old = await of_the_first_version(f"sqlite:///{tmp_path}/old.db", clock)
    await old.record_seen([filing(1)], Via.FEED)
    await old.close()
    assert await restore(database, tmp_path / "old.db") is None
    assert await seen(url, clock) == numbers(1)
    assert await schema_of(url) == SCHEMA


async def test_a_ledger_of_the_first_version_is_backed_up_as_it_is_and_can_be_brought_back(
    url: str, other_url: str, database: Database, clock: FakeClock, tmp_path: Path
) -> None:
    old = await of_the_first_version(url, clock)
    await old.record_seen([filing(1)], Via.FEED)
    await old.record_report(filing(1), report(filing(1)), [MATCH], "https://sec.example/1")
    await old.close()
    await backup(database, tmp_path / "copy.db")
    assert await schema_of(url) == "0001"
    assert await schema_of(f"sqlite:///{tmp_path}/copy.db") == "0001"
    moved = Database(other_url)
    assert await restore(moved, tmp_path / "copy.db") is None
    await moved.close()
    for upgraded in (url, other_url):
        await (await Ledger.open(upgraded, clock)).close()
    assert await rows(other_url) == await rows(url)


async def test_a_backup_is_one_file_and_nothing_is_written_beside_it_when_it_is_restored(
    url: str, database: Database, clock: FakeClock, tmp_path: Path
) -> None:
    await (await filled(url, clock)).close()
    shelf = tmp_path / "shelf"
    await backup(database, shelf / "copy.db")
    before = (shelf / "copy.db").read_bytes()
    await restore(database, shelf / "copy.db", replace=True)
    kept = [path.name for path in shelf.iterdir() if "before-restore" not in path.name]
    assert kept == ["copy.db"]
    assert (shelf / "copy.db").read_bytes() == before


async def test_an_empty_postgresql_is_not_backed_up(postgresql: PostgreSQL, tmp_path: Path) -> None:
    database = Database(postgresql.new_database())
    with pytest.raises(LedgerUnavailable, match="nothing to copy"):
        await backup(database, tmp_path / "copy.db")
    await database.close()
    assert list(tmp_path.iterdir()) == []


async def schema_of(url: str) -> str:
    database = Database(url)
    async with database.reading() as connection:
        found = str(await connection.scalar(text("SELECT version_num FROM alembic_version")))
    await database.close()
    return found


def _newer(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as opened:
        opened.execute("UPDATE alembic_version SET version_num = '9999'")
        opened.commit()


SPOILT: dict[str, tuple[Callable[[Path], object], type[LedgerFault]]] = {
    "empty": (lambda copy: copy.write_bytes(b""), LedgerDamaged),
    "no database": (lambda copy: copy.write_bytes(b"no database" * 999), LedgerDamaged),
    "torn": (lambda copy: copy.write_bytes(copy.read_bytes()[:9000] + b"\xff" * 9000), LedgerDamaged),
    "not there": (lambda copy: copy.unlink(), LedgerUnavailable),
    "newer": (_newer, SchemaMismatch),
}


@pytest.mark.parametrize("spoilt", SPOILT)
async def test_rubbish_is_never_restored(
    url: str, database: Database, clock: FakeClock, tmp_path: Path, spoilt: str
) -> None:
    await (await filled(url, clock)).close()
    before = await rows(url)
    await backup(database, tmp_path / "copy.db")
    spoil, fault = SPOILT[spoilt]
    spoil(tmp_path / "copy.db")
    with pytest.raises(fault):
        await restore(database, tmp_path / "copy.db", replace=True)
    assert await rows(url) == before


async def test_a_damaged_file_is_kept_as_it_is_when_a_copy_takes_its_place(clock: FakeClock, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/ledger.db"
    await (await filled(url, clock)).close()
    database = Database(url)
    await backup(database, tmp_path / "copy.db")
    damaged = b"\x00" * 5000
    (tmp_path / "ledger.db").write_bytes(damaged)
    with pytest.raises(LedgerUnavailable, match="--replace"):
        await restore(database, tmp_path / "copy.db")
    kept = await restore(database, tmp_path / "copy.db", replace=True)
    assert kept is not None
    assert kept.read_bytes() == damaged
    assert await seen(url, clock) == numbers(1, 2)


async def test_a_database_does_not_take_its_own_place(clock: FakeClock, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/ledger.db"
    await (await filled(url, clock)).close()
    with pytest.raises(LedgerUnavailable, match="is the database itself"):
        await restore(Database(url), tmp_path / "ledger.db", replace=True)
    assert await seen(url, clock) == numbers(1, 2)

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.ledger import upkeep
from bot.ledger.database import Database
from bot.ledger.faults import LedgerDamaged, LedgerFault, LedgerUnavailable, SchemaMismatch
from bot.ledger.ledger import Ledger
from bot.ledger.schema import SCHEMA
from bot.stages import Via
from tests.fakes.clock import FakeClock
from tests.fakes.filings import filing


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture
def database(file: Path) -> Database:
    return Database(f"sqlite:///{file}")


async def ledger_with(file: Path, clock: FakeClock, *numbers: int) -> Ledger:
    held = await Ledger.open(f"sqlite:///{file}", clock)
    await held.record_seen([filing(number) for number in numbers], Via.FEED)
    return held


async def seen(file: Path, clock: FakeClock) -> set[str]:
    held = await Ledger.open(f"sqlite:///{file}", clock)
    found = await held.known([filing(number).accession_number for number in range(1, 10)])
    await held.close()
    return found


async def test_a_sound_database_is_counted(url: str, ledger: Ledger) -> None:
    await ledger.record_seen([filing(1), filing(2)], Via.FEED)
    database = Database(url)
    found = await upkeep.check(database)
    await database.close()
    assert (found.schema, found.faults) == (SCHEMA, ())
    assert (found.rows["filings"], found.rows["companies"], found.rows["reports"]) == (2, 1, 0)


async def test_a_row_that_points_nowhere_is_a_fault(file: Path, database: Database, clock: FakeClock) -> None:
    await (await ledger_with(file, clock, 1)).close()
    with closing(sqlite3.connect(file)) as other:
        other.execute("INSERT INTO filers VALUES ('0000000000-00-000000', '1', 'NOBODY', 0)")
        other.commit()
    found = await upkeep.check(database)
    await database.close()
    assert found.faults == ("a row of filers points to a row of filings that is not there",)


async def test_a_backup_taken_while_the_bot_writes_holds_all_that_was_acknowledged(
    file: Path, database: Database, clock: FakeClock, tmp_path: Path
) -> None:
    held = await ledger_with(file, clock, 1, 2)
    upkeep.backup(database, tmp_path / "copy.db")
    await held.record_seen([filing(3)], Via.FEED)
    await held.close()
    assert await seen(tmp_path / "copy.db", clock) == {filing(1).accession_number, filing(2).accession_number}


async def test_a_backup_overwrites_nothing(file: Path, database: Database, clock: FakeClock, tmp_path: Path) -> None:
    await (await ledger_with(file, clock, 1)).close()
    precious = tmp_path / "precious"
    precious.write_text("precious")
    with pytest.raises(LedgerUnavailable, match="overwrites nothing"):
        upkeep.backup(database, precious)
    assert precious.read_text() == "precious"


async def test_a_restored_copy_takes_the_place_and_what_was_there_is_kept(
    file: Path, database: Database, clock: FakeClock, tmp_path: Path
) -> None:
    held = await ledger_with(file, clock, 1)
    upkeep.backup(database, tmp_path / "copy.db")
    await held.record_seen([filing(2)], Via.FEED)
    await held.close()
    kept = await upkeep.restore(database, tmp_path / "copy.db")
    assert kept is not None
    assert await seen(file, clock) == {filing(1).accession_number}
    assert await seen(kept, clock) == {filing(1).accession_number, filing(2).accession_number}


async def test_nothing_is_restored_under_a_bot_at_work(
    file: Path, database: Database, clock: FakeClock, tmp_path: Path
) -> None:
    held = await ledger_with(file, clock, 1)
    upkeep.backup(database, tmp_path / "copy.db")
    at_work = held.presence("w1")
    await at_work.lead()
    with pytest.raises(LedgerUnavailable, match="a bot is at work"):
        await upkeep.restore(database, tmp_path / "copy.db")
    await at_work.leave()
    await held.close()
    assert await upkeep.restore(database, tmp_path / "copy.db") is not None


@pytest.mark.parametrize(
    ("content", "fault"), [(b"", LedgerDamaged), (b"no database" * 999, LedgerDamaged), (None, LedgerUnavailable)]
)
async def test_rubbish_is_never_restored(
    file: Path, database: Database, clock: FakeClock, tmp_path: Path, content: bytes | None, fault: type[LedgerFault]
) -> None:
    await (await ledger_with(file, clock, 1)).close()
    rubbish = tmp_path / "rubbish"
    if content is not None:
        rubbish.write_bytes(content)
    with pytest.raises(fault):
        await upkeep.restore(database, rubbish)
    assert await seen(file, clock) == {filing(1).accession_number}


async def test_a_copy_of_a_newer_version_is_not_restored(
    file: Path, database: Database, clock: FakeClock, tmp_path: Path
) -> None:
    await (await ledger_with(file, clock, 1)).close()
    upkeep.backup(database, tmp_path / "copy.db")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        copy.execute("UPDATE alembic_version SET version_num = '9999'")
        copy.commit()
    with pytest.raises(SchemaMismatch):
        await upkeep.restore(database, tmp_path / "copy.db")


def test_postgresql_brings_its_own_tool(tmp_path: Path) -> None:
    with pytest.raises(LedgerFault, match="pg_dump"):
        upkeep.backup(Database("postgresql://tests@/nothing"), tmp_path / "copy.db")

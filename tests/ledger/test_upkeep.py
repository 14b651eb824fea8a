from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.ledger import upkeep
from bot.ledger.database import Database
from bot.ledger.ledger import Ledger
from bot.ledger.schema import SCHEMA
from bot.stages import Via
from tests.fakes.clock import FakeClock
from tests.fakes.filings import filing


async def test_a_sound_database_is_counted(url: str, ledger: Ledger) -> None:
    await ledger.record_seen([filing(1), filing(2)], Via.FEED)
    database = Database(url)
    found = await upkeep.check(database)
    await database.close()
    assert (found.schema, found.faults) == (SCHEMA, ())
    assert (found.rows["filings"], found.rows["companies"], found.rows["reports"]) == (2, 1, 0)


async def test_a_row_that_points_nowhere_is_a_fault(tmp_path: Path, clock: FakeClock) -> None:
    file = tmp_path / "ledger.db"
    held = await Ledger.open(f"sqlite:///{file}", clock)
    await held.record_seen([filing(1)], Via.FEED)
    await held.close()
    database = Database(f"sqlite:///{file}")
    with closing(sqlite3.connect(file)) as other:
        other.execute("INSERT INTO filers VALUES ('0000000000-00-000000', '1', 'NOBODY', 0)")
        other.commit()
    found = await upkeep.check(database)
    await database.close()
    assert found.faults == ("a row of filers points to a row of filings that is not there",)

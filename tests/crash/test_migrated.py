"""An upgrade that is killed between any two of its statements leaves what was there, and the next one does it whole."""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from bot.clock import SystemClock
from bot.ledger.database import Database
from bot.ledger.ledger import Ledger
from bot.ledger.schema import SCHEMA, migrate, revision
from bot.ledger.tables import metadata
from bot.stages import Match, Via
from tests.fakes.filings import filing, report

FIRST = "0001"
MORE_THAN_THERE_ARE = 10_000
HELD = filing(1)


async def upgrade(url: str, changes: int) -> tuple[int | None, str]:
    """The upgrade's exit code and what it said."""
    command = (sys.executable, "-m", "tests.crash.upgrade_to_kill", url, str(changes))
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    said, _ = await asyncio.wait_for(process.communicate(), 60)
    return process.returncode, said.decode()


async def of_the_first_version(url: str) -> None:
    """A database as the first version left it, with a filing that was told."""
    database = Database(url)
    database.prepare()
    async with database.writing() as connection:
        await connection.run_sync(migrate, FIRST)
    ledger = Ledger(database, SystemClock())
    await ledger.record_seen([HELD], Via.FEED)
    await ledger.record_report(HELD, report(HELD), [Match("T1", "C1", ("watches",))], "https://www.sec.gov/x")
    await ledger.close()


def differences(connection: Connection) -> list[Any]:
    return list(compare_metadata(MigrationContext.configure(connection), metadata))


async def looked_at(url: str) -> tuple[str | None, list[Any]]:
    """The revision that a database says it has, and how it differs from today's tables."""
    database = Database(url)
    database.prepare()
    async with database.reading() as connection:
        found = await revision(connection), await connection.run_sync(differences)
    await database.close()
    return found


async def killed_at_every_statement(url: str, before: str | None) -> int:
    """Kill upgrades one statement later each time; each must leave the database as it was. How many there were."""
    untouched = await looked_at(url)
    assert untouched[0] == before
    for changes in range(1, MORE_THAN_THERE_ARE):
        code, said = await upgrade(url, changes)
        if code != -signal.SIGKILL:
            assert code == 0
            assert int(said) == changes - 1
            return changes - 1
        found = await looked_at(url)
        assert (found[0], len(found[1])) == (untouched[0], len(untouched[1])), f"half made after {changes} statements"
    raise AssertionError("an upgrade without end")


@pytest.mark.timeout(240)
async def test_an_old_database_is_migrated_whole_or_not_at_all(url: str) -> None:
    await of_the_first_version(url)
    assert await killed_at_every_statement(url, FIRST) >= 3
    assert await looked_at(url) == (SCHEMA, [])
    ledger = await Ledger.open(url, SystemClock())
    stored = await ledger.report(HELD.accession_number)
    assert stored is not None
    assert stored.report == report(HELD)
    assert len(await ledger.deliveries_of(HELD.accession_number)) == 1
    await ledger.close()


@pytest.mark.timeout(240)
async def test_a_new_database_is_made_whole_or_not_at_all(url: str) -> None:
    for changes in (1, 2, 17):
        assert await upgrade(url, changes) == (-signal.SIGKILL, "")
        assert (await looked_at(url))[0] is None
    assert (await upgrade(url, MORE_THAN_THERE_ARE))[0] == 0
    assert await looked_at(url) == (SCHEMA, [])

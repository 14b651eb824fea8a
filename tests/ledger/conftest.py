"""Every promise of the ledger is tried on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.ledger.ledger import Ledger
from tests.fakes.clock import FakeClock
from tests.fakes.postgresql import PostgreSQL, required


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    server = required()
    yield server
    server.stop()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/ledger.db"
    server: PostgreSQL = request.getfixturevalue("postgresql")
    return server.new_database()


@pytest.fixture
async def ledger(url: str, clock: FakeClock) -> AsyncIterator[Ledger]:
    opened = await Ledger.open(url, clock)
    yield opened
    await opened.close()

"""Every promise of the ledger is tried on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.ledger.ledger import Ledger
from tests.fakes.clock import FakeClock


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def ledger(url: str, clock: FakeClock) -> AsyncIterator[Ledger]:
    opened = await Ledger.open(url, clock)
    yield opened
    await opened.close()

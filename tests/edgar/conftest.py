from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.edgar.addresses import Addresses
from bot.edgar.client import EdgarClient, Limits
from bot.standin.edgar import StandinEdgar
from tests.fakes.clock import FakeClock

AGENT = "Ballotwire tests ops@ballotwire.example.com"
IMPATIENT = Limits(total_seconds=2.0, read_seconds=0.3, connect_seconds=1.0, most_bytes=2_000_000, attempts=2)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def edgar(clock: FakeClock) -> AsyncIterator[StandinEdgar]:
    async with StandinEdgar(clock) as standin:
        yield standin


@pytest.fixture
async def client(edgar: StandinEdgar, clock: FakeClock) -> AsyncIterator[EdgarClient]:
    addresses = Addresses(edgar.url, edgar.url, edgar.url)
    async with EdgarClient(addresses, AGENT, clock, limits=IMPATIENT) as client:
        yield client

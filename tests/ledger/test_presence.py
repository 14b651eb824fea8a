from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from bot.ledger.faults import LedgerUnavailable
from bot.ledger.ledger import Ledger
from tests.fakes.clock import FakeClock
from tests.fakes.postgresql import required

HOLDER = """
import asyncio, sys
from bot.clock import SystemClock
from bot.ledger.ledger import Ledger
async def main():
    ledger = await Ledger.open(sys.argv[1], SystemClock())
    there = ledger.presence("the other")
    print(await there.lead(), flush=True)
    await asyncio.Event().wait()
asyncio.run(main())
"""


async def test_one_leads_and_the_next_takes_over_when_it_leaves(ledger: Ledger) -> None:
    first, second = ledger.presence("w1"), ledger.presence("w2")
    assert await first.lead()
    assert await first.lead()
    assert not await second.lead()
    await first.leave()
    assert await second.lead()
    await second.leave()


async def test_those_that_live_are_told_from_those_that_left(ledger: Ledger) -> None:
    first, second = ledger.presence("w1"), ledger.presence("w2")
    await first.lead()
    await second.lead()
    assert await first.departed(["w1", "w2", "w3"]) == {"w3"}
    await second.leave()
    assert await first.departed(["w1", "w2", "w3"]) == {"w2", "w3"}
    await first.leave()


async def test_the_lead_of_a_process_that_was_killed_is_free_at_once(ledger: Ledger, url: str) -> None:
    command = (sys.executable, "-c", HOLDER, url)
    other = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    here = ledger.presence("here")
    try:
        assert other.stdout is not None
        assert await other.stdout.readline() == b"True\n"
        assert not await here.lead()
        assert await here.departed(["the other"]) == set()
    finally:
        other.kill()
        await other.wait()
    for _ in range(200):  # the server needs a moment to see that the connection is gone
        if await here.lead():
            break
    assert await here.lead()
    assert await here.departed(["the other"]) == {"the other"}
    await here.leave()


async def test_a_leader_whose_server_is_gone_does_not_lead(tmp_path: Path, clock: FakeClock) -> None:
    server = required()
    ledger = await Ledger.open(server.new_database(), clock)
    here = ledger.presence("here")
    assert await here.lead()
    server.stop()
    with pytest.raises(LedgerUnavailable):
        await here.lead()
    await here.leave()
    await ledger.close()

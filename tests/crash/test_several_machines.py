"""Several processes on one PostgreSQL: one polls, all deliver, and any of them may die."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.stages import DeliveryState
from tests.crash.stage import CHANNELS, settled, stage, stop
from tests.fakes.postgresql import PostgreSQL

TAKE_OVER = 10.0
"""Seconds within which another process polls when the leader is dead."""


@pytest.mark.timeout(240)
async def test_three_that_are_killed_in_turn_lose_nothing_and_double_nothing(
    postgresql: PostgreSQL, tmp_path: Path
) -> None:
    database = postgresql.new_database()
    clock = SystemClock()
    async with stage(tmp_path, database) as it:
        running = list(await asyncio.gather(*(it.start() for _ in range(3))))
        accessions: list[str] = []
        for turn in range(6):
            accessions += [it.file_results(100 + len(accessions) + number) for number in range(2)]
            await clock.sleep(0.3 * turn)
            running[turn % 3].kill()
            await running[turn % 3].wait()
            running[turn % 3] = await it.start()
        await it.until_arrived(accessions, patience=60)
        assert await settled(database) == {DeliveryState.DELIVERED: len(CHANNELS) * len(accessions)}
        assert [await stop(process) for process in running] == [0, 0, 0]
        assert it.arrived() == {(channel, accession): 1 for channel in CHANNELS for accession in accessions}
        reads = [asked.path for asked in it.edgar.asked if asked.path.endswith(".txt")]
        again = len(reads) - len(set(reads))
        assert again <= 6, f"{again} submissions were read twice: more than the one in flight at each of 6 kills"


async def test_another_process_polls_within_ten_seconds_of_the_leaders_death(
    postgresql: PostgreSQL, tmp_path: Path
) -> None:
    database = postgresql.new_database()
    clock = SystemClock()
    async with stage(tmp_path, database) as it:
        leader = await it.start()
        first = it.file_results(100)
        await it.until_arrived([first])
        second = await it.start()
        leader.kill()
        await leader.wait()
        died = clock.monotonic()
        following = it.file_results(101)
        await it.until_arrived([following])
        assert clock.monotonic() - died < TAKE_OVER
        assert await stop(second) == 0


async def test_two_at_once_poll_no_more_than_one_would(postgresql: PostgreSQL, tmp_path: Path) -> None:
    database = postgresql.new_database()
    async with stage(tmp_path, database) as it:
        both = [await it.start(), await it.start()]
        accessions = [it.file_results(number) for number in (100, 101)]
        await it.until_arrived(accessions)
        asked = [one.path for one in it.edgar.asked if one.path.endswith(".txt")]
        assert len(asked) == len(set(asked))
        assert [await stop(process) for process in both] == [0, 0]
        assert set(it.arrived().values()) == {1}

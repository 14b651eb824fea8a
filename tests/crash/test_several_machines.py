"""Several processes on one PostgreSQL: one polls, all deliver, and any of them may die."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import pytest

from bot.clock import SystemClock
from bot.ledger.ledger import Ledger
from bot.stages import DeliveryState, FilingState
from tests.crash.stage import CHANNELS, Stage, settled, stage, stop
from tests.fakes.postgresql import PostgreSQL

HOURS = 24
QUIET = "calder-street-earnings-2026"
"""A filing that is read and tells no result."""
TAKE_OVER = 10.0
"""Seconds within which another process polls when the leader is dead."""


@dataclass
class Day:
    """What came in and what was done while a day went by."""

    results: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    kills: int = 0
    in_work: set[str] = field(default_factory=set)
    """Asked of EDGAR and not done with when a process was killed."""

    @property
    def filings(self) -> list[str]:
        return self.results + self.others


def submissions_asked(it: Stage) -> Counter[str]:
    """How often each submission was fetched."""
    names = (PurePosixPath(asked.path) for asked in it.edgar.asked)
    return Counter(name.stem for name in names if name.suffix == ".txt")


async def live_through_a_day(it: Stage, ledger: Ledger, running: list[asyncio.subprocess.Process]) -> Day:
    """Ten filings an hour while EDGAR accepts; at each hour of the day the next process is killed and replaced."""
    day = Day()
    for hour in range(HOURS):
        busy = 6 <= hour < 22
        day.others += [it.file_results(1000 + 10 * hour + one, QUIET) for one in range(8 if busy else 0)]
        day.results += [it.file_results(2000 + 10 * hour + one) for one in range(2 if busy else 0)]
        await it.slack.clock.sleep(0.1 * (hour % 6))
        turn = hour % len(running)
        running[turn].kill()
        await running[turn].wait()
        day.in_work |= await ledger.unread(day.filings) & set(submissions_asked(it))
        running[turn] = await it.start()
        day.kills += 1
    return day


@pytest.mark.timeout(300)
async def test_three_that_are_killed_in_turn_lose_nothing_and_double_nothing(
    postgresql: PostgreSQL, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = postgresql.new_database()
    async with stage(tmp_path, database) as it:
        running = list(await asyncio.gather(*(it.start() for _ in range(3))))
        ledger = await Ledger.open(database, SystemClock())
        day = await live_through_a_day(it, ledger, running)
        await ledger.close()
        await it.until_arrived(day.results, patience=120)
        assert await settled(database) == {DeliveryState.DELIVERED: len(CHANNELS) * len(day.results)}
        states = await until_all_are_read(database, day.filings)
        assert [await stop(process) for process in running] == [0, 0, 0]
        reads = submissions_asked(it)
        again = {accession for accession in day.filings if reads[accession] > 1}
        with capsys.disabled():
            print(  # noqa: T201 - the figures are what the test is for
                f"\na day of three machines: filings {len(day.filings)}, alerts {len(day.results) * len(CHANNELS)}, "
                f"kills {day.kills}, in work at a kill {len(day.in_work)}, of those read twice {len(again)}"
            )
        assert it.arrived() == {(channel, accession): 1 for channel in CHANNELS for accession in day.results}
        assert states == {FilingState.READ: len(day.results), FilingState.NO_RESULT: len(day.others)}
        assert again <= day.in_work, "a filing was read twice that was not in work when a process was killed"


async def until_all_are_read(database: str, accessions: list[str]) -> Counter[FilingState]:
    ledger = await Ledger.open(database, SystemClock())
    try:
        async with asyncio.timeout(60):
            while True:
                held = [await ledger.filing(accession) for accession in accessions]
                states = Counter(seen.state for seen in held if seen is not None)
                if states.total() == len(accessions) and FilingState.SEEN not in states:
                    return states
                await SystemClock().sleep(0.2)
    finally:
        await ledger.close()


async def test_another_process_polls_within_ten_seconds_of_the_leaders_death(
    postgresql: PostgreSQL, tmp_path: Path, capsys: pytest.CaptureFixture[str]
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
        took = clock.monotonic() - died
        with capsys.disabled():
            print(f"\nthe next filing arrived {took:.1f} s after the leader was killed")  # noqa: T201
        assert took < TAKE_OVER
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

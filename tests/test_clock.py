"""The fake clock is relied on everywhere, so it has promises of its own."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from tests.fakes.clock import START, FakeClock


async def test_an_auto_clock_moves_when_somebody_sleeps() -> None:
    clock = FakeClock()
    await clock.sleep(90)
    assert clock.now() == START + timedelta(seconds=90)
    assert clock.slept == [90]


async def test_sleepers_wake_in_the_order_of_their_times() -> None:
    clock = FakeClock(auto=False)
    woken: list[str] = []

    async def sleeper(name: str, seconds: float) -> None:
        await clock.sleep(seconds)
        woken.append(name)

    tasks = [asyncio.ensure_future(sleeper(n, s)) for n, s in (("late", 20), ("early", 10), ("never", 99))]
    await asyncio.sleep(0)
    await clock.advance(30)
    assert woken == ["early", "late"]
    assert clock.monotonic() == 30
    tasks[2].cancel()

from __future__ import annotations

import gc
import threading
from datetime import UTC, datetime, timedelta

import pytest

from bot.reading import ReadAgain, SetAside, next_read, read_apart
from parsers.errors import Unreadable
from parsers.report import MeetingReport

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def test_reading_is_tried_four_times_further_and_further_apart_and_then_given_up() -> None:
    steps = [next_read(begun, NOW) for begun in (1, 2, 3, 4)]
    waits = [step.at - NOW for step in steps if isinstance(step, ReadAgain)]
    assert waits == [timedelta(seconds=15), timedelta(minutes=1), timedelta(minutes=5)]
    assert steps[3] == SetAside()


async def test_a_reader_that_fails_in_its_own_way_makes_the_filing_unreadable_and_nothing_else() -> None:
    def broken(data: bytes, source: str) -> MeetingReport:
        raise RecursionError("too deep")

    with pytest.raises(Unreadable, match="the reader failed: RecursionError: too deep"):
        await read_apart(broken, b"", "x")


async def test_what_the_reader_refuses_is_passed_on_in_its_words() -> None:
    def refuses(data: bytes, source: str) -> MeetingReport:
        raise Unreadable("cut in half")

    with pytest.raises(Unreadable, match=r"^cut in half$"):
        await read_apart(refuses, b"", "x")


async def test_a_reader_that_never_comes_back_is_given_up_and_leaves_the_collector_on() -> None:
    released = threading.Event()

    def endless(data: bytes, source: str) -> MeetingReport:
        gc.disable()
        released.wait(30)
        raise Unreadable("too late")

    try:
        with pytest.raises(Unreadable, match="reading took longer than"):
            await read_apart(endless, b"", "x", slowest=0.05)
        assert gc.isenabled()
    finally:
        released.set()
        gc.enable()

"""Fetching one filing and reading it, and what follows when that goes wrong."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from bot.threads import in_thread
from parsers.errors import Unreadable
from parsers.report import MeetingReport

READ_WAITS = (timedelta(seconds=15), timedelta(minutes=1), timedelta(minutes=5))
"""Before the second, third and fourth time that a submission is fetched and read; after that it is set aside."""
SLOWEST_READ = 120.0
"""Seconds. A submission of 50 MB takes two."""

ReadReport = Callable[[bytes, str], MeetingReport]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ReadAgain:
    at: datetime


@dataclass(frozen=True, slots=True)
class SetAside:
    """No further try: somebody should look, and those who watch the company are told."""


def next_read(reads_begun: int, now: datetime) -> ReadAgain | SetAside:
    """What follows when reading failed for the ``reads_begun``-th time, or never came back."""
    if reads_begun > len(READ_WAITS):
        return SetAside()
    return ReadAgain(now + READ_WAITS[max(reads_begun, 1) - 1])


async def read_apart(read: Callable[[bytes, str], T], data: bytes, source: str, slowest: float = SLOWEST_READ) -> T:
    """Read beside the event loop. Raises `Unreadable`, also for a reader that fails in a way of its own."""
    try:
        return await asyncio.wait_for(in_thread(read, data, source), slowest)
    except Unreadable:
        raise
    except TimeoutError:
        gc.enable()  # it rests while a filing is read, and who never comes back would leave it so for good
        raise Unreadable(f"reading took longer than {slowest:.0f} seconds") from None
    except Exception as error:
        raise Unreadable(f"the reader failed: {type(error).__name__}: {error}") from error

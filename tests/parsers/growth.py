"""How much longer a reading takes when there is ten times as much to read."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

TIMES = 10
MOST = 16
"""Times as long for ten times as much: linear is 10, with room for memory's sake; a quadratic reader takes 100."""
ATTEMPTS = 4
"""A busy machine can spoil an attempt, and cannot make a quadratic reader pass one."""
NOTHING = 0.002
"""Seconds that are lost in the clock's steps."""


def seconds(work: Callable[[], object], attempts: int = 3) -> float:
    """The least of the processor's seconds that several runs take: what it costs when nothing else disturbs it."""
    return min(_once(work) for _ in range(attempts))


def _once(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


@contextmanager
def alone() -> Iterator[None]:
    """Nothing of what other tests hold is searched for garbage meanwhile: more work would pay for it more often."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def growth(work: Callable[[int], object], few: int) -> float:
    """How many times as long ``TIMES`` the amount takes as ``few`` do, in the best of several attempts."""
    best = float("inf")
    with alone():
        for _ in range(ATTEMPTS):
            small = seconds(lambda: work(few))
            large = seconds(lambda: work(few * TIMES), attempts=1)
            best = min(best, large / (small + NOTHING))
            if best <= MOST:
                break
    return best

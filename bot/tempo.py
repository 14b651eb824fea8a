"""When the feed is looked at: as often as EDGAR's hours make sense. A trigger for APScheduler."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from apscheduler.triggers.base import BaseTrigger


class Every(BaseTrigger):  # type: ignore[misc]  # the library is untyped
    """Fires so many seconds after the previous time as ``delay`` says for that moment; the first time at once, or
    after the delay.
    """

    def __init__(self, delay: Callable[[datetime], float], *, at_once: bool = True) -> None:
        self._delay, self._at_once = delay, at_once

    def get_next_fire_time(self, previous_fire_time: Any, now: datetime) -> datetime:
        """The library asks for the time after ``previous_fire_time``; times that have passed become one, now."""
        if previous_fire_time is None:
            return now if self._at_once else now + timedelta(seconds=self._delay(now))
        due: datetime = previous_fire_time + timedelta(seconds=self._delay(previous_fire_time))
        return max(due, now)

"""Who hears of filings that nobody saw come out: from before the first start, or while the bot was down. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.stages import Filing

DOWN_FOR = timedelta(minutes=30)
"""A longer gap between complete readings of the feed means that filings were missed and are now caught up with."""
SINGLE_ALERTS = 10
"""So many missed results a channel gets one by one; more would bury what comes next."""


class Telling(StrEnum):
    """How a filing's result reaches a channel."""

    ALERT = "alert"
    DIGEST = "digest"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Decision:
    """How, and why."""

    telling: Telling
    reason: str


def seeding(filing: Filing, began: datetime | None) -> Decision:
    """Whether a filing that the feed brought is told at all.

    ``began``: when the very first look at the feed was started, as long as no look has been complete yet; ``None``
    afterwards. What had been accepted before is history: telling it would flood the channels.
    """
    if began is None:
        return Decision(Telling.ALERT, "new in the feed")
    if filing.accepted is not None and filing.accepted >= began:
        return Decision(Telling.ALERT, "accepted since the first start")
    return Decision(Telling.SILENT, "was there before the first start")


def catching_up(last_complete: datetime | None, now: datetime) -> bool:
    """Whether what a look at the feed brings now was missed while nobody looked."""
    return last_complete is not None and now - last_complete > DOWN_FOR


def missed(told_in_channel: int, most: int = SINGLE_ALERTS) -> Decision:
    """How the next result that was missed while the bot was down reaches a channel, after so many told already."""
    if told_in_channel < most:
        return Decision(Telling.ALERT, "missed while the bot was down")
    return Decision(Telling.DIGEST, f"more than {most} results were missed while the bot was down")

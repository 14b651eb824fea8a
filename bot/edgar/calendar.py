"""EDGAR's day, in US Eastern time: when it accepts, when it shows, which days it is closed. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

EASTERN = ZoneInfo("America/New_York")

OPENS = time(6, 0)
CLOSES = time(22, 0)
"""EDGAR accepts filings from 06:00 to 22:00 on business days (Regulation S-T, Rule 12)."""
SAME_DAY_UNTIL = time(17, 30)
"""What is sent later bears the next business day's filing date (Rule 13) and is shown only on that day's morning."""
RELEASED_BY = time(10, 0)
"""By then every filing held overnight has been shown: 06:00 is the rule, 07:30 the latest that was reported."""
LATENESS = timedelta(minutes=30)
"""How much later than a younger filing one may be shown: 7 minutes is the most that was measured."""
INDEX_FINAL = time(6, 0)
"""The daily index of a day does not change after this hour of the following day."""


def eastern(moment: datetime) -> datetime:
    """The same moment on New York's clocks."""
    return moment.astimezone(EASTERN)


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _last_monday(year: int, month: int) -> date:
    last = date(year, month + 1, 1) - timedelta(days=1)
    return last - timedelta(days=last.weekday())


def _observed(day: date) -> date:
    """A holiday on a Saturday is kept on Friday, one on a Sunday on Monday (5 U.S.C. 6103(b))."""
    return day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))


@lru_cache(maxsize=64)
def federal_holidays(year: int) -> frozenset[date]:
    """The days of that year on which federal offices are closed by law. Closures by order are not among them."""
    fixed = [date(year, 1, 1), date(year, 7, 4), date(year, 11, 11), date(year, 12, 25), date(year + 1, 1, 1)]
    if year >= 2021:
        fixed.append(date(year, 6, 19))
    moving = [
        _nth(year, 2, 0, 3),
        _last_monday(year, 5),
        _nth(year, 9, 0, 1),
        _nth(year, 10, 0, 2),
        _nth(year, 11, 3, 4),
    ]
    if year >= 1986:
        moving.append(_nth(year, 1, 0, 3))
    return frozenset(day for day in (*map(_observed, fixed), *moving) if day.year == year)


def is_business_day(day: date) -> bool:
    """Whether EDGAR is expected to accept filings that day."""
    return day.weekday() < 5 and day not in federal_holidays(day.year)


def previous_business_day(day: date) -> date:
    """The last business day before that day."""
    day -= timedelta(days=1)
    while not is_business_day(day):
        day -= timedelta(days=1)
    return day


def next_business_day(day: date) -> date:
    """The first business day after that day."""
    day += timedelta(days=1)
    while not is_business_day(day):
        day += timedelta(days=1)
    return day


def at(day: date, hour: time) -> datetime:
    """That hour of that day in New York, as an aware UTC time."""
    return datetime.combine(day, hour, EASTERN).astimezone(UTC)


def accepting(moment: datetime) -> bool:
    """Whether EDGAR accepts filings at that moment."""
    local = eastern(moment)
    return is_business_day(local.date()) and OPENS <= local.time() < CLOSES


def hidden_since(moment: datetime) -> datetime:
    """The earliest acceptance time of a filing that may be accepted by then and not yet shown.

    A filing accepted after 17:30 is held until the next business day's morning and then appears under its old time; so
    whoever has read the feed up to a moment has still to look at everything since this one.
    """
    local = eastern(moment)
    today = local.date()
    if not is_business_day(today) or local.time() < RELEASED_BY:
        return at(previous_business_day(today), SAME_DAY_UNTIL) - LATENESS
    if local.time() >= SAME_DAY_UNTIL:
        return at(today, SAME_DAY_UNTIL) - LATENESS
    return moment - LATENESS


@dataclass(frozen=True, slots=True)
class Reach:
    """How far back a look at the feed must go, and why."""

    through: datetime
    deep: bool
    reason: str


DEEP_EVERY = timedelta(minutes=15)


def reach(served_at: datetime, last_complete: datetime | None, last_deep: datetime | None) -> Reach:
    """How far back to read now. All times are those of the feed itself, so that its clock alone decides.

    ``last_complete``: when the page was made at which the last complete reading began; ``last_deep`` likewise for the
    last one that went back to the previous business day's evening.
    """
    evening = at(previous_business_day(eastern(served_at).date()), SAME_DAY_UNTIL) - LATENESS
    if last_complete is None:
        return Reach(min(evening, hidden_since(served_at)), True, "first reading")
    since = hidden_since(last_complete)
    morning = eastern(served_at).time() < RELEASED_BY
    if morning or last_deep is None or served_at - last_deep >= DEEP_EVERY:
        return Reach(min(evening, since), True, "morning" if morning else "a deep reading is due")
    return Reach(since, False, "since the last complete reading")


@dataclass(frozen=True, slots=True)
class Tempo:
    """Seconds between looks at the feed."""

    accepting: float = 20.0
    evening: float = 120.0
    """After 17:30, when filings are accepted but not shown."""
    closed: float = 900.0


def poll_delay(moment: datetime, tempo: Tempo = Tempo()) -> float:
    """Seconds until the next look, never sleeping past the hour at which EDGAR opens."""
    local = eastern(moment)
    if accepting(moment):
        return tempo.accepting if local.time() < SAME_DAY_UNTIL else tempo.evening
    today = local.date()
    day = today if is_business_day(today) and local.time() < OPENS else next_business_day(today)
    return max(1.0, min(tempo.closed, (at(day, OPENS) - moment).total_seconds()))


def index_final_at(day: date) -> datetime:
    """When the daily index of that day can be taken as final."""
    return at(day + timedelta(days=1), INDEX_FINAL)

"""Times as people write them: ``30d``, ``until 2026-12-01``, ``22:00-06:00``, ``New York``. Pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
LONG_UNITS = {"minute": "m", "min": "m", "hour": "h", "day": "d", "week": "w"}
LONGEST = timedelta(days=3660)

NICKNAMES = {
    "eastern": "America/New_York",
    "et": "America/New_York",
    "est": "America/New_York",
    "edt": "America/New_York",
    "central": "America/Chicago",
    "ct": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
    "pt": "America/Los_Angeles",
    "san francisco": "America/Los_Angeles",
    "boston": "America/New_York",
    "washington": "America/New_York",
    "utc": "UTC",
    "gmt": "UTC",
    "frankfurt": "Europe/Berlin",
    "geneva": "Europe/Zurich",
}


def read_duration(words: str) -> timedelta | None:
    """``30d``, ``2 weeks``, ``36h``, ``3 months``; ``None`` for what is no duration, or none of this century."""
    found = re.fullmatch(r"(\d{1,5})\s*([a-z]+)", words.strip().casefold())
    if found is None:
        return None
    number, unit = int(found[1]), found[2]
    if unit in {"mo", "month", "months"}:
        span = timedelta(days=30 * number)
    else:
        short = LONG_UNITS.get(unit.removesuffix("s"), unit)
        if short not in UNITS:
            return None
        span = UNITS[short] * number
    return span if timedelta() < span <= LONGEST else None


def read_day(words: str, zone: ZoneInfo) -> datetime | None:
    """The beginning of a day written ``2026-12-01``, as a moment in UTC."""
    try:
        return datetime.strptime(words.strip(), "%Y-%m-%d").replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def read_time(words: str) -> time | None:
    """``17:00``, ``5pm``, ``5:30 pm``, ``9``."""
    found = re.fullmatch(r"(\d{1,2})(?:[:.](\d\d))?\s*([ap]\.?m\.?)?", words.strip().casefold())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").replace(".", "")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def read_span(words: str) -> tuple[time, time] | None:
    """``22:00-06:00``, ``10pm to 6am``: two different times of day."""
    begin, separator, end = re.sub(r"\s*(?:–|—|-|\bto\b|\buntil\b)\s*", "-", words.strip(), count=1).partition("-")
    first, last = read_time(begin), read_time(end)
    if not separator or first is None or last is None or first == last:
        return None
    return first, last


def read_zone(words: str) -> str | None:
    """The IANA name of a time zone that is called so: ``New York``, ``Europe/Paris``, ``eastern``."""
    wanted = re.sub(r"[\s_]+", " ", words.strip()).casefold().removesuffix(" time")
    if wanted in NICKNAMES:
        return NICKNAMES[wanted]
    return _zones().get(wanted)


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    """Every zone under its whole name and under its city's."""
    names: dict[str, str] = {}
    for zone in sorted(available_timezones()):
        spoken = zone.replace("_", " ").casefold()
        names.setdefault(spoken, zone)
        region, _, city = spoken.rpartition("/")
        if region and not region.startswith(("etc", "us", "systemv", "posix")):
            names.setdefault(city, zone)
    return names

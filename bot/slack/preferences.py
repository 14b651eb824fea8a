"""What a channel chose: when it wants to hear, and how amendments are told. Pure, and as JSON in the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

DIGEST, QUIET, AMENDMENTS = "digest", "quiet", "amendments"
"""The names under which the ledger keeps them."""


class Amendments(StrEnum):
    """How a channel hears of an amendment: the first alert changed, an answer in its thread, or both."""

    BOTH = "both"
    UPDATE = "update"
    THREAD = "thread"


@dataclass(frozen=True, slots=True)
class Digest:
    """All alerts of a day or a week in one message. ``days``: 0 is Monday. ``zone``: an IANA name."""

    days: tuple[int, ...]
    at: time
    zone: str

    def next_after(self, moment: datetime) -> datetime:
        """The first digest strictly after ``moment``; in UTC."""
        local = moment.astimezone(ZoneInfo(self.zone))
        for ahead in range(9):
            at = datetime.combine(local.date() + timedelta(days=ahead), self.at, local.tzinfo).astimezone(UTC)
            day = (local.date() + timedelta(days=ahead)).weekday()
            if day in self.days and at > moment:
                return at
        raise ValueError(f"a digest on no day: {self.days}")

    def words(self) -> str:
        if len(self.days) == 7:
            when = "daily"
        elif self.days == (0, 1, 2, 3, 4):
            when = "on weekdays"
        else:
            when = "weekly on " + " and ".join(WEEKDAYS[day].capitalize() for day in self.days)
        return f"{when} at {self.at:%H:%M} ({city(self.zone)} time)"


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours in which alerts are held. ``failures_pass``: bad news comes through."""

    begin: time
    end: time
    zone: str
    failures_pass: bool = True

    def ends(self, moment: datetime) -> datetime | None:
        """When the quiet that holds at ``moment`` is over, in UTC; ``None`` when it is not quiet."""
        local = moment.astimezone(ZoneInfo(self.zone))
        now = local.time()
        over_midnight = self.begin > self.end
        inside = (now >= self.begin or now < self.end) if over_midnight else self.begin <= now < self.end
        if not inside:
            return None
        day = local.date() + timedelta(days=1 if over_midnight and now >= self.begin else 0)
        return datetime.combine(day, self.end, local.tzinfo).astimezone(UTC)

    def words(self) -> str:
        passing = "failures still come through" if self.failures_pass else "failures are held too"
        return f"{self.begin:%H:%M}–{self.end:%H:%M} ({city(self.zone)} time); alerts are held until it ends, {passing}"


@dataclass(frozen=True, slots=True)
class Preferences:
    digest: Digest | None = None
    quiet: Quiet | None = None
    amendments: Amendments = Amendments.BOTH


def city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def read_preferences(kept: Mapping[str, Any]) -> Preferences:
    """From what the ledger holds."""
    digest, quiet = kept.get(DIGEST), kept.get(QUIET)
    return Preferences(
        digest=Digest(tuple(digest["days"]), time.fromisoformat(digest["at"]), digest["zone"]) if digest else None,
        quiet=Quiet(
            time.fromisoformat(quiet["begin"]), time.fromisoformat(quiet["end"]), quiet["zone"], quiet["failures_pass"]
        )
        if quiet
        else None,
        amendments=Amendments(kept.get(AMENDMENTS, Amendments.BOTH)),
    )


def digest_json(digest: Digest | None) -> dict[str, Any] | None:
    return None if digest is None else {"days": list(digest.days), "at": f"{digest.at:%H:%M}", "zone": digest.zone}


def quiet_json(quiet: Quiet | None) -> dict[str, Any] | None:
    if quiet is None:
        return None
    hours = {"begin": f"{quiet.begin:%H:%M}", "end": f"{quiet.end:%H:%M}"}
    return hours | {"zone": quiet.zone, "failures_pass": quiet.failures_pass}


@dataclass(frozen=True, slots=True)
class Terms:
    """When a channel will have an alert. ``due``: the moment from which on it is late; ``None``: since it was born.

    ``until``: hold it till then. ``together``: with all others that are due.
    """

    due: datetime | None = None
    until: datetime | None = None
    together: bool = False


def terms(preferences: Preferences, *, born: datetime, now: datetime, failure: bool) -> Terms:
    """For an alert that was ``born`` then. Quiet hours hold digests too; a digest's moment that passed is now."""
    quiet, digest = preferences.quiet, preferences.digest
    if failure and (quiet is None or quiet.failures_pass):
        return Terms(due=born)
    due = digest.next_after(born) if digest else born
    due = (quiet.ends(due) if quiet else None) or due
    over = quiet.ends(now) if quiet else None
    return Terms(due=due, until=due if due > now else over, together=digest is not None)

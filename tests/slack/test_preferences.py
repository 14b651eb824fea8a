"""When a channel will have an alert."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from bot.slack.preferences import (
    AMENDMENTS,
    DIGEST,
    QUIET,
    Amendments,
    Digest,
    Preferences,
    Quiet,
    Terms,
    digest_json,
    quiet_json,
    read_preferences,
    terms,
)

DAILY = Digest((0, 1, 2, 3, 4, 5, 6), time(17), "America/New_York")
NIGHT = Quiet(time(22), time(6), "America/New_York")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        ("2026-03-02T14:30", "2026-03-02T22:00"),
        ("2026-03-02T22:00", "2026-03-03T22:00"),
        ("2026-03-07T23:00", "2026-03-08T21:00"),  # clocks go forward on the 8th
        ("2026-10-31T22:00", "2026-11-01T22:00"),  # and back on the 1st of November
    ],
)
def test_a_digest_is_due_at_its_time_of_day_where_its_people_are(moment: str, due: str) -> None:
    assert DAILY.next_after(at(moment)) == at(due)


def test_a_weekly_digest_waits_for_its_day() -> None:
    friday = Digest((4,), time(16), "Europe/London")
    assert friday.next_after(at("2026-03-02T12:00")) == at("2026-03-06T16:00")
    assert friday.next_after(at("2026-03-06T16:00")) == at("2026-03-13T16:00")
    assert friday.words() == "weekly on Friday at 16:00 (London time)"
    assert Digest((0, 1, 2, 3, 4), time(9), "Asia/Tokyo").words() == "on weekdays at 09:00 (Tokyo time)"


@pytest.mark.parametrize(
    ("moment", "over"),
    [
        ("2026-03-02T14:30", None),
        ("2026-03-03T03:00", "2026-03-03T11:00"),
        ("2026-03-03T06:30", "2026-03-03T11:00"),
        ("2026-03-03T11:00", None),
        ("2026-03-08T04:00", "2026-03-08T10:00"),  # the night in which clocks go forward
    ],
)
def test_quiet_hours_end_in_the_morning_after(moment: str, over: str | None) -> None:
    assert NIGHT.ends(at(moment)) == (at(over) if over else None)


def test_quiet_hours_may_lie_within_a_day() -> None:
    lunch = Quiet(time(12), time(13, 30), "Europe/London")
    assert lunch.ends(at("2026-03-02T12:00")) == at("2026-03-02T13:30")
    assert lunch.ends(at("2026-03-02T13:30")) is None


def wanted(chosen: Preferences, born: str, now: str, *, failure: bool = False) -> tuple[datetime | None, bool]:
    """(held until, with others)"""
    found = terms(chosen, born=at(born), now=at(now), failure=failure)
    return found.until, found.together


def test_without_wishes_everything_comes_at_once_and_is_due_when_it_was_born() -> None:
    now = at("2026-03-03T03:00")
    assert terms(Preferences(), born=now, now=now, failure=False) == Terms(due=now)


def test_at_night_an_alert_is_held_and_a_failure_comes_through_unless_told_otherwise() -> None:
    night, morning = "2026-03-03T03:00", "2026-03-03T11:00"
    assert wanted(Preferences(quiet=NIGHT), night, night) == (at(morning), False)
    assert wanted(Preferences(quiet=NIGHT), night, night, failure=True) == (None, False)
    strict = Quiet(time(22), time(6), "America/New_York", failures_pass=False)
    assert wanted(Preferences(quiet=strict), night, night, failure=True) == (at(morning), False)
    assert wanted(Preferences(quiet=NIGHT), night, morning) == (None, False)


def test_what_should_have_been_told_by_day_is_not_told_at_night_either() -> None:
    found = terms(Preferences(quiet=NIGHT), born=at("2026-03-02T20:00"), now=at("2026-03-03T03:00"), failure=False)
    assert found == Terms(due=at("2026-03-02T20:00"), until=at("2026-03-03T11:00"))


def test_a_digest_holds_an_alert_till_its_time_and_then_has_it_with_the_others() -> None:
    born, due = "2026-03-02T14:30", "2026-03-02T22:00"
    chosen = Preferences(digest=DAILY)
    assert wanted(chosen, born, born) == (at(due), True)
    assert wanted(chosen, born, due) == (None, True)
    assert terms(chosen, born=at(born), now=at("2026-03-04T12:00"), failure=False).due == at(due)
    assert wanted(chosen, born, born, failure=True) == (None, False)


def test_a_digest_that_falls_into_quiet_hours_waits_for_their_end() -> None:
    late = Digest((0, 1, 2, 3, 4, 5, 6), time(23), "America/New_York")
    chosen = Preferences(digest=late, quiet=NIGHT)
    born, due, morning = "2026-03-02T14:30", "2026-03-03T04:00", "2026-03-03T11:00"
    assert wanted(chosen, born, born) == (at(morning), True)
    assert wanted(chosen, born, due) == (at(morning), True)
    assert wanted(chosen, born, morning) == (None, True)


def test_wishes_come_back_from_the_ledger_as_they_were() -> None:
    kept = {DIGEST: digest_json(DAILY), QUIET: quiet_json(NIGHT), AMENDMENTS: str(Amendments.THREAD)}
    assert read_preferences(kept) == Preferences(DAILY, NIGHT, Amendments.THREAD)
    assert read_preferences({}) == Preferences()
    assert (digest_json(None), quiet_json(None)) == (None, None)

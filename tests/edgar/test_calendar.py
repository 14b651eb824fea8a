"""EDGAR's day in New York."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.edgar.calendar import (
    Tempo,
    accepting,
    federal_holidays,
    hidden_since,
    index_final_at,
    is_business_day,
    next_business_day,
    poll_delay,
    previous_business_day,
    reach,
)

NEW_YORK = ZoneInfo("America/New_York")


def eastern(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK)


def test_the_holidays_of_2026_are_those_of_the_law() -> None:
    assert sorted(federal_holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 1, 19),
        date(2026, 2, 16),
        date(2026, 5, 25),
        date(2026, 6, 19),
        date(2026, 7, 3),
        date(2026, 9, 7),
        date(2026, 10, 12),
        date(2026, 11, 11),
        date(2026, 11, 26),
        date(2026, 12, 25),
    ]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2021, 12, 31), "New Year's Day 2022 is a Saturday, kept on the Friday before"),
        (date(2022, 12, 26), "Christmas 2022 is a Sunday, kept on Monday"),
        (date(2023, 1, 2), "New Year's Day 2023 is a Sunday"),
        (date(2026, 7, 3), "Independence Day 2026 is a Saturday"),
        (date(2026, 3, 7), "a Saturday"),
    ],
)
def test_edgar_is_closed_on_observed_holidays_and_weekends(day: date, why: str) -> None:
    assert not is_business_day(day), why


def test_juneteenth_is_a_holiday_only_since_it_became_one() -> None:
    assert is_business_day(date(2019, 6, 19))
    assert not is_business_day(date(2023, 6, 19))


def test_business_days_step_over_weekends_and_holidays() -> None:
    assert previous_business_day(date(2026, 7, 6)) == date(2026, 7, 2)
    assert next_business_day(date(2026, 7, 2)) == date(2026, 7, 6)


@pytest.mark.parametrize(
    ("moment", "open_"),
    [
        ("2026-03-02T05:59:59", False),
        ("2026-03-02T06:00:00", True),
        ("2026-03-02T21:59:59", True),
        ("2026-03-02T22:00:00", False),
        ("2026-03-07T12:00:00", False),
        ("2026-07-03T12:00:00", False),
        ("2026-10-12T12:00:00", False),
    ],
)
def test_edgar_accepts_from_six_to_ten_on_business_days(moment: str, open_: bool) -> None:
    assert accepting(eastern(moment)) is open_


@pytest.mark.parametrize(
    ("moment", "since"),
    [
        ("2026-03-03T06:30:00", "2026-03-02T17:00:00"),
        ("2026-03-03T09:59:00", "2026-03-02T17:00:00"),
        ("2026-03-03T12:00:00", "2026-03-03T11:30:00"),
        ("2026-03-03T20:00:00", "2026-03-03T17:00:00"),
        ("2026-03-07T12:00:00", "2026-03-06T17:00:00"),
        ("2026-03-09T06:30:00", "2026-03-06T17:00:00"),
        ("2026-07-06T07:00:00", "2026-07-02T17:00:00"),
    ],
)
def test_what_was_accepted_in_the_evening_may_still_be_hidden(moment: str, since: str) -> None:
    assert hidden_since(eastern(moment)) == eastern(since)


def test_a_reading_after_a_night_down_goes_back_to_the_evening_that_was_held() -> None:
    down_since = eastern("2026-03-03T20:00:00")
    now = eastern("2026-03-06T11:00:00")
    assert reach(now, down_since, now - timedelta(minutes=1)).through == eastern("2026-03-03T17:00:00")


def test_the_first_reading_goes_back_to_the_previous_business_day() -> None:
    found = reach(eastern("2026-03-09T12:00:00"), None, None)
    assert (found.through, found.deep) == (eastern("2026-03-06T17:00:00"), True)


def test_mornings_are_read_deep_and_later_looks_only_now_and_then() -> None:
    morning, noon = eastern("2026-03-03T09:00:00"), eastern("2026-03-03T12:00:00")
    minute = timedelta(minutes=1)
    assert reach(morning, morning - minute, morning - minute).deep
    assert not reach(noon, noon - minute, noon - minute).deep
    assert reach(noon, noon - minute, noon - 20 * minute).through == eastern("2026-03-02T17:00:00")


def test_daylight_saving_moves_the_evening_by_an_hour_of_utc() -> None:
    before, after = eastern("2026-03-06T20:00:00"), eastern("2026-03-10T20:00:00")
    assert hidden_since(before).astimezone(UTC).hour == 22
    assert hidden_since(after).astimezone(UTC).hour == 21


def test_looks_are_quick_while_filings_come_and_slow_at_night() -> None:
    tempo = Tempo(accepting=20, evening=120, closed=900)
    assert poll_delay(eastern("2026-03-02T12:00:00"), tempo) == 20
    assert poll_delay(eastern("2026-03-02T19:00:00"), tempo) == 120
    assert poll_delay(eastern("2026-03-02T23:00:00"), tempo) == 900
    assert poll_delay(eastern("2026-03-07T12:00:00"), tempo) == 900
    assert poll_delay(eastern("2026-10-12T12:00:00"), tempo) == 900


def test_no_look_sleeps_past_the_hour_at_which_edgar_opens() -> None:
    assert poll_delay(eastern("2026-03-02T05:55:00")) == 300
    assert poll_delay(eastern("2026-03-08T23:59:00")) == 900


def test_a_daily_index_is_final_at_six_of_the_next_morning() -> None:
    assert index_final_at(date(2026, 3, 7)) == eastern("2026-03-08T06:00:00")

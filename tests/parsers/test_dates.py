"""Days as filings write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.words.dates import completed, dates_in


@pytest.mark.parametrize(
    "words",
    [
        "June 3, 2004",
        "June 3rd, 2004",
        "June 3 2004",
        "JUNE 3,2004",
        "Jun. 3, 2004",
        "June 3 , 2004",
        "3 June 2004",
        "3rd day of June, 2004",
        "6/3/2004",
        "06-03-04",
        "2004-06-03",
    ],
)
def test_a_day_reads_the_same_in_every_usual_form(words: str) -> None:
    text = f"held on {words} at noon"
    found = list(dates_in(text))
    assert [d.date for d in found] == [dt.date(2004, 6, 3)]
    assert text[found[0].span.start : found[0].span.end] == words


@pytest.mark.parametrize(
    "text", ["June 2004", "November 31, 2010", "1-800-555-1212", "0001-02-03", "12/31", "we may 10 or 20"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert list(dates_in(text)) == []


def test_a_day_without_its_year_says_so() -> None:
    found = list(dates_in("held on June 3 in Paris"))
    assert [(d.year, d.month, d.day, d.date) for d in found] == [(None, 6, 3, None)]


@pytest.mark.parametrize(
    ("latest", "day"), [(dt.date(2004, 6, 4), dt.date(2004, 6, 3)), (dt.date(2004, 1, 9), dt.date(2003, 6, 3))]
)
def test_a_missing_year_is_the_last_that_does_not_lie_ahead(latest: dt.date, day: dt.date) -> None:
    assert completed(next(dates_in("June 3")), latest) == day


def test_the_first_figure_is_the_month_unless_it_cannot_be() -> None:
    assert [d.date for d in dates_in("13/6/2004 and 6/13/2004")] == [dt.date(2004, 6, 13)] * 2


@given(st.dates(min_value=dt.date(1950, 1, 1), max_value=dt.date(2049, 12, 31)))
def test_every_day_written_out_reads_back(day: dt.date) -> None:
    for words in (
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%B} {day.year}",
        f"{day:%m/%d/%Y}",
        f"{day:%m/%d/%y}",
        f"{day}",
    ):
        assert [d.date for d in dates_in(words)] == [day]

"""The lists in `sayings`: every telling is read, and no near miss is taken for one, through the whole reader."""

from __future__ import annotations

import pytest

from parsers.read import read_report
from parsers.report import Kind
from tests.parsers.sayings.filings import filing_of
from tests.parsers.sayings.reading import Verdict, judged, rows_of
from tests.parsers.sayings.saying import Saying, sayings

TELLINGS = sayings("tellings")
NEAR_MISSES = sayings("near_misses")


def test_the_lists_are_long() -> None:
    assert (len(TELLINGS) >= 120, len(NEAR_MISSES) >= 80) == (True, True)


@pytest.mark.parametrize("saying", TELLINGS, ids=lambda s: s.label)
def test_a_telling_is_read(saying: Saying) -> None:
    report = read_report(filing_of(saying), "saying.txt")
    if saying.may_be_flagged:
        assert judged(saying, report) is not Verdict.SILENTLY_WRONG
    else:
        assert (set(rows_of(report)), judged(saying, report)) == (set(saying.rows), Verdict.RIGHT)


@pytest.mark.parametrize("saying", NEAR_MISSES, ids=lambda s: s.label)
def test_a_near_miss_tells_nothing(saying: Saying) -> None:
    report = read_report(filing_of(saying), "saying.txt")
    assert (report.kind, rows_of(report), report.review_reasons) == (Kind.NONE, [], ())

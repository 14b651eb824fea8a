"""A meeting in layouts that no writer has shown us is read right, or carries a doubt where a layout cannot be told."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from parsers.read import read_report
from tests.parsers.meetings import Meeting, meetings
from tests.parsers.odd_layouts import DOUBTFUL, READABLE
from tests.parsers.reports import reasons
from tests.parsers.test_manners import told, wanted

FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("layout", list(READABLE))
@FEW
@given(meeting=meetings())
def test_a_meeting_reads_the_same_in_every_layout_that_can_be_told(layout: str, meeting: Meeting) -> None:
    report = read_report(READABLE[layout](meeting), "acme.htm")
    assert told(report) == wanted(meeting)
    assert reasons(report) == []


@pytest.mark.parametrize("layout", list(DOUBTFUL))
@FEW
@given(meeting=meetings())
def test_what_a_layout_leaves_open_is_flagged_or_right(layout: str, meeting: Meeting) -> None:
    report = read_report(DOUBTFUL[layout](meeting), "acme.htm")
    assert reasons(report) or told(report) == wanted(meeting)

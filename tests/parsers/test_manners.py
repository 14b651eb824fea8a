"""The same meeting gives the same rows however it is written down: layouts that nobody has shown us are tried so."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from parsers.read import read_report
from parsers.report import MeetingReport, Outcome
from tests.parsers.manners import MANNERS
from tests.parsers.manners_rare import RARE
from tests.parsers.meetings import Meeting, meetings
from tests.parsers.reports import counts, reasons

ALL = MANNERS | RARE
Told = tuple[dict[str, object], list[object]]


def told(report: MeetingReport) -> Told:
    people: dict[str, object] = {m.name: (counts(m), m.elected) for q in report.proposals for m in q.nominees}
    others: list[object] = [(q.category.value, counts(q), q.outcome) for q in report.proposals if not q.nominees]
    return people, others


def wanted(meeting: Meeting) -> Told:
    people: dict[str, object] = {
        q.name: ((q.for_, None, q.withheld, None, meeting.non_votes), True) for q in meeting.people
    }
    others: list[object] = [
        (
            m.category,
            (m.for_, m.against, None, m.abstain, m.non_votes),
            Outcome.APPROVED if m.approved else Outcome.NOT_APPROVED,
        )
        for m in meeting.matters
    ]
    return people, others


@pytest.mark.parametrize("manner", list(ALL))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(meeting=meetings())
def test_a_meeting_reads_the_same_in_every_manner(manner: str, meeting: Meeting) -> None:
    report = read_report(ALL[manner](meeting), "acme.txt")
    assert told(report) == wanted(meeting)


@pytest.mark.parametrize("manner", list(ALL))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(meeting=meetings())
def test_a_plain_meeting_raises_no_doubt_in_any_manner(manner: str, meeting: Meeting) -> None:
    assert reasons(read_report(ALL[manner](meeting), "acme.txt")) == []

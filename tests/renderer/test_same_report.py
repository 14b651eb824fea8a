"""The same meeting gives the same report, whatever the manner it is written down in."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from parsers.read import read_report
from parsers.report import FrequencyVotes, Kind, MeetingReport, MeetingType, Outcome, Votes
from tests.renderer import html_manners, odd_manners, plain_manners
from tests.renderer.meeting import Counts, Gathering, Matter
from tests.renderer.samples import HARBOR, gatherings

MANNERS = html_manners.MANNERS | plain_manners.MANNERS | odd_manners.MANNERS
LIMITS = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def votes_of(counts: Counts) -> Votes | FrequencyVotes:
    if "one_year" in counts:
        return FrequencyVotes(
            counts["one_year"],
            counts["two_years"],
            counts["three_years"],
            counts.get("abstain"),
            counts.get("broker_non_votes"),
        )
    return Votes(
        counts.get("for"),
        counts.get("against"),
        counts.get("withheld"),
        counts.get("abstain"),
        counts.get("broker_non_votes"),
    )


def outcome_of(matter: Matter) -> Outcome | None:
    if matter.category == "say_on_pay_frequency":
        return None
    return Outcome.APPROVED if matter.approved else Outcome.NOT_APPROVED


def told(report: MeetingReport) -> list[object]:
    """What a report says of the votes, in the order of the proposals."""
    said: list[object] = []
    for proposal in report.proposals:
        said += [(nominee.name, nominee.elected, nominee.votes) for nominee in proposal.nominees]
        if not proposal.nominees:
            said.append((proposal.category.value, proposal.outcome, proposal.frequency or proposal.votes))
    return said


def meant(gathering: Gathering) -> list[object]:
    return [(c.name, True, votes_of(c.counts)) for c in gathering.candidates] + [
        (m.category, outcome_of(m), votes_of(m.counts)) for m in gathering.matters
    ]


@pytest.mark.parametrize("manner", MANNERS)
def test_a_meeting_is_read_the_same_in_every_manner(manner: str) -> None:
    report = read_report(MANNERS[manner](HARBOR).encode(), manner)
    assert told(report) == meant(HARBOR)
    assert report.kind is Kind.MEETING_RESULTS
    assert (report.meeting.type, report.meeting.date, report.meeting.record_date) == (
        MeetingType.ANNUAL,
        HARBOR.day,
        HARBOR.record_day,
    )
    assert (report.meeting.shares_outstanding, report.meeting.shares_represented) == (
        HARBOR.outstanding,
        HARBOR.represented,
    )
    assert not report.needs_review


@pytest.mark.parametrize("manner", MANNERS)
def test_many_meetings_are_read_right_in_every_manner_and_not_doubted(manner: str) -> None:
    @LIMITS
    @given(gatherings())
    def holds(gathering: Gathering) -> None:
        report = read_report(MANNERS[manner](gathering).encode(), manner)
        assert told(report) == meant(gathering)
        assert not report.needs_review

    holds()

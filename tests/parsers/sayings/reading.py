"""The rows that a report tells, in the words of the lists, and how far they are those that the saying asks for."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum

from parsers.report import Count, FrequencyVotes, MeetingReport, Nominee, Proposal, Votes
from tests.parsers.sayings.saying import Row, Saying

_SIDES = {
    "votes_for": "for",
    "votes_against": "against",
    "votes_withheld": "withheld",
    "abstentions": "abstain",
    "broker_non_votes": "broker",
    "one_year": "one_year",
    "two_years": "two_years",
    "three_years": "three_years",
}
_ELECTED = {True: "elected", False: "not elected", None: "unknown"}


class Verdict(StrEnum):
    RIGHT = "right"
    RIGHT_BUT_FLAGGED = "right but flagged"
    WRONG_AND_FLAGGED = "wrong and flagged"
    SILENTLY_WRONG = "silently wrong"


def judged(saying: Saying, report: MeetingReport) -> Verdict:
    """Rows in any order; a reader that flags has said that it is not sure."""
    right = Counter(rows_of(report)) == Counter(saying.rows)
    if report.needs_review:
        return Verdict.RIGHT_BUT_FLAGGED if right else Verdict.WRONG_AND_FLAGGED
    return Verdict.RIGHT if right else Verdict.SILENTLY_WRONG


def rows_of(report: MeetingReport) -> list[Row]:
    return [row for proposal in report.proposals for row in _rows(proposal)]


def _rows(proposal: Proposal) -> list[Row]:
    if proposal.nominees:
        return [_nominee(n) for n in proposal.nominees]
    if proposal.frequency is not None or proposal.frequency_chosen is not None:
        return [Row("chose", str(proposal.frequency_chosen), _counts(proposal.frequency or FrequencyVotes()))]
    verdict = str(proposal.outcome or "unknown").replace("_", " ")
    return [Row(verdict, proposal.category.value, _counts(proposal.votes))]


def _nominee(nominee: Nominee) -> Row:
    return Row(_ELECTED[nominee.elected], nominee.name, _counts(nominee.votes))


def _counts(votes: Votes | FrequencyVotes) -> frozenset[tuple[str, Count]]:
    found = ((side, getattr(votes, name, None)) for name, side in _SIDES.items())
    return frozenset((side, count) for side, count in found if count is not None)

"""The counts of meetings as files for a spreadsheet or a program. Pure."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence

from bot.lookup import PastMeeting
from bot.slack.commands.watch_files import harmless
from parsers.report import Count, Nominee, Proposal, Votes
from parsers.schema import report_to_json

COLUMNS = (
    *("accession_number", "company", "cik", "meeting_date", "meeting_type", "proposal", "category", "title", "nominee"),
    *("share_class", "outcome", "for", "against", "withheld", "abstain", "broker_non_votes"),
    *("one_year", "two_years", "three_years", "to_check", "filing_url"),
)

PERIODS = ("one_year", "two_years", "three_years")
"""Votes on how often say on pay is held."""

Row = dict[str, str]


def votes_csv(meetings: Iterable[PastMeeting]) -> str:
    """A row a nominee and a row a proposal, and one for each class of shares that voted apart; a count that the filing
    does not print is empty, nought is 0.
    """
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for held in meetings:
        for row in _rows(held):
            writer.writerow({name: harmless(value) for name, value in row.items()})
    return written.getvalue()


def votes_json(meetings: Sequence[PastMeeting]) -> str:
    """The whole reports with their evidence, as ``ballotwire schema`` describes them."""
    return json.dumps([report_to_json(held.report) for held in meetings], indent=2, ensure_ascii=False) + "\n"


def _rows(held: PastMeeting) -> Iterator[Row]:
    meeting, company = held.report.meeting, next(iter(held.report.companies), None)
    same = {
        "accession_number": held.filing.accession_number,
        "company": company.name if company else "",
        "cik": (company.cik if company else None) or "",
        "meeting_date": meeting.date.isoformat() if meeting.date else "",
        "meeting_type": str(meeting.type or ""),
        "filing_url": held.filing_url,
    }
    for proposal in held.report.proposals:
        about = same | {"proposal": proposal.number or "", "category": str(proposal.category), "title": proposal.title}
        for nominee in proposal.nominees:
            yield from _with_classes(about | _nominee(nominee), nominee)
        if not proposal.nominees:
            yield from _with_classes(about | _proposal(proposal), proposal)


def _with_classes(row: Row, voted: Nominee | Proposal) -> Iterator[Row]:
    yield row
    for each in voted.votes_by_class:
        yield row | dict.fromkeys(PERIODS, "") | {"share_class": each.share_class} | _counts(each.votes)


def _nominee(nominee: Nominee) -> Row:
    elected = {True: "elected", False: "not_elected", None: ""}[nominee.elected]
    to_check = "; ".join(nominee.review_reasons)
    return {"nominee": nominee.name, "outcome": elected, "to_check": to_check} | _counts(nominee.votes)


def _proposal(proposal: Proposal) -> Row:
    outcome = str(proposal.outcome or proposal.frequency_chosen or "")
    told = {"nominee": "", "outcome": outcome, "to_check": "; ".join(proposal.review_reasons)}
    votes = proposal.frequency
    if votes is None:
        return told | _counts(proposal.votes)
    shared = Votes(abstentions=votes.abstentions, broker_non_votes=votes.broker_non_votes)
    periods = (votes.one_year, votes.two_years, votes.three_years)
    return told | _counts(shared) | dict(zip(PERIODS, map(_count, periods), strict=True))


def _counts(votes: Votes) -> Row:
    return {
        "for": _count(votes.votes_for),
        "against": _count(votes.votes_against),
        "withheld": _count(votes.votes_withheld),
        "abstain": _count(votes.abstentions),
        "broker_non_votes": _count(votes.broker_non_votes),
    }


def _count(count: Count | None) -> str:
    return "" if count is None else str(count)

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
    *("outcome", "for", "against", "withheld", "abstain", "broker_non_votes", "to_check", "filing_url"),
)


def votes_csv(meetings: Iterable[PastMeeting]) -> str:
    """A row a nominee and a row a proposal; a count that the filing does not print is empty, nought is 0."""
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


def _rows(held: PastMeeting) -> Iterator[dict[str, str]]:
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
            yield about | _nominee(nominee)
        if not proposal.nominees:
            yield about | _proposal(proposal)


def _nominee(nominee: Nominee) -> dict[str, str]:
    elected = {True: "elected", False: "not_elected", None: ""}[nominee.elected]
    to_check = "; ".join(nominee.review_reasons)
    return {"nominee": nominee.name, "outcome": elected, "to_check": to_check} | _counts(nominee.votes)


def _proposal(proposal: Proposal) -> dict[str, str]:
    chosen = str(proposal.frequency_chosen or "")
    outcome = str(proposal.outcome or chosen)
    return {"nominee": "", "outcome": outcome, "to_check": "; ".join(proposal.review_reasons)} | _counts(proposal.votes)


def _counts(votes: Votes) -> dict[str, str]:
    return {
        "for": _count(votes.votes_for),
        "against": _count(votes.votes_against),
        "withheld": _count(votes.votes_withheld),
        "abstain": _count(votes.abstentions),
        "broker_non_votes": _count(votes.broker_non_votes),
    }


def _count(count: Count | None) -> str:
    return "" if count is None else str(count)

"""Reports read from short filings that a test writes down: an Item 5.07 of paragraphs and tables."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from parsers.read import read_report
from parsers.report import Count, MeetingReport, Nominee, Proposal, Votes

Rows = Sequence[Sequence[str]]
MEETING = "On May 5, 2021, Acme Corp. held its annual meeting of stockholders."


def filing(*blocks: str | Rows) -> bytes:
    """An 8-K in HTML whose Item 5.07 holds these blocks: a string is a paragraph, rows of cells a table."""
    body = "".join(_paragraph(b) if isinstance(b, str) else _table(b) for b in (MEETING, *blocks))
    head = "<p>FORM 8-K</p><p>Item 5.07 Submission of Matters to a Vote of Security Holders.</p>"
    return f"<html><body>{head}{body}<p>SIGNATURES</p></body></html>".encode()


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _table(rows: Rows) -> str:
    cells = ("".join(f"<td>{escape(cell).replace(chr(10), '<br>')}</td>" for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def report_of(*blocks: str | Rows) -> MeetingReport:
    return read_report(filing(*blocks), "acme.htm")


def counts(row: Proposal | Nominee) -> tuple[Count | None, ...]:
    """For, against, withheld, abstentions, broker non-votes."""
    return _five(row.votes)


def _five(votes: Votes) -> tuple[Count | None, ...]:
    return (
        votes.votes_for,
        votes.votes_against,
        votes.votes_withheld,
        votes.abstentions,
        votes.broker_non_votes,
    )


def by_class(row: Proposal | Nominee) -> dict[str, tuple[Count | None, ...]]:
    return {one.share_class: _five(one.votes) for one in row.votes_by_class}


def nominees(report: MeetingReport) -> dict[str, tuple[Count | None, ...]]:
    """Every nominee's counts, by name."""
    return {n.name: counts(n) for p in report.proposals for n in p.nominees}


def elected(report: MeetingReport) -> dict[str, bool | None]:
    return {n.name: n.elected for p in report.proposals for n in p.nominees}


def reasons(report: MeetingReport) -> list[str]:
    """Every reason for review, of the report and of its rows."""
    found = list(report.review_reasons)
    for proposal in report.proposals:
        found += proposal.review_reasons
        for nominee in proposal.nominees:
            found += nominee.review_reasons
    return found

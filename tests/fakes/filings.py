"""Filings and reports of an invented company, in as many pieces as a test wants to change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.stages import Filer, Filing
from parsers.report import (
    Category,
    Company,
    Kind,
    Meeting,
    MeetingReport,
    MeetingType,
    Nominee,
    Outcome,
    OutcomeBasis,
    Proposal,
    Ticker,
    Votes,
)

HARBOR = Filer("1234567", "HARBOR LANTERN CORP")


def filing(number: int = 1, *, filers: tuple[Filer, ...] = (HARBOR,), form_type: str = "8-K") -> Filing:
    """The ``number``-th filing of an evening, accepted so many minutes after five."""
    return Filing(
        accession_number=f"0001234567-26-{number:06d}",
        form_type=form_type,
        filers=filers,
        items=("5.07",),
        accepted=datetime(2026, 2, 27, 22 + number // 60, number % 60, tzinfo=UTC),
        filed=date(2026, 2, 27),
    )


def report(of: Filing, *, say_on_pay: tuple[int, int] = (900, 100), elected: bool = True) -> MeetingReport:
    """One director and a say on pay; ``say_on_pay`` is (for, against)."""
    votes_for, against = say_on_pay
    return MeetingReport(
        source=of.accession_number,
        kind=Kind.MEETING_RESULTS,
        companies=tuple(Company(filer.name, filer.cik) for filer in of.filers),
        tickers=(Ticker("HLTN", "NASDAQ"),),
        meeting=Meeting(
            type=MeetingType.ANNUAL,
            date=date(2026, 2, 26),
            record_date=date(2026, 1, 5),
            shares_outstanding=2000,
            shares_represented=1500,
        ),
        proposals=(
            Proposal(
                number="1",
                category=Category.DIRECTOR_ELECTION,
                title="Election of directors",
                nominees=(Nominee("Ada Quill", elected, Votes(votes_for=800, votes_withheld=200)),),
            ),
            Proposal(
                number="2",
                category=Category.SAY_ON_PAY,
                title="Advisory vote on executive compensation",
                outcome=Outcome.APPROVED if votes_for > against else Outcome.NOT_APPROVED,
                outcome_basis=OutcomeBasis.STATED,
                votes=Votes(votes_for=votes_for, votes_against=against, abstentions=0, broker_non_votes=500),
            ),
        ),
        accession_number=of.accession_number,
        form_type=of.form_type,
    )


def no_result(of: Filing) -> MeetingReport:
    return replace(report(of), kind=Kind.NONE, proposals=(), tickers=(), meeting=Meeting())

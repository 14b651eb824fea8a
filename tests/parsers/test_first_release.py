"""The release that the project began with: Innovo Group, 4 June 2004, in justified ASCII with a ``<PAGE>`` mark."""

from __future__ import annotations

import datetime as dt

import pytest

from parsers.documents import structure
from parsers.read import read_report
from parsers.report import Category, Kind, Meeting, MeetingReport, MeetingType, Outcome, OutcomeBasis, Ticker, Votes
from parsers.submission import read_submission
from tests.edgar.recordings import shared


@pytest.fixture(scope="module")
def release() -> bytes:
    return shared("filings", "seed", "innovo-2004.txt").read_bytes()


@pytest.fixture(scope="module")
def report(release: bytes) -> MeetingReport:
    return read_report(release, "innovo-2004.txt")


def test_the_meeting_and_the_company_are_those_of_the_release(report: MeetingReport) -> None:
    assert report.kind is Kind.MEETING_RESULTS
    assert [company.name for company in report.companies] == ["Innovo Group Inc."]
    assert report.tickers == (Ticker("INNO", "NasdaqSC"),)
    assert report.meeting == Meeting(
        type=MeetingType.ANNUAL,
        date=dt.date(2004, 6, 3),
        record_date=dt.date(2004, 4, 14),
        shares_outstanding=29_161_350,
        shares_represented=20_793_953,
    )


def test_nine_directors_were_elected_and_the_boards_own_choice_of_a_chairman_is_no_proposal(
    report: MeetingReport,
) -> None:
    election = report.proposals[0]
    assert election.category is Category.DIRECTOR_ELECTION
    assert {nominee.name for nominee in election.nominees} == {
        "Sam Furrow",
        "Jay Furrow",
        "Pat Anderson",
        "Marc Crossman",
        "Dean Factor",
        "Kelly Hoffman",
        "Suhail Rizvi",
        "Kent Savage",
        "Vincent Sanfilippo",
    }
    assert len(election.nominees) == 9
    assert all(nominee.elected and nominee.votes == Votes() for nominee in election.nominees)


def test_plan_and_auditor_were_approved_by_the_releases_word_and_without_counts(report: MeetingReport) -> None:
    told = [(p.category, p.outcome, p.outcome_basis, p.votes) for p in report.proposals[1:]]
    assert told == [
        (Category.EQUITY_PLAN, Outcome.APPROVED, OutcomeBasis.STATED, Votes()),
        (Category.AUDITOR_RATIFICATION, Outcome.APPROVED, OutcomeBasis.STATED, Votes()),
    ]
    assert not report.needs_review


def test_every_value_is_the_words_that_its_evidence_quotes(release: bytes, report: MeetingReport) -> None:
    (document,) = read_submission(release, "innovo-2004.txt").documents
    text = structure(document).text
    assert {f"/proposals/0/nominees/{place}/name" for place in range(9)} <= set(report.evidence)
    assert {"/meeting/date", "/meeting/record_date", "/meeting/shares_outstanding"} <= set(report.evidence)
    assert [where for where, e in report.evidence.items() if text[e.start : e.end] != e.quote] == []

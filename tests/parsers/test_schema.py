"""A report as JSON: nothing is lost, whole counts stay whole, and the published schema holds."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.report import (
    Category,
    Check,
    ClassVotes,
    Company,
    Evidence,
    Frequency,
    FrequencyVotes,
    Kind,
    Meeting,
    MeetingReport,
    MeetingType,
    Nominee,
    Outcome,
    OutcomeBasis,
    Proponent,
    Proposal,
    Ticker,
    Votes,
)
from parsers.schema import json_schema, report_from_json, report_to_json

WORDS = st.text(max_size=8)
COUNTS = (
    st.none() | st.integers(0, 10**13) | st.decimals(0, 10**9, places=3) | st.just(Decimal("12345678901234.123456"))
)
REASONS = st.lists(WORDS, max_size=2).map(tuple)
VOTES = st.builds(Votes, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS)
CLASSES = st.lists(st.builds(ClassVotes, WORDS, VOTES), max_size=2).map(tuple)
NOMINEES = st.builds(Nominee, WORDS, st.none() | st.booleans(), VOTES, CLASSES, REASONS)
PROPOSALS = st.builds(
    Proposal,
    number=st.none() | WORDS,
    category=st.sampled_from(Category),
    title=WORDS,
    proponent=st.sampled_from(Proponent),
    nominees=st.lists(NOMINEES, max_size=2).map(tuple),
    outcome=st.none() | st.sampled_from(Outcome),
    outcome_basis=st.none() | st.sampled_from(OutcomeBasis),
    counted_outcome=st.none() | st.sampled_from(Outcome),
    votes=VOTES,
    votes_by_class=CLASSES,
    frequency=st.none() | st.builds(FrequencyVotes, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS),
    frequency_chosen=st.none() | st.sampled_from(Frequency),
    board_frequency=st.none() | st.sampled_from(Frequency),
    review_reasons=REASONS,
)
DAYS = st.none() | st.dates()
MEETINGS = st.builds(
    Meeting,
    st.none() | st.sampled_from(MeetingType),
    DAYS,
    DAYS,
    COUNTS,
    COUNTS,
    st.none() | st.booleans(),
    st.booleans(),
)
EVIDENCE = st.builds(Evidence, WORDS, st.integers(0, 99), st.integers(0, 99), WORDS, WORDS)
REPORTS = st.builds(
    MeetingReport,
    source=WORDS,
    kind=st.sampled_from(Kind),
    companies=st.lists(st.builds(Company, WORDS, st.none() | st.just("844143")), max_size=2).map(tuple),
    tickers=st.lists(st.builds(Ticker, WORDS, st.none() | WORDS), max_size=2).map(tuple),
    meeting=MEETINGS,
    proposals=st.lists(PROPOSALS, max_size=3).map(tuple),
    evidence=st.dictionaries(st.just("/meeting/date"), EVIDENCE, max_size=1),
    checks=st.lists(st.builds(Check, WORDS, st.booleans(), WORDS, WORDS), max_size=2).map(tuple),
    review_reasons=REASONS,
    accession_number=st.none() | st.just("0001015402-04-002424"),
    form_type=st.none() | WORDS,
)


@settings(max_examples=60, deadline=None)
@given(REPORTS)
def test_every_report_survives_the_way_to_json_and_back(report: MeetingReport) -> None:
    assert report_from_json(json.loads(json.dumps(report_to_json(report)))) == report


@settings(max_examples=25, deadline=None)
@given(REPORTS)
def test_every_report_obeys_the_published_schema(report: MeetingReport) -> None:
    jsonschema.Draft202012Validator(json_schema()).validate(report_to_json(report))


def test_the_published_schema_is_itself_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize(
    ("count", "written"),
    [
        (0, "0"),
        (None, "null"),
        (1234, "1234"),
        (Decimal("18662457.146"), "18662457.146"),
        (Decimal("5.00"), "5"),
        (Decimal("12345678901234.123456"), '"12345678901234.123456"'),
    ],
)
def test_counts_are_written_as_they_count(count: int | Decimal | None, written: str) -> None:
    report = MeetingReport("x", Kind.MEETING_RESULTS, meeting=Meeting(shares_outstanding=count))
    assert json.dumps(report_to_json(report)["meeting"]["shares_outstanding"]) == written


def test_votes_carry_the_names_of_the_form() -> None:
    votes = Votes(1, 2, 3, 4, 5)
    written = report_to_json(
        MeetingReport("x", Kind.MEETING_RESULTS, proposals=(Proposal("1", Category.OTHER, "T", votes=votes),))
    )
    assert written["proposals"][0]["votes"] == {
        "for": 1,
        "against": 2,
        "withheld": 3,
        "abstain": 4,
        "broker_non_votes": 5,
    }


def test_an_election_has_nominees_and_no_outcome_a_frequency_vote_has_its_years() -> None:
    election = Proposal("1", Category.DIRECTOR_ELECTION, "Election", nominees=(Nominee("Ann Lee", True),))
    frequency = Proposal("2", Category.SAY_ON_PAY_FREQUENCY, "Frequency", frequency=FrequencyVotes(9, 8, 7))
    first, second = report_to_json(MeetingReport("x", Kind.MEETING_RESULTS, proposals=(election, frequency)))[
        "proposals"
    ]
    assert "outcome" not in first
    assert [n["name"] for n in first["nominees"]] == ["Ann Lee"]
    assert "votes" not in second
    assert second["frequency"]["two_years"] == 8


def test_a_doubt_about_a_nominee_stands_on_that_row_and_is_counted_on_the_report() -> None:
    nominee = Nominee("Ann Lee", True, review_reasons=("the sums differ",))
    election = Proposal("1", Category.DIRECTOR_ELECTION, "Election", nominees=(nominee, Nominee("Bo Ray", True)))
    written = report_to_json(MeetingReport("x", Kind.MEETING_RESULTS, proposals=(election,)))
    assert written["rows_to_review"] == 1
    assert written["needs_review"] is False
    assert written["proposals"][0]["needs_review"] is False
    assert [n["needs_review"] for n in written["proposals"][0]["nominees"]] == [True, False]


def test_days_are_written_as_iso_dates() -> None:
    report = MeetingReport("x", Kind.MEETING_RESULTS, meeting=Meeting(date=dt.date(2004, 6, 3)))
    assert report_to_json(report)["meeting"]["date"] == "2004-06-03"

"""Headings, tables and prose in reading order become proposals: what belongs to what, and what is told elsewhere."""

import pytest

from parsers.report import Category, Frequency, Kind, Outcome, OutcomeBasis
from tests.parsers.reports import counts, elected, nominees, reasons, report_of

TALLY = [["For", "Against", "Abstain"], ["1,400", "20", "3"]]
UNNAMED = "the text does not name this nominee among those elected"
LOST = [["For", "Against", "Abstain"], ["300", "1,100", "3"]]
ELECTION = [["Nominee", "For", "Withheld"], ["Ann Lee", "1,000", "20"], ["Bob Day", "1,005", "15"]]


def test_a_list_of_verdicts_above_the_tables_tells_each_outcome() -> None:
    report = report_of(
        "The stockholders:",
        "(1) Voted to elect each of the two nominees.",
        "(2) Approved, on an advisory basis, the compensation of the executive officers.",
        "(3) Did not approve a shareholder proposal on a report about water.",
        "Election of directors", ELECTION,
        "Advisory vote on executive compensation", TALLY,
        "Shareholder proposal: report about water", LOST,
    )  # fmt: skip
    assert [(p.number, p.category, p.outcome, p.outcome_basis) for p in report.proposals] == [
        ("1", Category.DIRECTOR_ELECTION, None, None),
        ("2", Category.SAY_ON_PAY, Outcome.APPROVED, OutcomeBasis.STATED),
        ("3", Category.SHAREHOLDER_PROPOSAL, Outcome.NOT_APPROVED, OutcomeBasis.STATED),
    ]
    assert reasons(report) == []


def test_a_verdict_after_the_counts_belongs_to_them() -> None:
    report = report_of(
        "Item 1. Approval of the issuance of shares", LOST, "Based on the foregoing vote, Item 1 was not approved.",
        "Item 2. Approval of an adjournment", TALLY, "Based on the foregoing vote, Item 2 was approved.",
    )  # fmt: skip
    assert [p.outcome for p in report.proposals] == [Outcome.NOT_APPROVED, Outcome.APPROVED]


def test_a_heading_over_counts_states_nothing() -> None:
    report = report_of("Proposal 1. Approval of the 2021 Stock Plan", TALLY)
    (proposal,) = report.proposals
    assert (proposal.outcome, proposal.outcome_basis) == (Outcome.APPROVED, OutcomeBasis.COUNTED)


def test_what_the_filing_says_beats_what_the_counts_say_and_both_are_kept() -> None:
    report = report_of("Proposal 1. Amendment of the charter. This proposal was not approved.", TALLY)
    (proposal,) = report.proposals
    assert (proposal.outcome, proposal.counted_outcome) == (Outcome.NOT_APPROVED, Outcome.APPROVED)


def test_all_items_but_one_were_approved() -> None:
    report = report_of(
        "All items except 2 were approved.",
        "1. Ratification of auditors", TALLY,
        "2. Shareholder proposal requesting a report", LOST,
    )  # fmt: skip
    assert [p.outcome for p in report.proposals] == [Outcome.APPROVED, Outcome.NOT_APPROVED]


def test_two_verdicts_in_one_sentence_go_to_their_own_proposals() -> None:
    report = report_of(
        "Proposal 1. Approval of the 2021 Stock Plan", TALLY,
        "Proposal 2. Amendment of the bylaws", TALLY,
        "Proposal 1 was approved and Proposal 2 was not approved.",
    )  # fmt: skip
    assert [p.outcome for p in report.proposals] == [Outcome.APPROVED, Outcome.NOT_APPROVED]


def test_a_proposal_that_was_withdrawn_is_kept_without_counts() -> None:
    report = report_of(
        "1. Ratification of auditors. This proposal was approved.", TALLY,
        "2. A proposal to amend the articles was withdrawn and no vote was taken.",
        "3. Advisory vote on executive compensation. This proposal was approved.", TALLY,
    )  # fmt: skip
    assert [p.outcome for p in report.proposals] == [Outcome.APPROVED, Outcome.NOT_VOTED, Outcome.APPROVED]
    assert reasons(report) == []


def test_an_adjournment_that_holders_were_not_asked_for_is_told() -> None:
    report = report_of(
        "Stockholders approved the merger proposal. The voting results were as follows:",
        TALLY,
        "The stockholders were not asked to vote with respect to the adjournment proposal.",
    )
    assert [(p.category, p.outcome) for p in report.proposals] == [
        (Category.TRANSACTION, Outcome.APPROVED),
        (Category.ADJOURNMENT, Outcome.NOT_VOTED),
    ]


def test_parts_of_a_numbered_heading_are_proposals_of_their_own() -> None:
    report = report_of(
        "2. The Charter Proposals",
        "(a) Increase of authorized shares", TALLY,
        "(b) Removal of directors", LOST,
    )  # fmt: skip
    assert [(p.number, counts(p)[0]) for p in report.proposals] == [("2(a)", 1400), ("2(b)", 300)]


def test_the_items_own_letters_count_no_proposals() -> None:
    report = report_of(
        "(a) The annual meeting was held on May 5, 2021.",
        "(b) Stockholders voted on the matters below.",
        "(1) Ratification of auditors", TALLY,
        "(2) Advisory vote on executive compensation", LOST,
    )  # fmt: skip
    assert [p.number for p in report.proposals] == ["1", "2"]


def test_an_election_in_two_parts_is_one_unless_numbered_apart() -> None:
    other = [["Nominee", "For", "Withheld"], ["Carl Fox", "900", "10"]]
    report = report_of(
        "Proposal 1. Election of directors. Elected by holders of Class A stock:", ELECTION,
        "Directors elected by holders of Class B stock:", other,
    )  # fmt: skip
    assert list(nominees(report)) == ["Ann Lee", "Bob Day", "Carl Fox"]
    assert len(report.proposals) == 1


@pytest.mark.parametrize(
    ("votes", "doubt"),
    [
        (("400", "620"), []),
        (("700", "320"), [UNNAMED, "not elected though more votes were for than against"]),
    ],
)
def test_a_losing_candidate_is_not_elected_and_in_doubt_where_the_counts_say_otherwise(
    votes: tuple[str, str], doubt: list[str]
) -> None:
    report = report_of(
        "Proposal 1. The stockholders elected Ann Lee and Bob Day as directors.",
        [*ELECTION, ["Max Stone", *votes]],
    )
    assert elected(report) == {"Ann Lee": True, "Bob Day": True, "Max Stone": False}
    assert reasons(report) == doubt


def test_a_nominee_from_the_floor_has_the_outcome_of_his_own_sentence() -> None:
    report = report_of(
        "1. Election of directors. All nominees were elected.", ELECTION,
        "A stockholder nominated Max Stone from the floor. Mr. Stone was not elected:",
        [["For", "Withheld"], ["3", "1,018"]],
    )  # fmt: skip
    assert elected(report) == {"Ann Lee": True, "Bob Day": True, "Max Stone": False}
    assert nominees(report)["Max Stone"] == (3, None, 1018, None, None)


def test_a_sentence_with_two_matters_gives_each_its_counts() -> None:
    report = report_of(
        "The stockholders approved the appointment of Smith LLP as auditors (1,400 votes for, 20 against) "
        "and the omnibus equity incentive plan (1,300 votes for, 120 against)."
    )
    assert [(p.category, counts(p)[:2]) for p in report.proposals] == [
        (Category.AUDITOR_RATIFICATION, (1400, 20)),
        (Category.EQUITY_PLAN, (1300, 120)),
    ]


def test_results_without_counts_are_proposals_with_nulls() -> None:
    report = report_of(
        "Holders approved three proposals: first, the election of a board of two, second, the approval of the "
        "2021 Stock Plan "
        "and finally, the ratification of Smith LLP as auditors.",
        "The two directors that received the highest number of votes were: Ann Lee and Bob Day.",
    )
    assert elected(report) == {"Ann Lee": True, "Bob Day": True}
    assert [counts(p) for p in report.proposals if not p.nominees] == [(None,) * 5] * 2
    assert reasons(report) == []


def test_elected_and_not_elected_stand_side_by_side() -> None:
    report = report_of(
        "The stockholders elected Ann Lee and Bob Day to the Board at the annual meeting.",
        "The dissident's nominees Max Stone and Eve West were not elected.",
    )
    assert elected(report) == {"Ann Lee": True, "Bob Day": True, "Max Stone": False, "Eve West": False}


def test_a_written_consent_tells_results() -> None:
    report = report_of(
        "On May 5, 2021, holders of a majority of the shares acted by written consent to approve "
        "(i) an amendment of the certificate to increase the authorized shares and (ii) the 2021 Stock Incentive Plan."
    )
    assert report.kind is Kind.MEETING_RESULTS
    assert [(p.category, p.outcome) for p in report.proposals] == [
        (Category.CAPITAL_STRUCTURE, Outcome.APPROVED),
        (Category.EQUITY_PLAN, Outcome.APPROVED),
    ]


def test_the_frequency_holders_chose_is_apart_from_what_the_board_decided() -> None:
    report = report_of(
        "Proposal 3. Advisory vote on the frequency of votes on executive compensation",
        [["1 Year", "2 Years", "3 Years", "Abstain"], ["900", "20", "1,300", "7"]],
        "Nevertheless the Board has decided to hold the advisory vote on executive compensation every year.",
    )
    (proposal,) = report.proposals
    assert proposal.frequency is not None
    assert (proposal.frequency.one_year, proposal.frequency.two_years, proposal.frequency.three_years) == (
        900,
        20,
        1300,
    )
    assert proposal.frequency_chosen is Frequency.THREE_YEARS
    assert proposal.board_frequency is Frequency.ONE_YEAR
    assert proposal.outcome is None


def test_counts_of_this_proposal_are_those_of_the_sentence_before() -> None:
    report = report_of(
        "Ann Lee received 1,000 votes for and 20 withheld, and Bob Day received 1,005 votes for and 15 withheld.",
        "Shareholders also ratified the choice of Marsh & Oak LLP as auditor. "
        "On this proposal 1,400 votes were cast for, 20 against, and 3 abstained.",
    )
    assert [(p.category, p.outcome, counts(p)) for p in report.proposals[1:]] == [
        (Category.AUDITOR_RATIFICATION, Outcome.APPROVED, (1400, 20, None, 3, None))
    ]


def test_a_surname_alone_is_the_person_named_in_full_before() -> None:
    report = report_of(
        "Stockholders re-elected Ann Lee and Bob Day as directors. "
        "Lee received 1,000 votes in favor with 20 withheld, while Day received 1,005 votes in favor and 15 withheld.",
    )
    assert nominees(report) == {"Ann Lee": (1000, None, 20, None, None), "Bob Day": (1005, None, 15, None, None)}

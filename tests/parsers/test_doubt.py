"""Doubt: what is read in one way and told in another is a reason for review, in words a person understands."""

import pytest

from tests.parsers.reports import Rows, reasons, report_of

TALLY = [["For", "Against", "Abstain"], ["1,400", "20", "3"]]
ELECTION = [["Nominee", "For", "Withheld"], ["Ann Lee", "1,000", "20"], ["Bob Day", "1,005", "15"]]
THREE = [*ELECTION, ["Carl Fox", "1,007", "13"]]


def test_fewer_nominees_than_the_text_speaks_of() -> None:
    report = report_of("1. Election of directors. Each of the seven nominees was elected.", ELECTION)
    assert report.proposals[0].review_reasons == ("the text speaks of 7 nominees, 2 were read",)


def test_fewer_proposals_than_the_text_speaks_of() -> None:
    report = report_of("Stockholders voted on the following four proposals.", "1. Ratification of auditors", TALLY)
    assert report.review_reasons == ("the text speaks of four proposals, 1 were read",)


def test_a_gap_in_the_proposals_numbers() -> None:
    report = report_of(
        "Proposal 1. Ratification of auditors", TALLY, "Proposal 3. Advisory vote on executive compensation", TALLY
    )
    assert report.review_reasons == ("proposals 2 were not found, though others around them were",)


def test_a_proposal_whose_counts_are_missing() -> None:
    report = report_of(
        "Proposal 1. Ratification of auditors",
        TALLY,
        "Proposal 2. Amendment of the charter",
        "[image]",
        "Proposal 3. Advisory vote on executive compensation",
        TALLY,
    )
    assert report.proposals[1].review_reasons == ("neither an outcome nor votes for were found",)
    assert report.proposals[0].review_reasons == ()


def test_columns_that_may_be_swapped() -> None:
    rows = [["", "For", "Broker Non-Votes", "Withheld"], ["Ann Lee", "1,000", "20", "400"],
            ["Bob Day", "1,005", "15", "400"], ["Carl Fox", "1,007", "13", "400"]]  # fmt: skip
    assert "the columns may be swapped" in reasons(report_of("1. Election of directors", rows))[0]


def test_a_nominee_whose_counts_add_up_to_far_from_the_others() -> None:
    report = report_of("1. Election of directors", [*THREE, ["Dan West", "100", "2"]])
    last = report.proposals[0].nominees[-1]
    assert last.review_reasons == ("the counts add up to far from those of the other nominees",)
    assert report.proposals[0].nominees[0].review_reasons == ()


def test_a_stated_outcome_that_the_counts_contradict() -> None:
    report = report_of("1. Ratification of auditors was approved.", [["For", "Against"], ["20", "1,400"]])
    assert report.proposals[0].review_reasons == ("the text says approved, the counts say otherwise",)


def test_more_votes_withheld_than_for_a_nominee_said_to_be_elected() -> None:
    report = report_of("1. Election of directors. Both were elected.", [*ELECTION, ["Carl Fox", "400", "620"]])
    assert report.proposals[0].nominees[2].review_reasons == ("more votes against or withheld than for",)


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(
            [["Nominee", "For", "Withheld"], ["Ann Lee", "1,000", "20", "400"]], id="more figures than headings"
        ),
        pytest.param([["Nominee", "Votes"], ["Ann Lee", "1,000", "20", "400"]], id="headings that name no count"),
    ],
)
def test_figures_that_no_heading_names(table: Rows) -> None:
    assert reasons(
        report_of("1. Election of directors by vote for or withheld", table, "2. Ratification of auditors", TALLY)
    )


def test_a_row_that_was_not_read() -> None:
    report = report_of("1. Election of directors", ELECTION, "Eve Stone 1,002 18 1,020")
    assert report.review_reasons == ("a text that looks like a row of counts was not read: Eve Stone 1,002 18 1,020",)


def test_a_name_that_does_not_look_like_one_is_kept_in_doubt() -> None:
    report = report_of("1. Election of directors", [*ELECTION, ["Annual Report", "1,002", "18"]])
    assert [n.name for n in report.proposals[0].nominees] == ["Ann Lee", "Bob Day", "Annual Report"]
    assert len(report.proposals[0].nominees[2].review_reasons) == 1


def test_a_plain_filing_raises_no_doubt() -> None:
    report = report_of(
        "Stockholders voted on three proposals.",
        "Proposal 1. Election of three directors",
        THREE,
        "Proposal 2. Ratification of auditors was approved.",
        TALLY,
        "Proposal 3. A shareholder proposal was not approved.",
        [["For", "Against", "Abstain"], ["20", "1,400", "3"]],
    )
    assert reasons(report) == []
    assert report.checks
    assert all(check.passed for check in report.checks)


@pytest.mark.parametrize(
    "told",
    [
        "The other business, the re-appointment of Marsh & Oak LLP as auditor and the adoption of a new emblem, was "
        "approved.",
        "Shareholders approved the stock option plan, and a change of the fiscal calendar.",
    ],
)
def test_several_matters_told_as_one_and_not_taken_apart(told: str) -> None:
    assert "the sentence tells of several matters at once, and one was read" in reasons(report_of(told))


@pytest.mark.parametrize(
    "told",
    [
        "By written consent, holders approved an amendment of the charter to increase the authorized shares.",
        "Because the share issuance was approved, the adjournment was not put to the vote.",
        "Shareholders approved the stock option plan and its form of agreement.",
    ],
)
def test_one_matter_is_not_taken_for_several(told: str) -> None:
    assert "the sentence tells of several matters at once, and one was read" not in reasons(report_of(told))


def test_votes_in_round_figures_are_left_out_and_said() -> None:
    report = report_of("Shareholders approved the merger, with about 61.5 million votes for and 4 million against.")
    assert [reason for reason in report.review_reasons if reason.startswith("votes are told in round figures")]
    assert report.proposals[0].votes.votes_for is None


def test_round_figures_of_the_meeting_are_no_votes() -> None:
    report = report_of("About 61.5 million shares were represented.", "Proposal 1. Ratification of auditors", TALLY)
    assert report.review_reasons == ()

"""Tables in every make give the same counts."""

from decimal import Decimal

import pytest

from parsers.report import Category, Outcome
from tests.parsers.reports import Rows, by_class, counts, nominees, reasons, report_of

ELECTION = "Proposal 1. Election of Directors"
TWO = {"Ann Lee": (1000, None, 20, None, 400), "Bob Day": (1005, None, 15, None, 400)}


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(
            [
                ["Nominee", "For", "Withheld", "Broker Non-Votes"],
                ["Ann Lee", "1,000", "20", "400"],
                ["Bob Day", "1,005", "15", "400"],
            ],
            id="nominees down",
        ),
        pytest.param(
            [
                ["", "Ann Lee", "Bob Day"],
                ["For", "1,000", "1,005"],
                ["Withheld", "20", "15"],
                ["Broker non-votes", "400", "400"],
            ],
            id="nominees across",
        ),
        pytest.param(
            [
                ["", "Number of", "Votes", "Broker"],
                ["Name", "Votes For", "Withheld", "Non-Votes"],
                ["Ann Lee", "1,000", "20", "400"],
                ["Bob Day", "1,005", "15", "400"],
            ],
            id="a heading over two rows",
        ),
        pytest.param(
            [
                ["Nominee", "For", "%", "Withheld", "%", "Broker Non-Votes"],
                ["Ann Lee", "1,000", "98.04%", "20", "1.96%", "400"],
                ["Bob Day", "1,005", "98.53%", "15", "1.47%", "400"],
            ],
            id="percentages between",
        ),
        pytest.param(
            [
                ["Nominee", "% For", "For", "% Withheld", "Withheld", "Broker Non-Votes"],
                ["Ann Lee", "98.04", "1,000", "1.96", "20", "400"],
                ["Bob Day", "98.53", "1,005", "1.47", "15", "400"],
            ],
            id="percentages before, without signs",
        ),
        pytest.param(
            [
                ["Ann Lee", ""],
                ["For", "1,000"],
                ["Withheld", "20"],
                ["Broker Non-Votes", "400"],
                ["Bob Day", ""],
                ["For", "1,005"],
                ["Withheld", "15"],
                ["Broker Non-Votes", "400"],
            ],
            id="a block for each nominee",
        ),
        pytest.param(
            [
                ["Ann Lee", "For", "1,000"],
                ["", "Withheld", "20"],
                ["", "Broker Non-Votes", "400"],
                ["Bob Day", "For", "1,005"],
                ["", "Withheld", "15"],
                ["", "Broker Non-Votes", "400"],
            ],
            id="names beside blocks",
        ),
        pytest.param(
            [
                ["Nominee", "For", "Withheld", "Broker Non-Votes"],
                ["Ann Lee\nBob Day", "1,000\n1,005", "20\n15", "400\n400"],
            ],
            id="rows stacked in cells",
        ),
        pytest.param(
            [
                ["", "Nominee", "For", "Withheld", "Broker Non-Votes"],
                ["1.", "Ann Lee", "1,000", "20", "400"],
                ["2.", "Bob Day", "1,005", "15", "400"],
            ],
            id="numbers before the names",
        ),
    ],
)
def test_an_election_reads_the_same_in_every_make(table: Rows) -> None:
    report = report_of(ELECTION, table)
    assert nominees(report) == TWO
    assert reasons(report) == []


@pytest.mark.parametrize(
    "blocks",
    [
        pytest.param([[["For", "Against", "Abstain"], ["1,400", "20", "3"]]], id="a row"),
        pytest.param([[["For", "1,400"], ["Against", "20"], ["Abstain", "3"]]], id="lines"),
        pytest.param(
            [[["For:", "1,400", "98.4", "%"], ["Against:", "20", "1.4", "%"], ["Abstain:", "3"]]],
            id="lines with percentages",
        ),
        pytest.param([[["For", "1,400", "Against", "20", "Abstain", "3"]]], id="labels beside counts"),
        pytest.param([[["For: 1,400", "Against: 20", "Abstain: 3"]]], id="labels inside cells"),
        pytest.param([[["For\nAgainst\nAbstain", "1,400\n20\n3"]]], id="lines inside cells"),
        pytest.param(["For: 1,400", "Against: 20", "Abstain: 3"], id="paragraphs"),
        pytest.param(["The votes cast were: For 1,400, Against 20, Abstain 3."], id="a sentence"),
        pytest.param(
            [[["", "Votes", "% Cast"], ["For", "1,400", "98.6"], ["Against", "20", "1.4"], ["Abstain", "3", "--"]]],
            id="columns of votes and percentages",
        ),
    ],
)
def test_a_proposal_reads_the_same_in_every_make(blocks: list[str | Rows]) -> None:
    report = report_of("Proposal 1. Ratification of the appointment of Smith LLP as auditors", *blocks)
    (proposal,) = report.proposals
    assert counts(proposal) == (1400, 20, None, 3, None)
    assert reasons(report) == []


def test_one_table_can_hold_the_whole_meeting() -> None:
    report = report_of(
        [
            ["Proposal", "For", "Against", "Abstain", "Broker Non-Votes"],
            ["1. Election of Directors", "", "", "", ""],
            ["Ann Lee", "1,000", "20", "3", "400"],
            ["Bob Day", "1,001", "19", "3", "400"],
            ["2. Ratification of Smith LLP as auditors", "1,400", "20", "3", "0"],
        ]
    )
    assert nominees(report) == {"Ann Lee": (1000, 20, None, 3, 400), "Bob Day": (1001, 19, None, 3, 400)}
    assert counts(report.proposals[1]) == (1400, 20, None, 3, 0)


def test_a_table_cut_by_a_page_goes_on() -> None:
    head = ["Nominee", "For", "Withheld", "Broker Non-Votes"]
    report = report_of(ELECTION, [head, ["Ann Lee", "1,000", "20", "400"]], [["Bob Day", "1,005", "15", "400"]])
    assert nominees(report) == TWO


def test_absent_is_not_nought() -> None:
    report = report_of(
        "1. Ratification of auditors", [["For", "Against", "Abstain", "Broker Non-Votes"], ["1,400", "—", "", "N/A"]]
    )
    assert counts(report.proposals[0]) == (1400, 0, None, None, None)


def test_one_column_for_two_counts_goes_by_what_is_voted_on() -> None:
    report = report_of(
        ELECTION,
        [["Nominee", "For", "Against or Withheld"], ["Ann Lee", "1,000", "20"], ["Bob Day", "1,005", "15"]],
        "Proposal 2. Ratification of auditors",
        [["For", "Against or Withheld", "Abstain"], ["1,400", "20", "3"]],
    )
    assert nominees(report) == {"Ann Lee": (1000, None, 20, None, None), "Bob Day": (1005, None, 15, None, None)}
    assert counts(report.proposals[1]) == (1400, 20, None, 3, None)


def test_classes_counted_apart_stay_apart_and_a_printed_total_is_the_total() -> None:
    head = ["", "For", "Against", "Abstain"]
    report = report_of(
        "1. Approval of the 2021 Equity Plan",
        [
            head,
            ["Class A Common Stock", "1,000", "20", "3"],
            ["Class B Common Stock", "5,000", "0", "0"],
            ["Total", "6,000", "20", "3"],
        ],
    )
    (proposal,) = report.proposals
    assert by_class(proposal) == {
        "Class A Common Stock": (1000, 20, None, 3, None),
        "Class B Common Stock": (5000, 0, None, 0, None),
    }
    assert counts(proposal) == (6000, 20, None, 3, None)


def test_nothing_is_summed_over_classes() -> None:
    report = report_of(
        ELECTION,
        [["Nominee", "Class", "For", "Withheld"], ["Ann Lee", "Class A", "1,000", "20"], ["", "Class B", "5,000", "0"]],
    )
    (nominee,) = report.proposals[0].nominees
    assert counts(nominee) == (None,) * 5
    assert by_class(nominee) == {"Class A": (1000, None, 20, None, None), "Class B": (5000, None, 0, None, None)}
    assert nominee.elected is True


def test_rows_of_totals_and_percentages_are_no_proposals() -> None:
    report = report_of(
        "1. Ratification of auditors",
        [
            ["", "For", "Against", "Abstain", "Total"],
            ["Votes", "1,400", "20", "3", "1,423"],
            ["Percent of votes cast", "98.4%", "1.4%", "0.2%", "100%"],
        ],
    )
    assert [counts(p) for p in report.proposals] == [(1400, 20, None, 3, None)]
    assert reasons(report) == []


def test_broker_non_votes_told_once_belong_to_every_nominee() -> None:
    report = report_of(
        ELECTION,
        [["Nominee", "For", "Withheld"], ["Ann Lee", "1,000", "20"], ["Bob Day", "1,005", "15"]],
        "There were 400 broker non-votes for each nominee.",
    )
    assert nominees(report) == TWO


def test_broker_non_votes_told_at_the_end_go_to_the_proposals_named() -> None:
    tally = [["For", "Against", "Abstain"], ["1,400", "20", "3"]]
    report = report_of(
        "Proposal 1. Advisory vote on executive compensation",
        tally,
        "Proposal 2. Ratification of auditors",
        tally,
        "There were 400 broker non-votes on Proposal 1 and no broker non-votes on Proposal 2.",
    )
    assert [p.votes.broker_non_votes for p in report.proposals] == [400, 0]


def test_a_tally_of_some_holders_is_left_out() -> None:
    report = report_of(
        "Proposal 1. Approval of the merger. This proposal was approved.",
        "(1) Pursuant to the Company Standard, the votes were as follows:",
        [["For", "Against", "Abstain"], ["2,000", "300", "15"]],
        "(2) Pursuant to the Disinterested Standard, the votes were as follows:",
        [["For", "Against", "Abstain"], ["1,500", "300", "15"]],
    )
    assert [counts(p) for p in report.proposals] == [(2000, 300, None, 15, None)]
    assert reasons(report) == []


def test_a_fraction_of_nought_under_a_count_is_nought_though_percentages_stand_beside() -> None:
    report = report_of(
        [
            ["Proposal", "For", "Against", "Abstain", "% For"],
            ["Approval of the advisory agreement", "61,305.270", "0.000", "0.000", "100%"],
        ]
    )
    assert counts(report.proposals[0]) == (Decimal("61305.270"), 0, None, 0, None)


def test_a_result_column_without_counts_tells_each_outcome() -> None:
    report = report_of(
        "At the annual meeting of shareholders held on May 7, 2020 the matters below were voted on.",
        [
            ["Matter Voted Upon", "Outcome of Vote"],
            ["Reappointment of Marsh & Oak LLP as auditor", "Resolution approved."],
            ["Amendment of the stock option plan", "Defeated"],
        ],
    )
    assert [(p.category, p.outcome) for p in report.proposals if p.category is not Category.OTHER] == [
        (Category.AUDITOR_RATIFICATION, Outcome.APPROVED),
        (Category.EQUITY_PLAN, Outcome.NOT_APPROVED),
    ]


def test_a_heading_word_over_another_is_one_column_though_the_line_could_be_a_label_and_its_count() -> None:
    report = report_of(
        ELECTION,
        [["", "", "Withheld"], ["", "For", "Authority"], ["Ann Lee", "1,000", "20"], ["Bob Day", "1,005", "15"]],
    )
    assert nominees(report) == {"Ann Lee": (1000, None, 20, None, None), "Bob Day": (1005, None, 15, None, None)}


def test_a_number_sign_in_a_label_is_padding() -> None:
    report = report_of(
        ELECTION,
        [
            ["Ann Lee", ""],
            ["# of shares in favor", "1,000"],
            ["# of shares withheld", "20"],
            ["Bob Day", ""],
            ["# of shares in favor", "1,005"],
            ["# of shares withheld", "-"],
        ],
    )
    assert nominees(report) == {"Ann Lee": (1000, None, 20, None, None), "Bob Day": (1005, None, 0, None, None)}


def test_a_lettered_list_of_what_was_proposed_is_told_by_the_numbered_counts_below() -> None:
    report = report_of(
        "The following proposals were considered:",
        "(a) a proposal to extend the date for a business combination (the “Extension Proposal”);",
        "(b) a proposal to change the trust agreement (the “Trust Proposal”); and",
        "(c) a proposal to adjourn the meeting if there are too few votes (the “Adjournment Proposal”).",
        *(
            block
            for number, name in enumerate(("Extension", "Trust", "Adjournment"), start=1)
            for block in (f"{number}. {name} Proposal", [["For", "Against", "Abstain"], [f"{number},000", "20", "0"]])
        ),
    )
    assert [(p.number, counts(p)) for p in report.proposals] == [
        ("1", (1000, 20, None, 0, None)),
        ("2", (2000, 20, None, 0, None)),
        ("3", (3000, 20, None, 0, None)),
    ]

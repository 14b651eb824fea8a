"""Tables of results that few writers make: two slates side by side, classes and funds apart, rows of other things."""

from __future__ import annotations

from decimal import Decimal

import pytest

from parsers.report import Category
from tests.parsers.reports import by_class, counts, elected, nominees, reasons, report_of

DIRECTORS = "Proposal 1. Election of directors"


def test_two_slates_side_by_side_are_one_election() -> None:
    report = report_of(
        "Two directors were elected: Ann Lee and Tom Hart.",
        [
            ["Company’s nominees", "", "", "Fund’s nominees", "", ""],
            ["", "For", "Withheld", "", "For", "Withheld"],
            ["Ann Lee", "9,100", "200", "Tom Hart", "8,100", "300"],
            ["Bob Day", "4,100", "5,200", "Sue Marsh", "3,100", "5,300"],
        ],
    )
    assert nominees(report) == {
        "Ann Lee": (9100, None, 200, None, None),
        "Bob Day": (4100, None, 5200, None, None),
        "Tom Hart": (8100, None, 300, None, None),
        "Sue Marsh": (3100, None, 5300, None, None),
    }


def test_those_whom_a_list_of_the_elected_leaves_out_lost_and_that_is_no_doubt() -> None:
    report = report_of(
        "These candidates stood for two seats:",
        [
            ["Nominee", "For", "Withheld"],
            ["Ann Lee", "9,100", "4,200"],
            ["Bob Day", "4,100", "9,200"],
            ["Tom Hart", "8,100", "5,300"],
            ["Sue Marsh", "3,100", "9,300"],
        ],
        "Ann Lee and Tom Hart were elected.",
    )
    assert elected(report) == {"Ann Lee": True, "Bob Day": False, "Tom Hart": True, "Sue Marsh": False}
    assert reasons(report) == []


@pytest.mark.parametrize(
    "words",
    [
        "Each nominee other than Ms. Marsh was elected.",
        "All nominees were elected, except Sue Marsh.",
        "Ms. Marsh was not elected.",
        "Ms. Marsh did not receive a majority of the votes cast and was not elected.",
    ],
)
def test_a_nominee_named_as_the_exception_was_not_elected(words: str) -> None:
    rows = [["Nominee", "For", "Against"], ["Ann Lee", "9,100", "4,200"], ["Sue Marsh", "4,100", "9,200"]]
    report = report_of(DIRECTORS, rows, words)
    assert elected(report) == {"Ann Lee": True, "Sue Marsh": False}
    assert reasons(report) == []


def test_a_nominee_whose_name_was_withdrawn_is_told_without_counts() -> None:
    rows = [["Nominee", "For", "Withheld"], ["Ann Lee", "9,100", "200"], ["Bob Day", "Withdrawn", "Withdrawn"]]
    report = report_of(DIRECTORS, rows)
    assert nominees(report)["Bob Day"] == (None, None, None, None, None)
    assert elected(report) == {"Ann Lee": True, "Bob Day": False}


def test_cumulated_votes_may_lie_far_apart() -> None:
    report = report_of(
        "Holders cumulated their votes. All nominees were elected.",
        [
            ["Nominee", "For", "Withheld"],
            ["Ann Lee", "29,100", "200"],
            ["Bob Day", "9,100", "200"],
            ["Tom Hart", "8,900", "300"],
            ["Sue Marsh", "9,000", "250"],
        ],
    )
    assert reasons(report) == []


def test_classes_with_an_aside_in_their_labels_stay_apart_from_the_total() -> None:
    report = report_of(
        "Proposal 2. Ratification of the auditors",
        [
            ["", "For", "Against"],
            ["Class A Common Stock", "1,400", "20"],
            ["Class B Common Stock (ten votes a share)", "5,000", "0"],
            ["Total", "6,400", "20"],
        ],
    )
    assert counts(report.proposals[0])[:2] == (6400, 20)
    assert [row[:2] for row in by_class(report.proposals[0]).values()] == [(1400, 20), (5000, 0)]


def test_lines_that_name_a_fund_part_its_counts_from_the_next_funds() -> None:
    tally = ["For", "Against", "Abstain"]
    report = report_of(
        "Proposal 1. To approve a new sub-advisory agreement",
        "Growth Portfolio",
        [tally, ["1,400", "20", "3"]],
        "Income Portfolio",
        [tally, ["2,400", "30", "4"]],
        "Proposal 2. To ratify the auditors",
        [tally, ["3,900", "20", "3"]],
    )
    assert by_class(report.proposals[0]) == {
        "Growth Portfolio": (1400, 20, None, 3, None),
        "Income Portfolio": (2400, 30, None, 4, None),
    }
    assert counts(report.proposals[1]) == (3900, 20, None, 3, None)
    assert reasons(report) == []


def test_rows_of_funds_below_a_text_are_its_matter_and_nominees_below_them_are_the_next() -> None:
    report = report_of(
        "The new advisory agreement was voted on by each fund:",
        [["", "For", "Against"], ["Growth Fund", "1,400.5", "20"], ["Income Fund", "2,400", "30.25"]],
        "Holders of all funds together elected the trustees:",
        [["Trustee", "For", "Withheld"], ["Ann Lee", "3,900", "20"]],
    )
    assert [p.category for p in report.proposals] == [Category.FUND_MATTER, Category.DIRECTOR_ELECTION]
    assert list(by_class(report.proposals[0])) == ["Growth Fund", "Income Fund"]
    assert nominees(report) == {"Ann Lee": (3900, None, 20, None, None)}


@pytest.mark.parametrize(
    "heading",
    ["Uninstructed", "Brokered Non-Votes", "Broker Nonvotes", "Non Votes", "Broker No Votes", "Broker Non-Vote"],
)
def test_broker_non_votes_by_other_names(heading: str) -> None:
    report = report_of("Proposal 2. Say on pay", [["For", "Against", "Abstain", heading], ["1,400", "20", "3", "90"]])
    assert counts(report.proposals[0]) == (1400, 20, None, 3, 90)
    assert reasons(report) == []


def test_rows_of_shares_outstanding_and_represented_are_no_proposals() -> None:
    report = report_of(
        [["Total shares outstanding at the record date", "9,000,000"], ["Total shares represented", "8,000,000"]],
        "Proposal 2. Say on pay",
        [["For", "Against"], ["7,900,000", "100,000"]],
    )
    assert [p.category for p in report.proposals] == [Category.SAY_ON_PAY]
    assert (report.meeting.shares_outstanding, report.meeting.shares_represented) == (9_000_000, 8_000_000)
    assert reasons(report) == []


def test_a_heading_over_two_rows_may_speak_of_the_nominee() -> None:
    report = report_of(
        "Proposal: Election of two trustees",
        [
            ["", "Total votes", "Total votes withheld"],
            ["", "for the nominee", "from the nominee"],
            ["Independent Trustees", "", ""],
            ["Ann Lee", "9,270.091", "780.774"],
            ["Bob Day", "9,264.091", "786.774"],
        ],
    )
    assert [(v[0], v[2]) for v in nominees(report).values()] == [
        (Decimal("9270.091"), Decimal("780.774")),
        (Decimal("9264.091"), Decimal("786.774")),
    ]


def test_a_heading_row_may_begin_with_the_title_of_its_matter() -> None:
    report = report_of(
        [
            ["Election of directors", "For", "Withheld", ""],
            ["Ann Lee", "1,400", "20", ""],
            ["Ratification of auditors", "For", "Against", "Abstain"],
            ["Common", "1,390", "20", "10"],
            ["Preferred", "300", "0", "0"],
            ["Total", "1,690", "20", "10"],
            ["Say on Pay", "Against", "Abstain", "For"],
            ["", "120", "10", "1,290"],
        ]
    )
    assert [(p.category, counts(p)) for p in report.proposals[1:]] == [
        (Category.AUDITOR_RATIFICATION, (1690, 20, None, 10, None)),
        (Category.SAY_ON_PAY, (1290, 120, None, 10, None)),
    ]
    assert list(by_class(report.proposals[1])) == ["Common", "Preferred"]
    assert reasons(report) == []


def test_labels_and_counts_in_turn_may_have_percentages_beside_them() -> None:
    report = report_of(
        DIRECTORS,
        [
            ["Ann Lee", "FOR", "1,400", "98.6%", "WITHHELD", "20", "1.4%"],
            ["Bob Day", "FOR", "1,390", "97.9%", "WITHHELD", "30", "2.1%"],
        ],
    )
    assert nominees(report) == {"Ann Lee": (1400, None, 20, None, None), "Bob Day": (1390, None, 30, None, None)}
    assert reasons(report) == []


def test_notes_between_the_lines_of_a_block_do_not_end_it() -> None:
    report = report_of(
        "Proposal 2. Say on pay",
        [["Votes For", "1,400"], ["See note (1)."], ["Votes Against", "20"], ["See note (2)."], ["Abstain", "3"]],
    )
    assert [counts(p) for p in report.proposals] == [(1400, 20, None, 3, None)]
    assert reasons(report) == []


def test_a_count_without_a_heading_does_not_take_the_place_of_a_percentage() -> None:
    report = report_of(
        DIRECTORS,
        [
            ["Director", "% Votes For", "For", "Against", "Abstain", "Broker Non-Votes", ""],
            ["Ann Lee", "99.20", "5,148,624", "41,556", "8,911", "1,218,114", "6,417,205"],
        ],
    )
    assert nominees(report)["Ann Lee"] == (5148624, 41556, None, 8911, 1218114) or reasons(report)


def test_a_row_may_begin_with_its_own_heading() -> None:
    report = report_of(
        DIRECTORS,
        [["Nominee", "For", "Withheld"], ["Ann Lee", "1,400", "20"]],
        "Proposal 2. Ratification of the auditors",
        [["For Against Abstain", "1,410", "98.6%", "10", "0.7%", "10", "0.7%"]],
    )
    assert counts(report.proposals[1]) == (1410, 10, None, 10, None)
    assert reasons(report) == []


def test_a_cell_may_tell_counts_as_prose_does() -> None:
    report = report_of(
        [
            [
                "Setting the number of directors at eight",
                "By show of hands\nProxies: 1,410 FOR (98.6%);\n20 AGAINST (1.4%)",
            ],
            [
                "Appointment of Smith LLP as auditors",
                "By show of hands\nProxies: 1,420 FOR (99.3%);\n10 WITHHELD (0.7%)",
            ],
        ]
    )
    assert [(p.category, counts(p)[:3]) for p in report.proposals] == [
        (Category.OTHER, (1410, 20, None)),
        (Category.AUDITOR_RATIFICATION, (1420, None, 10)),
    ]
    assert reasons(report) == []


def test_who_appears_to_have_been_elected_leaves_the_others_out() -> None:
    report = report_of(
        "Company nominees: Ann Lee 9,100 for, 200 withheld; Bob Day 4,100 for, 5,200 withheld. Fund nominee: Tom Hart "
        "8,100 for, 1,200 withheld.",
        "Ms. Lee and Mr. Hart appear to have been elected.",
    )
    assert elected(report) == {"Ann Lee": True, "Bob Day": False, "Tom Hart": True}

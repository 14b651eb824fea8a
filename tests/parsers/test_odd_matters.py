"""What belongs to which matter where few writers put it so: numbers taken up again, verdicts below counts, lists."""

from __future__ import annotations

import pytest

from parsers.report import Category, Outcome, OutcomeBasis
from tests.parsers.reports import counts, nominees, reasons, report_of

DIRECTORS = "Proposal 1. Election of directors"


def test_a_text_that_leads_to_several_proposals_names_none() -> None:
    report = report_of(
        "Proposal 1. To ratify the auditors",
        [["For", "Against"], ["1,400", "20"]],
        "In addition, the following proposals on the charter and on pay, described in the proxy statement, were made:",
        "With respect to the advisory vote on executive compensation, the votes were cast as follows:",
        [["For", "Against"], ["1,300", "120"]],
    )
    assert [p.category for p in report.proposals] == [Category.AUDITOR_RATIFICATION, Category.SAY_ON_PAY]


def test_a_holders_proposal_with_a_number_of_its_own_keeps_that_of_the_ballot() -> None:
    rows = [
        ["", "For", "Against"],
        ["2. Ratification of auditors", "1,400", "20"],
        ["3. Shareholder Proposal No. 1", "300", "1,200"],
    ]
    report = report_of(rows)
    assert [(p.number, p.category) for p in report.proposals] == [
        ("2", Category.AUDITOR_RATIFICATION),
        ("3", Category.SHAREHOLDER_PROPOSAL),
    ]


def test_a_proposal_that_was_not_presented_was_not_voted_on() -> None:
    report = report_of(
        "Proposal 1. To ratify the auditors",
        [["For", "Against"], ["1,400", "20"]],
        "Proposal 2. Stockholder proposal on travel costs: not presented, as nobody came for it.",
    )
    assert report.proposals[1].outcome is Outcome.NOT_VOTED


@pytest.mark.parametrize(("represented", "doubted"), [("5,000", True), ("8,000", False), ("11,020", False)])
def test_shares_that_could_not_have_cast_the_votes_are_doubted(represented: str, doubted: bool) -> None:
    report = report_of(
        f"A total of {represented} shares were represented in person or by proxy.",
        "Proposal 2. Say on pay",
        [["For", "Against"], ["11,000", "20"]],
    )
    assert report.meeting.shares_represented == int(represented.replace(",", ""))
    assert ("shares_represented" in report.meeting.doubtful) is doubted
    assert reasons(report) == []


def test_resolutions_as_abroad_elect_one_director_each_and_their_headings_bear_marks() -> None:
    report = report_of(
        [
            ["Resolutions", "FOR and DISCRETIONARY", "AGAINST", "WITHHELD2", "PERCENTAGE"],
            ["Ordinary Resolutions", "", "", "", ""],
            ["1. To receive the audited accounts", "9,400", "20", "300", "99.79%"],
            ["2. To approve the Annual Report on Remuneration", "9,100", "400", "220", "95.79%"],
            ["3. To re-elect Ann Lee", "9,300", "150", "270", "98.41%"],
            ["4. To elect Bob Day as a Director of the Company", "9,310", "140", "270", "98.52%"],
            ["5. To re-appoint the Auditor", "9,400", "50", "270", "99.47%"],
        ]
    )
    assert [(p.number, p.category) for p in report.proposals] == [
        ("1", Category.OTHER),
        ("2", Category.SAY_ON_PAY),
        ("3", Category.DIRECTOR_ELECTION),
        ("4", Category.DIRECTOR_ELECTION),
        ("5", Category.AUDITOR_RATIFICATION),
    ]
    assert nominees(report) == {"Ann Lee": (9300, 150, 270, None, None), "Bob Day": (9310, 140, 270, None, None)}
    assert counts(report.proposals[0]) == (9400, 20, 300, None, None)
    assert reasons(report) == []


def test_a_resolution_to_elect_somebody_with_a_long_title_is_no_other_matter() -> None:
    rows = [["", "For", "Against"], ["1. To re-elect The Rt. Hon. Baroness Ann Lee of Ash DBE", "9,400", "20"]]
    report = report_of(rows)
    assert [p.category for p in report.proposals] == [Category.DIRECTOR_ELECTION]
    assert nominees(report) or reasons(report)


def test_a_verdict_below_counts_is_of_their_matter_and_none_of_its_own() -> None:
    report = report_of(
        "Proposal 1. Advisory vote on executive compensation",
        [["For", "Against"], ["1,400", "20"]],
        "The compensation was approved.",
        "Proposal 2. Ratification of the auditors",
        [["For", "Against"], ["1,410", "10"]],
    )
    assert [(p.category, p.outcome, p.outcome_basis) for p in report.proposals] == [
        (Category.SAY_ON_PAY, Outcome.APPROVED, OutcomeBasis.STATED),
        (Category.AUDITOR_RATIFICATION, Outcome.APPROVED, OutcomeBasis.COUNTED),
    ]
    assert reasons(report) == []


def test_a_text_that_takes_up_a_number_of_the_list_above_leads_to_its_counts() -> None:
    report = report_of(
        "Proposal 1: to approve the liquidation and dissolution of the Company; and",
        "Proposal 2: to approve an adjournment of the meeting, if necessary.",
        "Proposal 1 was approved:",
        [["For", "Against"], ["1,400", "20"]],
        "Proposal 2 was not approved:",
        [["For", "Against"], ["300", "1,120"]],
    )
    assert [(p.number, p.category, counts(p)[:2], p.outcome) for p in report.proposals] == [
        ("1", Category.TRANSACTION, (1400, 20), Outcome.APPROVED),
        ("2", Category.ADJOURNMENT, (300, 1120), Outcome.NOT_APPROVED),
    ]
    assert reasons(report) == []


def test_numbers_with_letters_number_parts() -> None:
    tally = [["For", "Against"], ["1,400", "20"]]
    report = report_of(
        "2C. The proposal to limit the liability of officers in the charter was approved:",
        tally,
        "2D. The proposal to name a forum for suits in the bylaws was approved:",
        tally,
    )
    assert [p.number for p in report.proposals] == ["2C", "2D"]


def test_pay_that_the_list_above_ties_to_a_merger_is_so_under_its_short_heading() -> None:
    report = report_of(
        "Proposal 1: To adopt the merger agreement.",
        "Proposal 2: To approve compensation that may become payable to officers in connection with the merger (the "
        "“Advisory Compensation Proposal”).",
        "Holders approved the merger, so an adjournment was not necessary. The Advisory Compensation Proposal was not "
        "approved.",
        "Proposal 1: Merger Agreement",
        [["For", "Against"], ["1,400", "20"]],
        "Proposal 2: Advisory Compensation Proposal",
        [["For", "Against"], ["300", "1,120"]],
    )
    assert [(p.category, p.outcome) for p in report.proposals] == [
        (Category.TRANSACTION, Outcome.APPROVED),
        (Category.GOLDEN_PARACHUTE, Outcome.NOT_APPROVED),
    ]


def test_votes_told_in_thousands_are_flagged() -> None:
    report = report_of(
        "The votes for directors, in thousands, were:", [["", "For", "Withheld"], ["Ann Lee", "7,120", "100"]]
    )
    assert any("thousands" in reason for reason in report.review_reasons)


def test_a_numbered_footnote_is_no_proposal() -> None:
    report = report_of(
        DIRECTORS,
        [["Nominee", "For", "Withheld", "Broker Non-Votes (1)"], ["Ann Lee", "7,120", "100", "800"]],
        "(1) Pursuant to the rules of the exchange, broker non-votes of 800 shares were not counted in the election.",
    )
    assert len(report.proposals) == 1
    assert reasons(report) == []


def test_votes_for_alone_are_in_doubt_where_other_proposals_have_more() -> None:
    report = report_of(
        "Proposal 1. Say on pay",
        [["For", "Against"], ["1,400", "20"]],
        "Proposal 2. Ratification of the auditors",
        [["For"], ["1,410"]],
    )
    assert reasons(report) == ["votes for were found and no others, though other proposals have more"]


def test_a_proposal_without_counts_beside_nominees_with_counts_is_in_doubt() -> None:
    report = report_of(
        DIRECTORS,
        [["Nominee", "For", "Withheld"], ["Ann Lee", "1,400", "20"]],
        "Proposal 2. Ratification of the auditors. The proposal was approved.",
    )
    assert reasons(report) == ["no counts were found for this proposal, though others have them"]


def test_nominees_numbered_as_parts_are_the_proposal_of_their_number() -> None:
    report = report_of(
        [
            ["Matter", "Yes", "No", "Abstain", "Outcome"],
            ["1a. Ann Lee", "1,400", "20", "3", "Pass"],
            ["1b. Bob Day", "1,390", "30", "3", "Pass"],
            ["2. Say on Pay", "600", "820", "3", "Fail"],
        ]
    )
    assert [p.number for p in report.proposals] == ["1", "2"]
    assert reasons(report) == []


def test_counts_behind_commas_are_a_result() -> None:
    report = report_of(
        "The frequency vote: 1 Year, 6,000; 2 Years, 100; 3 Years, 1,100; Abstain, 22. In accordance with it, the "
        "Company will hold an advisory vote on executive compensation every year.",
        "Say on pay: For, 7,000; Against, 200; Abstain, 22.",
    )
    frequency = report.proposals[0].frequency
    assert frequency is not None
    assert (frequency.one_year, frequency.two_years, frequency.three_years) == (6000, 100, 1100)
    assert counts(report.proposals[1]) == (7000, 200, None, 22, None)


def test_a_holders_proposal_below_nominees_in_one_table_is_no_nominee() -> None:
    report = report_of(
        [
            ["Proposal", "For", "Against"],
            ["Election of directors:", "", ""],
            ["(a) Ann Lee", "1,400", "20"],
            ["(b) Bob Day", "1,390", "30"],
            ["Stockholder proposals:", "", ""],
            ["Political spending report", "400", "1,020"],
            ["Independent chair", "500", "920"],
        ]
    )
    assert [p.category for p in report.proposals] == [
        Category.DIRECTOR_ELECTION,
        Category.SHAREHOLDER_PROPOSAL,
        Category.SHAREHOLDER_PROPOSAL,
    ]
    assert reasons(report) == []

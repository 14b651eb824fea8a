"""Lists of what holders voted on: bullets, marks before counts, groups of holders, terms that name a proposal."""

from __future__ import annotations

import pytest

from parsers.report import Category, Outcome
from parsers.votes.labels import is_group_of_holders
from parsers.votes.outcomes import stated_outcome
from tests.parsers.reports import by_class, counts, elected, reasons, report_of

TALLY = [["For", "Against", "Abstain"], ["1,400", "20", "3"]]


@pytest.mark.parametrize("bullets", [["● ", "● "], ["• ", "• "], ["- ", "- "]])
def test_bullets_take_the_verdict_of_the_sentence_above(bullets: list[str]) -> None:
    report = report_of(
        "Our majority stockholder executed a written consent approving the following actions (the “Actions”):",
        bullets[0] + "a reverse split of our common stock at one for ten, and",
        bullets[1] + "the ratification of Smith LLP as our auditors.",
    )
    assert [(p.category, p.outcome) for p in report.proposals] == [
        (Category.CAPITAL_STRUCTURE, Outcome.APPROVED),
        (Category.AUDITOR_RATIFICATION, Outcome.APPROVED),
    ]


def test_bullets_may_run_on_in_one_paragraph() -> None:
    report = report_of("The stockholders approved:", "• the 2021 Stock Plan; and • the merger with Beta Corp.")
    assert [p.category for p in report.proposals] == [Category.EQUITY_PLAN, Category.TRANSACTION]


def test_a_list_member_may_start_with_its_counts() -> None:
    report = report_of(
        "The amendments were approved with (i) 1,200 shares voting in favor of the Reverse Stock Split, 300 shares "
        "voting against the Reverse Stock Split and 4 shares abstaining, and (ii) 1,100 shares voting in favor of "
        "the Forward Stock Split, 400 shares voting against the Forward Stock Split and 4 shares abstaining."
    )
    assert [(p.category, counts(p)) for p in report.proposals] == [
        (Category.CAPITAL_STRUCTURE, (1200, 300, None, 4, None)),
        (Category.CAPITAL_STRUCTURE, (1100, 400, None, 4, None)),
    ]
    assert reasons(report) == []


def test_the_digits_of_a_year_are_no_count() -> None:
    report = report_of(
        "4. Frequency of the advisory vote: the votes cast for each of 1 year, 2 years, 3 years and abstentions:",
        [["1 Year", "2 Years", "3 Years", "Abstain"], ["900", "10", "80", "5"]],
    )
    frequency = report.proposals[0].frequency
    assert frequency is not None
    assert (frequency.one_year, frequency.two_years, frequency.three_years) == (900, 10, 80)


def test_groups_of_holders_are_tallies_of_one_matter() -> None:
    report = report_of(
        "The resolution to approve the arrangement received these votes:",
        [
            ["", "Votes For", "Votes Against"],
            ["Shareholders and option holders, voting together as a single class", "1,400", "20"],
            ["Shareholders, voting separately", "1,300", "15"],
        ],
    )
    assert [counts(p)[:2] for p in report.proposals] == [(1400, 20)]


@pytest.mark.parametrize(
    ("label", "group"),
    [
        ("Shareholders, voting separately", True),
        ("Holders of units voting as a separate class", True),
        ("Approval of the merger", False),
        ("Cumulative voting", False),
    ],
)
def test_labels_that_name_a_group_of_holders(label: str, group: bool) -> None:
    assert is_group_of_holders(label) is group


def test_a_term_defined_above_is_the_proposal_that_is_called_by_it() -> None:
    report = report_of(
        "Stockholders approved an amendment (the “Charter Amendment”) of the certificate to give the Company more "
        "time to complete a business combination.",
        "These are the voting results for the Charter Amendment proposal:",
        TALLY,
    )
    assert [(counts(p), p.outcome) for p in report.proposals] == [((1400, 20, None, 3, None), Outcome.APPROVED)]
    assert reasons(report) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The actions were adopted by written consent of our sole director.", False),
        ("The plan was adopted by unanimous consent of the board.", False),
        ("The plan was approved by written consent of the majority stockholder.", True),
        ("The holder of 1,200 shares, or 62% of those outstanding, approved by written consent the plan.", True),
        ("At this time, any split within the approved range lowers the number of holders.", False),
        ("At the meeting, by a show of hands, approved the plan.", True),
    ],
)
def test_who_approved(text: str, said: bool) -> None:
    assert (stated_outcome(text) is not None) is said


def test_districts_before_names_do_not_end_the_list() -> None:
    report = report_of(
        "The members elected the following persons to the Board: District 1 - Ann Lee; District 4 - Bob Day.",
    )
    assert elected(report) == {"Ann Lee": True, "Bob Day": True}


@pytest.mark.parametrize(
    "names",
    [
        [[["Ann Lee", "Bob Day"], ["Carl Fox", "Dan Roe"]]],
        [[["Ann Lee"], ["Bob Day"], ["Carl Fox"], ["Dan Roe"]]],
        ["Ann Lee", "Bob Day", "Carl Fox", "Dan Roe"],
    ],
)
def test_names_alone_under_a_sentence_are_those_elected(names: list[str | list[list[str]]]) -> None:
    report = report_of("The following were elected as directors:", *names, "Holders also ratified the auditors.")
    assert list(elected(report).items()) == [(name, True) for name in ("Ann Lee", "Bob Day", "Carl Fox", "Dan Roe")]


def test_an_election_of_nobody_leaves_a_doubt_about_the_whole_report() -> None:
    report = report_of("The following were elected as directors:", "Ratification of the auditors", TALLY)
    assert report.review_reasons == ("an election without the names of its nominees",)


def test_words_beside_a_name_are_not_the_name() -> None:
    report = report_of(
        "The two candidates with the most votes, Ann Lee and Bob Day, were elected.",
        [
            ["Nominee", "Side", "For", "Withheld"],
            ["Ann Lee", "Company", "900", "20"],
            ["Bob Day", "Tern Capital", "800", "120"],
            ["Carl Fox", "Tern Capital", "300", "620"],
        ],
    )
    assert elected(report) == {"Ann Lee": True, "Bob Day": True, "Carl Fox": False}


def test_elected_without_counts_beside_counts_is_a_doubt() -> None:
    report = report_of("Ann Lee and Bob Day were elected as directors.", "Ratification of the auditors", TALLY)
    assert reasons(report) == ["no counts were found for the nominees, though others have them"]


def test_classes_told_one_by_one_are_classes_of_one_matter() -> None:
    report = report_of(
        "Stockholders adopted the merger agreement. Class A common stock: 1,200 votes for, 30 against and 4 "
        "abstentions. Class B common stock: 500 votes for, 0 against and 0 abstentions."
    )
    assert [by_class(p) for p in report.proposals] == [
        {"Class A common stock": (1200, 30, None, 4, None), "Class B common stock": (500, 0, None, 0, None)}
    ]


def test_a_share_of_the_votes_that_was_needed_is_no_count() -> None:
    report = report_of(
        "1. Amendment of the charter. It was not approved, as it did not receive the affirmative vote of 66 2/3% of "
        "the shares:",
        TALLY,
    )
    assert [(counts(p), p.outcome) for p in report.proposals] == [((1400, 20, None, 3, None), Outcome.NOT_APPROVED)]


def test_broker_non_votes_among_the_shares_represented_are_no_proposal() -> None:
    report = report_of(
        "In all 2,000 shares were represented in person or by proxy, including 50 broker non-votes.",
        "1. Ratification of the auditors",
        TALLY,
    )
    assert [counts(p) for p in report.proposals] == [(1400, 20, None, 3, None)]


def test_a_reason_and_its_verdict_are_of_the_matter_before() -> None:
    report = report_of(
        "The shareholder proposal on water received 900 votes for and 900 votes against, with 5 abstentions.",
        "As the votes were tied, the proposal did not pass.",
    )
    assert [(counts(p), p.outcome) for p in report.proposals] == [((900, 900, None, 5, None), Outcome.NOT_APPROVED)]

"""What is said of a meeting in one line, and the percentages in it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts import FactKind, Thresholds, facts, subject
from bot.outcome import headline, lowest_supported, tally, worst_news
from bot.support import LANDMARKS, Cast, denominators, number, percent, support, turnout
from parsers.report import Category, Frequency, Kind, Meeting, Nominee, Outcome, Proponent, Proposal, Votes
from tests.slack import meetings


def test_a_meeting_where_all_went_well_is_told_by_its_counts() -> None:
    assert headline(meetings.all_elected()) == (
        "9 of 9 directors elected, 3 of 3 proposals approved, 86% of shares represented."
    )


def test_the_release_without_counts_tells_the_same_way() -> None:
    assert headline(meetings.no_counts()) == (
        "6 of 6 directors elected, 3 of 3 proposals approved, 71% of shares represented."
    )


def test_a_director_who_failed_comes_first_and_the_election_is_not_called_approved() -> None:
    assert headline(meetings.director_failed()) == (
        "Samuel Okonkwo was not elected (43.6% for). 8 of 9 directors elected, 2 of 2 other proposals approved, "
        "86% of shares represented."
    )


def test_a_failed_say_on_pay_comes_first_and_shareholder_proposals_are_counted_apart() -> None:
    assert headline(meetings.say_on_pay_failed()) == (
        "Say on pay failed: 46.2% for. 9 of 9 directors elected, 2 of 3 management proposals approved, "
        "0 of 1 shareholder proposals approved, 86% of shares represented."
    )


def test_say_on_pay_under_the_threshold_is_news_though_it_was_approved() -> None:
    assert worst_news(meetings.frequency_chosen()) == "Say on pay under 70%: 66.5% for."
    assert worst_news(meetings.frequency_chosen(), Thresholds(say_on_pay=Fraction(60, 100))) == ""


def test_the_frequency_that_holders_chose_is_no_approval() -> None:
    assert tally(meetings.frequency_chosen()) == (
        "9 of 9 directors elected, 3 of 3 proposals approved, holders chose say on pay every year, "
        "86% of shares represented."
    )


def test_a_missed_supermajority_says_that_more_voted_for_than_against() -> None:
    assert worst_news(meetings.supermajority_missed()) == (
        "“Amendment of the certificate of incorporation to declassify the board” not approved, though more voted for "
        "than against (76.8% for)."
    )
    assert [fact.kind for fact in facts(meetings.supermajority_missed())] == [FactKind.SUPERMAJORITY_MISSED]


def test_in_a_contest_the_losers_share_one_sentence_and_nobody_is_called_low() -> None:
    assert worst_news(meetings.contested()) == (
        "Not elected: Rosalind O’Shea (61.6%), Yuki Tanabe (63.4%), Marcus T. Bellweather III (65.1%) and 3 more."
    )
    assert tally(meetings.contested()).startswith("9 of 15 nominees elected, 1 of 1 other proposals approved")
    assert {fact.kind for fact in facts(meetings.contested())} == {FactKind.DIRECTOR_NOT_ELECTED}


def test_a_shareholder_proposal_that_passed_is_news_and_one_that_failed_is_not() -> None:
    def ending(outcome: Outcome, votes: Votes) -> list[FactKind]:
        proposal = meetings.matter(
            "4", Category.SHAREHOLDER_PROPOSAL, "Special meetings", votes, outcome, proponent=Proponent.SHAREHOLDER
        )
        return [fact.kind for fact in facts(meetings.report(proposal))]

    assert ending(Outcome.APPROVED, meetings.counted(60, 40)) == [FactKind.SHAREHOLDER_PROPOSAL_PASSED]
    assert ending(Outcome.NOT_APPROVED, meetings.counted(40, 60)) == []
    assert ending(Outcome.NOT_APPROVED, meetings.counted(60, 40)) == [FactKind.SUPERMAJORITY_MISSED]


def test_an_auditor_who_was_not_ratified_is_news() -> None:
    lost = meetings.matter("3", Category.AUDITOR_RATIFICATION, "X LLP", meetings.counted(1, 3), Outcome.NOT_APPROVED)
    assert worst_news(meetings.report(lost)) == "Auditor not ratified: 25.0% for."


def test_a_director_elected_against_the_majority_is_told() -> None:
    opposed = meetings.election(Nominee("A. Minority", True, meetings.withheld(460, 540)))
    assert worst_news(meetings.report(opposed)) == "A. Minority was elected with only 46.0% for."


def test_what_is_in_doubt_says_so_where_it_is_told() -> None:
    assert worst_news(meetings.doubtful()) == (
        "Say on pay failed: 46.2% for (to check). Tobias Whitfield was elected with only 6.0% for (to check)."
    )


def test_what_nobody_could_tell_is_counted_as_unclear_and_never_as_approved() -> None:
    unclear = meetings.matter("2", Category.OTHER, "Something", outcome=None)
    unsure = meetings.election(Nominee("B", None), Nominee("C", True))
    assert tally(meetings.report(unsure, unclear)) == (
        "1 of 2 directors elected, 1 unclear, 0 of 1 other proposals approved, 1 unclear, 86% of shares represented."
    )


def test_what_was_not_put_to_the_vote_is_said() -> None:
    withdrawn = meetings.matter("5", Category.ADJOURNMENT, "Adjournment", outcome=Outcome.NOT_VOTED)
    assert tally(meetings.report(withdrawn)).startswith("0 of 1 proposals approved, 1 not voted on")
    assert worst_news(meetings.report(withdrawn)) == ""


def test_preliminary_results_say_so_first() -> None:
    assert headline(meetings.preliminary()).startswith("Preliminary results. 9 of 9 directors elected")


def test_a_filing_without_results_is_not_called_a_meeting() -> None:
    assert headline(meetings.report(kind=Kind.NONE)) == "No meeting results were read in this filing."


def test_more_than_three_pieces_of_news_are_counted() -> None:
    lost = [
        meetings.matter(str(n), Category.CHARTER_AMENDMENT, f"Change {n}", meetings.counted(1, 9), Outcome.NOT_APPROVED)
        for n in range(5)
    ]
    assert worst_news(meetings.report(*lost)).endswith("“Change 2” not approved (10.0% for). And 2 more to look at.")


def test_the_lowest_supported_nominee_is_found_and_equals_have_none() -> None:
    lowest = lowest_supported(meetings.all_elected())
    assert lowest is not None
    assert (lowest.nominee.name, lowest.where) == ("Rosalind O’Shea", "/proposals/0/nominees/8")
    same = meetings.counted(10, 1)
    assert (
        lowest_supported(meetings.report(meetings.election(Nominee("A", True, same), Nominee("B", True, same)))) is None
    )


@pytest.mark.parametrize(
    ("votes", "share", "cast"),
    [
        (Votes(votes_for=60, votes_against=40, abstentions=900), "60.0%", Cast.FOR_AGAINST),
        (Votes(votes_for=60, votes_withheld=40, broker_non_votes=900), "60.0%", Cast.FOR_WITHHELD),
        (Votes(votes_for=60, votes_against=30, votes_withheld=10), "60.0%", Cast.FOR_AGAINST_WITHHELD),
        (Votes(votes_for=Decimal("18662457.146"), votes_against=0), "100%", Cast.FOR_AGAINST),
        (Votes(votes_for=0, votes_against=7), "0%", Cast.FOR_AGAINST),
    ],
)
def test_support_is_for_out_of_votes_cast_and_names_the_denominator(votes: Votes, share: str, cast: Cast) -> None:
    found = support(votes)
    assert found is not None
    assert (found.words, found.cast) == (share, cast)


@pytest.mark.parametrize(
    "votes",
    [
        Votes(),
        Votes(votes_for=60),
        Votes(votes_for=60, abstentions=4, broker_non_votes=2),
        Votes(votes_against=60),
        Votes(votes_for=0, votes_against=0),
    ],
)
def test_no_percentage_is_made_of_missing_counts(votes: Votes) -> None:
    assert support(votes) is None


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Fraction(46214, 100000), "46.2%"),
        (Fraction(4996, 10000), "49.96%"),
        (Fraction(5004, 10000), "50.04%"),
        (Fraction(1, 2), "50.0%"),
        (Fraction(69999, 100000), "69.999%"),
        (Fraction(9999, 10000), "99.99%"),
        (Fraction(999999, 1000000), "99.9999%"),
        (1 - Fraction(1, 10**9), "just under 100%"),
        (Fraction(1, 10**9), "just over 0%"),
        (Fraction(1), "100%"),
        (Fraction(0), "0%"),
        (Fraction(2, 3), "66.7%"),
        (Fraction(66666, 100000), "66.666%"),
        (Fraction(1, 2) + Fraction(1, 10**7), "just over 50.0%"),
    ],
)
def test_rounding_never_carries_a_share_on_to_or_across_what_people_act_on(share: Fraction, shown: str) -> None:
    assert percent(share) == shown


@given(st.fractions(0, 1))
def test_a_shown_percentage_stands_on_the_same_side_of_every_landmark(share: Fraction) -> None:
    shown = percent(share)
    words = shown.rstrip("%").split()
    value = Fraction(words[-1]) / 100
    if words[0] == "just":
        near = min(LANDMARKS, key=lambda mark: abs(mark - share))
        assert (share < near) == (words[1] == "under")
    elif share not in LANDMARKS:
        assert abs(value - share) <= Fraction(5, 10_000)
        for mark in LANDMARKS:
            assert (value > mark) == (share > mark)
            assert (value < mark) == (share < mark)


def test_turnout_needs_both_figures_and_a_share_that_is_possible() -> None:
    assert turnout(Meeting(shares_outstanding=100, shares_represented=71)) == Fraction(71, 100)
    assert turnout(Meeting(shares_outstanding=100)) is None
    assert turnout(Meeting(shares_represented=71)) is None
    assert turnout(Meeting(shares_outstanding=100, shares_represented=101)) is None
    assert turnout(Meeting(shares_outstanding=0, shares_represented=0)) is None


def test_fractional_votes_keep_their_fraction() -> None:
    assert number(Decimal("18662457.146")) == "18,662,457.146"
    assert number(0) == "0"


def test_the_denominators_in_use_are_named_once_each() -> None:
    used = [
        Votes(votes_for=1, votes_withheld=1),
        Votes(votes_for=1, votes_against=1),
        Votes(votes_for=2, votes_against=1),
    ]
    assert denominators(used) == (Cast.FOR_AGAINST, Cast.FOR_WITHHELD)


def test_a_whole_resolution_as_a_title_is_cut_in_the_headline() -> None:
    lost = meetings.matter("2", Category.OTHER, "To  approve " + "at length " * 60, outcome=Outcome.NOT_APPROVED)
    words = worst_news(meetings.report(lost))
    assert words.startswith("“To approve at length")
    assert words.endswith("…” not approved.")
    assert len(words) < 150


def test_turnout_is_a_whole_percentage_unless_it_would_touch_the_quorum() -> None:
    def share(represented: int) -> str:
        held = Meeting(shares_outstanding=1000, shares_represented=represented)
        return tally(meetings.report(meetings.auditor(), meeting=held)).rpartition("approved, ")[2]

    assert share(801) == "80% of shares represented."
    assert share(503) == "50.3% of shares represented."
    assert share(496) == "49.6% of shares represented."


def test_a_tally_of_what_was_read_with_doubts_says_so() -> None:
    assert tally(meetings.doubtful()) == (
        "2 of 2 directors elected (to check), 1 of 2 proposals approved (to check), 86% of shares represented."
    )
    unsure = replace(meetings.all_elected(), review_reasons=("the totals differ",))
    assert tally(unsure) == (
        "9 of 9 directors elected, 3 of 3 proposals approved, 86% of shares represented. Some of it is to be checked."
    )


def test_what_the_board_decided_is_told_where_it_is_all_there_is_or_another_thing() -> None:
    assert tally(meetings.decision()) == "The board decided on say on pay every three years."
    [*others, vote] = meetings.frequency_chosen().proposals
    assert (vote.frequency_chosen, vote.board_frequency) == (Frequency.ONE_YEAR, Frequency.ONE_YEAR)
    otherwise = replace(vote, board_frequency=Frequency.THREE_YEARS)
    assert tally(meetings.report(*others, otherwise)) == (
        "9 of 9 directors elected, 3 of 3 proposals approved, holders chose say on pay every year, "
        "the board decided on say on pay every three years, 86% of shares represented."
    )


def test_a_meeting_of_which_no_outcome_was_read_says_so() -> None:
    unread = replace(meetings.decision(), proposals=(replace(meetings.decision().proposals[0], board_frequency=None),))
    assert tally(unread) == "What was decided could not be read."


def special(*matters: Proposal) -> str:
    return tally(meetings.report(*matters))


MERGER = meetings.matter("1", Category.TRANSACTION, "Adoption of the merger agreement", meetings.counted(9, 1))
ADJOURN = meetings.matter("2", Category.ADJOURNMENT, "Adjournment, if necessary", meetings.counted(9, 1))


def test_what_a_meeting_without_an_election_was_held_for_is_named() -> None:
    assert special(MERGER, ADJOURN, meetings.auditor()) == (
        "“Adoption of the merger agreement” approved, 2 of 2 other proposals approved, 86% of shares represented."
    )
    name = meetings.matter("1", Category.CHARTER_AMENDMENT, "To vote on a proposal to change the name", Votes())
    assert special(name) == "“To change the name” approved, 86% of shares represented."
    assert special(replace(name, review_reasons=("odd",))) == (
        "“To change the name” approved (to check), 86% of shares represented."
    )
    assert special(meetings.board(), MERGER).startswith("9 of 9 directors elected, 2 of 2 proposals approved")
    assert special(MERGER, replace(MERGER, number="3")).startswith("2 of 2 proposals approved")


@pytest.mark.parametrize("title", ["On January 21", "And approve the issuance", "9,100 shares voting in favor", ""])
def test_words_that_name_nothing_are_not_told_as_what_was_approved(title: str) -> None:
    assert special(meetings.matter("1", Category.OTHER, title, Votes())).startswith("1 of 1 proposals approved")


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Shareholder Proposal Regarding an Independent Chair", "“An Independent Chair”"),
        ("Was a non-binding advisory stockholder proposal regarding simple majorities", "“Simple majorities”"),
        ("Stockholder proposal: Lobbying Report, if properly presented at the meeting", "“Lobbying Report”"),
        ("A shareholder proposal entitled “Pay Gaps,” as described in the proxy materials", "“Pay Gaps”"),
        (
            "To vote on a proposal to change the name to “Quill Inc.”",
            "“To change the name to “Quill Inc.””",
        ),
        ("Shareholder proposal that the board declassify itself", "“That the board declassify itself”"),
        ("Stockholder Proposal", "“Stockholder Proposal”"),
        ("Approval of the 2026 proposal for a merger", "“Approval of the 2026 proposal for a merger”"),
    ],
)
def test_a_headline_tells_what_a_proposal_is_about_and_not_whose_it_was(title: str, told: str) -> None:
    assert subject(meetings.matter("1", Category.OTHER, title)) == told


def test_an_election_without_readable_nominees_is_not_called_approved() -> None:
    lost = meetings.election()
    assert tally(meetings.report(lost, meetings.auditor())) == (
        "An election whose nominees could not be read, 1 of 1 other proposals approved, 86% of shares represented."
    )


def test_directors_with_little_support_share_a_sentence_the_least_first() -> None:
    some = [
        Nominee(name, True, meetings.counted(votes, 100 - votes), review_reasons=("odd",) if name == "C" else ())
        for name, votes in (("A", 79), ("B", 61), ("C", 70), ("D", 80), ("E", 78))
    ]
    of = meetings.report(meetings.election(*some))
    assert worst_news(of) == "Directors under 80%: B (61.0%), C (70.0%) (to check), E (78.0%) and 1 more."
    assert [fact.about for fact in facts(of)] == ["B", "C", "E", "A"]
    one = meetings.report(meetings.election(*some[:1]))
    assert worst_news(one) == "A had 79.0% for."

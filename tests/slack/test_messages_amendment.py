"""What an amendment changes, what the first message then says, and what the thread is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.amended import all_amended, amended, matching_nominees
from bot.changes import Change, changes
from bot.slack.messages import alert_message, amended_original, amendment_reply
from bot.standin.slack.limits import message_fault
from parsers import report as r
from tests.slack import meetings
from tests.slack.reading import said, table_of

FIRST = meetings.FIRST
DAY = r.Meeting(r.MeetingType.ANNUAL, date(2026, 5, 14))


def test_an_amendment_that_says_little_hides_nothing_that_was_told() -> None:
    first = meetings.frequency_chosen()
    message = amended_original(meetings.alert(meetings.decision()), meetings.REASONS, [meetings.stored(first)])
    shown = said(message)
    assert [row[0] for row in table_of(message)[1:]] == list(meetings.BOARD)
    assert "Harbor Lantern Corp. (HBRL): amended annual meeting results" in shown
    assert "1 year 40,118,702 · 2 years 311,990 · 3 years 3,540,611" in shown
    assert "The board decided: every three years" in shown
    assert "50,108,014 of 58,204,331 shares (86.1%)" in shown
    assert "*Amended by a later 8-K/A.* What it does not repeat stands as filed first: <" in shown
    assert f"{FIRST}-index.htm|{FIRST}>" in shown


def test_an_amendment_that_tells_the_boards_decision_alone_is_no_vote_without_counts() -> None:
    message = alert_message(meetings.alert(meetings.decision()), ())
    assert "*The board decided on say on pay every three years.*" in said(message)
    assert "*Frequency of say on pay*\n*The board decided: every three years*" in said(message)
    assert "Frequency of say on pay: the board decided on every three years" in message.text
    assert "not stated" not in said(message) + message.text
    assert "counts are given" not in said(message)


def test_the_thread_is_told_what_changed_and_an_unchanged_outcome_is_not_broadcast() -> None:
    reply, broadcast = amendment_reply(meetings.alert(meetings.decision()), meetings.frequency_chosen())
    assert not broadcast
    assert "*This was amended. One value reads otherwise now:*" in said(reply)
    assert "• Frequency of say on pay, the board: every three years (before: every year)" in said(reply)
    assert message_fault(reply.text, list(reply.blocks)) is None
    assert reply.text.endswith(meetings.FILING_URL)


def test_an_outcome_that_turned_is_broadcast_and_told_with_both_readings() -> None:
    final = meetings.report(
        meetings.say_on_pay(meetings.counted(20_344_870, 23_681_559), r.Outcome.NOT_APPROVED), form_type="8-K/A"
    )
    reply, broadcast = amendment_reply(meetings.alert(final), meetings.preliminary())
    assert broadcast
    assert "An outcome has changed. 4 values read otherwise now:" in said(reply)
    assert said(reply).index("• Results: final (before: preliminary)") < said(reply).index(
        "• Say on pay: not approved (before: approved)"
    )
    assert "• Say on pay, for: 20,344,870 (before: 41,220,118)" in said(reply)


def test_an_amendment_that_changes_nothing_says_so() -> None:
    reply, broadcast = amendment_reply(meetings.alert(meetings.amendment()), meetings.amendment())
    assert not broadcast
    assert "No value that was told here has changed." in said(reply)


def test_a_filing_without_results_changes_nothing() -> None:
    nothing = meetings.report(kind=r.Kind.NONE, proposals=())
    assert changes(meetings.all_elected(), nothing) == ()
    assert amended(meetings.all_elected(), nothing).proposals == meetings.all_elected().proposals


def test_without_what_it_amends_an_amendment_stands_alone() -> None:
    shown = said(amended_original(meetings.alert(meetings.amendment()), ()))
    assert "For 41,020,118" in shown
    assert "stands as filed first" not in shown


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Marcus T. Bellweather III", "Marcus Bellweather", True),
        ("Rosalind O’Shea", "ROSALIND O’SHEA", True),
        ("Samuel Okonkwo", "Samuel Okonjo", False),
        ("Ann Lee", "Anna Lee", False),
    ],
)
def test_a_director_is_known_by_first_and_last_name(one: str, other: str, same: bool) -> None:
    assert bool(matching_nominees([r.Nominee(one, True)], [r.Nominee(other, True)])) == same


def test_who_cannot_be_told_apart_is_not_matched_and_nothing_of_theirs_is_overwritten() -> None:
    twins = meetings.election(
        r.Nominee("A. Lee", True, r.Votes(1)), r.Nominee("A. B. Lee", True, r.Votes(2)), r.Nominee("C. Doe", True)
    )
    now = meetings.election(r.Nominee("A. Lee", False, r.Votes(9)), r.Nominee("C. Doe", True, r.Votes(3)))
    (election,) = amended(meetings.report(twins), meetings.report(now)).proposals
    assert [(n.name, n.elected, n.votes.votes_for) for n in election.nominees] == [
        ("A. Lee", True, 1),
        ("A. B. Lee", True, 2),
        ("C. Doe", True, 3),
        ("A. Lee", False, 9),
    ]


def test_proposals_are_matched_by_number_and_category_never_by_number_alone() -> None:
    plan = meetings.matter("2", r.Category.EQUITY_PLAN, "Plan", r.Votes(5, 1))
    charter = meetings.matter("2", r.Category.CHARTER_AMENDMENT, "Charter", r.Votes(7, 2))
    both = amended(meetings.report(plan), meetings.report(charter))
    assert [p.title for p in both.proposals] == ["Plan", "Charter"]
    assert changes(meetings.report(plan), meetings.report(charter)) == (
        Change("“Charter”", "", "approved", outcome=True),
    )


def test_unnumbered_proposals_are_matched_by_their_words() -> None:
    was = meetings.matter(None, r.Category.OTHER, "Sale of the  Mill", r.Votes(5))  # type: ignore[arg-type]
    now = meetings.matter(None, r.Category.OTHER, "SALE OF THE MILL", r.Votes(6))  # type: ignore[arg-type]
    assert [p.votes.votes_for for p in amended(meetings.report(was), meetings.report(now)).proposals] == [6]


def test_classes_and_frequencies_are_amended_count_by_count() -> None:
    was = meetings.share_classes()
    name, *_ = was.proposals[1].votes_by_class
    now = meetings.report(replace(was.proposals[1], votes_by_class=(replace(name, votes=r.Votes(votes_against=1)),)))
    first, second = amended(was, now).proposals[1].votes_by_class
    assert (first.votes.votes_for, first.votes.votes_against) == (21_004_551, 1)
    assert second == was.proposals[1].votes_by_class[1]
    assert [c.about for c in changes(was, now)] == ["Equity plan, Class A, against"]

    frequency = meetings.frequency_chosen()
    asked = replace(
        frequency.proposals[3], frequency=r.FrequencyVotes(three_years=9), frequency_chosen=r.Frequency.THREE_YEARS
    )
    later = meetings.report(asked)
    assert amended(frequency, later).proposals[3].frequency == r.FrequencyVotes(
        40_118_702, 311_990, 9, 56_117, 6_012_344
    )
    assert [c.outcome for c in changes(frequency, later)] == [True, False]


def test_evidence_follows_its_proposal_to_its_place() -> None:
    now = meetings.report(
        meetings.auditor(),
        evidence={
            "/proposals/0/outcome": r.Evidence("a.htm", 0, 3, "yes", "r"),
            "/meeting/date": r.Evidence("a.htm", 5, 8, "day", "r"),
        },
    )
    assert set(amended(meetings.all_elected(), now).evidence) == {"/proposals/2/outcome", "/meeting/date"}


def test_amendments_of_amendments_are_taken_in_their_order() -> None:
    second = meetings.report(meetings.say_on_pay(r.Votes(votes_for=2)), meeting=DAY)
    third = meetings.report(meetings.say_on_pay(r.Votes(votes_against=3)), meeting=DAY)
    pay = all_amended([meetings.all_elected(), second, third]).proposals[1].votes
    assert (pay.votes_for, pay.votes_against, pay.abstentions) == (2, 3, 41_207)


counts = st.one_of(st.none(), st.integers(0, 99))
votes = st.builds(r.Votes, counts, counts, counts, counts, counts)
names = st.sampled_from(["Ann Lee", "Bo Ek", "Cy Roe"])
nominees = st.lists(st.builds(r.Nominee, names, st.sampled_from([True, False, None]), votes), max_size=3).map(tuple)
matters = st.one_of(
    st.builds(r.Proposal, st.just("1"), st.just(r.Category.DIRECTOR_ELECTION), st.just("E"), nominees=nominees),
    st.builds(
        r.Proposal,
        st.sampled_from(["2", "3", None]),
        st.sampled_from([r.Category.SAY_ON_PAY, r.Category.OTHER, r.Category.EQUITY_PLAN]),
        st.sampled_from(["A", "B"]),
        outcome=st.sampled_from([*r.Outcome, None]),
        votes=votes,
    ),
)
reports = st.lists(matters, max_size=4).map(lambda of: meetings.report(*of, meeting=DAY))


def figures(report: r.MeetingReport) -> int:
    """How many counts a report tells."""
    every = [p.votes for p in report.proposals] + [n.votes for p in report.proposals for n in p.nominees]
    return sum(getattr(each, name) is not None for each in every for name in r.Votes.__slots__)


@given(reports, reports)
def test_together_they_tell_no_less_than_either_and_then_nothing_is_left_to_change(
    first: r.MeetingReport, second: r.MeetingReport
) -> None:
    both = amended(first, second)
    assert figures(both) >= max(figures(first), figures(second))
    assert len(both.proposals) >= max(len(first.proposals), len(second.proposals))


@given(reports)
def test_a_report_amended_by_itself_is_itself(report: r.MeetingReport) -> None:
    unique = replace(report, proposals=report.proposals[:1])
    if len({n.name for p in unique.proposals for n in p.nominees}) == sum(len(p.nominees) for p in unique.proposals):
        election_of_nobody = any(
            p.category is r.Category.DIRECTOR_ELECTION and not p.nominees for p in unique.proposals
        )
        assert election_of_nobody or changes(unique, unique) == ()
        assert election_of_nobody or amended(unique, unique).proposals == unique.proposals

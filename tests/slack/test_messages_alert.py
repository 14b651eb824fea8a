"""What an alert tells, and in which words."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.slack.blocks import texts
from bot.slack.messages import alert_message, alert_messages
from bot.slack.messages.words import company
from parsers.report import (
    Category,
    Evidence,
    FactDoubt,
    Meeting,
    MeetingReport,
    Nominee,
    OutcomeBasis,
    Ticker,
    Votes,
)
from tests.slack import meetings
from tests.slack.reading import buttons, said, table_of


def test_an_alert_has_its_parts_in_order() -> None:
    message = alert_message(meetings.alert(meetings.say_on_pay_failed()), meetings.REASONS)
    kinds = [block["type"] for block in message.blocks]
    assert kinds == ["header", "section", "section", "section", "table", *["section"] * 3, "context", "actions"]


def test_the_directors_are_sorted_as_filed_and_the_lowest_is_marked() -> None:
    rows = table_of(alert_message(meetings.alert(meetings.all_elected()), ()))
    assert rows[0] == ["Director", "Result", "% for", "For", "Against", "Abstain"]
    assert [row[0] for row in rows[1:]] == list(meetings.BOARD)
    assert rows[-1] == ["Rosalind O’Shea", "✓ Elected", "94.2% lowest", "41,456,296", "2,557,448", "41,207"]
    assert [row for row in rows if "lowest" in row[2]] == [rows[-1]]


def test_broker_non_votes_that_are_the_same_for_all_are_said_once_and_others_in_each_row() -> None:
    told = alert_message(meetings.alert(meetings.all_elected()), ())
    assert "Election of directors to serve until 2027* — 9 of 9 elected\nBroker non-votes 6,012,344 for each" in said(
        told
    )
    one, other = meetings.withheld(10, 2, 7), meetings.withheld(9, 3, 8)
    for odd, shown in ((other, "8"), (replace(one, broker_non_votes=None), "–")):
        standing = (Nominee("A", True, one), Nominee("B", True, one), Nominee("C", True, odd))
        message = alert_message(meetings.alert(meetings.report(meetings.election(*standing))), ())
        assert [row[-1] for row in table_of(message)] == ["Broker non-votes", "7", "7", shown]
        assert "for each" not in said(message)


def test_a_missed_supermajority_tells_what_share_of_all_shares_voted_for() -> None:
    missed = meetings.supermajority_missed()
    message = alert_message(meetings.alert(missed), ())
    assert "58.1% of the shares outstanding voted for" in said(message)
    assert "58.1% of the shares outstanding voted for" in message.text
    assert "of the shares outstanding" not in said(alert_message(meetings.alert(meetings.all_elected()), ()))
    held = missed.meeting
    doubt = FactDoubt("shares_outstanding", "two figures are given")
    for other in (
        replace(held, doubts=(doubt,)),
        replace(held, shares_represented=20_000_000),
        replace(held, shares_outstanding=None),
    ):
        told = alert_message(meetings.alert(replace(missed, meeting=other)), ())
        assert "of the shares outstanding" not in said(told)


def test_preliminary_counts_say_that_the_final_ones_follow() -> None:
    message = alert_message(meetings.alert(meetings.preliminary()), ())
    assert "*Preliminary results.* 9 of 9 directors elected" in said(message)
    assert "*These counts are preliminary.* The final results are told here once they are filed." in said(message)


def test_a_column_that_the_filing_does_not_have_is_not_shown_and_a_missing_count_is_no_nought() -> None:
    one, other = meetings.withheld(10, 2), Votes(votes_for=9, broker_non_votes=0)
    of = meetings.report(meetings.election(Nominee("A", True, one), Nominee("B", None, other)))
    rows = table_of(alert_message(meetings.alert(of), ()))
    assert rows[0] == ["Director", "Result", "% for", "For", "Withheld", "Broker non-votes"]
    assert rows[2] == ["B", "? Unclear", "–", "9", "–", "0"]


def test_several_elections_share_the_one_table_that_a_message_may_have() -> None:
    first = meetings.election(Nominee("A", True, meetings.withheld(10, 2)), number="1a", title="Class I")
    second = meetings.election(Nominee("B", True, meetings.withheld(9, 3)), number="1b", title="Class II")
    message = alert_message(meetings.alert(meetings.report(first, second)), ())
    assert [row[:2] for row in table_of(message)] == [["Proposal", "Director"], ["1a", "A"], ["1b", "B"]]
    assert "*1a. Class I* — 1 of 1 elected\n*1b. Class II* — 1 of 1 elected" in said(message)


def test_an_outcome_is_told_in_words_and_mark_with_the_denominator_named() -> None:
    shown = said(alert_message(meetings.alert(meetings.say_on_pay_failed()), ()))
    assert "*✕ Not approved* — 46.2% of votes cast were for" in shown
    assert "*✓ Approved* — 99.2% of votes cast were for" in shown
    assert "from the printed counts: for ÷ (for + against)." in shown


def test_an_outcome_that_only_the_counts_tell_says_so() -> None:
    of = meetings.report(replace(meetings.auditor(), outcome_basis=OutcomeBasis.COUNTED))
    assert "✓ Approved by the counts (no outcome is stated)" in said(alert_message(meetings.alert(of), ()))


def test_a_missed_supermajority_is_told_as_the_filing_tells_it() -> None:
    shown = said(alert_message(meetings.alert(meetings.supermajority_missed()), ()))
    assert "✕ Not approved as the filing states, though more voted for than against" in shown


def test_no_percentage_appears_where_there_are_no_counts() -> None:
    message = alert_message(meetings.alert(meetings.no_counts()), ())
    shown = said(message)
    assert "The filing gives no counts for this election." in shown
    assert shown.count("No counts are given.") == 2
    assert set(re.findall(r"[\d.]+%", shown)) == {"71%", "71.0%"}
    assert "Percentages" not in shown


def test_a_doubt_is_told_in_words_marked_in_place_and_links_to_the_words() -> None:
    words = Evidence("hbrl-8k.htm", 5, 30, "Tobias Whitfield 4,363,827 67,843,000 41,207 6,012,344", "table row")
    of = replace(meetings.doubtful(), evidence={"/proposals/0/nominees/1/votes/for": words})
    message = alert_message(meetings.alert(of), ())
    shown = said(message)
    assert "• Tobias Whitfield: for and against may be swapped — <" in shown
    assert f"{meetings.FOLDER}/hbrl-8k.htm#:~:text=Tobias%20Whitfield%204%2C363%2C827" in shown
    assert table_of(message)[2][0] == "Tobias Whitfield [to check]"
    assert "To check: Tobias Whitfield: for and against may be swapped" in message.text


def test_the_buttons_carry_the_keys_that_the_app_listens_to() -> None:
    pressed = buttons(alert_message(meetings.alert(meetings.all_elected()), ()))
    assert list(pressed) == ["open_filing", "open_exhibit", "evidence", "past_meetings", "mute", "share"]
    assert pressed["open_filing"]["url"] == meetings.FILING_URL
    assert pressed["open_exhibit"]["url"] == f"{meetings.FOLDER}/hbrl-8k_20260514.htm"
    assert pressed["evidence"]["value"] == pressed["share"]["value"] == meetings.ACCESSION
    assert pressed["mute"]["value"] == pressed["past_meetings"]["value"] == "999001"


def test_why_a_channel_gets_it_and_which_filing_it_was_stand_in_the_small_print() -> None:
    shown = said(alert_message(meetings.alert(meetings.all_elected()), meetings.REASONS))
    assert "Here because this channel watches HBRL (Harbor Lantern Corp.)" in shown
    assert "8-K · accepted <!date^1779136267^{date_short_pretty} at {time} (16:31 ET)|2026-05-18 16:31 ET>" in shown
    assert f"|{meetings.ACCESSION}> · read automatically" in shown


def test_lateness_is_told_whoever_was_late() -> None:
    late = meetings.alert(meetings.all_elected(), late=True)
    shown = said(alert_message(late, (), delay="delivered 14 min late: Slack was rate limiting"))
    assert "Found late, by the audit and not by the feed. Delivered 14 min late: Slack was rate limiting" in shown


def test_an_amendment_and_preliminary_results_say_so_in_the_title() -> None:
    def title(of: MeetingReport) -> str:
        return next(texts(alert_message(meetings.alert(of), ()).blocks[0]["text"]))

    assert title(meetings.amendment()) == "Harbor Lantern Corp. (HBRL): amended annual meeting results"
    assert title(meetings.preliminary()) == "Harbor Lantern Corp. (HBRL): preliminary annual meeting results"


def test_what_could_not_be_read_is_told_with_its_link_and_claims_nothing() -> None:
    message = alert_message(meetings.unreadable(), meetings.REASONS)
    shown = said(message)
    assert "could not be read automatically" in message.text
    assert message.text.endswith(meetings.FILING_URL)
    assert "the document is cut off inside a table" in shown
    assert "elected" not in shown
    assert "approved" not in shown


def test_the_fallback_text_says_it_all() -> None:
    text = alert_message(meetings.alert(meetings.say_on_pay_failed()), ()).text
    assert text.startswith("Harbor Lantern Corp. (HBRL): annual meeting results. Say on pay failed: 46.2% for. 9 of 9")
    for name in meetings.BOARD:
        assert name in text
    assert "For 20,344,870 · Against 23,681,559 · Abstain 41,207 · Broker non-votes 6,012,344" in text
    assert text.endswith(meetings.FILING_URL)


def test_the_longest_meeting_is_split_with_every_row_and_proposal_kept() -> None:
    of = meetings.huge()
    messages = alert_messages(meetings.alert(of), meetings.REASONS)
    assert len(messages) == 2
    assert sum(sum(b["type"] == "table" for b in m.blocks) for m in messages) == 1
    everything = "\n".join(map(said, messages))
    for proposal in of.proposals[1:]:
        assert f"*{proposal.number}. {proposal.title}" in everything
    assert [row[0] for row in table_of(messages[1])[1:]] == [n.name for n in of.proposals[0].nominees]
    assert "“Amendment of the declaration of trust” not approved (42.5% for)." in said(messages[0])
    assert list(buttons(messages[0])) == ["open_filing", "open_exhibit", "evidence", "past_meetings", "mute", "share"]


def test_an_election_stands_where_the_filing_has_it() -> None:
    board = meetings.board()
    of = meetings.report(meetings.auditor("1"), board, meetings.say_on_pay(meetings.counted(3, 1)))
    message = alert_message(meetings.alert(of), ())
    kinds = [block["type"] for block in message.blocks]
    assert kinds[3:7] == ["section", "section", "table", "section"]
    assert "Thornbury" in str(message.blocks[3])


def test_more_shares_than_there_are_is_marked() -> None:
    held = Meeting(shares_outstanding=5, shares_represented=20)
    shown = said(alert_message(meetings.alert(meetings.report(meetings.auditor(), meeting=held)), ()))
    assert "20 of 5 shares [to check]" in shown


@pytest.mark.parametrize(
    ("symbols", "shown"),
    [
        (("GOOGL", "GOOG"), " (GOOGL, GOOG)"),
        (("KO", "KO26", "KO26C"), " (KO)"),
        (("BA", "BA-PRA"), " (BA)"),
        (("MUX", "MUX"), " (MUX)"),
        (("BRK.A", "BRK.B", "BRK28"), " (BRK.A, BRK.B)"),
        ((), ""),
    ],
)
def test_a_company_goes_by_the_symbols_of_its_shares(symbols: tuple[str, ...], shown: str) -> None:
    of = meetings.report(tickers=tuple(Ticker(symbol) for symbol in symbols))
    assert company(of, meetings.alert(of).filing) == f"Harbor Lantern Corp.{shown}"


def test_directors_are_compared_with_the_meeting_before_where_name_and_kind_of_votes_are_the_same() -> None:
    then = meetings.report(
        meetings.election(
            Nominee("Miriam Castellanos", True, meetings.counted(90, 10)),
            Nominee("TOBIAS WHITFIELD", True, meetings.counted(80, 20)),
            Nominee("Priya Raghunathan Jr.", True, meetings.counted(70, 30)),
            Nominee("Eleanor Voss-Hartmann", True, meetings.withheld(60, 40)),
            Nominee("Samuel Okonkwo", True, meetings.counted(50, 50), review_reasons=("two columns may be swapped",)),
        )
    )
    rows = table_of(alert_messages(meetings.alert(meetings.all_elected()), (), previous=then)[0])
    assert rows[0][2:4] == ["% for", "Before"]
    assert [row[3] for row in rows[1:6]] == ["90.0%", "80.0%", "–", "–", "–"]


def test_nobody_is_compared_with_another_meeting_that_had_nobody_of_them() -> None:
    then = meetings.report(meetings.election(Nominee("Somebody Else", True, meetings.counted(90, 10))))
    rows = table_of(alert_messages(meetings.alert(meetings.all_elected()), (), previous=then)[0])
    assert "Before" not in rows[0]


def test_a_doubt_of_the_meetings_facts_stands_at_the_fact_and_links_to_its_words() -> None:
    report = meetings.all_elected()
    unsure = replace(report.meeting, doubts=(FactDoubt("record_date", "two dates are called the record date"),))
    shown = said(alert_message(meetings.alert(replace(report, meeting=unsure)), ()))
    assert "*Record date*\nMarch 20, 2026 [to check]" in shown
    assert "Record date: two dates are called the record date — <" in shown
    assert "|see the words>" in shown
    assert "May 14, 2026 [to check]" not in shown


def test_of_several_messages_the_first_holds_what_failed() -> None:
    first, rest = alert_messages(meetings.alert(meetings.huge()), ())
    assert "30. Amendment of the declaration of trust" in said(first)
    assert "30. Amendment of the declaration of trust" not in said(rest)


def test_a_doubt_that_many_share_is_told_once_with_a_link_for_each() -> None:
    reason = "a heading stands over columns that cannot be told"
    names = [f"Nominee {letter}" for letter in "ABCDEFGH"]
    standing = [Nominee(name, True, meetings.counted(9, 1), review_reasons=(reason,)) for name in names]
    of = meetings.report(meetings.election(*standing), evidence={})
    shown = said(alert_message(meetings.alert(of), ()))
    assert shown.count(reason) == 1
    assert f"• {reason}: <{meetings.FILING_URL}|Nominee A>, <{meetings.FILING_URL}|Nominee B>" in shown
    assert "|Nominee F> and 2 more" in shown


def test_an_election_whose_nominees_could_not_be_read_counts_nobody() -> None:
    shown = said(alert_message(meetings.alert(meetings.report(meetings.election(), meetings.auditor())), ()))
    assert "*1. Election of directors to serve until 2027* — its nominees could not be read" in shown
    assert "0 of 0" not in shown
    assert "gives no counts for this election" not in shown


def test_a_title_that_is_the_end_of_a_sentence_is_told_as_a_title() -> None:
    of = meetings.report(
        meetings.matter("2", Category.OTHER, "Was a management proposal to move", meetings.counted(2, 1))
    )
    assert "*2. A management proposal to move*" in said(alert_message(meetings.alert(of), ()))

"""Whatever a filing or a person writes: Slack takes the message, nothing pings, no figure is made up."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.lookup import Meetings, View
from bot.slack.blocks import size
from bot.slack.messages import alert_messages, evidence_view, lookup_message, plain_text
from bot.slack.mrkdwn import length
from bot.slack.paging import MESSAGE_LIMIT
from bot.standin.slack.limits import message_fault, view_fault
from parsers import report as r
from tests.slack import answers, meetings
from tests.slack.reading import buttons, marked, mrkdwn_texts, said

HOSTILE = "<!channel> & *Bad* `Co` <javascript:alert(1)|x> :boom: <https://evil.example|Open filing>"


def hostile() -> r.MeetingReport:
    return meetings.report(
        meetings.election(r.Nominee(HOSTILE, False, meetings.counted(1, 2), review_reasons=(HOSTILE,)), title=HOSTILE),
        meetings.matter("<!here>", r.Category.OTHER, HOSTILE, meetings.counted(3, 4), r.Outcome.NOT_APPROVED),
        companies=(r.Company(HOSTILE),),
        tickers=(r.Ticker("<!channel>"),),
        review_reasons=(HOSTILE,),
        evidence={"/proposals/0/title": r.Evidence(HOSTILE, 0, 5, HOSTILE, HOSTILE)},
        checks=(r.Check(HOSTILE, False, HOSTILE),),
    )


def test_nothing_from_a_filing_or_a_person_pings_links_or_formats() -> None:
    alert = meetings.alert(hostile())
    alert = replace(alert, filing=replace(alert.filing, filers=()))
    view = evidence_view(hostile(), meetings.ACCESSION, meetings.FILING_URL)
    replies = [lookup_message(answers.never_heard_of()), *alert_messages(alert, (f"watches {HOSTILE}",), delay=HOSTILE)]
    tokens = marked([*mrkdwn_texts(view), *(text for r in replies for text in [r.text, *mrkdwn_texts(r.blocks)])])
    assert tokens
    for token in tokens:
        assert token.startswith((f"{meetings.FOLDER}/", "!date^")), token
    shown = "\n".join([*mrkdwn_texts(view), *(text for reply in replies for text in mrkdwn_texts(reply.blocks))])
    assert ":boom:" not in shown
    assert "*Bad*" not in shown
    assert all(str(each.get("url", "https://")).startswith("https://") for r in replies for each in buttons(r).values())


counts: st.SearchStrategy[r.Count | None] = st.one_of(
    st.none(), st.integers(0, 10**11), st.decimals(0, 10**9, places=3)
)
votes = st.builds(r.Votes, counts, counts, counts, counts, counts)
words = st.one_of(st.text(max_size=60), st.text(max_size=900), st.just(HOSTILE))
doubts = st.lists(words, max_size=2).map(tuple)
classes = st.lists(st.builds(r.ClassVotes, words, votes), max_size=3).map(tuple)
nominees = st.builds(r.Nominee, words, st.sampled_from([True, False, None]), votes, classes, doubts)
numbers = st.one_of(st.none(), words)
proposals = st.one_of(
    st.builds(
        r.Proposal,
        numbers,
        st.just(r.Category.DIRECTOR_ELECTION),
        words,
        nominees=st.lists(nominees, max_size=14).map(tuple),
        review_reasons=doubts,
    ),
    st.builds(
        r.Proposal,
        numbers,
        st.sampled_from(sorted(set(r.Category) - {r.Category.DIRECTOR_ELECTION})),
        words,
        proponent=st.sampled_from(r.Proponent),
        outcome=st.one_of(st.none(), st.sampled_from(r.Outcome)),
        counted_outcome=st.one_of(st.none(), st.sampled_from(r.Outcome)),
        votes=votes,
        votes_by_class=classes,
        frequency=st.one_of(st.none(), st.builds(r.FrequencyVotes, counts, counts, counts, counts, counts)),
        frequency_chosen=st.one_of(st.none(), st.sampled_from(r.Frequency)),
        review_reasons=doubts,
    ),
)
dates = st.one_of(st.none(), st.dates(date(1993, 1, 1), date(2040, 1, 1)))
held = st.builds(
    r.Meeting, st.one_of(st.none(), st.sampled_from(r.MeetingType)), dates, dates, counts, counts, st.booleans()
)
reports = st.builds(
    r.MeetingReport,
    st.just("x"),
    st.just(r.Kind.MEETING_RESULTS),
    companies=st.lists(st.builds(r.Company, words), max_size=3).map(tuple),
    tickers=st.lists(st.builds(r.Ticker, words), max_size=3).map(tuple),
    meeting=held,
    proposals=st.lists(proposals, max_size=34).map(tuple),
    evidence=st.dictionaries(
        st.sampled_from(["/proposals/0/title", "/proposals/0/nominees/0/votes/for", "/meeting/date", "/nothing/0"]),
        st.builds(r.Evidence, words, st.integers(0, 9), st.integers(9, 20), words, words),
    ),
    review_reasons=doubts,
)


@settings(max_examples=60, deadline=None)
@given(reports, st.lists(words, max_size=3).map(tuple))
def test_whatever_a_report_holds_slack_takes_its_messages(of: r.MeetingReport, reasons: tuple[str, ...]) -> None:
    for message in alert_messages(meetings.alert(of), reasons):
        assert message_fault(message.text, list(message.blocks)) is None
        assert size(*message.blocks) + length(message.text) <= MESSAGE_LIMIT
        assert message.text.isprintable() or "\n" in message.text
        for token in marked([message.text, *mrkdwn_texts(message.blocks)]):
            assert token.startswith((f"{meetings.FOLDER}/", "!date^"))
        assert plain_text(message)
    assert view_fault(evidence_view(of, meetings.ACCESSION, meetings.FILING_URL)) is None
    answer = Meetings("q", View.LATEST, answers.COMPANY, (answers.held(of, 2024),))
    shown = lookup_message(answer)
    assert message_fault(shown.text, list(shown.blocks)) is None


@settings(max_examples=60, deadline=None)
@given(reports)
def test_every_count_that_is_shown_is_one_of_the_report(of: r.MeetingReport) -> None:
    def every(node: object) -> set[str]:
        if isinstance(node, bool) or node is None or isinstance(node, str):
            return set()
        if isinstance(node, tuple):
            return {count for each in node for count in every(each)}
        if hasattr(node, "__slots__") and not isinstance(node, date):
            return {count for name in node.__slots__ for count in every(getattr(node, name, None))}
        return {f"{node:,}"} if not isinstance(node, dict | date) else set()

    plain = replace(of, companies=(), tickers=(), review_reasons=(), evidence={})
    plain = replace(plain, proposals=tuple(_without_words(proposal) for proposal in plain.proposals))
    known = every(plain)
    for message in alert_messages(meetings.alert(plain), ()):
        for count in re.findall(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain_text(message)):
            assert count in known


def _without_words(proposal: r.Proposal) -> r.Proposal:
    """Only figures are left to be shown."""
    return replace(
        proposal,
        number=None,
        title="T",
        nominees=tuple(
            replace(
                n,
                name="N",
                review_reasons=(),
                votes_by_class=tuple(replace(c, share_class="C") for c in n.votes_by_class),
            )
            for n in proposal.nominees
        ),
        votes_by_class=tuple(replace(c, share_class="C") for c in proposal.votes_by_class),
        review_reasons=(),
    )


def test_a_message_with_everything_at_its_longest_still_fits_and_shows_its_doubts() -> None:
    long = "interminable words " * 60
    unsure = tuple(f"doubt {n} {long}" for n in range(40))
    names = [
        r.Nominee(f"{n} {long}", False, meetings.counted(10**11 + n, 10**11), review_reasons=unsure) for n in range(99)
    ]
    matters = [
        meetings.matter(
            str(n), r.Category.OTHER, long, meetings.counted(1, 10**11), r.Outcome.NOT_APPROVED, review_reasons=unsure
        )
        for n in range(40)
    ]
    of = meetings.report(
        meetings.election(*names, title=long),
        *matters,
        companies=(r.Company(long),) * 3,
        tickers=(r.Ticker(long),) * 9,
        review_reasons=unsure,
    )
    messages = alert_messages(meetings.alert(of, late=True), (long,) * 9, delay=long)
    for message in messages:
        assert message_fault(message.text, list(message.blocks)) is None
        assert size(*message.blocks) + length(message.text) <= MESSAGE_LIMIT
    assert "To check against the filing" in said(messages[0])
    everything = "\n".join(map(said, messages))
    assert all(f"\n{n} interminable" in everything for n in range(99))
    assert everything.count("✕ Not approved") == 40

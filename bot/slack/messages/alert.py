"""The alert: how a meeting ended, for a channel that watches the company."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.outcome import all_votes, headline, nominees, tally, worst_news
from bot.slack.blocks import Block, actions, button, context, fields, header, link_button, section
from bot.slack.messages import actions as ids
from bot.slack.messages.directors import election_blocks
from bot.slack.messages.doubts import doubt_blocks, doubt_words, doubts
from bot.slack.messages.links import document_url, is_exhibit, main_document
from bot.slack.messages.proposals import proposal_blocks
from bot.slack.messages.words import (
    READ_BY_MACHINE,
    cik,
    company,
    day,
    is_amendment,
    meeting,
    nominee_line,
    proposal_line,
)
from bot.slack.mrkdwn import Mrkdwn, bold, cut, escape, joined, link, moment
from bot.slack.paging import message, paged
from bot.stages import Alert, AlertKind, Message
from bot.support import denominators, number, percent, turnout
from parsers.report import Category, Meeting, MeetingReport

COMPANY_LIMIT = 90
HEADLINE_LIMIT = 900


def alert_messages(
    alert: Alert, reasons: Sequence[str], *, previous: MeetingReport | None = None, delay: str = ""
) -> tuple[Message, ...]:
    """The alert, and for a meeting that is too long for one message the rest, which belongs into the alert's thread.

    ``previous`` is the company's last meeting of the same type, where the ledger knows it; ``delay`` says in words why
    the alert comes late: ``delivered 14 min late: Slack was rate limiting``.
    """
    if alert.kind is AlertKind.UNREADABLE:
        return (unreadable_message(alert, reasons, delay=delay),)
    report, title, text = alert.report, _title(alert), fallback(alert)
    head = [*head_blocks(alert), *doubt_blocks(report, alert.filing_url)]
    foot = [small_print(alert, reasons, delay), alert_actions(alert)]
    elections, proposals = election_blocks(report), proposal_blocks(report, previous)
    messages = paged(text, head=head, body=[*elections, *proposals], foot=foot, title=title)
    if len(messages) > 1:  # what was decided fits more readily than every director's row, and belongs into the alert
        messages = paged(text, head=head, body=[*proposals, *elections], foot=foot, title=title)
    return messages


def alert_message(
    alert: Alert, reasons: Sequence[str], *, previous: MeetingReport | None = None, delay: str = ""
) -> Message:
    """The alert alone, complete but for what does not fit."""
    return alert_messages(alert, reasons, previous=previous, delay=delay)[0]


def unreadable_message(alert: Alert, reasons: Sequence[str], *, delay: str = "") -> Message:
    """The bare alert: results were filed and could not be read, so here is the link."""
    who = company(alert.report, alert.filing)
    said = "Filed meeting results that could not be read automatically. Nothing is known but the link."
    why = [Mrkdwn(f"• {escape(reason, 300)}") for reason in alert.report.review_reasons]
    blocks = [
        header(f"{cut(who, COMPANY_LIMIT)}: meeting results, unread"),
        section(bold(said), *why, limit=1500),
    ]
    text = joined("\n", (escape(f"{who}: {said}"), escape(alert.filing_url)))
    return message(text, blocks, foot=[small_print(alert, reasons, delay), alert_actions(alert)])


def head_blocks(alert: Alert) -> list[Block]:
    """Who and what, the outcome in a line, and the meeting's own facts."""
    news, counted = worst_news(alert.report), tally(alert.report)
    facts = [Mrkdwn(f"*{name}*\n{escape(words)}") for name, words in _meeting_facts(alert.report)]
    return [
        header(_title(alert)),
        section(joined(" ", (bold(news, HEADLINE_LIMIT), escape(counted)) if news else (bold(counted),))),
        *([fields(facts)] if facts else []),
    ]


def small_print(alert: Alert, reasons: Sequence[str], delay: str = "") -> Block:
    """Why the channel gets it, what the percentages are, which filing it was, and how far to trust it."""
    filing = alert.filing
    form = escape(filing.form_type or alert.report.form_type or "Filing")
    accepted = joined(" ", (Mrkdwn("accepted"), moment(filing.accepted))) if filing.accepted else Mrkdwn("")
    number_ = link(alert.filing_url, filing.accession_number)
    trust = "" if alert.kind is AlertKind.UNREADABLE else READ_BY_MACHINE
    origin = joined(" · ", (form, accepted, number_, escape(trust)))
    late = "found late, by the audit and not by the feed" if alert.late else ""
    return context(
        escape(f"Here because this channel {'; '.join(reasons)}" if reasons else "", 500),
        escape(percentages(alert.report)),
        origin,
        escape(". ".join(part for part in (late, delay) if part).capitalize(), 300),
    )


def percentages(report: MeetingReport) -> str:
    """The sentence that tells what "votes cast" means, where percentages are shown."""
    used = denominators(all_votes(report))
    if not used:
        return ""
    first, *others = used
    ways = [f"for ÷ ({first})", *(f"for ÷ ({cast}) where those were counted" for cast in others)]
    return f"Percentages are worked out by Ballotwire from the printed counts: {', or '.join(ways)}."


def alert_actions(alert: Alert) -> Block:
    filing, report = alert.filing, alert.report
    who, key = cik(report, filing), filing.accession_number
    name = main_document(report)
    document = document_url(alert.filing_url, name)
    label = "Open exhibit" if is_exhibit(name) else "Open document"
    spoken = company(report, filing)
    return actions(
        link_button("Open filing", ids.OPEN_FILING, alert.filing_url, f"Open the filing of {spoken} on EDGAR"),
        link_button(label, ids.OPEN_EXHIBIT, document, f"{label} with the results") if document else None,
        button("Show evidence", ids.EVIDENCE, key, "Show the words each value was read from")
        if report.evidence
        else None,
        button("Past meetings", ids.PAST_MEETINGS, who, f"Past meetings of {spoken}") if who else None,
        button("Mute company", ids.MUTE, who, f"Mute {spoken} in this channel") if who else None,
        button("Share", ids.SHARE, key, "Share this alert to another channel"),
    )


def fallback(alert: Alert) -> Mrkdwn:
    """All of it as lines of text, for notifications, screen readers, and a Slack that refuses the blocks."""
    report = alert.report
    lines = [f"{_title(alert)}. {headline(report)}"]
    lines += [f"{name}: {words}" for name, words in _meeting_facts(report)]
    lines += [f"To check: {doubt_words(doubt)}" for doubt in doubts(report)]
    lines += [nominee_line(nominee) for nominee in nominees(report)]
    lines += [proposal_line(p) for p in report.proposals if p.category is not Category.DIRECTOR_ELECTION]
    lines += [percentages(report), alert.filing_url]
    return Mrkdwn("\n".join(escape(line, 500) for line in lines if line))


def _title(alert: Alert) -> str:
    """``Innovo Group Inc. (INNO): annual meeting results``, and whether they are preliminary or amended."""
    report = alert.report
    amended = "amended " if is_amendment(report, alert.filing) else ""
    preliminary = "preliminary " if report.meeting.preliminary else ""
    return f"{cut(company(report, alert.filing), COMPANY_LIMIT)}: {amended}{preliminary}{meeting(report)} results"


def _meeting_facts(report: MeetingReport) -> Iterator[tuple[str, str]]:
    held = report.meeting
    if held.date:
        kind = meeting(report)
        yield "Meeting", f"{kind[0].upper()}{kind[1:]}, {day(held.date)}"
    if held.record_date:
        yield "Record date", day(held.record_date)
    if turnout_words := _turnout(held):
        yield turnout_words
    if held.quorum_stated is not None:
        yield "Quorum", "Present, as the filing states" if held.quorum_stated else "Not present, as the filing states"


def _turnout(held: Meeting) -> tuple[str, str] | None:
    represented, outstanding, share = held.shares_represented, held.shares_outstanding, turnout(held)
    if represented is not None and outstanding is not None:
        words = f"{number(represented)} of {number(outstanding)} shares"
        return "Represented", f"{words} ({percent(share)})" if share is not None else words
    if represented is not None:
        return "Represented", f"{number(represented)} shares"
    return ("Shares outstanding", number(outstanding)) if outstanding is not None else None

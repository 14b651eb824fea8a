"""One meeting as its parts: title, outcome, facts, elections, proposals, where it comes from, what can be opened.

Alerts and answers put these together; each decides what stands around them.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.outcome import all_votes, headline, nominees, tally, worst_news
from bot.slack.blocks import Block, button, fields, header, link_button, section
from bot.slack.messages import actions as ids
from bot.slack.messages.before import matters_before, turnout_before
from bot.slack.messages.directors import election_blocks
from bot.slack.messages.doubts import doubt_words, doubts
from bot.slack.messages.links import document_url, is_exhibit, main_document
from bot.slack.messages.proposals import of_outstanding, proposal_lines
from bot.slack.messages.words import (
    READ_BY_MACHINE,
    TO_CHECK,
    capital,
    company,
    day,
    is_amendment,
    meeting,
    nominee_line,
    proposal_line,
)
from bot.slack.mrkdwn import Mrkdwn, bold, cut, escape, joined, link, moment
from bot.stages import Filing
from bot.support import denominators, number, percent, turnout
from parsers.report import Category, Kind, Meeting, MeetingReport

COMPANY_LIMIT = 90
NEWS_LIMIT = 900


def meeting_title(report: MeetingReport, filing: Filing) -> str:
    """``Innovo Group Inc. (INNO): annual meeting results``, and whether they are preliminary or amended."""
    amended = "amended " if is_amendment(report, filing) else ""
    preliminary = "preliminary " if report.meeting.preliminary else ""
    return f"{cut(company(report, filing), COMPANY_LIMIT)}: {amended}{preliminary}{meeting(report)} results"


def head_blocks(report: MeetingReport, filing: Filing, previous: MeetingReport | None = None) -> list[Block]:
    """Who and what, the outcome in a line, and the meeting's own facts."""
    facts = [Mrkdwn(f"*{name}*\n{escape(words)}") for name, words in meeting_facts(report, previous)]
    return [
        header(meeting_title(report, filing)),
        section(outcome_line(report) if worst_news(report) else bold(tally(report))),
        *([fields(facts)] if facts else []),
    ]


def outcome_line(report: MeetingReport) -> Mrkdwn:
    """The headline, with the news in bold: in a list, what failed is what one sees."""
    return joined(" ", (bold(worst_news(report), NEWS_LIMIT), escape(tally(report))))


def meeting_facts(report: MeetingReport, previous: MeetingReport | None = None) -> Iterator[tuple[str, str]]:
    """By name. ``previous`` is the meeting before, to compare with."""
    held = report.meeting
    if held.date:
        yield "Meeting", f"{capital(meeting(report))}, {day(held.date)}{_to_check(held, 'type', 'date')}"
    if held.record_date:
        yield "Record date", day(held.record_date) + _to_check(held, "record_date")
    if turnout_words := _turnout(held, turnout_before(report, previous)):
        yield turnout_words
    if held.quorum_stated is not None:
        yield "Quorum", "Present, as the filing states" if held.quorum_stated else "Not present, as the filing states"


def matter_blocks(report: MeetingReport, previous: MeetingReport | None = None) -> list[Block]:
    """What was voted on, in the filing's order; all elections where the first of them stands.

    ``previous`` is the meeting before, to compare with.
    """
    blocks: list[Block] = []
    elections = election_blocks(report, previous)
    before = matters_before(report, previous)
    for place, proposal in enumerate(report.proposals):
        if proposal.category is Category.DIRECTOR_ELECTION:
            blocks += elections
            elections = []
        else:
            more = (of_outstanding(proposal, report.meeting), before.get(place, ""))
            blocks.append(section(*proposal_lines(proposal, *more)))
    return blocks


def meeting_text(
    report: MeetingReport, filing: Filing, filing_url: str, previous: MeetingReport | None = None
) -> Mrkdwn:
    """All of it as lines, for notifications, screen readers, and a Slack that refuses the blocks; the link last."""
    lines = [f"{meeting_title(report, filing)}. {headline(report)}"]
    lines += [f"{name}: {words}" for name, words in meeting_facts(report, previous)]
    lines += [f"To check: {doubt_words(doubt)}" for doubt in doubts(report)]
    lines += [nominee_line(nominee) for nominee in nominees(report)]
    before = matters_before(report, previous)
    for place, proposal in enumerate(report.proposals):
        if proposal.category is not Category.DIRECTOR_ELECTION:
            parts = (proposal_line(proposal), of_outstanding(proposal, report.meeting), before.get(place))
            lines.append(". ".join(part for part in parts if part))
    lines += [percentages(report), filing_url]
    return Mrkdwn("\n".join(escape(line, 500) for line in lines if line))


def percentages(report: MeetingReport) -> str:
    """The sentence that tells what "votes cast" means, where percentages are shown."""
    used = denominators(all_votes(report))
    if not used:
        return ""
    first, *others = used
    ways = [f"for ÷ ({first})", *(f"for ÷ ({cast}) where those were counted" for cast in others)]
    return f"Percentages are worked out by Ballotwire from the printed counts: {', or '.join(ways)}."


def origin(report: MeetingReport, filing: Filing, filing_url: str) -> Mrkdwn:
    """Which filing it was, when it was accepted, and how far to trust the reading."""
    form = escape(filing.form_type or report.form_type or "Filing")
    accepted = joined(" ", (Mrkdwn("accepted"), moment(filing.accepted))) if filing.accepted else Mrkdwn("")
    trust = escape(READ_BY_MACHINE if report.kind is Kind.MEETING_RESULTS else "")
    return joined(" · ", (form, accepted, link(filing_url, filing.accession_number), trust))


def filing_buttons(report: MeetingReport, filing: Filing, filing_url: str) -> tuple[Block | None, ...]:
    """Open the filing, open the document with the results, show the evidence."""
    name = main_document(report)
    document, spoken = document_url(filing_url, name), company(report, filing)
    label = "Open exhibit" if is_exhibit(name) else "Open document"
    return (
        link_button("Open filing", ids.OPEN_FILING, filing_url, f"Open the filing of {spoken} on EDGAR"),
        link_button(label, ids.OPEN_EXHIBIT, document, f"{label} with the results") if document else None,
        button("Show evidence", ids.EVIDENCE, filing.accession_number, "Show the words each value was read from")
        if report.evidence
        else None,
    )


def _to_check(held: Meeting, *facts: str) -> str:
    return f" [{TO_CHECK}]" if held.doubtful.intersection(facts) else ""


def _turnout(held: Meeting, before: str) -> tuple[str, str] | None:
    represented, outstanding, share = held.shares_represented, held.shares_outstanding, turnout(held)
    doubt = _to_check(held, "shares_represented", "shares_outstanding")
    if represented is not None and outstanding is not None:
        words = f"{number(represented)} of {number(outstanding)} shares"
        if share is None:
            return "Represented", f"{words} [{TO_CHECK}]"
        return "Represented", f"{words} ({'; '.join(part for part in (percent(share), before) if part)}){doubt}"
    if represented is not None:
        return "Represented", f"{number(represented)} shares{doubt}"
    return ("Shares outstanding", f"{number(outstanding)}{doubt}") if outstanding is not None else None

"""A meeting report for a terminal: the outcome in one line, the meeting, the directors, the proposals, the doubts."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.cli.explain_view import all_reasons
from bot.cli.values import count_words
from bot.outcome import FREQUENCY_WORDS, headline
from bot.support import percent, support, turnout
from parsers.report import Category, Count, Kind, Meeting, MeetingReport, Nominee, Outcome, Proposal, Votes

_OUTCOMES = {
    Outcome.APPROVED: Text("approved", style="green"),
    Outcome.NOT_APPROVED: Text("not approved", style="bold red"),
    Outcome.NOT_VOTED: Text("not voted on", style="yellow"),
}
_UNCLEAR = Text("unclear", style="yellow")
_COLUMNS = (
    ("for", "votes_for"),
    ("against", "votes_against"),
    ("withheld", "votes_withheld"),
    ("abstain", "abstentions"),
    ("broker non-votes", "broker_non_votes"),
)


NARROW = 110
"""Columns of a terminal below which proposals are told in lines: titles are long, and counts must not wrap."""


def report_view(report: MeetingReport, width: int = 120) -> RenderableType:
    """Everything the report tells, for people, on a terminal so many columns wide."""
    title = Text(_title(report), style="bold")
    if report.kind is Kind.NONE:
        return Group(title, Text("tells no meeting result", style="dim"), *_doubts(report), Text())
    parts: list[RenderableType] = [title, Text(headline(report)), Text(_meeting_line(report.meeting), style="dim")]
    parts += [_directors(p) for p in report.proposals if p.category is Category.DIRECTOR_ELECTION]
    if others := [p for p in report.proposals if p.category is not Category.DIRECTOR_ELECTION]:
        parts.append(_proposals(others) if width >= NARROW else _proposal_lines(others))
    return Group(*parts, *_doubts(report), Text())


def _title(report: MeetingReport) -> str:
    company = " and ".join(c.name for c in report.companies) or report.source
    symbols = ", ".join(f"{t.exchange}: {t.symbol}" if t.exchange else t.symbol for t in report.tickers)
    return f"{company} ({symbols})" if symbols else company


def _meeting_line(meeting: Meeting) -> str:
    kind = {None: "Vote", "written_consent": "Written consent"}.get(
        meeting.type, f"{meeting.type} meeting".capitalize()
    )
    facts = [f"{kind} of {meeting.date:%-d %B %Y}" if meeting.date else kind]
    if meeting.record_date:
        facts.append(f"record date {meeting.record_date:%-d %B %Y}")
    if meeting.shares_outstanding is not None:
        facts.append(f"{count_words(meeting.shares_outstanding)} shares entitled to vote")
    if meeting.shares_represented is not None:
        share = turnout(meeting)
        facts.append(
            f"{count_words(meeting.shares_represented)} represented" + (f" ({percent(share)})" if share else "")
        )
    if meeting.preliminary:
        facts.append("preliminary")
    return " · ".join(facts)


def _directors(proposal: Proposal) -> RenderableType:
    table = _table(f"{_number(proposal)}{proposal.title or 'Election of directors'}", "nominee")
    used = _used([n.votes for n in proposal.nominees])
    for name, _ in used:
        table.add_column(name, justify="right")
    if used:
        table.add_column("% for", justify="right", style="dim")
    table.add_column("outcome")
    for nominee in proposal.nominees:
        share = [_share(nominee.votes)] if used else []
        table.add_row(_flagged(nominee.name, nominee), *_counts(nominee.votes, used), *share, _elected(nominee))
        for by_class in nominee.votes_by_class:
            table.add_row(Text(f"  {by_class.share_class}", style="dim"), *_counts(by_class.votes, used))
    return Padding(table, (1, 0, 0, 0))


def _elected(nominee: Nominee) -> Text:
    if nominee.elected is None:
        return _UNCLEAR
    return Text("elected", style="green") if nominee.elected else Text("not elected", style="bold red")


def _proposals(proposals: list[Proposal]) -> RenderableType:
    table = _table("Proposals", "proposal")
    used = _used([p.votes for p in proposals if p.frequency is None])
    for name, _ in used:
        table.add_column(name, justify="right")
    if used:
        table.add_column("% for", justify="right", style="dim")
    table.add_column("outcome")
    for proposal in proposals:
        blank = [""] * len(used) if proposal.frequency else _counts(proposal.votes, used)
        share = [_share(proposal.votes)] if used else []
        table.add_row(_flagged(f"{_number(proposal)}{proposal.title}", proposal), *blank, *share, _outcome(proposal))
        for by_class in proposal.votes_by_class:
            table.add_row(Text(f"  {by_class.share_class}", style="dim"), *_counts(by_class.votes, used))
        if line := _frequency_line(proposal):
            table.add_row(Text(f"  {line}", style="dim"))
    return Padding(table, (1, 0, 0, 0))


def _proposal_lines(proposals: list[Proposal]) -> RenderableType:
    lines = [Text("Proposals", style="bold")]
    for proposal in proposals:
        lines.append(_flagged(f"{_number(proposal)}{proposal.title}: ", proposal).append_text(_outcome(proposal)))
        told = [(name, getattr(proposal.votes, field)) for name, field in _COLUMNS]
        counts = [f"{name} {count_words(count)}" for name, count in told if count is not None]
        share = _share(proposal.votes)
        details = [_frequency_line(proposal), " · ".join([*counts, *([f"{share} for"] if share else [])])]
        lines += [Text(f"  {detail}", style="dim") for detail in details if detail]
    return Padding(Group(*lines), (1, 0, 0, 0))


def _outcome(proposal: Proposal) -> Text:
    if proposal.category is Category.SAY_ON_PAY_FREQUENCY:
        return Text(FREQUENCY_WORDS[proposal.frequency_chosen]) if proposal.frequency_chosen else _UNCLEAR
    return _OUTCOMES[proposal.outcome] if proposal.outcome else _UNCLEAR


def _frequency_line(proposal: Proposal) -> str:
    if proposal.frequency is None:
        return ""
    counts = proposal.frequency
    told: list[tuple[str, Count | None]] = [
        ("1 year", counts.one_year),
        ("2 years", counts.two_years),
        ("3 years", counts.three_years),
        ("abstain", counts.abstentions),
        ("broker non-votes", counts.broker_non_votes),
    ]
    return " · ".join(f"{name} {count_words(count)}" for name, count in told if count is not None)


def _used(rows: list[Votes]) -> list[tuple[str, str]]:
    """The columns that any row has a count in."""
    return [(name, field) for name, field in _COLUMNS if any(getattr(votes, field) is not None for votes in rows)]


def _counts(votes: Votes, used: list[tuple[str, str]]) -> list[str]:
    return [count_words(getattr(votes, field)) for _, field in used]


def _share(votes: Votes) -> str:
    found = support(votes)
    return found.words if found else ""


def _flagged(label: str, row: Nominee | Proposal) -> Text:
    text = Text(label)
    return text.append(" ▲", style="bold yellow") if row.review_reasons else text


def _number(proposal: Proposal) -> str:
    return f"{proposal.number}. " if proposal.number else ""


def _table(title: str, first: str) -> Table:
    table = Table(title=Text(title, style="bold"), title_justify="left", box=None, pad_edge=False, header_style="dim")
    table.add_column(first, overflow="fold", max_width=64, no_wrap=first == "nominee")
    return table


def _doubts(report: MeetingReport) -> Iterator[Text]:
    for reason in all_reasons(report):
        yield Text(f"▲ To check: {reason}", style="yellow")

"""A filing's text with what was read from it marked, and each value with its words and the rule that read it."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from bot.cli.values import value_at
from parsers.document import Document
from parsers.documents import structure
from parsers.report import Evidence, MeetingReport
from parsers.submission import read_submission


def documents_of(data: bytes, source: str) -> list[Document]:
    """The documents of a submission that could hold a result, structured."""
    return [structure(d) for d in read_submission(data, source).documents if d.may_hold_results]


def explanation(report: MeetingReport, data: bytes) -> RenderableType:
    """Every document with a value in it, marked; a table of the values; the checks; the reasons for doubt."""
    shown: list[RenderableType] = []
    for document in documents_of(data, report.source):
        evidence = [e for e in report.evidence.values() if e.document == document.name]
        if evidence:
            title = f"{document.type} {document.name}".strip() or report.source
            shown += [Rule(title), _marked(document, evidence)]
    if not shown:
        shown = [Text(f"{report.source}: {report.kind.value}; no value was read from it", style="yellow")]
    return Group(*shown, _values(report), *_checks(report), *_doubts(report))


def _marked(document: Document, evidence: list[Evidence]) -> Text:
    text = Text(document.text)
    for found in evidence:
        text.stylize("bold black on yellow", found.start, found.end)
    return text


def _values(report: MeetingReport) -> Table:
    table = Table(title="What was read from where", title_justify="left", box=None, pad_edge=False)
    table.add_column("value", style="bold")
    table.add_column("where in the report", style="cyan", overflow="fold")
    table.add_column("at", justify="right", style="dim")
    table.add_column("words", overflow="fold")
    table.add_column("rule", style="dim", overflow="fold")
    for where, found in sorted(report.evidence.items(), key=lambda item: item[1].start):
        quote = " ".join(found.quote.split())
        table.add_row(Text(value_at(report, where)), where, f"{found.start}-{found.end}", Text(quote), found.rule)
    return table


def _checks(report: MeetingReport) -> list[RenderableType]:
    if not report.checks:
        return []
    table = Table(title="Known twice", title_justify="left", box=None, pad_edge=False, show_header=False)
    for check in report.checks:
        sign = Text("agrees", style="green") if check.passed else Text("differs", style="bold red")
        table.add_row(sign, check.name, Text(check.detail), Text(check.where, style="dim"))
    return [table]


def _doubts(report: MeetingReport) -> list[Text]:
    return [Text(f"To check: {reason}", style="yellow") for reason in all_reasons(report)]


def all_reasons(report: MeetingReport) -> list[str]:
    """Every reason for doubt in the report, with the proposal or the nominee that it is about."""
    reasons = [*report.review_reasons, *(f"The meeting: {doubt.reason}" for doubt in report.meeting.doubts)]
    for proposal in report.proposals:
        label = f"Proposal {proposal.number}" if proposal.number else proposal.title[:60] or proposal.category.value
        reasons += [f"{label}: {reason}" for reason in proposal.review_reasons]
        reasons += [f"{nominee.name}: {reason}" for nominee in proposal.nominees for reason in nominee.review_reasons]
    return list(dict.fromkeys(reasons))

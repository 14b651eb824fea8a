"""The evidence modal: every value of a report with the words it was read from, where they stand, and by which rule."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum

from bot.facts import subject
from bot.slack.blocks import Block, actions, button, context, divider, section
from bot.slack.messages.actions import EVIDENCE_PAGE
from bot.slack.messages.links import words_url
from bot.slack.mrkdwn import Mrkdwn, bold, cut, escape, joined, link
from bot.support import number
from parsers.report import Evidence, MeetingReport, Proposal

PAGE_SIZE = 25
QUOTE_LIMIT = 400
TITLE_LIMIT = 24
"""Of a modal."""
_FIELDS = {
    "for": "votes_for",
    "against": "votes_against",
    "withheld": "votes_withheld",
    "abstain": "abstentions",
    "class": "share_class",
}
"""Names in JSON pointers that are not the attribute's own."""
_NAMES = {"number", "title", "name"}
_WORDS = {
    "for": "votes for",
    "against": "votes against",
    "withheld": "votes withheld",
    "abstain": "abstentions",
    "broker_non_votes": "broker non-votes",
    "record_date": "record date",
    "date": "meeting date",
    "type": "meeting type",
}


def evidence_view(report: MeetingReport, accession_number: str, filing_url: str, page: int = 0) -> Block:
    """A modal view of one page of values, in the report's order. Any other page number is the nearest."""
    values = sorted(report.evidence.items(), key=lambda item: _order(item[0]))
    pages = max(1, -(-len(values) // PAGE_SIZE))
    page = min(max(page, 0), pages - 1)
    shown = values[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": cut("Words of the filing", TITLE_LIMIT)},
        "close": {"type": "plain_text", "text": "Close"},
        "private_metadata": _place(accession_number, page),
        "blocks": [
            *_opening(report, len(values), page, pages),
            *(section(*_lines(report, pointer, evidence, filing_url)) for pointer, evidence in shown),
            *_turning(accession_number, page, pages),
        ],
    }


def value_name(report: MeetingReport, pointer: str) -> str:
    """What a pointer points to, for people: ``Dean Factor, votes for``."""
    parts = pointer.strip("/").split("/")
    names = [_WORDS.get(part, part.replace("_", " ")) for part in parts if not part.isdigit()]
    if parts[0] == "proposals" and len(parts) > 1:
        proposal = value_at(report, "/".join(parts[:2]))
        if len(parts) > 3 and parts[2] == "nominees":
            nominee, leaf = value_at(report, "/".join(parts[:4])), _leaf(report, parts, 4)
            return "Director" if leaf == "name" else _of(getattr(nominee, "name", "Director"), leaf)
        leaf = _leaf(report, parts, 2)
        return (
            f"Proposal {leaf}" if leaf in _NAMES or not isinstance(proposal, Proposal) else _of(subject(proposal), leaf)
        )
    return _of("Meeting" if parts[0] == "meeting" else "", names[-1] if names else "")


def value_at(report: MeetingReport, pointer: str) -> object:
    """The value that a JSON pointer names; `None` where it names nothing."""
    found: object = report
    for part in pointer.strip("/").split("/"):
        if isinstance(found, tuple) and part.isdigit():
            found = found[int(part)] if int(part) < len(found) else None
        else:
            found = getattr(found, _FIELDS.get(part, part), None)
    return found


def _leaf(report: MeetingReport, parts: list[str], start: int) -> str:
    """What is left of a pointer below a nominee or proposal: ``votes for (Class A)``."""
    rest = parts[start:]
    name = _WORDS.get(rest[-1], rest[-1].replace("_", " ")) if rest else ""
    if rest and rest[0] == "votes_by_class":
        of_class = getattr(value_at(report, "/".join(parts[: start + 2])), "share_class", "")
        return f"{name} ({of_class})" if of_class else name
    return name


def _of(about: str, what: str) -> str:
    return ", ".join(part for part in (about, what) if part)


def _opening(report: MeetingReport, count: int, page: int, pages: int) -> list[Block]:
    if not count:
        return [section(Mrkdwn("No value of this filing has evidence."))]
    where = f", page {page + 1} of {pages}" if pages > 1 else ""
    words = f"{count} values{where}. Each with the words it was read from; the link opens the filing at them."
    checks = [f"{'✓' if check.passed else '✕'} {check.name}: {check.detail}" for check in report.checks[:8]]
    return [section(escape(words)), *([context(*(escape(each, 300) for each in checks))] if checks else []), divider()]


def _lines(report: MeetingReport, pointer: str, evidence: Evidence, filing_url: str) -> Iterator[Mrkdwn]:
    yield joined(": ", (bold(value_name(report, pointer), 200), escape(_shown(value_at(report, pointer)), 200)))
    yield Mrkdwn(f"> {escape(evidence.quote, QUOTE_LIMIT) or '–'}")
    place = f"{evidence.document or 'document'}, characters {evidence.start:,}–{evidence.end:,}, rule: {evidence.rule}"
    yield joined(" · ", (link(words_url(filing_url, evidence), "open at these words"), escape(place, 300)))


def _shown(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int() | Decimal():
            return number(value)
        case StrEnum():
            return value.replace("_", " ")
        case tuple():
            return f"{len(value)} entries"
        case _ if hasattr(value, "__slots__") and not isinstance(value, str):
            return str(getattr(value, "name", getattr(value, "title", "")))
    return str(value)


def _turning(accession_number: str, page: int, pages: int) -> list[Block]:
    if pages == 1:
        return []
    before = button("← Earlier values", EVIDENCE_PAGE, _place(accession_number, page - 1)) if page else None
    after = button("More values →", EVIDENCE_PAGE, _place(accession_number, page + 1)) if page + 1 < pages else None
    if before is not None:
        before["action_id"] = f"{EVIDENCE_PAGE}_back"
    return [actions(before, after)]


def _place(accession_number: str, page: int) -> str:
    return json.dumps({"accession": accession_number, "page": page})


def _order(pointer: str) -> tuple[tuple[int, str], ...]:
    """Meeting first, then proposals by their place; of each what it is called, then what is in it."""
    parts = pointer.strip("/").split("/")
    return tuple((int(part), "") if part.isdigit() else (-2 if part in _NAMES else -1, part) for part in parts)

"""What a proposal is called: a heading or a sentence without its number, its verdict and what leads to counts."""

from __future__ import annotations

import re

from parsers.document import Document, Found, Span
from parsers.votes.headings import number_at_head, number_in_label
from parsers.votes.outcomes import stated_outcome
from parsers.votes.sentences import behind_dateline, sentences

MAX_TITLE = 300
"""Characters; a title that goes on is a paragraph."""

_LEAD = re.compile(
    r"[\s*•·▪●:.,;–—-]*(?:(?:and|finally|also|lastly|in\s+addition|additionally)\W+)*(?:of\s+)?(?:(?:that\s+)?the\s+(?=\w+\s+of\b))?",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"(?:voted\s+)?(?:to\s+)?(?:did\s+not\s+)?(?:approved?|ratif(?:ied|y)|adopt(?:ed)?|authori[sz]ed?|elect(?:ed)?)\s+(?:and\s+(?:adopt|approve|ratify)\s+)?(?:the\s+|an?\s+)?",
    re.IGNORECASE,
)
_COUNTS_FOLLOW = re.compile(
    r"(?=[abftvw\d,])(?:by\s+the\s+(?:following\s+)?vote|as\s+follows|as\s+set\s+forth|based\s+(?:up)?on|with\s+the\s+following|the\s+(?:voting\s+)?results|"
    r"votes?\s+(?:for|were)|(?:with\s+)?[\d,]{5,}|for\b\W*[\d,]{3,}).*$",
    re.IGNORECASE | re.DOTALL,
)
_AT_A_MEETING = re.compile(
    r",?\s+(?:at|during|in)\s+(?:(?:a|an|the|its|our|their|this|(?:to|yester)day['’]s)\s+)?(?:\S+\s+){0,3}?(?:annual|special|general|extraordinary)\s+(?:\w+\s+)?meeting\b.*$",
    re.IGNORECASE | re.DOTALL,
)
"""Where it was decided, and no matter: ``a reverse split at a special meeting held today``."""
_ANNOUNCED = re.compile(
    r"[^,;]{0,100}?\b(?:advise[sd]|announce[sd]|report(?:s|ed)|said|says)\s+(?:today\s+)?(?:that\s+)?", re.IGNORECASE
)
_HELD = re.compile(
    r"\W*(?:at|on|in|during)\s[^;]{0,200}?\bmeeting\b[^;]{0,120}?(?:,\s+|\b(?:today|yesterday)\s+)(?=(?:the|an?|its|our|all|each|\d{4})\s)",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?:[\s:.,;–—-]|\b(?:was|were|is|has|have|been|and|also|each|not)\b)+$", re.IGNORECASE)
LONGEST_TAIL = 60
"""Characters at a title's end in which such words stand."""
_ARTICLE = re.compile(r"(?:the|an?)\s+(?=[a-z])")
_HOLDERS_LAST = re.compile(r"holders?\W*$", re.IGNORECASE)
ELECTION = "Election of directors"
"""What an election is called whose heading is a sentence."""


def heading_title(document: Document, span: Span, *, label: bool = False) -> Found[str] | None:
    """The title that a heading, or a row's label, gives."""
    words = document.words(span)
    numbered = number_in_label(words) if label else number_at_head(words)
    start = span.start + (numbered.span.end if numbered else 0)
    start += behind_dateline(document.text[start : span.end])
    first = next(sentences(document.text[start : span.end], start), None)
    if first is None:
        return None
    return _found(document, Span(first.start, min(first.end, first.start + MAX_TITLE)), "heading")


def statement_title(document: Document, span: Span) -> Found[str]:
    """What a sentence says was voted on."""
    found = _found(document, Span(span.start, min(span.end, span.start + MAX_TITLE)), "statement")
    return found or Found(" ".join(document.words(span).split()), span, "statement")


def _found(document: Document, span: Span, rule: str) -> Found[str] | None:
    text = document.text[span.start : span.end]
    start, end = _matter(text)
    title = " ".join(text[start:end].split())
    if len(title) < 3:
        start, end = 0, len(text)
        title = " ".join(text.split()).strip(" :.–—-*")
    if not title:
        return None
    return Found(title[:1].upper() + title[1:], Span(span.start + start, span.start + end), rule)


def _matter(text: str) -> tuple[int, int]:
    """Where the words for the matter itself stand in a text."""
    start, end = 0, len(text)
    said = stated_outcome(text)
    if said is not None:
        before, after = text[: said.span.start], text[said.span.end :]
        if (
            len(before.split()) >= 3
            and not _HOLDERS_LAST.search(before)
            and said.rule.endswith(("was approved", "not approved", "withdrawn", "not put to the vote"))
        ):
            end = said.span.start
        elif len(after.split()) >= 2:
            start = said.span.end
    start = _after(_ANNOUNCED, text, start, end)
    start = _after(_HELD, text, start, end)
    cut = _before_counts(text, start, end)
    end = cut if cut - start > 8 else end
    held = _AT_A_MEETING.search(text, start, end) if start else None
    end = held.start() if held and held.start() - start > 8 else end
    start = _after(_LEAD, text, start, end)
    start = _after(_VERB, text, start, end)
    start = _after(_ARTICLE, text, start, end)
    tail = _TAIL.search(text, max(start, end - LONGEST_TAIL), end)
    return start, tail.start() if tail else end


def _before_counts(text: str, start: int, end: int) -> int:
    """Where the words that lead to counts begin, or the mark before them; ``end`` where there are none."""
    cut = _COUNTS_FOLLOW.search(text, start, end)
    if cut is None:
        return end
    at = cut.start()
    at -= text.endswith("(", start, at)
    at = start + len(text[start:at].rstrip())
    return at - text.endswith((",", ":", ";"), start, at)


def _after(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    match = pattern.match(text, start, end)
    return match.end() if match and end - match.end() > 8 else start


def particulars(title: str) -> int:
    """How much a title tells apart: names and years in it."""
    return len(re.findall(r"(?<!^)(?<![.:] )\b(?:[A-Z][\w&]*|\d{4})\b", title)) - len(title) // 120

"""Where sentences end: at a full stop that ends no abbreviation, initial, number or list mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.document import Span
from parsers.words.remembered import remembered

_END = re.compile(r"[.!?;](?:(?<=;)(?=\s)|(?<!;)[\"”’')\]]*(?=\s+[\"“(\[]?[A-Z0-9“(*]))")
"""Begins with a set of characters, which is looked for at once; alternatives would be tried at each character."""
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Messrs|Jr|Sr|No|Nos|Inc|Corp|Co|Ltd|L\.?P|St|vs|Gen|Hon|Prof|Rev|Adm|Lt|Col|Capt|Sen|approx|Art|Sec|Ave|Mt"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|i\.e|e\.g|U\.S|a\.m|p\.m|N\.A|P\.A|Ph\.D|M\.D|Esq)|\b[A-Z]|^\W*(?:\d{1,2}|[ivxIVX]{1,5}|[a-zA-Z]))$"
)
_WITH_FULL_STOP = re.compile(r"\b(?:Inc|Corp|Co|Ltd|Jr|Sr|a\.m|p\.m|U\.S|L\.?P|N\.A|P\.A)$")
_NEW_SENTENCE = re.compile(
    r"\s+(?:The|At|A|An|In|On|There|This|These|All|Each|Our|As|Of|Set|Below|Proposal|Item|Holders|Stock|Share|No)\b"
)


_DATELINE = re.compile(
    r"[^.;:\d]{0,30}(?:\.[^;:\d]{0,30}?)?\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)\w*\.?\s+\d{1,2}(?:,?\s+\d{4})?\s*"
    r"(?:[/(][^/()]{0,50}[/)]\s*)*(?:-{1,2}|[–—])\s+"
    r"|[^.;:\d]{0,40}(?:-{1,2}|[–—])?\s*\((?:BUSINESS\s?WIRE|PR\s?Newswire|GLOBE\s?NEWSWIRE)\)\s*(?:-{1,2}|[–—])\s*",
    re.IGNORECASE,
)
"""Where and when a release was written, before its first words: ``DULUTH, Minn., May 6, 2005 --``."""


_DASHES = ("--", "–", "—", "-")


def behind_dateline(text: str) -> int:
    """Where the first words of a release stand; 0 where it has no dateline."""
    if not any(dash in text for dash in _DASHES):
        return 0
    dateline = _DATELINE.match(text)
    return dateline.end() if dateline and dateline.end() < len(text) else 0


def sentences(text: str, offset: int = 0, *, clauses: bool = True) -> Iterator[Span]:
    """The sentences of a paragraph, in order, a dateline apart.

    ``clauses``: what a semicolon ends is a sentence of its own.
    """
    found = _sentences(text, clauses)
    return iter(found) if not offset else (Span(start + offset, end + offset) for start, end in found)


@remembered
def _sentences(text: str, clauses: bool) -> tuple[Span, ...]:
    return tuple(_cut(text, clauses))


def _cut(text: str, clauses: bool) -> Iterator[Span]:
    start = 0
    if behind := behind_dateline(text):
        start = behind
        yield Span(0, start)
    for match in _END.finditer(text, start):
        if match[0][0] == ";" and not clauses:
            continue
        if match[0][0] == "." and _abbreviates(text, match):
            continue
        yield Span(start, match.end())
        start = match.end()
        while start < len(text) and text[start].isspace():
            start += 1
    if text[start:].strip():
        yield Span(start, len(text))


def _abbreviates(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 12) : match.start()]
    if not _ABBREVIATED.search(before):
        return False
    return not (_WITH_FULL_STOP.search(before) and _NEW_SENTENCE.match(text, match.end()))

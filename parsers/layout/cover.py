"""Facts that inline XBRL marks on a filing's cover page: the registrant's name, its symbols and their exchanges."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from parsers.document import CoverFact, Span

WANTED = frozenset(
    ("EntityRegistrantName", "EntityCentralIndexKey", "TradingSymbol", "SecurityExchangeName", "Security12bTitle")
)
_LONGEST_NAME = 1 + max(map(len, WANTED))
_PREFIX = 'name="dei:'
_CONTEXT = re.compile(r"\s*=\s*\"([^\"]*)\"")
_TAGS = re.compile(r"<[^>]*>")
_LONGEST = 1500
"""Characters of markup and words within which a fact ends."""


def cover_facts(source: str, text: str) -> tuple[CoverFact, ...]:
    """The facts of an HTML source in its order; ``text`` is the document's, in which they are looked up."""
    facts: list[CoverFact] = []
    cursor = 0
    for name, named in _names_in(source):
        start = source.find(">", named, named + _LONGEST) + 1
        end = source.find("</ix:non", start, start + _LONGEST)
        if not start or end < 0:
            continue
        value = source[start:end]
        value = " ".join(html.unescape(_TAGS.sub("", value) if "<" in value else value).split())
        at = text.find(value, cursor) if value else -1
        cursor = max(cursor, at)
        place = Span(at, at + len(value)) if at >= 0 else None
        if value:
            facts.append(CoverFact(name, value, _context(source[source.rfind("<", 0, named) : start]), place))
    return tuple(facts)


def _context(tag: str) -> str:
    at = tag.find("contextRef")
    found = _CONTEXT.match(tag, at + len("contextRef")) if at >= 0 else None
    return found[1] if found else ""


def _names_in(source: str) -> Iterator[tuple[str, int]]:
    """Each wanted fact's name in an attribute, and where the attribute ends."""
    at = source.find(_PREFIX)
    while at >= 0:
        at += len(_PREFIX)
        end = source.find('"', at, at + _LONGEST_NAME)
        if end >= 0 and source[at:end] in WANTED:
            yield source[at:end], end + 1
        at = source.find(_PREFIX, at)

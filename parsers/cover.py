"""Facts that inline XBRL marks on a filing's cover page: the registrant's name, its symbols and their exchanges."""

from __future__ import annotations

import html
import re

from parsers.document import CoverFact, Span

WANTED = ("EntityRegistrantName", "EntityCentralIndexKey", "TradingSymbol", "SecurityExchangeName", "Security12bTitle")
_FACT = re.compile(
    rf"<ix:nonnumeric\b(?=[^>]*\bname=\"dei:({'|'.join(WANTED)})\")(?=[^>]*\bcontextref=\"([^\"]*)\")[^>]*>"
    r"((?:[^<]|<(?!/ix:nonnumeric)){0,1500})</ix:nonnumeric",
    re.IGNORECASE,
)
_TAGS = re.compile(r"<[^>]*>")


def cover_facts(source: str, text: str) -> tuple[CoverFact, ...]:
    """The facts of an HTML source in its order; ``text`` is the document's, in which they are looked up."""
    if "dei:" not in source:
        return ()
    facts: list[CoverFact] = []
    cursor = 0
    for name, context, inner in _FACT.findall(source):
        value = " ".join(html.unescape(_TAGS.sub("", inner)).split())
        at = text.find(value, cursor) if value else -1
        if at >= 0:
            cursor = at
        facts.append(CoverFact(name, value, context, Span(at, at + len(value)) if at >= 0 else None))
    return tuple(fact for fact in facts if fact.value)

"""One document's structure, whichever way it is written."""

from __future__ import annotations

from dataclasses import replace

from parsers.document import Document
from parsers.layout.cover import cover_facts
from parsers.layout.html import html_blocks
from parsers.layout.plain import plain_blocks
from parsers.layout.typeset import typeset
from parsers.submission import SubmissionDocument


def structure(document: SubmissionDocument) -> Document:
    """The document as one text and the blocks in it. Never raises: text that makes no sense is paragraphs."""
    source = document.text
    is_html = document.is_html
    text, blocks = typeset(html_blocks(source) if is_html else plain_blocks(source))
    facts = cover_facts(source, text) if is_html else ()
    return Document(document.name, document.type, text, blocks, facts)


COVER_BYTES = 14_000
COVER_BYTES_OF_XBRL = 30_000
"""Room for a report's cover page, without and with the marks of inline XBRL."""
_FACT = b'"dei:'
_FACTS_OF_SECURITIES = (b'"dei:TradingSymbol"', b'"dei:SecurityExchangeName"', b'"dei:Security12bTitle"')
_FACT_BYTES = 3_000
"""Room for a fact's mark and words."""


def cover_of(document: SubmissionDocument) -> SubmissionDocument:
    """The document as if it ended below its cover page: its text is the beginning of the whole one's.

    A cover that marks its symbols ends with the table of them: what stands below it on the form names nobody. Of
    another, the text below may name the symbols.
    """
    data, start = document.buffer, document.start
    end = min(document.end, start + COVER_BYTES_OF_XBRL)
    if data.find(_FACT, start, end) < 0:
        return replace(document, end=min(end, start + COVER_BYTES))
    visible = max(start, data.find(b"</ix:header>", start, end))
    symbol, *others = (data.rfind(fact, visible, end) for fact in _FACTS_OF_SECURITIES)
    if symbol < 0:
        return replace(document, end=end)
    last = max(symbol, *others)
    below = data.find(b"</table>", last, last + _FACT_BYTES)
    return replace(document, end=min(end, below if below >= 0 else last + _FACT_BYTES))

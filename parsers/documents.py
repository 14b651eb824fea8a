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
_SYMBOL = b'"dei:TradingSymbol"'
_FACT_BYTES = 2_000
"""Room for a fact's words and the end of its mark."""


def cover_of(document: SubmissionDocument) -> SubmissionDocument:
    """The document as if it ended below its cover page: its text is the beginning of the whole one's.

    A cover that marks its symbols ends with the last of its facts. Another's symbols may stand in the text below it.
    """
    data, start = document.buffer, document.start
    end = min(document.end, start + COVER_BYTES_OF_XBRL)
    last = data.rfind(_FACT, start, end)
    if last < 0:
        end = min(end, start + COVER_BYTES)
    elif data.rfind(_SYMBOL, start, end) > data.find(b"</ix:header>", start, end):
        end = min(end, last + _FACT_BYTES)
    return replace(document, end=end)

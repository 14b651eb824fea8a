"""One document's structure, whichever way it is written."""

from __future__ import annotations

from dataclasses import replace

from parsers.cover_page import WITHIN, end_of_symbols
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
"""Room for a report's cover page without the marks of inline XBRL."""
_FACT = b'"dei:'


def cover_of(document: SubmissionDocument) -> SubmissionDocument:
    """The document as if it ended below its cover page: its text is the beginning of the whole one's.

    A cover that marks its symbols ends with the table of them. Of another, the text below may name the symbols.
    """
    start = document.start
    end = end_of_symbols(document)
    if end < 0:
        marked = document.buffer.find(_FACT, start, start + WITHIN) >= 0
        end = start + (WITHIN if marked else COVER_BYTES)
    return replace(document, end=min(document.end, end))

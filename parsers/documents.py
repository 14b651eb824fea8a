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


def cover_of(document: SubmissionDocument) -> SubmissionDocument:
    """The document as if it ended below its cover page: its text is the beginning of the whole one's."""
    marked = document.buffer.find(b"dei:", document.start, document.start + COVER_BYTES_OF_XBRL) >= 0
    room = COVER_BYTES_OF_XBRL if marked else COVER_BYTES
    return replace(document, end=min(document.end, document.start + room))

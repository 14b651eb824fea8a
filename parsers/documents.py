"""One document's structure, whichever way it is written."""

from __future__ import annotations

from parsers.ascii import ascii_blocks
from parsers.cover import cover_facts
from parsers.document import Document
from parsers.html import html_blocks
from parsers.submission import SubmissionDocument
from parsers.typeset import typeset


def structure(document: SubmissionDocument) -> Document:
    """The document as one text and the blocks in it. Never raises: text that makes no sense is paragraphs."""
    source = document.text
    is_html = document.is_html
    text, blocks = typeset(html_blocks(source) if is_html else ascii_blocks(source))
    facts = cover_facts(source, text) if is_html else ()
    return Document(document.name, document.type, text, blocks, facts)

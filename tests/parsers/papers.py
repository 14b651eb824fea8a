"""Short documents for tests: paragraphs and tables given as text, structured as a real one would be."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.document import Block, Cell, Document, Paragraph, Row, Span, Table

Rows = Sequence[Sequence[str]]


def paper(*blocks: str | Rows, type: str = "8-K", name: str = "paper.htm") -> Document:  # noqa: A002 - the type of a document
    """A document of these blocks: a string is a paragraph, a list of rows a table."""
    text, found = "", list[Block]()
    for block in blocks:
        start = len(text)
        if isinstance(block, str):
            text += block
            found.append(Paragraph(Span(start, len(text))))
        else:
            rows = []
            for row in block:
                row_start, cells = len(text), []
                for column, cell in enumerate(row):
                    cells.append(Cell(Span(len(text), len(text) + len(cell)), column))
                    text += cell + "\t"
                text = text[:-1]
                rows.append(Row(Span(row_start, len(text)), tuple(cells)))
                text += "\n"
            text = text[:-1]
            found.append(Table(Span(start, len(text)), tuple(rows)))
        text += "\n"
    return Document(name, type, text, tuple(found))

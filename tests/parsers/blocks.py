"""A structured document in a form that a test can read at a glance."""

from __future__ import annotations

from parsers.document import Document, Table
from parsers.documents import structure
from parsers.submission import read_submission


def structured(source: str | bytes) -> Document:
    """The one document of a lone source."""
    data = source.encode() if isinstance(source, str) else source
    (document,) = read_submission(data).documents
    return structure(document)


def shown(source: str | bytes) -> list[object]:
    """A paragraph as its text, a table as rows of texts."""
    document = structured(source)
    return [
        [[document.words(cell.span) for cell in row.cells] for row in block.rows]
        if isinstance(block, Table)
        else document.words(block.span)
        for block in document.blocks
    ]


def grid(source: str | bytes) -> list[list[tuple[int, int, str]]]:
    """The first table's cells: (first column, columns, text)."""
    document = structured(source)
    table = next(block for block in document.blocks if isinstance(block, Table))
    return [[(cell.column, cell.columns, document.words(cell.span)) for cell in row.cells] for row in table.rows]

"""A document's structure, the same whether it was HTML or ASCII: one text, and blocks that point into it.

Every position is an offset in characters into `Document.text`, so a value's evidence is a slice of that text and
nothing downstream knows of markup. In the text, blocks and the rows of a table stand on lines of their own, and a tab
stands between two cells. Blocks are tuples because a document has hundreds and each is made in a tenth of a
microsecond.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Span(NamedTuple):
    """A slice of a document's text: ``text[start:end]``."""

    start: int
    end: int


class Found(NamedTuple, Generic[T]):
    """A value, the words it was read from, and the rule that read it."""

    value: T
    span: Span
    rule: str


class Paragraph(NamedTuple):
    """Running text: white space folded to single spaces, no line breaks inside."""

    span: Span
    bold: bool = False
    """Whether all of it is emphasised (a heading, often)."""


class Cell(NamedTuple):
    """One cell of a table after colspans and rowspans are laid out; ``column`` and ``columns`` count grid columns.

    Its text has a line break where the cell has one: it may hold a stack of values.
    """

    span: Span
    column: int
    columns: int = 1


class Row(NamedTuple):
    """Cells with text, left to right; empty ones are left out."""

    span: Span
    cells: tuple[Cell, ...]


class Table(NamedTuple):
    """A grid of rows. ``ruled`` is true when columns are known (HTML), false when they were guessed from spacing."""

    span: Span
    rows: tuple[Row, ...]
    ruled: bool = True
    short: frozenset[int] = frozenset()
    """Places in ``rows`` of those that have fewer cells, empty ones too, than the widest: one may be lost in them."""


Block = Paragraph | Table


class CoverFact(NamedTuple):
    """A fact of inline XBRL's cover page, as printed: ``TradingSymbol`` is ``INNO``."""

    name: str
    """The element's name in the ``dei`` taxonomy."""
    value: str
    context: str
    """Facts of one class of securities share a context: the symbol belongs to the exchange beside it."""
    span: Span | None
    """Where the text prints it; ``None`` for a hidden fact."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a submission as text and blocks, in reading order. Blocks do not overlap."""

    name: str
    type: str
    """The document type the submission gives it: ``8-K``, ``EX-99.1``; ``""`` when unknown."""
    text: str
    blocks: tuple[Block, ...]
    cover_facts: tuple[CoverFact, ...] = ()

    def words(self, span: Span) -> str:
        return self.text[span.start : span.end]

"""A passage as a stream of pieces in reading order: texts, and rows of counts. What stood in a table or in prose
looks the same from here on."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.document import Block, Document, Span
from parsers.votes.fields import Tally


@dataclass(frozen=True, slots=True)
class Text:
    """A heading, a sentence or a paragraph without counts of its own."""

    span: Span
    bold: bool = False
    in_table: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Counts that stand together. ``label`` is what stands beside them; ``result`` the word of a result column."""

    span: Span
    tally: Tally
    label: Span | None = None
    result: Span | None = None
    share_class: str | None = None
    table: int | None = None
    """Which table of the passage it stood in; ``None`` for prose."""
    of: tuple[str, ...] = ()
    """The numbers of the proposals that a sentence says it is of; ``*`` for all."""


Piece = Text | Row
_GAPS = ("\n", "\t", "  ")
"""What stands between the blocks and the cells of a document's text; inside them white space is folded."""


@dataclass(frozen=True, slots=True)
class Stream:
    """The pieces of one passage and the document they point into; ``passed_over`` are figures that count no votes."""

    document: Document
    pieces: tuple[Piece, ...]
    blocks: tuple[Block, ...] = ()
    passed_over: tuple[Span, ...] = ()

    def words(self, span: Span) -> str:
        text = self.document.text[span.start : span.end]
        return " ".join(text.split()) if any(gap in text for gap in _GAPS) else text.strip()

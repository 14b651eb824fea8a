"""Which column counts what: headings laid over the cells of a row, by place where columns are known, else by order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from parsers.document import Cell, Document, Row
from parsers.votes.columns import Heading, one_field, read_heading, read_percent_apart
from parsers.votes.fields import COUNTED, Field
from parsers.votes.ordering import Fields, in_place, ordered, percentages
from parsers.words.numbers import Number, NumberKind, cell_number

MOST = 1000
"""No percentage is larger: a figure above it, under a heading for percentages, stands in another column."""


class ReadCell(NamedTuple):
    """A cell with the number in it (kind ``WORDS`` for text)."""

    cell: Cell
    text: str
    number: Number

    @property
    def counts(self) -> bool:
        return self.number.kind is NumberKind.COUNT

    @property
    def numeric(self) -> bool:
        return self.number.kind is not NumberKind.WORDS and bool(self.text.strip())


def read_row(document: Document, row: Row) -> list[ReadCell]:
    cells = []
    for cell in row.cells:
        text = document.words(cell.span)
        cells.append(ReadCell(cell, text, cell_number(text, cell.span.start)))
    return cells


class Column(NamedTuple):
    """A heading over grid columns ``start`` to ``end`` (exclusive), and what it names, if anything."""

    start: int
    end: int
    text: str
    field: Field | None


@dataclass(frozen=True)
class Header:
    """The heading rows of a table. ``columns`` by place; ``line`` is the whole heading read in order."""

    columns: tuple[Column, ...]
    line: Heading
    apart: Heading
    """The same with ``Percentage`` standing for itself."""
    ruled: bool
    """Whether the table's columns are known, so that a blank cell is a blank column."""
    group: Field | None = None
    """A count named over columns that nobody knows: ``VOTES WITHHELD`` above ``ABSTAINED`` and ``NONVOTE``."""

    @cached_property
    def readings(self) -> tuple[Heading, ...]:
        """The ways to read the heading from left to right, the likelier first."""
        return (self.line,) if self.apart.fields == self.line.fields else (self.line, self.apart)

    @cached_property
    def speaks_of_percent(self) -> bool:
        return any(Field.PERCENT in reading.fields for reading in (self.line, self.apart)) or any(
            column.field is Field.PERCENT for column in self.columns
        )

    @cached_property
    def ordered(self) -> tuple[Field, ...]:
        """What the columns count, left to right, without the column of labels."""
        fields = tuple(c.field for c in self.columns if c.field) if self.columns else self.line.fields
        return tuple(f for f in fields if f is not Field.LABEL)

    @cached_property
    def counted(self) -> tuple[Field, ...]:
        return tuple(f for f in self.ordered if f in COUNTED)


def make_header(rows: list[list[ReadCell]], ruled: bool) -> Header:
    """One heading from one to four heading rows, stacked words of a column taken together."""
    words = "\n".join(cell.text for row in rows for cell in row)
    line, apart = read_heading(words), read_percent_apart(words)
    if not any(len(row) > 1 for row in rows):
        return Header((), line, apart, ruled)
    columns = _stacked(rows)
    floating = None if ruled else next((c for c in columns if c.start == 0 and c.field in COUNTED), None)
    if floating is None:
        return Header(tuple(columns), line, apart, ruled)
    return Header(tuple(c for c in columns if c is not floating), line, apart, ruled, floating.field)


def _stacked(rows: list[list[ReadCell]]) -> list[Column]:
    edges = sorted({edge for row in rows for c in row for edge in (c.cell.column, c.cell.column + c.cell.columns)})
    pieces: list[tuple[int, int, tuple[int, ...]]] = []
    flat = [cell for row in rows for cell in row]
    for start, end in pairwise(edges):
        over = tuple(i for i, c in enumerate(flat) if c.cell.column <= start and end <= c.cell.column + c.cell.columns)
        if not over:
            continue
        if pieces and pieces[-1][2] == over and pieces[-1][1] == start:
            pieces[-1] = (pieces[-1][0], end, over)
        else:
            pieces.append((start, end, over))
    return [
        Column(start, end, text, _named(text))
        for start, end, over in pieces
        if (text := "\n".join(flat[i].text for i in over))
    ]


def _named(text: str) -> Field | None:
    """The count a column is of; a column of something else (``Age``, ``Term Expires``) is read over."""
    field = one_field(text)
    if field is None:
        heading = read_heading(text)
        if heading.unknown and not heading.fields:
            return Field.UNCOUNTED
    return field


class Mapping(NamedTuple):
    """Fields for the cells of a row, in order, and why that may be wrong."""

    fields: tuple[Field | None, ...]
    doubt: str | None = None


def map_cells(header: Header, cells: list[ReadCell]) -> Mapping:
    """Which count each cell of a row is: by place, unless place and order tell that the columns have slipped."""
    mapping = _by_place(header, cells) if header.columns else None
    if mapping is None:
        mapping = _by_order(header, cells)
    return _grouped(header, mapping) if header.group else mapping


def _by_place(header: Header, cells: list[ReadCell]) -> Mapping | None:
    placed = tuple(_field_over(header, cell.cell) for cell in cells)
    named = [f for f in placed if f is not None]
    if len(named) < len(cells) or len(set(_unique(named))) < len(_unique(named)):
        return None
    if _have_percents(header, cells) and not _percents_in_place(header, placed, cells):
        return None
    if not header.ruled and set(header.counted) - set(placed) and not _has_gap(cells):
        return Mapping(placed, f"{len(cells)} figures stand under {len(header.ordered)} column headings")
    return Mapping(placed)


def _have_percents(header: Header, cells: list[ReadCell]) -> bool:
    return header.speaks_of_percent or any(c.number.kind is NumberKind.PERCENT for c in cells)


def _percents_in_place(header: Header, placed: Fields, cells: list[ReadCell]) -> bool:
    """Whether percentages stand under headings of percentages, or could, and nothing else does."""
    figures = [(c.number, c.text) for c in cells]
    percents = percentages(header.readings, figures)
    slipped = any(percent and f is not Field.PERCENT for f, percent in zip(placed, percents, strict=True))
    if slipped and not in_place(placed, figures, percents):
        return False
    return not any(f is Field.PERCENT and (c.number.value or 0) > MOST for f, c in zip(placed, cells, strict=True))


def _has_gap(cells: list[ReadCell]) -> bool:
    places = [c.cell.column for c in cells]
    return places != list(range(places[0], places[0] + len(places)))


def _grouped(header: Header, mapping: Mapping) -> Mapping:
    """Abstentions under ``VOTES WITHHELD`` are votes withheld."""
    fields = mapping.fields
    if header.group is Field.WITHHELD and Field.WITHHELD not in fields:
        fields = tuple(Field.WITHHELD_OR_ABSTAIN if f is Field.ABSTAIN else f for f in fields)
    return Mapping(fields, mapping.doubt or "a heading stands over columns that cannot be told")


def _unique(fields: Sequence[Field]) -> list[Field]:
    return [f for f in fields if f in COUNTED]


def _field_over(header: Header, cell: Cell) -> Field | None:
    first, behind = cell.column, cell.column + cell.columns
    best, width = None, 0
    for start, end, _, field in header.columns:
        overlap = (end if end < behind else behind) - (start if start > first else first)  # noqa: FURB136 - no calls
        if field and overlap > width:
            best, width = field, overlap
    return best


def _by_order(header: Header, cells: list[ReadCell]) -> Mapping:
    """Cells under headings in order; blank columns by the gaps that the row leaves."""
    gaps = _by_gaps(header.ordered, cells)
    if gaps is not None:
        return gaps
    order = ordered(header.readings, [(c.number, c.text) for c in cells])
    return Mapping(order.fields, order.doubt)


def _by_gaps(fields: Sequence[Field], cells: list[ReadCell]) -> Mapping | None:
    """A row that leaves columns out keeps their places: ``[1, 3]`` of four columns are the first and the third."""
    places = [c.cell.column - 1 for c in cells]
    if Field.PERCENT in fields or not places:
        return None
    if places[0] == 0 and places[-1] > len(cells) - 1 and places[-1] < len(fields):
        return Mapping(tuple(fields[p] for p in places))
    return None

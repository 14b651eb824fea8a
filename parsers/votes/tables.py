"""A table to pieces: heading rows find the columns, the other rows are counts, vertical lines or text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from parsers.document import Document, Found, Span, Table
from parsers.votes.columns import label_field, read_heading
from parsers.votes.fields import COUNTED, Field, FoundCount, Tally
from parsers.votes.labels import is_of_the_meeting, section_class, share_class_of
from parsers.votes.mapping import Header, Mapping, ReadCell, make_header, map_cells
from parsers.votes.openings import opens_matter
from parsers.votes.pieces import Piece, Row, Text
from parsers.votes.rows import (
    Kind,
    beside,
    columns_across,
    found_in,
    heads_a_matter,
    irregular,
    is_page_number,
    is_percent,
    kind_of,
    labelled_count,
    parts_of,
    side_by_side,
    text_span,
    unstacked,
    without_marks,
    without_percents,
)
from parsers.words.names import name_in_cell
from parsers.words.numbers import NumberKind

PAGE_MARK = 25
"""Characters; a page's number and running head between two halves of a table are shorter."""
RULE_COLUMNS = "count under a column heading"
RULE_LINE = "count beside its label"
RULE_ACROSS = "count beside its label, under a nominee's name"
_FIRST = frozenset({Field.FOR, Field.ONE_YEAR})
"""The lines that a block begins with."""


@dataclass(slots=True)
class TableReader:
    """Where the reading of a passage's tables stands: a heading holds for the tables after it until another comes."""

    document: Document
    header: Header | None = None
    header_table: int | None = None
    tables: int = 0
    pieces: list[Piece] = field(default_factory=list)
    block: dict[Field, FoundCount] = field(default_factory=dict)
    block_start: int | None = None
    percents: list[Decimal] = field(default_factory=list)
    block_doubts: list[str] = field(default_factory=list)
    held: list[Piece] = field(default_factory=list)
    """Notes between the lines of a block, which may go on below them."""
    parted: bool = False
    """Whether a text stood between this table and the one before."""
    section: str | None = None
    """The class or fund that a line of the table names for the rows below it."""
    short: set[int] = field(default_factory=set)
    """Where the rows begin that have fewer cells than the table's widest."""
    passed_over: list[Span] = field(default_factory=list)
    """Figures that are no counts: totals, percentages, what was not voted."""

    def read(self, table: Table) -> list[Piece]:
        """The pieces of one table, in order."""
        self.pieces, self.tables, self.section = [], self.tables + 1, None
        rows = side_by_side(self._rows(table))
        across = columns_across(rows)
        if across:
            return self._across(across, rows)
        headings: list[list[ReadCell]] = []
        for position, cells in enumerate(rows):
            kind = kind_of(cells, bool(headings), rows[position + 1 : position + 4])
            if kind is Kind.HEADING:
                self._end_block()
                if heads_a_matter(cells):
                    self.pieces.append(Text(cells[0].cell.span, in_table=True))
                headings.append(cells)
                continue
            if headings:
                self.header, self.header_table = make_header(headings, table.ruled), self.tables
                headings = []
            self._row(kind, cells)
        if headings:
            self.header, self.header_table = make_header(headings, table.ruled), self.tables
        self._end_block()
        self.parted = False
        return self.pieces

    def _rows(self, table: Table) -> list[list[ReadCell]]:
        rows: list[list[ReadCell]] = []
        self.short = set()
        for at, row in enumerate(table.rows):
            lines = list(unstacked(self.document, row))
            rows += lines
            if at in table.short:
                self.short |= {cells[0].cell.span.start for cells in lines if cells}
        return rows

    def _across(self, names: list[ReadCell], rows: list[list[ReadCell]]) -> list[Piece]:
        """A table whose columns are nominees and whose lines are counts."""
        counts: list[dict[Field, FoundCount]] = [{} for _ in names]
        for cells in rows:
            field_ = label_field(cells[0].text) if cells else None
            if field_ not in COUNTED:
                continue
            for place, cell in zip(counts, beside(cells), strict=True):
                if cell.counts and cell.number.value is not None:
                    place[field_] = Found(cell.number.value, cell.number.span, RULE_ACROSS)
        return [
            Row(c.cell.span, Tally(place), c.cell.span, table=self.tables)
            for c, place in zip(names, counts, strict=True)
        ]

    def _row(self, kind: Kind, cells: list[ReadCell]) -> None:
        if kind is Kind.VERTICAL:
            self._vertical(cells)
            return
        if kind is Kind.TEXT and self.block and not opens_matter(self.document.words(text_span(cells))):
            self.held.append(Text(text_span(cells), in_table=True))
            return
        self._end_block()
        if kind is Kind.NAMED_VERTICAL:
            self.pieces.append(Text(cells[0].cell.span, in_table=True))
            self._vertical(cells[1:])
        elif kind is Kind.PAIRS:
            self._labelled(cells, _paired(cells))
        elif kind is Kind.NAMED_PAIRS:
            self._labelled(cells, _paired(cells[1:]), cells[0].cell.span)
        elif kind is Kind.NAMED_LABELS:
            pairs = [labelled_count(c.text, c.cell.span.start) or (None, None) for c in cells[1:]]
            self._labelled(cells, pairs, cells[0].cell.span)
        elif kind is Kind.LABELLED:
            self._labelled(cells, [labelled_count(c.text, c.cell.span.start) or (None, None) for c in cells])
        elif kind is Kind.COUNTS:
            self._counts(cells)
        elif kind is Kind.RESULT:
            label, _, result = parts_of(cells)
            self.pieces.append(Row(text_span(cells), Tally({}), label, result, table=self.tables))
        elif kind is Kind.TEXT:
            self.section = section_class(cells[0].text) if len(cells) == 1 else None
            self.pieces.append(Text(text_span(cells), in_table=True))

    def _vertical(self, cells: list[ReadCell]) -> None:
        field_ = label_field(cells[0].text)
        if field_ is None:
            return
        if field_ in self.block or (self.held and field_ in _FIRST):
            self._end_block()
        if self.block_start is None:
            self.block_start = cells[0].cell.span.start
        value = next((c for c in cells[1:] if c.number.kind is not NumberKind.PERCENT), None)
        self.percents += [Decimal(c.number.value) for c in cells[1:] if is_percent(c) and c.number.value is not None]
        if value is None:
            return
        if field_ in COUNTED and value.counts and value.number.value is not None:
            self.block[field_] = Found(value.number.value, value.number.span, RULE_LINE)
            self.block_doubts += irregular([value])
        else:
            self.passed_over.append(value.number.span)

    def _labelled(
        self,
        cells: list[ReadCell],
        pairs: Sequence[tuple[Field | None, FoundCount | None]],
        label: Span | None = None,
    ) -> None:
        """Labels and counts side by side in one row."""
        counts = {name: found for name, found in pairs if name in COUNTED and found is not None}
        self.pieces.append(Row(text_span(cells), Tally(counts), label, table=self.tables))

    def _end_block(self) -> None:
        if self.block and self.block_start is not None:
            end = max(found.span.end for found in self.block.values())
            tally = Tally(dict(self.block), tuple(self.block_doubts), tuple(self.percents))
            self.pieces.append(Row(Span(self.block_start, end), tally, table=self.tables))
        self.pieces += self.held
        self.block, self.block_start, self.percents, self.block_doubts, self.held = {}, None, [], [], []

    def _counts(self, cells: list[ReadCell]) -> None:
        label, figures, result = parts_of(cells)
        label = self._without_own_heading(label)
        if self.header is not None and len(figures) > len(self.header.ordered):
            figures = without_marks(figures)
        of_a_page = label is None and self.header_table != self.tables and is_page_number(figures)
        if of_a_page or (label and is_of_the_meeting(self.document.words(label))):
            self.passed_over += [c.number.span for c in figures]
            return
        if self.header is None or not self.header.counted:
            mapping = Mapping((None,) * len(figures), "figures without column headings")
        else:
            mapping = map_cells(self.header, figures)
        counts, percents, doubts = self._laid_under(mapping, figures)
        doubts += self._of_the_heading(cells, figures, counts, doubts, mapping)
        blank = frozenset(self.header.counted) - counts.keys() if self.header else frozenset()
        tally = Tally(counts, tuple(doubts), tuple(percents), blank)
        label, share_class = self._classed(self._with_line_above(label), cells)
        self.pieces.append(Row(text_span(cells), tally, label, result, share_class, self.tables))

    def _without_own_heading(self, label: Span | None) -> Span | None:
        """A row that begins with its own heading: ``For Against Abstain | 1,000 | 20 | 3``."""
        own = read_heading(self.document.words(label)) if label else None
        if own is None or not own.understood or len(own.counted) < 2:
            return label
        self.header, self.header_table = Header((), own, own, ruled=False), self.tables
        return None

    def _laid_under(
        self, mapping: Mapping, figures: list[ReadCell]
    ) -> tuple[dict[Field, FoundCount], list[Decimal], list[str]]:
        """The counts of a row by name, its percentages, and what is doubtful in them."""
        counts: dict[Field, FoundCount] = {}
        percents: list[Decimal] = []
        doubts = [mapping.doubt] if mapping.doubt else []
        for name, cell in zip(mapping.fields, figures, strict=True):
            value = cell.number.value
            if name is Field.PERCENT or (is_percent(cell) and name not in COUNTED):
                percents += [Decimal(value)] if value is not None else []
            elif name in COUNTED and name in counts and value not in (None, counts[name].value):
                doubts.append("two figures stand under one heading")
            elif name in COUNTED and cell.counts and value is not None and name not in counts:
                counts[name] = Found(value, cell.number.span, RULE_COLUMNS)
                doubts += irregular([cell]) if cell.number.irregular else ()
            elif name is not None and name not in COUNTED:
                self.passed_over.append(cell.number.span)
        return counts, percents, doubts

    def _of_the_heading(
        self,
        cells: list[ReadCell],
        figures: list[ReadCell],
        counts: dict[Field, FoundCount],
        doubts: list[str],
        mapping: Mapping,
    ) -> Iterator[str]:
        """Why the heading may not be this row's."""
        if self.header is None:
            return
        if self.header_table != self.tables and not doubts:
            yield from self._borrowed(figures)
        if cells[0].cell.span.start in self.short and len(counts) < len(self.header.counted):
            yield "the row has fewer cells than the table, and counts that the heading names are not in it"
        if mapping.doubt and not self.header.line.understood and not self.header.ruled:
            yield "the column headings were not wholly understood"

    def _with_line_above(self, label: Span | None) -> Span | None:
        """A name wrapped over two lines, its counts beside the second: ``Ann Elizabeth`` / ``Lee | 1,000``."""
        above = self.pieces[-1] if self.pieces else None
        if label is None or not isinstance(above, Text) or name_in_cell(self.document.words(label)):
            return label
        whole = Span(above.span.start, label.end)
        if (
            len(self.document.words(label).split()) > 2
            or name_in_cell(" ".join(self.document.words(whole).split())) is None
        ):
            return label
        self.pieces.pop()
        return whole

    def _classed(self, label: Span | None, cells: list[ReadCell]) -> tuple[Span | None, str | None]:
        """A label beside a cell that names a class of shares: ``Jane Doe | Class A | 1,000``."""
        if label is None or self.header is None or Field.SHARE_CLASS not in self.header.line.fields:
            return label, self.section
        inside = [c for c in cells if label.start <= c.cell.span.start < label.end]
        last = inside[-1]
        if len(inside) > 1:
            return Span(label.start, inside[-2].cell.span.end), last.text.strip()
        is_class = share_class_of(last.text) is not None
        return (None, last.text.strip()) if is_class else (label, None)

    def _borrowed(self, figures: list[ReadCell]) -> list[str]:
        """A table without headings goes on from the one before when no text parts them and its figures are as many."""
        assert self.header is not None  # noqa: S101 - the caller looked
        goes_on = self.header_table == self.tables - 1 and not self.parted
        if goes_on and len(figures) == len(self.header.ordered):
            self.header_table = self.tables
            return []
        return ["the table has no column headings; those of an earlier table were used"]

    def text_between(self, words: str) -> None:
        """A text stands before the next table: what has no headings there is no part of the last one."""
        self.parted = self.parted or len(words) > PAGE_MARK


def _paired(cells: list[ReadCell]) -> list[tuple[Field | None, FoundCount | None]]:
    """Labels and the counts beside them, in turn."""
    cells = without_percents(cells)
    return [(label_field(a.text), found_in(b, RULE_LINE)) for a, b in zip(cells[::2], cells[1::2], strict=False)]

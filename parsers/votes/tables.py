"""A table to pieces: heading rows find the columns, the other rows are counts, vertical lines or text.

Order of the rules for a row (`_kind`): a vertical line (``Votes For | 1,234``), a heading, counts, text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from parsers.document import Document, Found, Span, Table
from parsers.document import Row as GridRow
from parsers.votes.columns import label_field, read_heading
from parsers.votes.fields import COUNTED, Field, FoundCount, Tally
from parsers.votes.mapping import Header, Mapping, ReadCell, make_header, map_cells, read_row
from parsers.votes.labels import share_class_of
from parsers.votes.pieces import Piece, Row, Text
from parsers.words.names import name_in_cell
from parsers.words.numbers import NumberKind

RULE_COLUMNS = "count under a column heading"
RULE_LINE = "count beside its label"
RULE_ACROSS = "count beside its label, under a nominee's name"

_RULED = re.compile(r"[\s\-=_–—.:|*]*")


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
    passed_over: list[Span] = field(default_factory=list)
    """Figures that are no counts: totals, percentages, what was not voted."""

    def read(self, table: Table) -> list[Piece]:
        """The pieces of one table, in order."""
        self.pieces, self.tables = [], self.tables + 1
        rows = [read_row(self.document, row) for row in table.rows]
        across = nominees_across(rows)
        if across:
            return self._across(across, rows)
        headings: list[list[ReadCell]] = []
        for position, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
            kind = _kind(cells, bool(headings), rows[position + 1 : position + 4])
            if kind == "heading":
                self._end_block()
                headings.append(cells)
                continue
            if headings:
                self.header, self.header_table = make_header(headings, table.ruled), self.tables
                headings = []
            self._row(kind, row, cells)
        if headings:
            self.header, self.header_table = make_header(headings, table.ruled), self.tables
        self._end_block()
        return self.pieces

    def _across(self, names: list[ReadCell], rows: list[list[ReadCell]]) -> list[Piece]:
        """A table whose columns are nominees and whose lines are counts."""
        counts: list[dict[Field, FoundCount]] = [{} for _ in names]
        doubts: list[str] = []
        for cells in rows:
            field_ = label_field(cells[0].text) if cells else None
            figures = cells[1:]
            if field_ not in COUNTED:
                continue
            if len(figures) != len(names):
                doubts.append(f"{len(figures)} figures stand under {len(names)} names")
            for place, cell in zip(counts, figures, strict=False):
                if cell.counts and cell.number.value is not None:
                    place[field_] = Found(cell.number.value, cell.number.span, RULE_ACROSS)
        return [
            Row(c.cell.span, Tally(place, tuple(doubts)), c.cell.span, table=self.tables)
            for c, place in zip(names, counts, strict=True)
        ]

    def _row(self, kind: str, row: GridRow, cells: list[ReadCell]) -> None:
        if kind == "vertical":
            self._vertical(row, cells)
            return
        if kind == "named vertical":
            self._end_block()
            self.pieces.append(Text(cells[0].cell.span, in_table=True))
            self._vertical(row, cells[1:])
            return
        self._end_block()
        if kind == "pairs":
            self._pairs(row, cells)
        elif kind == "counts":
            self._counts(row, cells)
        elif kind == "text":
            self.pieces.append(Text(_text_span(cells), in_table=True))

    def _vertical(self, row: GridRow, cells: list[ReadCell]) -> None:
        field_ = label_field(cells[0].text)
        if field_ is None:
            return
        if field_ in self.block:
            self._end_block()
        if self.block_start is None:
            self.block_start = row.span.start
        value = next((c for c in cells[1:] if c.number.kind is not NumberKind.PERCENT), None)
        self.percents += [Decimal(c.number.value) for c in cells[1:] if _is_percent(c) and c.number.value is not None]
        if value is None:
            return
        if field_ in COUNTED and value.counts and value.number.value is not None:
            self.block[field_] = Found(value.number.value, value.number.span, RULE_LINE)
            self.block_doubts += _irregular([value])
        else:
            self.passed_over.append(value.number.span)

    def _pairs(self, row: GridRow, cells: list[ReadCell]) -> None:
        """``For | 1,234 | Against | 56``: labels and counts side by side."""
        counts: dict[Field, FoundCount] = {}
        for label, value in zip(cells[::2], cells[1::2], strict=False):
            field_ = label_field(label.text)
            if field_ in COUNTED and value.counts and value.number.value is not None:
                counts[field_] = Found(value.number.value, value.number.span, RULE_LINE)
        self.pieces.append(Row(row.span, Tally(counts), table=self.tables))

    def _end_block(self) -> None:
        if self.block and self.block_start is not None:
            end = max(found.span.end for found in self.block.values())
            tally = Tally(dict(self.block), tuple(self.block_doubts), tuple(self.percents))
            self.pieces.append(Row(Span(self.block_start, end), tally, table=self.tables))
        self.block, self.block_start, self.percents, self.block_doubts = {}, None, [], []

    def _counts(self, row: GridRow, cells: list[ReadCell]) -> None:
        label, figures, result = _parts(cells)
        if self.header is None or not self.header.counted:
            mapping = Mapping((None,) * len(figures), "figures without column headings")
        else:
            mapping = map_cells(self.header, figures)
        counts: dict[Field, FoundCount] = {}
        percents: list[Decimal] = []
        doubts = [mapping.doubt] if mapping.doubt else []
        for name, cell in zip(mapping.fields, figures, strict=True):
            value = cell.number.value
            if name is Field.PERCENT or _is_percent(cell) and name not in COUNTED:
                percents += [Decimal(value)] if value is not None else []
            elif name in COUNTED and cell.counts and value is not None and name not in counts:
                counts[name] = Found(value, cell.number.span, RULE_COLUMNS)
                doubts += _irregular([cell])
            elif name is not None and name not in COUNTED:
                self.passed_over.append(cell.number.span)
        if self.header_table != self.tables and self.header is not None and not doubts:
            doubts += self._borrowed(figures)
        if self.header and not self.header.line.understood and not self.header.ruled and mapping.doubt:
            doubts.append("the column headings were not wholly understood")
        tally = Tally(counts, tuple(doubts), tuple(percents))
        label, share_class = self._classed(label, cells)
        self.pieces.append(Row(row.span, tally, label, result, share_class, self.tables))

    def _classed(self, label: Span | None, cells: list[ReadCell]) -> tuple[Span | None, str | None]:
        """A label beside a cell that names a class of shares: ``Jane Doe | Class A | 1,000``."""
        if label is None or self.header is None or Field.SHARE_CLASS not in self.header.line.fields:
            return label, None
        inside = [c for c in cells if label.start <= c.cell.span.start < label.end]
        last = inside[-1]
        if len(inside) > 1:
            return Span(label.start, inside[-2].cell.span.end), last.text.strip()
        is_class = share_class_of(last.text) is not None
        return (None, last.text.strip()) if is_class else (label, None)

    def _borrowed(self, figures: list[ReadCell]) -> list[str]:
        """A table without headings uses those of the table before when its figures are as many."""
        assert self.header is not None  # noqa: S101 - the caller looked
        if self.header_table == self.tables - 1 and len(figures) == len(self.header.ordered):
            return []
        return ["the table has no column headings; those of an earlier table were used"]


def nominees_across(rows: list[list[ReadCell]]) -> list[ReadCell] | None:
    """The heading cells of a table that has a nominee for each column, if it is one."""
    if len(rows) < 3:
        return None
    names = [c for c in rows[0] if c.text.strip() and not (c is rows[0][0] and read_heading(c.text).fields)]
    if not names or not all(name_in_cell(c.text) for c in names):
        return None
    lines = [cells for cells in rows[1:] if cells and label_field(cells[0].text)]
    fields = [label_field(cells[0].text) for cells in lines]
    each_once = len(set(fields)) == len(fields) == len(rows) - 1
    return names if len(lines) >= 2 and each_once and all(len(cells) > 1 for cells in lines) else None


def _irregular(cells: list[ReadCell]) -> list[str]:
    return [f"the figure {c.text.strip()} is written irregularly" for c in cells if c.number.irregular]


def _kind(cells: list[ReadCell], in_heading: bool, following: list[list[ReadCell]]) -> str:
    if not cells or all(_RULED.fullmatch(c.text) and not c.counts for c in cells):
        return "ruled"
    if _is_vertical(cells):
        return "vertical"
    if len(cells) > 2 and not cells[0].counts and label_field(cells[0].text) is None and _is_vertical(cells[1:]):
        return "named vertical"
    if len(cells) > 3 and all(label_field(c.text) for c in cells[::2]) and all(c.counts for c in cells[1::2]):
        return "pairs"
    figures = [c for c in cells if c.number.kind in (NumberKind.COUNT, NumberKind.PERCENT)]
    if not figures and _is_heading(cells, in_heading, following):
        return "heading"
    if any(c.counts for c in cells) and not _is_enumerated_text(cells):
        return "counts"
    return "text"


def _is_vertical(cells: list[ReadCell]) -> bool:
    if len(cells) < 2 or label_field(cells[0].text) is None:
        return False
    figures = [c for c in cells[1:] if c.counts]
    others = [c for c in cells[1:] if c.number.kind is NumberKind.WORDS and not _RULED.fullmatch(c.text)]
    if not figures:
        return len(cells) == 2 and not any(read_heading(c.text).fields for c in others)
    return all(_is_percent(c) for c in figures[1:])


def _is_percent(cell: ReadCell) -> bool:
    """A second figure beside a count that can only be a percentage: ``89.11``, its sign in a cell of its own."""
    value = cell.number.value
    return cell.number.kind is NumberKind.PERCENT or ("." in cell.text and value is not None and 0 <= value <= 100)


def _is_heading(cells: list[ReadCell], in_heading: bool, following: list[list[ReadCell]]) -> bool:
    words = read_heading("\n".join(c.text for c in cells))
    named = words.counted
    size = sum(len(c.text) for c in cells)
    if size > 60 * max(len(cells), 3):
        return False
    if len(named) >= 2 and len(words.unknown) <= 3 + len(cells):
        return True
    padded = words.understood and (bool(named) or len(cells) > 1 or in_heading)
    if not padded or (Field.LABEL in words.fields and not named and not in_heading):
        return padded and _heads_figures(following)
    return _heads_figures(following)


def _heads_figures(following: list[list[ReadCell]]) -> bool:
    return any(any(c.counts for c in row) for row in following)


def _is_enumerated_text(cells: list[ReadCell]) -> bool:
    """``1 | The election of …``: a number in front of text is no count."""
    counts = [c for c in cells if c.counts]
    return len(counts) == 1 and counts[0] is cells[0] and len(cells) > 1 and cells[-1].number.kind is NumberKind.WORDS


def _parts(cells: list[ReadCell]) -> tuple[Span | None, list[ReadCell], Span | None]:
    """A row's label, its figures, and the word of its result column."""
    first = next((i for i, c in enumerate(cells) if c.number.kind is NumberKind.WORDS), None)
    leading = first == 0 or (first == 1 and cells[0].counts and len(cells[0].text) <= 4)
    start = first if leading and first is not None else 0
    end = start
    if leading:
        end = start + 1
        while end < len(cells) and cells[end].number.kind is NumberKind.WORDS and not _is_result(cells[end]):
            end += 1
    label = Span(cells[0].cell.span.start, cells[end - 1].cell.span.end) if end else None
    rest = cells[end:]
    if label and _is_result(cells[0]) and end == 1:
        rest, label = cells, None
    result = next((c.cell.span for c in rest if _is_result(c)), None)
    return label, [c for c in rest if c.number.kind is not NumberKind.WORDS], result


_RESULT = re.compile(
    r"\s*(?:(?:re-?)?elected|not\s+(?:re-?)?elected|(?:not\s+)?(?:approved|adopted|passed|carried|ratified)|rejected|defeated|failed|pass|fail|yes|no|withdrawn)\s*[.*]?\s*",
    re.IGNORECASE,
)


def _is_result(cell: ReadCell) -> bool:
    return cell.number.kind is NumberKind.WORDS and bool(_RESULT.fullmatch(cell.text))


def _text_span(cells: list[ReadCell]) -> Span:
    return Span(cells[0].cell.span.start, cells[-1].cell.span.end)

"""A table of typed text: which column each count and each heading's piece stands in."""

from __future__ import annotations

import re

from parsers.layout.headings import has_key, is_heading_line, starts_paragraph
from parsers.layout.pieces import RULE, Line, Piece
from parsers.layout.typeset import RawRow, RawTable


def is_heading(line: Line) -> bool:
    """Whether a line names columns of counts: with no other word, or in pieces of which one names a kind of vote."""
    if starts_paragraph(line.words):
        return False
    return is_heading_line(line.text) or (len(line.pieces) > 1 and not line.counts and has_key(line.text))


def typed_table(heading: list[Line], lines: list[Line]) -> RawTable:
    """A table of a heading and of lines among which at least one is a row. Column 0 is the labels'."""
    edges = _edges(lines)
    body = _Body(edges)
    for line in lines:
        body.take(line)
    body.settle()
    return RawTable(_heading_rows(heading, edges) + body.rows, ruled=False)


def _edges(lines: list[Line]) -> list[int]:
    """Right edges of the columns, from the row with most counts: numbers are set flush right."""
    widest = max((line.counts for line in lines if not line.paired), key=len, default=())
    return [count.end for count in widest]


class _Body:
    """The rows so far, and the words below the last one whose row is not known yet."""

    def __init__(self, edges: list[int]) -> None:
        self.rows: list[RawRow] = []
        self._edges = edges
        self._words: list[Line] = []
        self._row: Line | None = None

    def take(self, line: Line) -> None:
        if line.counts:
            self._add(line)
        elif line.is_blank:
            self.settle()
            self._row = None
        elif not line.is_rule:
            if is_heading(line) and len(line.pieces) > 1:
                self.settle()
                self.rows += _heading_rows([line], self._edges)
            elif _heads_rows(line):
                self.settle()
                self.rows.append([(0, 1, line.words)])
                self._row = None
            else:
                self._words.append(line)

    def _add(self, line: Line) -> None:
        if line.paired:
            self.settle()
            self.rows.append([(column, 1, piece.text) for column, piece in enumerate(line.pieces)])
            return
        above = [word for word in self._words if self._row and _hangs_below(word, self._row)]
        label = " ".join([word.words for word in self._words[len(above) :]] + [line.label]).strip()
        self._words = above
        self.settle()
        self.rows.append(([(0, 1, label)] if label else []) + _cells(line.counts, self._edges))
        self._row = line

    def settle(self) -> None:
        """Give words that no counts followed to the row directly above them; without one they are a row."""
        words = [line.words for line in self._words]
        self._words = []
        if not words:
            return
        last = self.rows[-1] if self.rows else []
        if self._row and last and last[0][0] == 0:
            last[0] = (0, 1, " ".join([last[0][2], *words]))
        else:
            self.rows.append([(0, 1, " ".join(words))])


def _heads_rows(line: Line) -> bool:
    """Whether words stand over the rows below and belong to none: ``1. Election of directors:``, ``Class II``."""
    return line.words.endswith(":") or _GROUP.fullmatch(line.words) is not None


_GROUP = re.compile(
    r"(?:class|term|group|series)\s+(?:[IVX]{1,4}|[A-Z]|\d{1,4})\b[^.]{0,30}|(?:nominees?|directors|proposals?)\b[^.]{0,30}",
    re.IGNORECASE,
)


def _hangs_below(line: Line, row: Line) -> bool:
    """Whether words below a row end its label: they stand deeper, or the label cannot end where it does."""
    if not row.pieces or not line.pieces:
        return False
    return line.pieces[0].start > row.pieces[0].start + 1 or row.label[-1:] in ",-&"


def _cells(counts: tuple[Piece, ...], edges: list[int]) -> RawRow:
    """Each count in the column whose right edge is nearest, in order."""
    if len(counts) == len(edges):
        return [(column, 1, count.text) for column, count in enumerate(counts, 1)]
    cells: RawRow = []
    taken = 0
    for done, count in enumerate(counts):
        free = range(taken, len(edges) - (len(counts) - done - 1))
        nearest = min(free, key=lambda column: abs(edges[column] - count.end))
        cells.append((nearest + 1, 1, count.text))
        taken = nearest + 1
    return cells


def _heading_rows(lines: list[Line], edges: list[int]) -> list[RawRow]:
    """Heading lines with each piece over the columns that it, or the rule drawn below it, stands above."""
    said = [
        [_ruled(piece, below) for piece in line.pieces if not RULE.fullmatch(piece.text)]
        for line, below in zip(lines, [*lines[1:], None], strict=False)
    ]
    full = next((line for line in reversed(said) if edges and len(line) in (len(edges), len(edges) + 1)), None)
    places = [(p.start, p.end) for p in full[-len(edges) :]] if full else [(edge - 8, edge) for edge in edges]
    return [_heading_row(line, places) for line in said if line]


def _ruled(piece: Piece, below: Line | None) -> Piece:
    """A heading as wide as the rule that is drawn below it."""
    if below is None or not below.is_rule:
        return piece
    for rule in _DRAWN.finditer(below.text):
        if rule.start() < piece.end and piece.start < rule.end():
            return Piece(min(piece.start, rule.start()), max(piece.end, rule.end()), piece.text)
    return piece


_DRAWN = re.compile(r"[-=_]{2,}")


def _heading_row(line: list[Piece], places: list[tuple[int, int]]) -> RawRow:
    """A line's pieces by column. One piece at the left margin stands over no column that anybody could tell."""
    if not places or (len(line) == 1 and line[0].start < 2):
        return [(0, 1, " ".join(piece.text for piece in line))]
    if len(line) == len(places):
        return [(column, 1, piece.text) for column, piece in enumerate(line, 1)]
    row: RawRow = []
    for piece in line:
        over = [i for i, (left, right) in enumerate(places, 1) if piece.start < right + 1 and left - 1 < piece.end]
        if over:
            row.append((over[0], over[-1] - over[0] + 1, piece.text))
        elif piece.end < places[0][0] - 6:
            row.append((0, 1, piece.text))
        else:
            nearest = min(range(len(places)), key=lambda i: abs(sum(places[i]) - piece.start - piece.end))
            row.append((nearest + 1, 1, piece.text))
    return row

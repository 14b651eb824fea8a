"""Where text goes while a page is read: the document, or the last cell of the innermost table."""

from __future__ import annotations

import re

from parsers.layout.grid import Cell, Spans, grid_blocks
from parsers.layout.tags import BOLD_BREAK, BOLD_CELL, BREAK, CELL, END_TABLE, ROW, TABLE
from parsers.layout.typeset import RawBlock

MAX_DEPTH = 40
"""Tables nested deeper are read as if their tags were paragraph breaks."""

Move = tuple[str, tuple[Cell, ...], Spans | None]
"""A table's beginning or end, or a row (``""``: the same one) with cells without text, and the spans of one more."""

_MARK = re.compile(r"([\d,]*)([A-Z])")
_CELLS = (CELL, BOLD_CELL)


class Leads(dict[str, tuple[tuple[Move, ...], bool]]):
    """Where the marks between two texts lead, and whether what follows them is bold; found out when they first come.

    The marks between the cells of one row of a table are those of the next.
    """

    MOST = 10_000
    LONGEST = 400

    def __missing__(self, marks: str) -> tuple[tuple[Move, ...], bool]:
        found = _MARK.findall(marks)
        lead = tuple(_moves(found)), "<" + found[-1][1] in (BOLD_BREAK, BOLD_CELL)
        if len(marks) <= self.LONGEST:
            if len(self) >= self.MOST:
                self.clear()
            self[marks] = lead
        return lead


def _moves(marks: list[tuple[str, str]]) -> list[Move]:
    moves: list[Move] = []
    for spans, letter in marks:
        mark = "<" + letter
        if mark in _CELLS:
            columns, height = map(int, spans.split(",")) if spans else (1, 1)
            kind, empty, last = moves.pop() if moves and moves[-1][0] in ("", ROW) else ("", (), None)
            moves.append((kind, (*empty, (last, ())) if last else empty, (columns, height)))
        elif mark not in (BREAK, BOLD_BREAK):
            moves.append((mark, (), None))
    return moves


Rows = list[list[Cell]]


class Place:
    """Blocks as they come, and the tables that are open."""

    __slots__ = ("blocks", "holds_tables", "outer", "rows", "target", "too_deep")

    def __init__(self) -> None:
        self.blocks: list[RawBlock] = []
        self.target = self.blocks
        """Where the next text goes."""
        self.rows: Rows | None = None
        self.outer: list[tuple[Rows | None, list[RawBlock]]] = []
        self.holds_tables = False
        """Whether a table was closed inside one that is open still."""
        self.too_deep = 0

    def follow(self, moves: tuple[Move, ...]) -> None:
        """Go where the tags of tables, rows and cells lead; outside a table only its beginning leads anywhere."""
        for kind, empty, last in moves:
            rows = self.rows
            if kind == TABLE:
                self._open()
            elif rows is None:
                continue
            elif kind == END_TABLE:
                self.close()
            elif not self.too_deep:
                if kind or not rows:
                    rows.append([])
                if last:
                    row = rows[-1]
                    row += empty
                    self.target = []
                    row.append((last, self.target))

    def _open(self) -> None:
        if len(self.outer) >= MAX_DEPTH:
            self.too_deep += 1
            return
        self.outer.append((self.rows, self.target))
        self.rows = []

    def close(self) -> None:
        """Hand a finished table's blocks to what is around it, and go on there."""
        if self.too_deep:
            self.too_deep -= 1
            return
        made = grid_blocks(self.rows or [], holds_tables=self.holds_tables)
        self.rows, self.target = self.outer.pop()
        self.holds_tables = bool(self.outer)
        self.target.extend(made)

    def close_all(self) -> None:
        while self.rows is not None:
            self.close()

"""Laying blocks down as one text: the only place where offsets are made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from parsers.document import Block, Cell, Paragraph, Row, Span, Table

RawRow = list[tuple[int, int, str]]
"""A row before it has a place: (first grid column, number of grid columns, text) of each cell that has text."""


class RawParagraph(NamedTuple):
    """A paragraph before it has a place."""

    text: str
    bold: bool = False


class RawTable(NamedTuple):
    """A table before it has a place."""

    rows: list[RawRow]
    ruled: bool = True
    short: frozenset[int] = frozenset()
    """Places of the rows that have fewer cells, empty ones too, than the widest row."""


RawBlock = RawParagraph | RawTable

new_tuple = tuple.__new__
"""Makes a named tuple of its values in half the time that a call of its class takes: there are hundreds in a filing."""


def typeset(blocks: Iterable[RawBlock]) -> tuple[str, tuple[Block, ...]]:
    """The text of all blocks and the blocks with their spans in it: a line each, a tab between cells."""
    lines: list[str] = []
    placed: list[Block] = []
    at = 0
    for block in blocks:
        if type(block) is RawParagraph:
            text, bold = block
            end = at + len(text)
            placed.append(new_tuple(Paragraph, (new_tuple(Span, (at, end)), bold)))
            lines.append(text)
            at = end + 1
        else:
            table = _table(block, at, lines)
            placed.append(table)
            at = table.span.end + 1
    return "\n".join(lines), tuple(placed)


def _table(block: RawBlock, at: int, lines: list[str]) -> Table:
    assert isinstance(block, RawTable)  # noqa: S101 - the other kind was laid down by the caller
    start = at
    rows: list[Row] = []
    for raw in block.rows:
        begin = at
        cells: list[Cell] = []
        for column, columns, text in raw:
            end = at + len(text)
            cells.append(new_tuple(Cell, (new_tuple(Span, (at, end)), column, columns)))
            at = end + 1
        lines.append("\t".join([cell[2] for cell in raw]))
        rows.append(new_tuple(Row, (new_tuple(Span, (begin, at - 1)), tuple(cells))))
    return Table(Span(start, at - 1), tuple(rows), block.ruled, block.short)

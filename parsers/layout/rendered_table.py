"""A table of rendered text: which column each count and each heading stands in, when only the order is left."""

from __future__ import annotations

from parsers.layout.headings import has_key, is_label, split_carriers, split_heading
from parsers.layout.typeset import RawRow, RawTable

TextRow = list[str]
"""``[label, count, count…]``; an empty string is an empty cell."""

_DEEPEST_BLANKS = 8
"""More spaces than this at a line's start indent a wrapped source line; fewer are empty cells."""


def rendered_table(heading: list[str], rows: list[TextRow]) -> RawTable:
    """A table of the heading's lines and of rows. Column 0 is the labels'."""
    said = [row for row in rows if row]
    labelled = any(row[0] for row in said)
    width = max(len([count for count in row[1:] if count]) for row in said)
    above = heading_rows(heading, width, labelled)
    keyed = max((sum(has_key(text) for column, _, text in row if column) for row in above), default=0)
    return RawTable(above + [_row(row, keyed or width) for row in said], ruled=False)


def _row(row: TextRow, wanted: int) -> RawRow:
    """A row's cells: an empty cell holds its column where that makes as many columns as the heading has."""
    label, *counts = row
    said = [count for count in counts if count]
    if len(said) >= wanted or len(counts) > wanted:
        counts = said
    cells = [(0, 1, label)] if label else []
    return cells + [(column, 1, count) for column, count in enumerate(counts, 1) if count]


def heading_rows(lines: list[str], width: int, labelled: bool) -> list[RawRow]:
    """Rows of headings for ``width`` columns of counts.

    A line that alone names every column is a row, and so is each set of lines around it; where no line does, a
    heading was wrapped, and its lines are read as one.
    """
    full = [at for at, line in enumerate(lines) if _names_all(line, width)]
    if not full:
        return _in_rows(split_heading(" ".join(lines)), width, labelled)
    rows: list[RawRow] = []
    at = 0
    for anchor in full:
        rows += _partial(lines[at:anchor], width, labelled)
        rows.append(_in_order(split_heading(lines[anchor]), width, labelled))
        at = anchor + 1
    return rows + _partial(lines[at:], width, labelled)


def _names_all(line: str, width: int) -> bool:
    cells = split_heading(line)
    counts = cells if cells and has_key(cells[0]) else cells[1:]
    return len(counts) == width and all(has_key(cell) for cell in counts)


def _in_order(cells: list[str], width: int, labelled: bool) -> RawRow:
    """Headings from the first column of counts on, or from the labels' where the first is theirs."""
    own = is_label(cells[0]) or (labelled and not has_key(cells[0]) and len(cells) != width)
    return [(column, 1, text) for column, text in enumerate(cells, 0 if own else 1)]


def _in_rows(cells: list[str], width: int, labelled: bool) -> list[RawRow]:
    """Headings of several rows that were read as one line."""
    if not cells:
        return []
    if len(cells) > width and len(cells) % width == 0 and all(has_key(cell) for cell in cells[:width]):
        return [_in_order(cells[at : at + width], width, labelled) for at in range(0, len(cells), width)]
    return [_in_order(cells, width, labelled)]


def _partial(lines: list[str], width: int, labelled: bool) -> list[RawRow]:
    """Lines around a full one: one heading a column, or a few after empty cells; else beside no column at all."""
    if not lines:
        return []
    together = " ".join(lines)
    for cells in (split_heading(together), split_carriers(together)):
        if len(cells) == width:
            return [[(column, 1, text) for column, text in enumerate(cells, 1)]]
    blanks = len(lines[0]) - len(lines[0].lstrip(" "))
    cells = split_carriers(together)
    first = blanks if labelled else blanks + 1
    if 0 < blanks <= _DEEPEST_BLANKS and first + len(cells) - 1 == width:
        return [[(column, 1, text) for column, text in enumerate(cells, first)]]
    return [[(0, 1, " ".join(together.split()))]]

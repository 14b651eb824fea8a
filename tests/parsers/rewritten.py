"""A filing's HTML tables rewritten: in ways that change nothing for a reader, and in ways that lose something."""

from __future__ import annotations

import re
from collections.abc import Callable

Cells = list[str]
Rewriting = Callable[[int, Cells], list[Cells]]
"""The rows that stand for the row at a place of its table."""

_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL | re.IGNORECASE)
_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL | re.IGNORECASE)
_CELL = re.compile(r"<t[dh]\b.*?</t[dh]>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_FIGURE = re.compile(r"[\d,.]+|[-–—]")


def words(cell: str) -> str:
    return _TAG.sub("", cell).replace("&nbsp;", " ").replace("&#160;", " ").strip()


def figures(cells: Cells) -> list[int]:
    """The places of the cells that hold a figure and nothing else."""
    return [at for at, cell in enumerate(cells) if _FIGURE.fullmatch(words(cell))]


def rewritten(html: str, rewriting: Rewriting) -> str:
    """The same HTML with every row of every table of figures rewritten."""

    def table(found: re.Match[str]) -> str:
        if not re.search(r"\d{2,}", words(found[0])):
            return found[0]
        places = iter(range(len(found[0])))
        return _ROW.sub(lambda row: _rows(rewriting(next(places), _CELL.findall(row[0]))), found[0])

    return _TABLE.sub(table, html)


def _rows(rows: list[Cells]) -> str:
    return "".join(f"<tr>{''.join(cells)}</tr>" for cells in rows)


def _blank_rows(at: int, cells: Cells) -> list[Cells]:
    return [cells, ["<td></td>"] * len(cells)]


def _spacers(at: int, cells: Cells) -> list[Cells]:
    return [[part for cell in cells for part in (cell, "<td>&#160;</td>")]]


def _notes(at: int, cells: Cells) -> list[Cells]:
    note = f'<td colspan="{len(cells) or 1}">See the note to this table.</td>'
    return [cells, [note]] if figures(cells) else [cells]


NEUTRAL: dict[str, Rewriting] = {
    "blank rows": _blank_rows,
    "spacer columns": _spacers,
    "a note after every row of figures": _notes,
}


def without_figure(which: int) -> Rewriting:
    """One figure, with its cell, gone from every row that has several."""

    def rewriting(at: int, cells: Cells) -> list[Cells]:
        places = figures(cells)
        if len(places) < 2:
            return [cells]
        lost = places[which] if which < len(places) else places[-1]
        return [[cell for place, cell in enumerate(cells) if place != lost]]

    return rewriting


def without_first_row(at: int, cells: Cells) -> list[Cells]:
    return [cells] if at else []


LOSING: dict[str, Rewriting] = {
    "the first figure of every row": without_figure(0),
    "the second figure of every row": without_figure(1),
    "the last figure of every row": without_figure(-1),
    "the first row of every table": without_first_row,
}

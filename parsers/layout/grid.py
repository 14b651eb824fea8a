"""HTML tables to blocks: colspans and rowspans laid out, spacer columns gone, layout tables turned into paragraphs.

Filings place much of their prose with tables ("1." in one cell and the proposal in the next). Such a table is no
table to a reader, so its rows become paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.layout.typeset import RawBlock, RawParagraph, RawRow, RawTable

Spans = tuple[int, int]
"""(colspan, rowspan)"""
Cell = tuple[Spans, Sequence[RawBlock]]
"""A cell's spans and contents."""

MAX_COLUMNS = 300
"""Cells beyond this grid column hold no place in the rows below them."""

_MARKER = re.compile(
    r"""\(?(?:\d{1,2}|[ivxIVX]{1,5}|[a-zA-Z])[.):]{0,2} | [•·●○▪■◦‣–—o*§¨] | \(\d{1,2}\) |
        (?:item|proposal|matter|resolution|exhibit|section|no)s?\b[.\s]*(?:no\.?|number|\#)?\s*\S{0,6}(?:\s*[-–—:.])?""",
    re.VERBOSE | re.IGNORECASE,
)
_OPENERS = frozenset({"$", "(", "($", "US$", "£", "€"})
_CLOSERS = frozenset({")", "%", ")%", "%)", "]"})
_SIGNS = _OPENERS | _CLOSERS
_NUMBER_STARTS = frozenset("0123456789.(-–—")
_NUMBER_ENDS = frozenset("0123456789.-–—)")
_COUNT = re.compile(r"[\s$(]*\d[\d,. ]*[)%\s]*|[-–—−]+|-0-|n/?a|none", re.IGNORECASE)


def grid_blocks(rows: list[list[Cell]], *, holds_tables: bool) -> list[RawBlock]:
    """What a table's rows say: one table, or paragraphs where it only placed text or other tables."""
    if holds_tables and _nests(rows):
        return [block for row in rows for _, contents in row for block in contents]
    ends: list[int] = []
    laid, kept = [], []
    for row, end in zip(_laid_out(rows, ends), ends, strict=True):
        if row:
            laid.append(_merged(row))
            kept.append(end)
    if not laid:
        return []
    if all(_is_prose(row) for row in laid):
        return _as_paragraphs(rows)
    widest = max(ends)
    short = frozenset(at for at, end in enumerate(kept) if end < widest) if min(kept) < widest else frozenset()
    return [RawTable(laid, short=short)]


def _nests(rows: list[list[Cell]]) -> bool:
    return any(type(block) is RawTable for row in rows for _, contents in row for block in contents)


def _laid_out(rows: list[list[Cell]], ends: list[int]) -> list[RawRow]:
    """Each cell with its grid column; a cell that spans rows is said once, and holds its columns in the next rows.

    ``ends`` is told the grid column behind each row's last cell.
    """
    held: dict[int, int] = {}
    laid: list[RawRow] = []
    for row in rows:
        spent = held
        held = {at: left - 1 for at, left in held.items() if left > 1} if held else {}
        column = 0
        out: RawRow = []
        for (columns, height), contents in row:
            while column in spent:
                column += 1
            if contents:
                out.append((column, columns, _words(contents)))
            if height > 1 and column + columns <= MAX_COLUMNS:
                held.update(dict.fromkeys(range(column, column + columns), height - 1))
            column += columns
        while column in spent:
            column += 1
        ends.append(column)
        laid.append(out)
    return laid


def _words(contents: Sequence[RawBlock]) -> str:
    """A cell's text; its lines and paragraphs stay apart, as a cell may hold a stack of values."""
    if len(contents) == 1 and type(contents[0]) is RawParagraph:
        return contents[0].text
    return "\n".join(block.text for block in contents if type(block) is RawParagraph)


def _merged(row: RawRow) -> RawRow:
    """``$`` joined to the number after it; ``)`` and ``%`` to the one before it."""
    if not any(cell[2] in _SIGNS for cell in row):
        return row
    out: RawRow = []
    for column, columns, text in row:
        if out and _belongs(out[-1][2], text):
            start, _, before = out[-1]
            out[-1] = (start, column + columns - start, before + text)
        else:
            out.append((column, columns, text))
    return out


def _belongs(before: str, text: str) -> bool:
    """Whether two cells hold the parts of one number. ``%`` after words is a heading of its own."""
    if before in _OPENERS:
        return text[0] in _NUMBER_STARTS
    return text in _CLOSERS and before[-1] in _NUMBER_ENDS


def _is_prose(row: RawRow) -> bool:
    """Whether a row only places text: one cell, or a list's mark and one cell."""
    if len(row) == 1:
        return not _COUNT.fullmatch(row[0][2])
    if len(row) == 2:
        return _MARKER.fullmatch(row[0][2]) is not None and not _COUNT.fullmatch(row[1][2])
    return False


def _as_paragraphs(rows: list[list[Cell]]) -> list[RawBlock]:
    blocks: list[RawBlock] = []
    for row in rows:
        said = [block for _, contents in row for block in contents if type(block) is RawParagraph]
        if len(said) > 1 and _MARKER.fullmatch(said[0].text):
            said[:2] = [RawParagraph(f"{said[0].text} {said[1].text}", said[0].bold and said[1].bold)]
        blocks.extend(said)
    return blocks

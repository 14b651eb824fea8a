"""A meeting in HTML as nobody should write it, and some do."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from tests.renderer.html_manners import Grid, page, sections
from tests.renderer.meeting import ITEM, Gathering, opening
from tests.renderer.plain_manners import typed


def _head(gathering: Gathering) -> str:
    return f"<p>Item 5.07 {ITEM}</p><p>{escape(opening(gathering))}</p>"


def _titled(order: str, title: str, sentence: str) -> str:
    return f"<p>Proposal {order}: {escape(title)}</p><p>{escape(sentence)}</p>"


def blanks(gathering: Gathering) -> str:
    """No tables: a paragraph a row, its columns held apart by blanks."""
    parts = [_head(gathering)]
    for order, title, sentence, grid in sections(gathering):
        rows = ["&nbsp;".join(["", *(escape(text) + "&nbsp;" * 6 for text in row)]) for row in grid]
        parts.append(_titled(order, title, sentence) + "".join(f"<p>{row}</p>" for row in rows))
    return page(*parts)


def typed_in_pre(gathering: Gathering) -> str:
    """Typed text between two tags."""
    return f"<HTML><BODY><PRE>\n{escape(typed(gathering), quote=False)}\n</PRE></BODY></HTML>"


def a_table_a_row(gathering: Gathering) -> str:
    """Every row is a table of its own."""
    parts = [_head(gathering)]
    for order, title, sentence, grid in sections(gathering):
        rows = ["".join(f"<td>{escape(text)}</td>" for text in row) for row in grid]
        parts.append(_titled(order, title, sentence) + "".join(f"<table><tr>{row}</tr></table>" for row in rows))
    return page(*parts)


def crooked_headings(gathering: Gathering) -> str:
    """The heading has other grid columns than the rows: each count is two narrow columns right of its heading."""

    def table(grid: Grid) -> str:
        heading = "".join(f"<td>{escape(text)}</td><td></td>" for text in grid[0])
        rows = "".join(
            "<tr>"
            + "".join(f"<td colspan='{1 + 2 * (at > 0)}'>{escape(text)}</td>" for at, text in enumerate(row))
            + "</tr>"
            for row in grid[1:]
        )
        return f"<table><tr>{heading}</tr>{rows}</table>"

    parts = [_head(gathering)]
    for order, title, sentence, grid in sections(gathering):
        parts.append(_titled(order, title, sentence) + table(grid))
    return page(*parts)


def all_in_one_table(gathering: Gathering) -> str:
    """The whole item in one table: prose in cells over all columns, counts in the cells between."""
    width = max(len(grid[0]) for *_, grid in sections(gathering))
    rows = []
    for order, title, sentence, grid in sections(gathering):
        rows += [f"<td colspan='{width}'><p>{order}. {escape(title)}</p><p>{escape(sentence)}</p></td>"]
        rows += ["<td></td>" * (width - len(row)) + "".join(f"<td>{escape(t)}</td>" for t in row) for row in grid]
    return page(_head(gathering), "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")


def capitals(gathering: Gathering) -> str:
    """Old tags without their ends, everything in capitals but the names."""
    parts = [f"<P><B>ITEM 5.07 {ITEM.upper()}</B><P>{escape(opening(gathering))}"]
    for order, title, sentence, grid in sections(gathering):
        heading = "".join(f"<TH ALIGN=CENTER>{escape(text.upper())}" for text in grid[0])
        rows = "".join("<TR>" + "".join(f"<TD NOWRAP>{escape(text)}" for text in row) for row in grid[1:])
        parts.append(
            f"<P>PROPOSAL {order}. {escape(title.upper())}<P>{escape(sentence)}<TABLE><TR>{heading}{rows}</TABLE>"
        )
    return f"<HTML><BODY>{''.join(parts)}</BODY></HTML>"


MANNERS: dict[str, Callable[[Gathering], str]] = {
    manner.__name__: manner
    for manner in (blanks, typed_in_pre, a_table_a_row, crooked_headings, all_in_one_table, capitals)
}

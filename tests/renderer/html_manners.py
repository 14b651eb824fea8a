"""A meeting as the main document of an 8-K, in the manners of several filing agents' software and of writers."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from tests.renderer.meeting import ELECTED, ELECTION_TITLE, ITEM, Counts, Gathering, headings, number, opening

Grid = list[list[str]]


def page(*parts: str) -> str:
    return f"<html><head><title>8-K</title></head><body>{''.join(parts)}</body></html>"


def sections(gathering: Gathering) -> list[tuple[str, str, str, Grid]]:
    """(number, title, sentence, grid) of every matter; the grid's first row is the heading."""
    first = gathering.candidates[0].counts
    election: Grid = [["Nominee", *headings(first, gathering.way)]]
    election += [[c.name, *map(number, c.counts.values())] for c in gathering.candidates]
    sections = [("1", ELECTION_TITLE, ELECTED, election)]
    for order, matter in enumerate(gathering.matters, 2):
        grid = [headings(matter.counts, gathering.way), [number(count) for count in matter.counts.values()]]
        sections.append((str(order), matter.title, f"The stockholders {matter.sentence}.", grid))
    return sections


def workiva(gathering: Gathering) -> str:
    """Flat divs of spans; every column is three grid columns wide, and a row of empty cells sets the widths."""

    def span(text: str, weight: int = 400) -> str:
        return f'<span style="font-family:Arial;font-size:10pt;font-weight:{weight}">{escape(text)}</span>'

    def table(grid: Grid) -> str:
        width = len(grid[0])
        rows = [
            "<tr>"
            + '<td style="width:1.0%"></td><td style="width:20%"></td><td style="width:0.1%"></td>' * width
            + "</tr>"
        ]
        for row in grid:
            cells = "".join(f'<td colspan="3" style="padding:2px 1pt">{span(text)}</td>' for text in row)
            rows.append(f"<tr>{cells}</tr>")
        return f'<div><table style="border-collapse:collapse;width:100%">{"".join(rows)}</table></div>'

    parts = [f"<div>{span(f'Item 5.07 {ITEM}', 700)}</div><div>{span(opening(gathering))}</div>"]
    for order, title, sentence, grid in sections(gathering):
        parts.append(f"<div>{span(f'Proposal {order}: {title}', 700)}</div><div>{span(sentence)}</div>{table(grid)}")
    return page(*parts)


def donnelley(gathering: Gathering) -> str:
    """Paragraphs of styles; spacer columns of blanks before every column, headings broken in their cells."""

    def row(texts: list[str]) -> str:
        spacer = '<td valign="bottom">&nbsp;&nbsp;</td>'
        return "<TR>" + "".join(f'{spacer}<td valign="bottom" align="right">{t}</td>' for t in texts) + "</TR>"

    def table(grid: Grid) -> str:
        heading = [f"<b>{escape(text).replace(' ', '<br>', 1)}</b>" for text in grid[0]]
        rows = [row(heading)] + [row([escape(text) for text in texts]) for texts in grid[1:]]
        return f'<TABLE CELLSPACING="0" BORDER="0" WIDTH="92%" ALIGN="center">{"".join(rows)}</TABLE>'

    parts = [
        '<TABLE BORDER="0" WIDTH="100%"><TR><TD WIDTH="9%" VALIGN="top"><B>Item 5.07</B></TD>'
        f'<TD ALIGN="left"><B>{ITEM}</B></TD></TR></TABLE>',
        f'<P STYLE="margin-top:6pt"><FONT SIZE="2">{escape(opening(gathering))}</FONT></P>',
    ]
    for order, title, sentence, grid in sections(gathering):
        parts.append(
            f"<P><FONT SIZE=2><I>Proposal No. {order} — {escape(title)}.</I> {escape(sentence)}</FONT></P>{table(grid)}"
        )
    return page(*parts)


def toppan(gathering: Gathering) -> str:
    """Every number in a cell between two narrow ones; a heading over all counts in a row of its own."""

    def table(grid: Grid) -> str:
        heading, *rows = grid
        labelled = len(heading) > 1 and heading[0] == "Nominee"
        counts = heading[1:] if labelled else heading
        first = '<td rowspan="2">Nominee</td>' if labelled else ""
        over = f'<td>&#160;</td><td colspan="{4 * len(counts) - 1}" style="text-align:center">Number of Votes</td>'
        out = [f"<tr>{first}{over}</tr>"]
        out.append(
            "<tr>"
            + "".join(f'<td>&#160;</td><td colspan="2">{escape(t)}</td><td>&#160;</td>' for t in counts)
            + "</tr>"
        )
        for row in rows:
            label = f"<td>{escape(row[0])}</td>" if labelled else ""
            numbers = row[1:] if labelled else row
            out.append(
                f"<tr>{label}"
                + "".join(f"<td>&#160;</td><td>&#160;</td><td>{t}</td><td>&#160;</td>" for t in numbers)
                + "</tr>"
            )
        return f"<table>{''.join(out)}</table>"

    parts = [f"<p><b>Item 5.07</b>&#160;&#160;<b>{ITEM}</b></p><p>{escape(opening(gathering))}</p>"]
    for order, title, sentence, grid in sections(gathering):
        head = f"<p><u>Proposal {order}</u> &#8211; <u>{escape(title)}</u></p>"
        parts.append(f"{head}<p>{escape(sentence)}</p>{table(grid)}<p>&#160;</p>")
    return page(*parts)


def edgarizer(gathering: Gathering) -> str:
    """Small layout tables hold a matter's number and words; its table of counts stands below."""

    def table(grid: Grid) -> str:
        rows = "".join("<tr>" + "".join(f"<td><div>{escape(t)}</div></td>" for t in row) + "</tr>" for row in grid)
        return f"<table>{rows}</table>"

    parts = [f"<div>Item 5.07 {ITEM}</div><div>{escape(opening(gathering))}</div>"]
    for order, title, sentence, grid in sections(gathering):
        words = f"<div><u>{escape(title)}</u>. {escape(sentence)}</div>"
        parts.append(
            f'<table><tr><td style="width:36pt"><div>{order}.</div></td><td>{words}</td></tr></table>{table(grid)}'
        )
    return page(*parts)


def percents(gathering: Gathering) -> str:
    """After each count its share of the counts, in a column of its own with the sign in another."""

    def with_percents(counts: Counts) -> str:
        whole = sum(counts.values())
        return "".join(f"<td>{number(n)}</td><td>{100 * n / whole:.2f}</td><td>%</td>" for n in counts.values())

    def table(first: str, rows: list[tuple[str, Counts]]) -> str:
        names = "".join(f'<td>{escape(h)}</td><td colspan="2">%</td>' for h in headings(rows[0][1], gathering.way))
        body = "".join(f"<tr><td>{escape(label)}</td>{with_percents(counts)}</tr>" for label, counts in rows)
        return f"<table><tr><td>{first}</td>{names}</tr>{body}</table>"

    parts = [
        f"<p>Item 5.07 {ITEM}</p><p>{escape(opening(gathering))}</p><p>Proposal 1. {ELECTION_TITLE}</p><p>{ELECTED}</p>"
    ]
    parts.append(table("Name", [(c.name, c.counts) for c in gathering.candidates]))
    for order, matter in enumerate(gathering.matters, 2):
        parts.append(
            f"<p>Proposal {order}. {escape(matter.title)}</p><p>The stockholders {escape(matter.sentence)}.</p>"
        )
        parts.append(table("", [("Votes", matter.counts)]))
    return page(*parts)


def vertical(gathering: Gathering) -> str:
    """A matter's counts below each other, each after its name."""
    parts = [f"<p>Item 5.07 {ITEM}</p><p>{escape(opening(gathering))}</p><p>1. {ELECTION_TITLE}</p><p>{ELECTED}</p>"]
    first = gathering.candidates[0].counts
    names = "".join(f"<td>{escape(h)}</td>" for h in headings(first, gathering.way))
    rows = "".join(
        f"<tr><td>{escape(c.name)}</td>" + "".join(f"<td>{number(n)}</td>" for n in c.counts.values()) + "</tr>"
        for c in gathering.candidates
    )
    parts.append(f"<table><tr><td></td>{names}</tr>{rows}</table>")
    for order, matter in enumerate(gathering.matters, 2):
        lines = zip(headings(matter.counts, gathering.way), matter.counts.values(), strict=True)
        parts.append(f"<p>{order}. {escape(matter.title)}. The stockholders {escape(matter.sentence)}.</p>")
        parts.append(
            "<table>" + "".join(f"<tr><td>{h}:</td><td></td><td>{number(n)}</td></tr>" for h, n in lines) + "</table>"
        )
    return page(*parts)


_WORDS = ("Zero", "One", "Two", "Three", "Four", "Five")


def split_by_pages(gathering: Gathering) -> str:
    """The table of nominees cut by a page, its heading repeated on the next."""
    matters = sections(gathering)
    _, _, _, election = matters[0]

    def table(grid: Grid) -> str:
        rows = "".join("<tr>" + "".join(f"<td>{escape(t)}</td><td>&nbsp;</td>" for t in row) + "</tr>" for row in grid)
        return f"<table>{rows}</table>"

    half = 1 + len(election[1:]) // 2
    parts = [f"<p>Item 5.07. {ITEM}</p><p>{escape(opening(gathering))}</p>"]
    parts.append(f"<p>Proposal One: {ELECTION_TITLE}</p><p>{ELECTED}</p>")
    parts.append(table(election[:half]) + '<p align="center">2</p><hr>' + table([election[0], *election[half:]]))
    for order, title, sentence, grid in matters[1:]:
        parts.append(f"<p>Proposal {_WORDS[int(order)]}: {escape(title)}</p>")
        parts.append(f"<p>{escape(sentence)}</p>{table(grid)}")
    return page(*parts)


MANNERS: dict[str, Callable[[Gathering], str]] = {
    manner.__name__: manner for manner in (workiva, donnelley, toppan, edgarizer, percents, vertical, split_by_pages)
}

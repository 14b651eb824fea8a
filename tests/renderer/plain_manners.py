"""A meeting in plain text: typed in columns, rendered from HTML by somebody else, and told in sentences."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

from tests.renderer.meeting import ELECTED, ELECTION_TITLE, ITEM, Counts, Gathering, headings, number, opening


def _wrapped(text: str) -> str:
    return textwrap.fill(text, 78, initial_indent="     ", break_on_hyphens=False) + "\n\n"


def _columns(counts: Counts, way: int) -> str:
    return "".join(f"{name:>22}" for name in headings(counts, way))


def _numbers(counts: Counts) -> str:
    return "".join(f"{number(count):>22}" for count in counts.values())


def _typed_opening(gathering: Gathering) -> str:
    item = f"<PAGE>\n\nITEM 5.07  {ITEM.upper()}\n\n"
    return f"{item}{_wrapped(opening(gathering))}     1.  {ELECTION_TITLE}\n\n{_wrapped(ELECTED)}"


def typed(gathering: Gathering) -> str:
    """Columns set with spaces, ruled with dashes."""
    first = gathering.candidates[0].counts
    rule = "".join(f"{'-' * len(name):>22}" for name in headings(first, gathering.way))
    text = _typed_opening(gathering)
    text += f"{'Nominee':26}{_columns(first, gathering.way)}\n{'-------':26}{rule}\n"
    text += "".join(f"{c.name:26}{_numbers(c.counts)}\n" for c in gathering.candidates) + "\n"
    for order, matter in enumerate(gathering.matters, 2):
        text += _wrapped(f"{order}.  {matter.title}. The stockholders {matter.sentence}.")
        text += f"{_columns(matter.counts, gathering.way)}\n\n{_numbers(matter.counts)}\n\n"
    return text


def tagged(gathering: Gathering) -> str:
    """The same between the tags that typed filings mark tables with."""
    first = gathering.candidates[0].counts
    marks = "".join(f"{'<C>':>22}" for _ in first)
    text = _typed_opening(gathering)
    text += f"<TABLE>\n<CAPTION>\n{'':26}{_columns(first, gathering.way)}\n<S>{'':23}{marks}\n"
    text += "".join(f"{c.name:26}{_numbers(c.counts)}\n" for c in gathering.candidates) + "</TABLE>\n\n"
    for order, matter in enumerate(gathering.matters, 2):
        text += _wrapped(f"{order}.  {matter.title}. The stockholders {matter.sentence}.")
        text += (
            "".join(
                f"          {h} {'.' * (40 - len(h))} {number(n)}\n" for h, n in _named(matter.counts, gathering.way)
            )
            + "\n"
        )
    return text


def _named(counts: Counts, way: int) -> list[tuple[str, int]]:
    return list(zip(headings(counts, way), counts.values(), strict=True))


def rendered(gathering: Gathering) -> str:
    """One row a line, its cells a space apart."""
    first = gathering.candidates[0].counts
    lines = [f"Item 5.07 {ITEM}", opening(gathering), f"Proposal 1: {ELECTION_TITLE}", ELECTED]
    lines.append(" ".join(["Nominee", *headings(first, gathering.way)]))
    lines += [" ".join([c.name, *map(number, c.counts.values())]) for c in gathering.candidates]
    for order, matter in enumerate(gathering.matters, 2):
        lines += [f"Proposal {order}: {matter.title}", f"The stockholders {matter.sentence}."]
        lines += [" ".join(headings(matter.counts, gathering.way)), " ".join(map(number, matter.counts.values()))]
    return "\n".join(lines) + "\n"


def rendered_wrapped(gathering: Gathering) -> str:
    """The same from a page whose source was wrapped, headings broken in their cells and a blank first cell."""
    first = gathering.candidates[0].counts
    broken = " " + " ".join(headings(first, gathering.way)).replace("Broker Non", "Broker\n              Non")
    lines = ["Item 5.07", ITEM, *textwrap.wrap(opening(gathering), 120, break_on_hyphens=False)]
    lines += [f"Proposal No. 1 – {ELECTION_TITLE}", *textwrap.wrap(ELECTED, 120), broken]
    lines += [" ".join([c.name, *map(number, c.counts.values())]) for c in gathering.candidates]
    for order, matter in enumerate(gathering.matters, 2):
        sentence = textwrap.wrap(f"The stockholders {matter.sentence}.", 120, break_on_hyphens=False)
        lines += [f"Proposal No. {order} – {matter.title}", *sentence]
        lines += [f"{name}: {number(count)}" for name, count in _named(matter.counts, gathering.way)]
    return "\n".join(lines) + "\n"


MANNERS: dict[str, Callable[[Gathering], str]] = {
    manner.__name__: manner for manner in (typed, tagged, rendered, rendered_wrapped)
}

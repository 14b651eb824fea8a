"""The lists beside this file: what a filing says, where it says it, and the rows that must be read from it.

A list is Markdown. A heading names the place, the day and the point (``## release of May 6, 2005: the board's slate``);
its paragraphs are the words; each ``- `` line is a row that must be read: ``elected Ann Lee: 1,400 for, 20 withheld``,
``not approved say_on_pay: ...``, ``chose one_year: ...``. ``- flagged`` lets a reader flag what it can't be sure of.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from parsers.report import Count

HERE = Path(__file__).parent
FLAGGED = "flagged"
_HEADING = re.compile(r"^## (?P<place>[\w. ]+) of (?P<day>\w+ \d+, \d{4}): (?P<point>.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Row:
    """A nominee or a proposal. ``what`` is a name, a category or a frequency; ``counts`` only those that are told."""

    verdict: str
    what: str
    counts: frozenset[tuple[str, Count]] = frozenset()


@dataclass(frozen=True, slots=True)
class Saying:
    place: str
    day: dt.date
    point: str
    paragraphs: tuple[str, ...]
    rows: tuple[Row, ...]
    may_be_flagged: bool

    @property
    def label(self) -> str:
        return f"{self.place} of {self.day}: {self.point}"


def sayings(folder: str) -> list[Saying]:
    """Every saying of the lists in a folder."""
    return [saying for path in sorted((HERE / folder).glob("*.md")) for saying in _of_list(path.read_text())]


def _of_list(text: str) -> list[Saying]:
    heads = [*_HEADING.finditer(text)]
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return [_saying(head, text[head.end() : end]) for head, end in zip(heads, ends, strict=True)]


def _saying(head: re.Match[str], body: str) -> Saying:
    blocks = [block for block in re.split(r"\n\s*\n", body.strip()) if block]
    told = [block for block in blocks if not block.startswith("- ")]
    rows = [line[2:].strip() for block in blocks if block.startswith("- ") for line in block.splitlines()]
    return Saying(
        head["place"],
        dt.datetime.strptime(head["day"], "%B %d, %Y").date(),  # noqa: DTZ007 - a day has no zone
        head["point"],
        tuple(" ".join(block.split()) for block in told),
        tuple(_row(line) for line in rows if line != FLAGGED),
        FLAGGED in rows,
    )


def _row(line: str) -> Row:
    head, _, counts = line.partition(": ")
    verdict, what = re.fullmatch(r"((?:not )?(?:elected|approved|voted)|chose) (.+)", head).groups()  # type: ignore[union-attr]
    return Row(verdict, what, frozenset(_count(told) for told in counts.split(", ") if told))


def _count(told: str) -> tuple[str, Count]:
    printed, side = told.split()
    number = Decimal(printed.replace(",", ""))
    return side, int(number) if number == number.to_integral_value() else number

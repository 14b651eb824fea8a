"""A line of typed text taken apart at its gaps, and the counts in it."""

from __future__ import annotations

import re
from typing import NamedTuple

from parsers.layout.counts import is_count, is_grouped, is_year
from parsers.layout.headings import has_key, names_one

RULE = re.compile(r"[\s\-=_*.~]*[-=_]{3,}[\s\-=_*.~]*")
"""A line that is drawn, not written."""

_PIECE = re.compile(r"\S+(?: \S+)*")
_LEADERS = re.compile(r"(?:\.{3,}|(?:\s\.){3,}|_{3,})[. ]*")
_WIDE_GAP = 3
"""Justified prose has gaps of two spaces; one before a lone number must be wider to set it apart."""


class Piece(NamedTuple):
    """Words with no gap of two spaces between them, and the columns of the line that they fill."""

    start: int
    end: int
    text: str


class Line(NamedTuple):
    """A line of typed text, understood. ``counts`` is empty unless it is a row of a table."""

    text: str
    pieces: tuple[Piece, ...] = ()
    counts: tuple[Piece, ...] = ()
    paired: bool = False
    """A row of kinds of vote and counts in turn, perhaps behind a name: ``Ada Reed  For: 1,010  Against: 20``."""

    @property
    def words(self) -> str:
        return " ".join(self.text.split())

    @property
    def is_blank(self) -> bool:
        return not self.text or self.text.isspace()

    @property
    def is_rule(self) -> bool:
        return RULE.fullmatch(self.text) is not None

    @property
    def label(self) -> str:
        """What stands before a row's counts."""
        if not self.counts:
            return self.words
        before = self.counts[0].start
        return " ".join(piece.text for piece in self.pieces if piece.end <= before).strip()


def pieces(line: str) -> list[Piece]:
    """What stands on a line between gaps; dot leaders are gaps."""
    if "..." in line or ". . ." in line or "___" in line:
        line = _LEADERS.sub(lambda match: " " * len(match[0]), line)
    return [Piece(match.start(), match.end(), match[0]) for match in _PIECE.finditer(line)]


def read_line(text: str) -> Line:
    """A line with its pieces, and with its counts if it is a row."""
    parts = pieces(text)
    if not any(c.isdigit() for c in text):
        return Line(text, tuple(parts))
    paired = _pairs(parts)
    if paired:
        return Line(text, tuple(paired), tuple(piece for piece in paired if is_count(piece.text)), paired=True)
    parts = [small for part in parts for small in _split_counts(part)]
    return Line(text, tuple(parts), tuple(_counts(parts)))


def _counts(parts: list[Piece]) -> list[Piece]:
    """Pieces at the end of a line that are counts alone; none where a sentence merely ends in a number."""
    numbers: list[Piece] = []
    for part in reversed(parts):
        if not is_count(part.text):
            break
        numbers.insert(0, part)
    if not numbers or not any(c.isdigit() for part in numbers for c in part.text):
        return []
    if len(numbers) > 1:
        return numbers
    alone = numbers[0]
    if len(parts) == 1 or is_year(alone.text) or alone.start - parts[-2].end < _WIDE_GAP:
        return []
    return numbers if is_grouped(alone.text) or names_one(parts[-2].text) else []


def _split_counts(part: Piece) -> list[Piece]:
    """``Jane Doe 1,000,123 20,000`` in its three parts: two counts at an end, a space apart, are no sentence's."""
    words = _words(part)
    first = len(words)
    while first and is_count(words[first - 1].text):
        first -= 1
    counts = words[first:]
    if len(counts) < 2 or not any(is_grouped(count.text) for count in counts):
        return [part]
    label = words[:first]
    return [*([Piece(part.start, label[-1].end, part.text[: label[-1].end - part.start])] if label else []), *counts]


def _words(part: Piece) -> list[Piece]:
    return [
        Piece(part.start + match.start(), part.start + match.end(), match[0])
        for match in re.finditer(r"\S+", part.text)
    ]


def _pairs(parts: list[Piece]) -> list[Piece]:
    """Name, count, name, count… if the whole line is that, with names of kinds of votes; else nothing."""
    out: list[Piece] = []
    for part in parts:
        words = _words(part)
        if len(words) > 1 and is_count(words[-1].text) and not is_count(words[-2].text):
            name_end = words[-2].end
            out += [Piece(part.start, name_end, part.text[: name_end - part.start]), words[-1]]
        else:
            out.append(part)
    behind = 1 if len(out) > 2 and len(out) % 2 and not has_key(out[0].text) and not is_count(out[0].text) else 0
    names, counts = out[behind::2], out[behind + 1 :: 2]
    if not counts or len(names) != len(counts) or not all(is_count(count.text) for count in counts):
        return []
    if not all(names_one(name.text) for name in names):
        return []
    return out if any(is_grouped(count.text) for count in counts) and names[0].text[0].isupper() else []

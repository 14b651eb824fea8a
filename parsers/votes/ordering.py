"""Figures under a heading line whose columns are not known: which order of names fits them.

Each reading of the heading gives candidates; a printed percentage that one candidate's counts give decides between
them, and where nothing decides the first is taken in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from parsers.votes.columns import Heading
from parsers.votes.fields import COUNTED, Field
from parsers.words.numbers import Number, NumberKind

Fields = tuple[Field | None, ...]
SLACK = Decimal("0.6")
"""Percentage points between a printed percentage and what the counts give; rounding and other bases."""


@dataclass(frozen=True, slots=True)
class Order:
    """Names for figures, in order, and why they may be wrong."""

    fields: Fields
    doubt: str | None = None


_FRACTION = re.compile(r"\s*\d{0,3}\.\d+\s*\*?\s*")


def is_percentage(number: Number, text: str) -> bool:
    """Whether a figure beside a count can be a percentage: by its sign, or as a fraction of at most 100."""
    if number.kind is NumberKind.PERCENT:
        return True
    if "." not in text or number.value is None or not 0 <= number.value <= 100:
        return False
    return _FRACTION.fullmatch(text) is not None


def percentages(readings: Sequence[Heading], figures: Sequence[tuple[Number, str]]) -> list[bool]:
    """Which figures are percentages. Votes can be fractions: without a sign, the heading must speak of percent."""
    spoken = any(Field.PERCENT in reading.fields for reading in readings)
    return [number.kind is NumberKind.PERCENT or (spoken and is_percentage(number, text)) for number, text in figures]


def ordered(readings: Sequence[Heading], figures: Sequence[tuple[Number, str]]) -> Order:
    """The names of a row's figures by the order of the heading's words."""
    percents = percentages(readings, figures)
    found = [c for reading in readings for c in _candidates(_names(reading), figures, percents)]
    options = list(dict.fromkeys(c for c in found if _distinct(c.fields)))
    if not options:
        return _guessed(_names(readings[0]), figures)
    proved = [o for o in options if any(percents) and _agrees(o.fields, figures, percents)]
    best = (proved or options)[0]
    others = {o.fields for o in options} - {best.fields}
    if others and not proved:
        return Order(best.fields, best.doubt or "the column headings can be read in more than one order")
    return Order(best.fields, None if proved else best.doubt)


def in_place(fields: Sequence[Field | None], figures: Sequence[tuple[Number, str]], percents: Sequence[bool]) -> bool:
    """Whether figures can be what the headings right above them say: percentages under percent, counts elsewhere.

    A bare fraction (``0.000``) under a count is a count when every heading of percentages has one of its own.
    """
    if len(fields) != len(figures):
        return False
    if Field.PERCENT not in fields:
        return not any(percents)
    return all(
        is_percentage(number, text) if field is Field.PERCENT else number.kind is not NumberKind.PERCENT
        for field, (number, text) in zip(fields, figures, strict=True)
    )


def _names(reading: Heading) -> list[Field]:
    return [f for f in reading.fields if f not in (Field.LABEL, Field.RESULT, Field.SHARE_CLASS)]


def _candidates(names: list[Field], figures: Sequence[tuple[Number, str]], percents: list[bool]) -> Iterator[Order]:
    counted = [f for f in names if f is not Field.PERCENT]
    plain = percents.count(False)
    if in_place(names, figures, percents):
        yield Order(tuple(names))
    if len(names) == len(figures):
        yield from _doubled(names, percents)
    yield from _repeated(names, figures)
    if len(counted) == plain:
        rest = iter(counted)
        yield Order(tuple(Field.PERCENT if p else next(rest) for p in percents))
    if any(percents) and len(counted) == len(figures):
        yield Order(tuple(Field.PERCENT if p else f for f, p in zip(counted, percents, strict=True)))


def _doubled(names: list[Field], percents: list[bool]) -> Iterator[Order]:
    """``For For Against Against`` over counts with their percentages: each name stands over two columns."""
    if any(percents) and len(set(names)) < len(names):
        yield Order(tuple(Field.PERCENT if percent else name for name, percent in zip(names, percents, strict=True)))


def _repeated(names: list[Field], figures: Sequence[tuple[Number, str]]) -> Iterator[Order]:
    """Headings and figures printed over and over again: ``For For Against``, ``12 3 3``."""
    once = [f for i, f in enumerate(names) if i == 0 or names[i - 1] is not f]
    values = [number.value for number, _ in figures]
    fresh = [i == 0 or values[i - 1] != value for i, value in enumerate(values)]
    if len(once) < len(names) and fresh.count(True) == len(once):
        rest = iter(once)
        yield Order(tuple(next(rest) if new else None for new in fresh), "headings and figures are printed repeatedly")


def _distinct(fields: Fields) -> bool:
    counted = [f for f in fields if f in COUNTED]
    return len(set(counted)) == len(counted)


def _agrees(fields: Fields, figures: Sequence[tuple[Number, str]], percents: list[bool]) -> bool:
    """Whether some printed percentage is the share of the votes for."""
    value = {
        f: Decimal(n.value) for f, (n, _) in zip(fields, figures, strict=True) if f in COUNTED and n.value is not None
    }
    for_ = value.get(Field.FOR)
    if not for_:
        return False
    printed = [Decimal(n.value) for (n, _), p in zip(figures, percents, strict=True) if p and n.value is not None]
    base, bases = for_, []
    for name in (Field.AGAINST, Field.WITHHELD, Field.AGAINST_OR_WITHHELD, Field.ABSTAIN, Field.BROKER_NON_VOTES):
        base += value.get(name, Decimal(0))
        bases.append(base)
    return any(abs(p - for_ / b * 100) <= SLACK for p in printed for b in bases)


def _guessed(names: list[Field], figures: Sequence[tuple[Number, str]]) -> Order:
    known = tuple(names[i] if i < len(names) else None for i in range(len(figures)))
    return Order(known, f"{len(figures)} figures stand under {len(names)} column headings")

"""Counts of several persons told in the order of their names, or right behind each name.

``Ann Lee and Bo Day were elected with 1,200 and 1,100 votes, respectively``; ``Ann Lee, 1,200; and Bo Day, 1,100``.
"""

from __future__ import annotations

import re

from parsers.document import Found, Span
from parsers.votes.fields import Field, FoundCount, Tally
from parsers.votes.pieces import Row
from parsers.votes.prose import side_beside
from parsers.words.names import Name, names_in
from parsers.words.numbers import numbers_in
from parsers.words.remembered import remembered

RULE_IN_TURN = "count in the order of the names"
RULE_BEHIND_NAME = "votes received, behind the name"

_COUNT = r"\d{1,3}(?:,\d{3})+"
_RUN = re.compile(rf"{_COUNT}(?:,\s+{_COUNT})*,?\s+and\s+{_COUNT}")
_BEHIND = re.compile(
    rf"\s*(?:[,:(–—-]|\.{{2,}})\s*(?P<count>{_COUNT})(?![\d,]*\d)(?=\s*(?:votes\s*)?(?:[;.,)]|and\b|$))"
)
_SIDES = re.compile(r"\b(?:against|withheld|abst\w+|non-votes)\b|\d\s+(?:votes\s+)?for\b", re.IGNORECASE)
_VOTES_TOLD = re.compile(r"\bvotes?\b", re.IGNORECASE)


def rows_in_turn(text: str, offset: int) -> list[Row]:
    """The rows of a sentence that gives counts so; none for any other sentence."""
    return [_moved(row, offset) for row in _rows(text)]


@remembered
def _rows(text: str) -> tuple[Row, ...]:
    if "respectively" in text:
        return tuple(_respective(text))
    return tuple(_listed(text)) if "votes" in text else ()


def _respective(text: str) -> list[Row]:
    runs = list(_RUN.finditer(text))
    names = names_in(text[: runs[0].start()]) if runs else []
    if len(names) < 2:
        return []
    tallies: list[dict[Field, FoundCount]] = [{} for _ in names]
    for run in runs:
        numbers = list(numbers_in(run[0], run.start()))
        side = side_beside(text, Span(*run.span()))
        if len(numbers) != len(names) or side is None:
            return []
        for tally, number in zip(tallies, numbers, strict=True):
            if number.value is None or side in tally:
                return []
            tally[side] = Found(number.value, number.span, RULE_IN_TURN)
    return [_row(name, tally) for name, tally in zip(names, tallies, strict=True)]


def _listed(text: str) -> list[Row]:
    rows: list[Row] = []
    for name in names_in(text) if _VOTES_TOLD.search(text) and not _SIDES.search(text) else []:
        behind = _BEHIND.match(text, name.span.end)
        if behind:
            number = next(numbers_in(behind["count"], behind.start("count")))
            if number.value is not None:
                rows.append(_row(name, {Field.FOR: Found(number.value, number.span, RULE_BEHIND_NAME)}))
    return rows if len(rows) > 1 else []


def _row(name: Name, counts: dict[Field, FoundCount]) -> Row:
    spans = [found.span for found in counts.values()]
    return Row(Span(min(s.start for s in spans), max(s.end for s in spans)), Tally(counts), name.span)


def _moved(row: Row, offset: int) -> Row:
    counts = {f: Found(c.value, _shifted(c.span, offset), c.rule) for f, c in row.tally.counts.items()}
    label = _shifted(row.label, offset) if row.label else None
    return Row(_shifted(row.span, offset), Tally(counts), label)


def _shifted(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)

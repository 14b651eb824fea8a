"""Whatever the manner, every count stands in a cell under the heading it was written under."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings

from parsers.document import Document, Table
from tests.parsers.blocks import structured
from tests.renderer import html_manners, odd_manners, plain_manners
from tests.renderer.meeting import HEADINGS, Counts, Gathering, number
from tests.renderer.samples import HARBOR, gatherings

MANNERS = html_manners.MANNERS | plain_manners.MANNERS | odd_manners.MANNERS
LIMITS = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def counts_of(gathering: Gathering) -> list[Counts]:
    return [c.counts for c in gathering.candidates] + [m.counts for m in gathering.matters]


def cells(document: Document) -> list[str]:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [document.words(cell.span) for table in tables for row in table.rows for cell in row.cells]


def under_headings(document: Document) -> set[tuple[str, str]]:
    """(heading, cell) for every cell below the last words over any of its columns, and (name, cell) beside it."""
    pairs = set()
    for table in document.blocks:
        if not isinstance(table, Table):
            continue
        over: dict[int, str] = {}
        for row in table.rows:
            words = [(cell, " ".join(document.words(cell.span).split())) for cell in row.cells]
            numeric = [(cell, text) for cell, text in words if re.fullmatch(r"\d[\d,.%]*", text)]
            if not numeric:
                over |= {at: text for cell, text in words for at in range(cell.column, cell.column + cell.columns)}
            for cell, text in numeric:
                pairs |= {
                    (over[at].title(), text) for at in range(cell.column, cell.column + cell.columns) if at in over
                }
            pairs |= {(a[1].rstrip(":").title(), b[1]) for a, b in pairwise(words)}
    return pairs


@pytest.mark.parametrize("manner", MANNERS)
def test_every_count_of_a_meeting_is_a_cell_by_itself(manner: str) -> None:
    @LIMITS
    @given(gatherings())
    def holds(gathering: Gathering) -> None:
        found = cells(structured(MANNERS[manner](gathering)))
        for counts in counts_of(gathering):
            for count in counts.values():
                assert number(count) in found

    holds()


NO_HEADING_ABOVE = {"a_table_a_row", "crooked_headings"}
"""Here a reader must go by the order: the heading is another table, or stands over other columns."""


@pytest.mark.parametrize("manner", [name for name in MANNERS if name not in NO_HEADING_ABOVE])
def test_every_count_stands_under_the_heading_it_was_written_under(manner: str) -> None:
    @LIMITS
    @given(gatherings())
    def holds(gathering: Gathering) -> None:
        pairs = under_headings(structured(MANNERS[manner](gathering)))
        for counts in counts_of(gathering):
            for kind, count in counts.items():
                assert {(name.title(), number(count)) for name in HEADINGS[kind]} & pairs, (kind, count)

    holds()


@pytest.mark.parametrize("manner", MANNERS)
def test_every_nominee_is_the_first_cell_of_a_row_with_the_nominees_counts(manner: str) -> None:
    document = structured(MANNERS[manner](HARBOR))
    rows = [
        [document.words(cell.span) for cell in row.cells if not document.words(cell.span).endswith("%")]
        for block in document.blocks
        if isinstance(block, Table)
        for row in block.rows
    ]
    for candidate in HARBOR.candidates:
        assert [candidate.name, *map(number, candidate.counts.values())] in rows


@pytest.mark.parametrize("manner", MANNERS)
def test_every_span_is_inside_its_block_and_blocks_follow_each_other(manner: str) -> None:
    document = structured(MANNERS[manner](HARBOR))
    at = 0
    for block in document.blocks:
        assert at <= block.span.start < block.span.end <= len(document.text)
        at = block.span.end
        if isinstance(block, Table):
            for row in block.rows:
                assert block.span.start <= row.span.start < row.span.end <= block.span.end
                assert all(row.span.start <= c.span.start < c.span.end <= row.span.end for c in row.cells)

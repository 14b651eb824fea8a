"""Words looked at once: in lower case with every offset kept, and forgotten when the filing is read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bench.read_speed import html_table
from parsers.read import read_report
from parsers.votes.prose import prose_tallies
from parsers.words.lowered import lowered
from parsers.words.names import _in_cell, name_in_cell


@given(st.text())
def test_lower_case_keeps_every_offset(text: str) -> None:
    assert len(lowered(text)) == len(text)


def test_a_letter_without_a_single_lower_one_stays() -> None:
    assert lowered("İN FAVOR") == "İn favor"


def test_nothing_of_a_filing_is_kept_when_it_is_read() -> None:
    name_in_cell("Ann Lee")
    assert _in_cell.cache_info().currsize > 0
    read_report(html_table(3), "x")
    assert _in_cell.cache_info().currsize == 0


def test_an_answer_that_was_remembered_stands_where_it_is_asked_for() -> None:
    said = "1,204 votes for and 20 against"
    first, second = prose_tallies(said), prose_tallies(said, 100)
    assert [told.span.start + 100 for told in first] == [told.span.start for told in second]
    found = name_in_cell("Ann Lee", 40)
    assert found is not None
    assert (found.text, found.span.start, found.span.end) == ("Ann Lee", 40, 47)

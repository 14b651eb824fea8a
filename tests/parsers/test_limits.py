"""How much is read at most: what is larger is refused in a line, before anything is made of it."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable

import pytest

from bench.read_speed import HEAD
from parsers.errors import Unreadable
from parsers.limits import LARGEST_TEXT, MOST_MATTERS, MOST_ROWS
from parsers.read import read_report
from parsers.words.numbers import LONGEST, NumberKind, cell_number, numbers_in

OPENING = f"<html><body><p>{HEAD}</p>".encode()
ROW = b"<tr><td>Ada Reed</td><td>1,204</td><td>20</td></tr>"


def exhibit(number: int) -> bytes:
    text = b"word " * 10_000_000
    return b"<DOCUMENT>\n<TYPE>EX-99.%d\n<TEXT>\n%b</TEXT>\n</DOCUMENT>\n" % (number, text)


TOO_MUCH: dict[str, tuple[Callable[[], bytes], str]] = {
    "a million rows": (lambda: OPENING + b"<table>" + ROW * 1_000_000, "tables of 1,000,000 rows"),
    "a million rows in capitals": (lambda: OPENING + b"<TABLE>" + ROW.upper() * 1_000_000, "tables of 1,000,000 rows"),
    "a line of 100 MB": (lambda: OPENING + b"word " * 20_000_000, "100 MB of text"),
    "a word of 100 MB": (lambda: OPENING + b"a" * 100_000_000, "100 MB of text"),
    "NULs of 100 MB": (lambda: OPENING + b"x" * 9_000 + b"\0" * 100_000_000, "100 MB of text"),
    "100 MB in two exhibits": (lambda: exhibit(1) + exhibit(2), "100 MB of text"),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_more_than_any_filing_holds_is_refused_before_it_takes_memory(name: str) -> None:
    make, words = TOO_MUCH[name]
    document = make()
    tracemalloc.start()
    try:
        with pytest.raises(Unreadable, match=words):
            read_report(document, "filing.htm")
        assert tracemalloc.get_traced_memory()[1] < len(document) / 10
    finally:
        tracemalloc.stop()


def test_what_no_meeting_can_have_decided_is_refused() -> None:
    table = b"<table><tr><td>For</td><td>Against</td></tr><tr><td>1,204</td><td>20</td></tr></table>"
    matters = (b"<p>Proposal %d. To approve a plan.</p>%b" % (number, table) for number in range(MOST_MATTERS + 1))
    with pytest.raises(Unreadable, match=r"5,00\d proposals and nominees"):
        read_report(OPENING + b"".join(matters), "filing.htm")


def test_a_large_filing_is_far_from_the_limits() -> None:
    assert LARGEST_TEXT > 50_000_000
    assert MOST_ROWS > 100_000


@pytest.mark.parametrize(
    "digits", ["1" * 6_000, "1" + ",234" * 3_000, "0." + "5" * 6_000, "1" + ".234" * 3_000, "9" * 30]
)
def test_digits_without_end_are_no_number(digits: str) -> None:
    assert [number.kind for number in numbers_in(f"received {digits} votes")] == [NumberKind.WORDS]
    assert cell_number(digits).value is None


def test_the_longest_count_that_could_be_is_a_number() -> None:
    longest = "999,999,999,999,999"
    assert len(longest) < LONGEST
    assert cell_number(longest).value == 999_999_999_999_999

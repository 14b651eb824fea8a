"""What a printed number is: a count, an absent count, a percentage, money, or none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.words.numbers import NumberKind, cell_number, number_words_in, numbers_in, small_number


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12,345", 12345),
        ("12345", 12345),
        (" 1,234,567 ", 1234567),
        ("18,662,457.146", Decimal("18662457.146")),
        ("9,999.00", 9999),
        ("0", 0),
        ("$ 1,234", 1234),
        ("1,234(1)", 1234),
        ("1,234 (a)", 1234),
        ("1,234*", 1234),
        ("1,234 ²", 1234),
        ("(1,234,567)", 1234567),
        ("1,234,567 (98.2%)", 1234567),
        ("1,234,567 votes", 1234567),
    ],
)
def test_a_cell_with_a_count_gives_that_count(cell: str, value: int | Decimal) -> None:
    number = cell_number(cell)
    assert (number.kind, number.value, number.irregular) == (NumberKind.COUNT, value, False)


@pytest.mark.parametrize("cell", ["-0-", "- 0 -", "-", "–", "—", "--", "---", "none", "Nil", "ZERO", "— (1)"])
def test_a_mark_or_word_for_nought_is_nought_and_not_absent(cell: str) -> None:
    number = cell_number(cell)
    assert (number.kind, number.value, number.nought) == (NumberKind.COUNT, 0, True)


@pytest.mark.parametrize(
    "cell", ["", "   ", "\u00a0", "N/A", "n/a", "N.A.", "*", "**", "(1)", "(b)", "not applicable", "$"]
)
def test_a_blank_or_a_mark_that_stands_for_no_count_is_absent(cell: str) -> None:
    number = cell_number(cell)
    assert (number.kind, number.value) == (NumberKind.ABSENT, None)


def test_a_bracketed_nought_is_a_count_and_no_footnote() -> None:
    assert cell_number("(0)").value == 0


@pytest.mark.parametrize(
    ("cell", "value"),
    [("98.2%", Decimal("98.2")), ("98.2 %", Decimal("98.2")), ("71 percent", 71), ("98.2% (1)", Decimal("98.2"))],
)
def test_a_percentage_is_no_count(cell: str, value: Decimal) -> None:
    number = cell_number(cell)
    assert (number.kind, number.value) == (NumberKind.PERCENT, value)


@pytest.mark.parametrize("cell", ["For", "John Smith", "1,234 5,678", "Class A 3", "nine"])
def test_text_and_two_numbers_at_once_are_no_count(cell: str) -> None:
    number = cell_number(cell)
    assert (number.kind, number.value) == (NumberKind.WORDS, None)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1,234,5671", 12345671),
        ("1,23,456", 123456),
        ("12, 345", 12345),
        ("1 234 567", 1234567),
        ("1.234.567", 1234567),
    ],
)
def test_a_number_that_no_careful_writer_prints_is_believed_and_marked(cell: str, value: int) -> None:
    number = cell_number(cell)
    assert (number.value, number.irregular) == (value, True)


def test_a_cells_span_is_that_of_the_number_alone() -> None:
    text = "  1,234 (98.2%)"
    span = cell_number(text, offset=100).span
    assert text[span.start - 100 : span.end - 100] == "1,234"


def test_numbers_of_a_sentence_keep_their_kinds_and_places() -> None:
    text = "1,234 votes for (98.2%), 56 against and none abstaining, at a cost of $7.50; non-votes: N/A"
    found = [(text[n.span.start : n.span.end], n.kind) for n in numbers_in(text)]
    assert found == [
        ("1,234", NumberKind.COUNT),
        ("98.2%", NumberKind.PERCENT),
        ("56", NumberKind.COUNT),
        ("none", NumberKind.COUNT),
        ("7.50", NumberKind.MONEY),
        ("N/A", NumberKind.ABSENT),
    ]


@pytest.mark.parametrize(
    "text", ["Form 10-K", "401(k)", "Section 162(m)", "1-for-20", "the 3rd", "1-800-FLOWERS", "COVID-19", "A1,234"]
)
def test_figures_inside_words_are_no_numbers(text: str) -> None:
    assert list(numbers_in(text)) == []


def test_tokens_of_a_rendered_row_come_out_one_by_one() -> None:
    row = "Gary Stern 12,345 - 123 -0- N/A 98.1%"
    assert [n.value for n in numbers_in(row) if n.is_count] == [12345, 0, 123, 0]


@pytest.mark.parametrize(
    ("words", "value"),
    [("nine", 9), ("Eleven (11)", 11), ("twenty-one", 21), ("12", 12), ("all", None), ("one or two", None)],
)
def test_how_many_is_read_from_a_word_or_digits(words: str, value: int | None) -> None:
    assert small_number(words) == value


def test_number_words_are_found_in_running_text() -> None:
    assert [n.value for n in number_words_in("the nine directors and thirty-two items")] == [9, 32]


@given(st.integers(min_value=0, max_value=10**12))
def test_every_whole_count_reads_back_with_and_without_commas(count: int) -> None:
    assert cell_number(f"{count:,}").value == count
    assert cell_number(str(count)).value == count


@given(st.text(alphabet="0123456789,.%$()-–— *NAnovte/", max_size=24))
def test_a_count_is_never_a_number_whose_digits_are_not_printed(text: str) -> None:
    value = cell_number(text).value
    if value:
        digits = f"{value:f}" if isinstance(value, Decimal) else str(value)
        assert digits.replace(".", "").strip("0") in "".join(c for c in text if c.isdecimal())


@pytest.mark.parametrize("words", ["61.5 million", "4 million", "1.2 billion", "12 thousand"])
def test_a_rounded_figure_is_nobodys_exact_count(words: str) -> None:
    assert [(n.kind, n.value) for n in numbers_in(f"with {words} votes for")] == [(NumberKind.ROUNDED, None)]


def test_what_stands_in_two_lines_of_a_cell_is_no_one_number() -> None:
    assert cell_number("100\n,000").value != 100_000
    assert cell_number("100 ,000").value == 100_000

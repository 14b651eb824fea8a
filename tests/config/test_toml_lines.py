from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.toml_lines import statements


def test_statements_know_their_lines_whatever_stands_between() -> None:
    text = '# a comment\n\n[[channels]]   # [[not this]]\nchannel = "#a # b"\n\ntickers = [\n  "A", # "B",\n\n  "C"]\n'
    good, faults = statements(text)
    assert faults == []
    assert [(one.line, one.table or one.key) for one in good] == [(3, "[[channels]]"), (4, "channel"), (6, "tickers")]
    assert good[1].value == "#a # b"
    assert good[2].value == ["A", "C"]
    assert [good[2].line_of(index) for index in (0, 1)] == [7, 9]


def test_strings_of_several_lines_and_of_other_quotes_end_where_they_end() -> None:
    text = 'a = \'\'\'one\n# two = 3\n\'\'\'\nb = """x\\""""\nc = \'it"s\'\nd = "[ { ,"\n'
    good, faults = statements(text)
    assert faults == []
    assert [(one.line, one.key, one.value) for one in good] == [
        (1, "a", "one\n# two = 3\n"),
        (4, "b", 'x"'),
        (5, "c", 'it"s'),
        (6, "d", "[ { ,"),
    ]


def test_every_fault_is_found_and_each_has_its_line() -> None:
    good, faults = statements('a = \nb = 1\nc = "open\nd = 2\ne = [1 2]\nf = 3\n')
    assert [one.key for one in good] == ["b", "d", "f"]
    assert [fault.line for fault in faults] == [1, 3, 5]


def test_elements_of_nested_arrays_and_tables_count_as_one() -> None:
    (one,), faults = statements("a = [\n [1,\n 2],\n {b = 1, c = 2},\n 3,\n]\n")
    assert faults == []
    assert one.value == [[1, 2], {"b": 1, "c": 2}, 3]
    assert one.element_lines == (2, 4, 5)


@pytest.mark.parametrize(
    "text", ["", "\n\n", "# nothing\n", "[", "]", '"', "'''", "a", "= 1", "\x00", "[[[", "a = [\n" * 50]
)
def test_rubbish_gives_faults_and_no_crash(text: str) -> None:
    good, _ = statements(text)
    assert good == []


@given(st.text(alphabet="ab=[]{}\"',#\n\\ 1.", max_size=60))
def test_what_the_standard_reader_takes_is_cut_into_the_same_values(text: str) -> None:
    try:
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        statements(text)
        return
    good, faults = statements(text)
    assert faults == []
    if not any(one.table for one in good) and "." not in text:
        assert {one.key: one.value for one in good} == whole

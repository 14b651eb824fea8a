from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.watchlist import parse_watchlist
from tests.parsers.growth import MOST, growth

EXAMPLE = (Path(__file__).parents[2] / "config" / "watchlist.example.toml").read_text(encoding="utf-8")
PIECES = st.sampled_from(["[[", "]]", "]", '"', "'''", "=", "\n", "\0", "\ud800", "{", "[" * 2000, "1e999", "9" * 5000])


def no_fault(_rule: str) -> str | None:
    return None


@given(at=st.integers(0, len(EXAMPLE)), put=PIECES | st.text(max_size=40), dropped=st.integers(0, 60))
def test_a_damaged_watchlist_is_read_or_its_faults_have_lines(at: int, put: str, dropped: int) -> None:
    _entries, faults = parse_watchlist(EXAMPLE[:at] + put + EXAMPLE[at + dropped :], no_fault)
    assert all(fault.line >= 1 for fault in faults)


def test_brackets_without_end_are_named_with_their_line() -> None:
    _entries, faults = parse_watchlist(f'[[channels]]\nchannel = "#a"\ntickers = {"[" * 2000}{"]" * 2000}\n', no_fault)
    assert (3, "brackets inside brackets, too many of them") in [(fault.line, fault.text) for fault in faults]


OPENING = '[[channels]]\nchannel = "#a"\n'
LONG: dict[str, Callable[[int], str]] = {
    "a key": lambda count: "a." * count + "b = 1",
    "a name": lambda count: OPENING + 'companies = ["' + "Harbor " * count + '"]\n',
    "tickers": lambda count: OPENING + "tickers = [\n" + '"AAPL",\n' * count + "]\n",
    "channels": lambda count: (OPENING + "everything = true\n") * count,
    "lines of no sense": lambda count: "x\n" * count,
    "quotes": lambda count: "a = " + '"' * count,
    "digits": lambda count: "a = " + "9" * count,
    "brackets": lambda count: "a = " + "[" * count,
    "NULs": lambda count: '[[channels]]\nchannel = "' + "\0" * count + '"\n',
    "halves of surrogate pairs": lambda count: '[[channels]]\nchannel = "' + "\udcff" * count + '"\n',
}
RIGHT = {"tickers", "channels"}


@pytest.mark.parametrize("name", LONG)
def test_a_long_watchlist_is_read_in_step_with_its_length(name: str) -> None:
    assert growth(lambda count: parse_watchlist(LONG[name](count), no_fault), 1_000) <= MOST


@pytest.mark.parametrize("name", sorted(LONG.keys() - RIGHT))
def test_what_is_wrong_with_a_long_watchlist_is_named_with_its_line(name: str) -> None:
    entries, faults = parse_watchlist(LONG[name](150_000), no_fault)
    assert entries == ()
    assert faults
    assert all(1 <= fault.line <= 150_000 for fault in faults)

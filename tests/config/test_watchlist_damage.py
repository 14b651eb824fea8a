from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from config.watchlist import parse_watchlist

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

from __future__ import annotations

from pathlib import Path

import pytest

from bot.rules import rule_fault
from config.watchlist import Entry, WatchlistFault, read_watchlist

EXAMPLE = Path(__file__).parents[2] / "config" / "watchlist.example.toml"


def read(tmp_path: Path, text: str) -> tuple[Entry, ...]:
    file = tmp_path / "watchlist.toml"
    file.write_text(text, encoding="utf-8")
    return read_watchlist(file, rule_fault)


def faults(tmp_path: Path, text: str) -> dict[int, str]:
    with pytest.raises(WatchlistFault) as caught:
        read(tmp_path, text)
    assert len(caught.value.faults) == len(str(caught.value).splitlines())
    return {fault.line: fault.text for fault in caught.value.faults}


def test_the_example_is_right_and_says_what_it_says() -> None:
    season, alarms = read_watchlist(EXAMPLE, rule_fault)
    assert season == Entry(season.line, "#proxy-season", ("INNO", "AAPL", "BRK-B"), ("844143",), ("Innovo Group Inc.",))
    assert (alarms.channel, alarms.everything) == ("#governance-alarms", True)
    assert alarms.only == ("failures", "say-on-pay below 70", "directors below 80")


def test_all_faults_of_a_file_are_told_at_once_each_with_its_line(tmp_path: Path) -> None:
    text = """\
stray = 1
[[channels]]
channel = "governance"
tickers = ["INNO", "TOO LONG A TICKER",
  7]
[[channels]]
chanel = "#a"
ciks = ["12x", 844143, 0]
only = ["sometimes"]
[[channels]]
channel = "#b"
[settings]
what = 1
[[channels]]
channel = "#c"
everything = false
channel = "#d"
companies = ["..."]
broken = [
"""
    found = faults(tmp_path, text)
    assert {line: words[:30] for line, words in found.items()} == {
        1: "'stray' stands before the firs",
        3: "'governance' is no channel: a ",
        4: "'TOO LONG A TICKER' is no tick",
        5: "7 is no ticker",
        6: "this block names no channel: c",
        7: "'chanel' is unknown; a block m",
        8: "0 is no CIK: up to ten digits",
        9: "'sometimes' is no rule; there ",
        10: "this block watches nothing: gi",
        12: "[settings] is unknown here: a ",
        16: "'everything' can only be true;",
        17: "'channel' is given twice in th",
        18: "'...' is no company name",
        19: found[19][:30],
    }


def test_an_error_names_file_and_line_the_way_editors_do(tmp_path: Path) -> None:
    with pytest.raises(WatchlistFault, match=r"watchlist\.toml:2: 'a' is no channel"):
        read(tmp_path, '[[channels]]\nchannel = "a"\neverything = true\n')


def test_a_file_that_is_not_there_or_no_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(WatchlistFault, match=r"none\.toml:1: cannot be read: No such file"):
        read_watchlist(tmp_path / "none.toml", rule_fault)
    (tmp_path / "binary").write_bytes(b"# fine\n\xff\xfe\n")
    with pytest.raises(WatchlistFault, match=r"binary:2: is not UTF-8"):
        read_watchlist(tmp_path / "binary", rule_fault)
    with pytest.raises(WatchlistFault, match="directory"):
        read_watchlist(tmp_path, rule_fault)


def test_an_empty_file_watches_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, "") == ()


def test_a_file_of_windows_is_read_like_any_other(tmp_path: Path) -> None:
    (one,) = read(tmp_path, '\ufeff[[channels]]\r\nchannel = "C0123"\r\ntickers = "inno"\r\nciks = "0000844143"\r\n')
    assert (one.channel, one.tickers, one.ciks) == ("C0123", ("INNO",), ("844143",))

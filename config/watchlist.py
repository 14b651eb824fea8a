"""The watchlist file: which channels watch which companies. Every fault of a file is told at once, with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from config.toml_lines import LineFault, Statement, statements

_CHANNEL = re.compile(r"#[^\s#@,]{1,80}|[CGD][A-Z0-9]{2,20}")
_TICKER = re.compile(r"[A-Za-z0-9][A-Za-z0-9.\-]{0,11}")
_CIK = re.compile(r"\d{1,10}")
_LONGEST_NAME = 200

RuleCheck = Callable[[str], str | None]
"""What is wrong with a rule's words, or ``None``."""


class WatchlistFault(Exception):
    """A watchlist that cannot be used; the text has a line for each fault: ``path:line: what``."""

    def __init__(self, path: Path, faults: list[LineFault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line))
        super().__init__("\n".join(f"{path}:{fault.line}: {fault.text}" for fault in self.faults))


@dataclass(frozen=True, slots=True)
class Entry:
    """One ``[[channels]]`` block. ``channel`` is an ID or a name with ``#``; CIKs are unpadded digits."""

    line: int
    channel: str
    tickers: tuple[str, ...] = ()
    ciks: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    everything: bool = False
    only: tuple[str, ...] = ()


@dataclass(slots=True)
class _Block:
    line: int
    keys: dict[str, Statement] = field(default_factory=dict)


def read_watchlist(path: Path, rule_fault: RuleCheck) -> tuple[Entry, ...]:
    """The blocks of a file, or `WatchlistFault`. ``rule_fault`` judges the words after ``only``."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        why = f"cannot be read: {error.strerror or error}; config/watchlist.example.toml shows what it may hold"
        raise WatchlistFault(path, [LineFault(1, why)]) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise WatchlistFault(path, [LineFault(line, "is not UTF-8 text")]) from error
    entries, faults = parse_watchlist(text, rule_fault)
    if faults:
        raise WatchlistFault(path, faults)
    return entries


def parse_watchlist(text: str, rule_fault: RuleCheck) -> tuple[tuple[Entry, ...], list[LineFault]]:
    """The blocks that are right, and what is wrong with the others."""
    good, faults = statements(text.replace("\r\n", "\n"))
    blocks, stray = _blocks(good)
    faults += stray
    entries = []
    for block in blocks:
        wrong = list(_block_faults(block, rule_fault))
        faults += wrong
        if not wrong:
            entries.append(_entry(block))
    return tuple(entries), faults


def _blocks(good: list[Statement]) -> tuple[list[_Block], list[LineFault]]:
    blocks: list[_Block] = []
    faults: list[LineFault] = []
    lost = False
    for one in good:
        if one.table:
            lost = re.sub(r"\s", "", one.table) != "[[channels]]"
            if lost:
                faults.append(LineFault(one.line, f"{one.table} is unknown here: a block begins with [[channels]]"))
            else:
                blocks.append(_Block(one.line))
        elif not blocks and not lost:
            faults.append(LineFault(one.line, f"'{one.key}' stands before the first [[channels]]"))
        elif not lost and one.key in blocks[-1].keys:
            faults.append(LineFault(one.line, f"'{one.key}' is given twice in this block"))
        elif not lost:
            blocks[-1].keys[one.key] = one
    return blocks, faults


def _block_faults(block: _Block, rule_fault: RuleCheck) -> Iterator[LineFault]:
    if "channel" not in block.keys:
        yield LineFault(block.line, 'this block names no channel: channel = "#name" or channel = "C0123ABCD"')
    watched = [name for name in ("tickers", "ciks", "companies", "everything") if name in block.keys]
    if not watched:
        yield LineFault(block.line, "this block watches nothing: give tickers, ciks, companies or everything = true")
    for key, statement in block.keys.items():
        check = _CHECKS.get(key)
        if check is None:
            known = ", ".join(_CHECKS)
            yield LineFault(statement.line, f"'{key}' is unknown; a block may hold {known}")
        else:
            yield from check(statement, rule_fault)


def _check_channel(statement: Statement, _rules: RuleCheck) -> Iterator[LineFault]:
    value = statement.value
    if not isinstance(value, str) or not _CHANNEL.fullmatch(value):
        yield LineFault(statement.line, f"{value!r} is no channel: a name with # or an ID such as C0123ABCD")


def _check_everything(statement: Statement, _rules: RuleCheck) -> Iterator[LineFault]:
    if statement.value is not True:
        yield LineFault(statement.line, "'everything' can only be true; leave it out otherwise")


def _check_tickers(statement: Statement, _rules: RuleCheck) -> Iterator[LineFault]:
    for line, value in _elements(statement):
        if not isinstance(value, str) or not _TICKER.fullmatch(value):
            yield LineFault(line, f"{value!r} is no ticker")


def _check_ciks(statement: Statement, _rules: RuleCheck) -> Iterator[LineFault]:
    for line, value in _elements(statement):
        whole = isinstance(value, (int, str)) and not isinstance(value, bool)
        if not whole or not _CIK.fullmatch(str(value)) or int(value) == 0:
            yield LineFault(line, f"{value!r} is no CIK: up to ten digits")


def _check_companies(statement: Statement, _rules: RuleCheck) -> Iterator[LineFault]:
    for line, value in _elements(statement):
        if not isinstance(value, str) or not re.search(r"\w", value) or len(value) > _LONGEST_NAME:
            yield LineFault(line, f"{value!r} is no company name")


def _check_only(statement: Statement, rule_fault: RuleCheck) -> Iterator[LineFault]:
    for line, value in _elements(statement):
        wrong = rule_fault(value) if isinstance(value, str) else f"{value!r} is no rule"
        if wrong:
            yield LineFault(line, wrong)


_CHECKS: dict[str, Callable[[Statement, RuleCheck], Iterator[LineFault]]] = {
    "channel": _check_channel,
    "tickers": _check_tickers,
    "ciks": _check_ciks,
    "companies": _check_companies,
    "everything": _check_everything,
    "only": _check_only,
}


def _elements(statement: Statement) -> Iterator[tuple[int, Any]]:
    """The elements of an array with their lines; a lone value counts as an array of one."""
    if not isinstance(statement.value, list):
        yield statement.line, statement.value
        return
    for index, value in enumerate(statement.value):
        yield statement.line_of(index), value


def _entry(block: _Block) -> Entry:
    def values(key: str) -> list[Any]:
        return [value for _, value in _elements(block.keys[key])] if key in block.keys else []

    return Entry(
        line=block.line,
        channel=block.keys["channel"].value,
        tickers=tuple(value.upper() for value in values("tickers")),
        ciks=tuple(str(int(value)) for value in values("ciks")),
        companies=tuple(value.strip() for value in values("companies")),
        everything="everything" in block.keys,
        only=tuple(values("only")),
    )

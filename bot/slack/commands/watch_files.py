"""Watchlists as files that people keep in a spreadsheet: CSV and JSON out, CSV or bare lines in. Pure."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.slack.channel_list import Listed
from bot.slack.commands.watch_words import (
    LONGEST_SUBJECT,
    SUBJECTS_AT_ONCE,
    WordsFault,
    are_rules,
    read_rules,
    with_legal_forms,
)
from bot.stages import WatchSubject

COLUMNS = ("subject", "value", "company", "only", "source")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so would be run by a spreadsheet."""


@dataclass(frozen=True, slots=True)
class Line:
    """One watch to add. ``subject`` is a ticker, a CIK or a name, as a person writes it."""

    subject: str
    rules: tuple[str, ...] = ()
    everything: bool = False


@dataclass(frozen=True, slots=True)
class LineFault:
    number: int
    words: str


def export_csv(listed: Iterable[Listed]) -> str:
    """With a heading; safe to open in a spreadsheet."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in map(_row, listed):
        writer.writerow([harmless(row[column]) for column in COLUMNS])
    return written.getvalue()


def export_json(listed: Iterable[Listed]) -> str:
    return json.dumps([_row(each) for each in listed], indent=2, ensure_ascii=False) + "\n"


def spoken_list(words: str) -> str:
    """``INNO, failures; Acme Corp`` as the lines of a list: a rule narrows the company that stands before it."""
    lines: list[str] = []
    for part in filter(None, map(str.strip, re.split(r"[,;]", words))):
        if lines and are_rules(part):
            lines[-1] += f", {part}"
        else:
            lines = with_legal_forms([*lines, part])
    return "\n".join(lines)


def read_import(text: str) -> tuple[list[Line], list[LineFault]]:
    """An export's CSV, or lines of ``INNO`` or ``INNO, failures or say-on-pay below 70``. Faults name their line."""
    lines: list[Line] = []
    faults: list[LineFault] = []
    columns: dict[str, int] | None = None
    try:
        rows = list(csv.reader(io.StringIO("\n".join(text.replace("\0", "").splitlines()))))
    except csv.Error as fault:
        return [], [LineFault(1, f"this is no list: {fault}")]
    for number, row in enumerate(rows, 1):
        cells = [cell.strip().lstrip("'") for cell in row]
        if not any(cells):
            continue
        if columns is None and [cell.casefold() for cell in cells[:2]] == ["subject", "value"]:
            columns = {cell.casefold(): place for place, cell in enumerate(cells)}
            continue
        try:
            lines.append(_line(cells, columns))
        except WordsFault as fault:
            faults.append(LineFault(number, str(fault)))
    if len(lines) > SUBJECTS_AT_ONCE:
        faults.append(LineFault(len(rows), f"at most {SUBJECTS_AT_ONCE} lines at once"))
    return lines, faults


def fault_words(faults: Sequence[LineFault]) -> str:
    if not faults:
        return "There is no company in that."
    shown = "; ".join(f"line {fault.number}: {fault.words}" for fault in faults[:5])
    return shown if len(faults) <= 5 else f"{shown}; and {len(faults) - 5} more"


def _line(cells: list[str], columns: dict[str, int] | None) -> Line:
    if columns is None:
        subject, *rules = with_legal_forms(cells)
        return _made(subject, ", ".join(filter(None, rules)))
    value = {name: cells[place] for name, place in columns.items() if place < len(cells)}
    if value.get("subject", "").casefold() == WatchSubject.EVERYTHING:
        return _made("all", value.get("only", ""))
    return _made(value.get("value", ""), value.get("only", ""))


def _made(subject: str, rules: str) -> Line:
    if not subject:
        raise WordsFault("no company")
    if len(subject) > LONGEST_SUBJECT:
        raise WordsFault("too long for a company")
    return Line(subject, read_rules(rules.removeprefix("only ")), subject.casefold() in {"all", "everything", "*"})


def _row(each: Listed) -> dict[str, str]:
    watch = each.watch
    return {
        "subject": str(watch.subject),
        "value": watch.value,
        "company": each.company,
        "only": " or ".join(watch.rules),
        "source": "file" if each.from_file else "command",
    }


def harmless(cell: str) -> str:
    """The cell as text, also to a spreadsheet that would run it as a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell

"""The master indexes, of a day and of a quarter: what EDGAR says was filed. Pure.

The truth against which the feed is held, so nothing may pass for a whole index that isn't one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.edgar.addresses import is_archive_path, is_cik, quarter
from bot.edgar.bodies import Inflater
from bot.edgar.calendar import EASTERN
from bot.edgar.faults import Malformed
from bot.edgar.forms import is_current_report
from bot.stages import Filer, Filing

_COLUMNS = "CIK|Company Name|Form Type|Date Filed|"
_LAST_RECEIVED = re.compile(r"^Last Data Received:\s*(.+?)\s*$", re.MULTILINE)
_DAY_FORMATS = ("%b %d, %Y", "%B %d, %Y")


@dataclass(frozen=True, slots=True)
class MasterIndex:
    """The current reports of an index, each once with all its registrants."""

    filings: tuple[Filing, ...]
    lines: int
    """Rows of every form type."""
    last_day: date | None
    """The last day whose filings it holds, as it says itself."""


def parse_master(body: bytes) -> MasterIndex:
    """Read an index. Raises `Malformed` when it has no head or rule, or a row of a current report that can't be read.

    A row of another form that cannot be read is none of ours and is passed over.
    """
    head, found, rows = body.partition(b"\n-----")
    if not found or _COLUMNS.encode() not in head:
        raise Malformed("this is no master index: its head is missing")
    received = _LAST_RECEIVED.search(head.decode("latin-1"))
    merged: dict[str, dict[str, Filing]] = {}
    lines = 0
    for line in _lines(rows):
        lines += 1
        if b"|8-K" in line:
            filing = _row(line.decode("latin-1"))
            if filing is not None:
                merged.setdefault(filing.accession_number, {}).setdefault(filing.filers[0].cik, filing)
    filings = tuple(_joined(list(rows.values())) for rows in merged.values())
    return MasterIndex(filings, lines, _day_in_words(received[1]) if received else None)


def check_daily(index: MasterIndex, day: date) -> None:
    """Raise `Malformed` unless this is the whole index of that day."""
    if index.last_day is not None and index.last_day != day:
        raise Malformed(f"the index says that it is of {index.last_day}, not of {day}")
    if not index.lines:
        raise Malformed(f"the index of {day} holds no row")
    if index.filings and all(filing.filed != day for filing in index.filings):
        raise Malformed(f"the index of {day} holds no current report filed on that day, but {index.filings[0].filed}")


def parse_listing(body: bytes) -> frozenset[str]:
    """The names of the files in a directory of the archive. Raises `Malformed` when it is no listing."""
    try:
        return frozenset(str(item["name"]) for item in json.loads(body)["directory"]["item"])
    except (ValueError, KeyError, TypeError) as fault:
        raise Malformed(f"this is no listing of a directory: {fault}") from None


def _lines(rows: bytes) -> Iterator[bytes]:
    """The lines after the rule, without holding them all a second time."""
    start = rows.find(b"\n") + 1
    while start > 0:
        end = rows.find(b"\n", start)
        line = rows[start : end if end >= 0 else None].strip()
        if line:
            yield line
        start = end + 1


def _row(line: str) -> Filing | None:
    """A filing of one registrant, or ``None`` for another form. Names may hold a bar; the other columns cannot."""
    cik, _, rest = line.partition("|")
    name, form, filed, path = (rest.rsplit("|", 3) + [""] * 3)[:4]
    if not is_current_report(form):
        return None
    if not is_cik(cik) or not is_archive_path(path):
        raise Malformed(f"a row of the index cannot be read: {line[:120]!r}")
    accession = path.rpartition("/")[2].removesuffix(".txt")
    return Filing(accession, form, (Filer(str(int(cik)), name.strip()),), filed=_day(filed, line))


def _joined(rows: list[Filing]) -> Filing:
    """One filing of the rows that its registrants have."""
    return replace(rows[0], filers=tuple(row.filers[0] for row in rows))


def _day(text: str, line: str) -> date:
    digits = text.replace("-", "")
    try:
        return datetime.strptime(digits, "%Y%m%d").replace(tzinfo=EASTERN).date()
    except ValueError:
        raise Malformed(f"a row of the index has no filing date: {line[:120]!r}") from None


def _day_in_words(text: str) -> date | None:
    for shape in _DAY_FORMATS:
        try:
            return datetime.strptime(text, shape).replace(tzinfo=EASTERN).date()
        except ValueError:
            continue
    return None


def filed_since(filings: Iterable[Filing], since: date | None) -> tuple[Filing, ...]:
    """Those that were filed on that day or later."""
    return tuple(one for one in filings if since is None or one.filed is None or one.filed >= since)


def by_day(filings: Iterable[Filing]) -> list[tuple[date, list[Filing]]]:
    """The filings of each filing date, the first day first; an index dates each of its rows."""
    days: dict[date, list[Filing]] = {}
    for one in filings:
        days.setdefault(one.filed or date.min, []).append(one)
    return sorted(days.items())


def quarters(since: date, until: date) -> list[tuple[int, int]]:
    """Year and number of every quarter from that of the one day to that of the other."""
    first, last = since.year * 4 + quarter(since) - 1, until.year * 4 + quarter(until) - 1
    return [(count // 4, count % 4 + 1) for count in range(first, last + 1)]


def unpacked(body: bytes, most_bytes: int) -> bytes:
    """An index as text, whether the server sent it compressed as a file or not. Raises `Malformed` where it is damaged
    or larger than that.
    """
    if body[:2] != b"\x1f\x8b":
        return body
    inflater = Inflater("gzip", most_bytes)
    inflater.feed(body)
    return inflater.finish()

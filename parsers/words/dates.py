"""Dates as filings write them: ``June 3, 2004``, ``3 June 2004``, ``the 3rd day of June, 2004``, ``6/3/2004``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.document import Span


@dataclass(frozen=True, slots=True)
class DateWords:
    """A day as it is written. ``year`` is ``None`` where the filing leaves it to the reader (``held on June 3``)."""

    year: int | None
    month: int
    day: int
    span: Span

    @property
    def date(self) -> dt.date | None:
        return None if self.year is None else dt.date(self.year, self.month, self.day)


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary|aury|urary)?|Feb(?:ruary|uary|urary)?|Mar(?:ch)?|Apr(?:il|l)?|(?-i:May|MAY)|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember|meber)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
_ORDINAL = r"(?:\s?(?:st|nd|rd|th)\b)?"
_YEAR = r"(?:19|20)\d{2}(?!\d)"
_DATE = re.compile(
    rf"""
    \b(?P<m1>{_MONTH}) \s* (?P<d1>{_DAY}){_ORDINAL} (?: \s*(?:,|\.|\bof\b)?\s* (?:in\s+)? (?P<y1>{_YEAR}) )?
    | \b(?P<d2>{_DAY}){_ORDINAL} \s+ (?:day\s+)? (?:of\s+)? (?P<m2>{_MONTH}) (?: \s*,?\s* (?P<y2>{_YEAR}) )?
    | (?<![\d/.-]) (?P<m3>{_DAY}) (?P<mark>[/-]) (?P<d3>{_DAY}) (?P=mark) (?P<y3>{_YEAR}|\d{{2}}(?![\d/-]))
    | (?<![\d/.-]) (?P<y4>{_YEAR}) - (?P<m4>\d{{2}}) - (?P<d4>\d{{2}}) (?![\d-])
    """,
    re.VERBOSE | re.IGNORECASE,
)


_DIGITS = re.compile(r"\d\d*")
_SIZES = (1, 2, 4)
"""Digits of a day, a month or a year."""
_WORD_BEFORE = re.compile(r"[A-Za-z]{3,9}\.?\s*\Z")
_REACH_BACK = 24
"""Characters before a day's number in which its month stands."""


def dates_in(text: str, offset: int = 0) -> Iterator[DateWords]:
    """Every day of a passage, left to right, with or without its year; spans are moved by ``offset``.

    Figures are read in the American order, month first, unless the first can't be a month.
    """
    if not _may_tell_a_day(text):
        return
    done = 0
    for digits in _DIGITS.finditer(text):
        if digits.start() < done or digits.end() - digits.start() not in _SIZES:
            continue
        match = _day_at(text, done, digits.start())
        if match is None:
            continue
        done = match.end()
        found = _words(match, offset)
        if found and _exists(found):
            yield found


def _may_tell_a_day(text: str) -> bool:
    """Whether a month is named, or figures could stand for one: most rows of a table of votes tell no day."""
    if "/" in text or "-" in text:
        return True
    lower = text.lower()
    for month in _MONTHS:  # noqa: SIM110 - half the time of any(), for every row of every table
        if month in lower:
            return True
    return False


def _day_at(text: str, done: int, digits: int) -> re.Match[str] | None:
    """The day whose first digits stand at ``digits``: it begins there, or with the word before them.

    To look only there is many times quicker than to look for a day at every character.
    """
    before = _WORD_BEFORE.search(text, max(done, digits - _REACH_BACK), digits)
    month = before if before and before[0][:3].lower() in _MONTHS else None
    return (month and _DATE.match(text, month.start())) or _DATE.match(text, digits)


def _words(match: re.Match[str], offset: int) -> DateWords | None:
    span = Span(match.start() + offset, match.end() + offset)
    if match["m1"]:
        return DateWords(_year(match["y1"]), _month(match["m1"]), int(match["d1"]), span)
    if match["m2"]:
        return DateWords(_year(match["y2"]), _month(match["m2"]), int(match["d2"]), span)
    if match["m4"]:
        return DateWords(_year(match["y4"]), int(match["m4"]), int(match["d4"]), span)
    month, day = int(match["m3"]), int(match["d3"])
    if month > 12:
        month, day = day, month
    return DateWords(_year(match["y3"]), month, day, span)


def _month(word: str) -> int:
    return _MONTHS.index(word[:3].lower()) + 1


def _year(digits: str | None) -> int | None:
    """Two digits belong to 1950 to 2049, as in EDGAR's accession numbers of the 1990s."""
    if digits is None:
        return None
    year = int(digits)
    return year if year > 99 else year + (1900 if year >= 50 else 2000)


def _exists(words: DateWords) -> bool:
    try:
        dt.date(words.year or 2000, words.month, words.day)
    except ValueError:
        return False
    return True


def completed(words: DateWords, latest: dt.date) -> dt.date | None:
    """The day, a missing year filled in with the last one that does not lie after ``latest``.

    ``None`` where that leaves no day (29 February).
    """
    if words.year is not None:
        return words.date
    for year in (latest.year, latest.year - 1):
        try:
            day = dt.date(year, words.month, words.day)
        except ValueError:
            continue
        if day <= latest:
            return day
    return None

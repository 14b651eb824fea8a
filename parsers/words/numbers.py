"""How filings write a count: ``12,345``, ``-0-``, a dash, ``none``, ``N/A``, ``18,662,457.146``, ``nine``.

Three things are kept apart: a count (nought is one: ``-0-``, ``none`` and a lone dash are ``0``), an absent count
(blank, ``N/A``, ``*``), and a number that counts no votes (a percentage, an amount of money, ``61.5 million``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from parsers.document import Span
from parsers.report import Count


class NumberKind(StrEnum):
    COUNT = "count"
    ABSENT = "absent"
    """Blank, ``N/A``, ``*``: the filing gives no count here."""
    PERCENT = "percent"
    MONEY = "money"
    ROUNDED = "rounded"
    """``61.5 million``: nobody's exact count."""
    WORDS = "words"
    """Not one number: text, or several numbers at once."""


class Number(NamedTuple):
    """A number as it is written. ``value`` is set for counts, percentages and money only."""

    kind: NumberKind
    value: Count | None
    span: Span
    irregular: bool = False
    """Written as no careful writer would (``1,23,456``, ``1,234,5671``, ``12, 345``): believe it, and say so."""
    nought: bool = False
    """A nought given by a word or a mark (``none``, ``-0-``, a dash) rather than by the digit."""

    @property
    def is_count(self) -> bool:
        return self.kind is NumberKind.COUNT


DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\u00ad\u0096\u0097"
"""Hyphens and dashes, with the two that windows-1252 leaves in badly decoded text."""

_DASH = rf"[{DASHES}_]"
_NOUGHT_WORDS = "none|nil|zero"
_ABSENT_WORDS = r"n\.?\s?/\s?a\.?|n\.a\.|not\s+applicable"
_NOUGHT = rf"(?:{_DASH}\s?[0oO]\s?{_DASH}|{_DASH}(?:\s?{_DASH}){{0,3}}|{_NOUGHT_WORDS})"
_ABSENT = rf"(?:{_ABSENT_WORDS}|\*{{1,3}}|†|‡)"
_SUBSECTION = r"(?<!,\d{3})\([a-z]\)"
_NOTE = r"\s?(?:\(\w\)|\(\d\d\)|\[\w\]|\[\d\d\]|\*{1,3}|[†‡¹²³⁴⁵⁶⁷⁸⁹]+)(?![\w%])"
_MIXED = r"\d{1,3}(?:[.,]\d{3})*(?:\.\d{3},\d{3})(?:[.,]\d{3})*(?![\d.,]*\d)"
"""``2.804,283``: a point typed for the first comma; a fraction never has a comma behind it."""
_DIGITS = _MIXED + r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}|\d+(?:,\d+)*(?:\.\d+)?|\.\d+"
_TOKEN = re.compile(
    rf"""
    (?<![\w.,/$#]) (?<!\d{_DASH}) (?<![A-Za-z]{_DASH})
    (?P<money>(?:US|C|CDN|CAD|A)?\s?[$£€]\s?)?
    (?P<digits>{_DIGITS})
    (?: (?P<percent>\s?(?:%|percent\b|per\s?cent\b))
      | (?P<rounded>\s?(?:thousand|million|billion)\b)
      | (?![\w/]) (?!{_DASH}\w) (?!\.\d) (?!,\d) (?!{_SUBSECTION}) (?P<note>{_NOTE})?
    )
    | (?<![^\s(:;,]) (?P<nought>{_NOUGHT}) (?![^\s).;:,*])
    | (?<![^\s(:;,]) (?P<absent>{_ABSENT}) (?![^\s).;:,])
    """,
    re.VERBOSE | re.IGNORECASE,
)

_SIGNS = frozenset("$£€")
_PLACES = re.compile(rf"[0-9.$£€{re.escape(DASHES)}_*†‡]")
"""The characters that a number begins with, but for a currency's name: to look only there is many times quicker."""
_ASCII_PLACES = re.compile(r"[0-9.$\-_*]")
_PLACES_AND_WORDS = re.compile(rf"[0-9.$£€{re.escape(DASHES)}_*†‡nNzZ]")
_IN_WORDS_FOR_NONE = ("none", "nil", "zero", "/", "n.a", "not ")
_CURRENCY = re.compile(r"(?:US|CDN|CAD|C|A)\s?\Z", re.IGNORECASE)
_LONGEST_CURRENCY = 4
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PERIOD_GROUPED = re.compile(rf"\d{{1,3}}(?:\.\d{{3}}){{2,}}|{_MIXED}")


LONGEST = 24
"""Characters of a number, commas and fraction included; what is longer counts nothing that there is."""


def _value(digits: str) -> tuple[Count, bool]:
    """The value of a run of digits, and whether it is written irregularly."""
    if _PERIOD_GROUPED.fullmatch(digits):
        return int(re.sub(r"[.,]", "", digits)), True
    irregular = "," in digits and not _GROUPED.fullmatch(digits)
    bare = digits.replace(",", "")
    if "." not in bare:
        return int(bare), irregular
    value = Decimal(bare)
    return (int(value) if value == value.to_integral_value() else value), irregular


def _number(match: re.Match[str], offset: int) -> Number:
    if match["nought"]:
        return Number(NumberKind.COUNT, 0, _shift(match.span("nought"), offset), nought=True)
    if match["absent"]:
        return Number(NumberKind.ABSENT, None, _shift(match.span("absent"), offset))
    if len(match["digits"]) > LONGEST:
        return Number(NumberKind.WORDS, None, _shift(match.span("digits"), offset))
    value, irregular = _value(match["digits"])
    if match["percent"]:
        return Number(NumberKind.PERCENT, value, _shift((match.start("digits"), match.end("percent")), offset))
    if match["rounded"] and not match["money"]:
        return Number(NumberKind.ROUNDED, None, _shift((match.start("digits"), match.end("rounded")), offset))
    kind = NumberKind.MONEY if match["money"] else NumberKind.COUNT
    return Number(kind, value, _shift(match.span("digits"), offset), irregular)


def _shift(span: tuple[int, int], offset: int) -> Span:
    return Span(span[0] + offset, span[1] + offset)


def numbers_in(text: str, offset: int = 0) -> Iterator[Number]:
    """Every number of a line or a sentence, left to right; spans are moved by ``offset``.

    Numbers inside words are none: ``10-K``, ``401(k)``, ``1-for-20``, ``3rd``. Years and days of dates are numbers
    here; the reader of dates knows them.
    """
    done = 0
    for place in _places_in(text).finditer(text):
        at = place.start()
        if at >= done and (match := _TOKEN.match(text, _with_currency(text, done, at)) or _TOKEN.match(text, at)):
            done = match.end()
            yield _number(match, offset)


def _places_in(text: str) -> re.Pattern[str]:
    """Where numbers can begin; a set of ASCII characters alone is the quickest to look for."""
    if _says_none(text):
        return _PLACES_AND_WORDS
    return _ASCII_PLACES if text.isascii() else _PLACES


def _says_none(text: str) -> bool:
    """Whether a word for nought, or for no count, could stand in a text."""
    lower = text.lower()
    for part in _IN_WORDS_FOR_NONE:  # noqa: SIM110 - half the time of any(), for every cell and sentence
        if part in lower:
            return True
    return False


def _with_currency(text: str, done: int, at: int) -> int:
    """Where a currency's name before its sign begins: ``US$``, ``C $``."""
    named = _CURRENCY.search(text, max(done, at - _LONGEST_CURRENCY), at) if text[at] in _SIGNS else None
    return named.start() if named else at


_SPACED = re.compile(r"\d{1,3}(?:[^\S\n]*,[^\S\n]*\d{3})+(?!\d)|\d{1,3}(?:[ \u00a0\u202f\u2009'’]\d{3})+(?!\d)")
"""Within one line: what stands in two lines of a cell is two things."""
_UNITS = re.compile(r"\b(?:shares?|votes?|units?|interests?|proxies|shs?)\b\.?", re.IGNORECASE)
_BRACKETED = re.compile(r"\(\s*([\d,.]{4,})\s*\)")
_FOOTNOTE_ONLY = re.compile(r"\((?!0)\w{1,2}\)|\[\w{1,2}\]")
_FOOTNOTE_MARK = re.compile(rf"(?<=\S){_NOTE}\s*$")
_LETTERS = re.compile(r"[^\W\d_]{2,}")


_WELL_WRITTEN = re.compile(r"\d{1,3}(?:,\d{3})*")
"""What most cells of counts hold; the rest is for the few that do not."""


def cell_number(text: str, offset: int = 0) -> Number:
    """The one count of a table's cell; ``WORDS`` when it holds text, or more than one count.

    A percentage beside the count is passed over (``1,234,567 (98.2%)``), a unit too (``1,234 votes``).
    """
    whole = Span(offset, offset + len(text))
    if len(text) <= LONGEST and _WELL_WRITTEN.fullmatch(text):
        return Number(NumberKind.COUNT, int(text.replace(",", "")), whole)
    if _only_words(text):
        return Number(NumberKind.WORDS, None, whole)
    bare = text.strip().strip("$ \u00a0")
    if not bare or _FOOTNOTE_ONLY.fullmatch(bare):
        return Number(NumberKind.ABSENT, None, whole)
    mended, irregular = _mend(text)
    found = list(numbers_in(mended, offset))
    if _has_words(mended, found, offset):
        return Number(NumberKind.WORDS, None, whole)
    return _single(found, whole, irregular)


_FIGURES = re.compile(rf"\d|[{re.escape(DASHES)}_*†‡¹²³⁴⁵⁶⁷⁸⁹]")
_OTHER_WORD = re.compile(
    r"(?<![^\W\d_])(?!(?:none|nil|zero|not|applicable|shares?|votes?|units?|interests?|proxies|shs?)(?![^\W\d_]))[^\W\d_]{2,}",
    re.IGNORECASE,
)


def _only_words(text: str) -> bool:
    """Whether a cell has a word that is neither a unit nor a way to say nought, and nothing that could be a figure."""
    return not _FIGURES.search(text) and _OTHER_WORD.search(text) is not None


def _mend(text: str) -> tuple[str, bool]:
    """Take the spaces out of one number (``12, 345``), keeping every offset by padding at its end."""
    if _BRACKETED.fullmatch(text.strip()):
        return text.replace("(", " ").replace(")", " "), False
    text = _FOOTNOTE_MARK.sub(lambda m: " " * len(m[0]), text)
    mended = _SPACED.sub(lambda m: re.sub(r"[^\d]+", ",", m[0]).ljust(len(m[0])), text)
    return mended, mended != text


def _has_words(text: str, found: list[Number], offset: int) -> bool:
    rest = list(_UNITS.sub(lambda m: " " * len(m[0]), text))
    for number in found:
        rest[number.span.start - offset : number.span.end - offset] = " " * (number.span.end - number.span.start)
    return bool(_LETTERS.search("".join(rest)))


def _single(found: list[Number], whole: Span, irregular: bool) -> Number:
    counts = [n for n in found if n.kind in (NumberKind.COUNT, NumberKind.MONEY)]
    if len(counts) == 1:
        only = counts[0]
        span = _untrimmed(only.span, whole) if irregular else only.span
        return Number(NumberKind.COUNT, only.value, span, only.irregular or irregular, only.nought)
    if len(counts) > 1 or not found:
        return Number(NumberKind.WORDS, None, whole)
    return found[0]


def _untrimmed(span: Span, whole: Span) -> Span:
    """A mended number's span, out to the end of its cell: the spaces taken out stood inside it."""
    return Span(span.start, whole.end)


# fmt: off
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# fmt: on
_NUMBER_WORDS = {word: value for value, word in enumerate(_ONES)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
_NUMBER_WORD = re.compile(
    rf"\b(?:(?P<tens>{'|'.join(_TENS)})(?:[-\s](?P<unit>{'|'.join(_ONES[1:10])}))?|(?P<one>{'|'.join(_ONES)}))\b",
    re.IGNORECASE,
)


def number_words_in(text: str, offset: int = 0) -> Iterator[Number]:
    """Numbers written as words, up to ninety-nine: ``nine directors``, ``twenty-one nominees``."""
    for match in _NUMBER_WORD.finditer(text):
        words = [match[g] for g in ("tens", "unit", "one") if match[g]]
        yield Number(NumberKind.COUNT, sum(_NUMBER_WORDS[w.lower()] for w in words), _shift(match.span(), offset))


def small_number(text: str) -> int | None:
    """How many, from a word or digits: ``nine`` is 9, ``11`` is 11, ``nine (9)`` is 9; ``None`` for anything else."""
    found = [*number_words_in(text), *(n for n in numbers_in(text) if n.is_count and not n.nought)]
    values = {n.value for n in found}
    value = values.pop() if len(values) == 1 else None
    return value if isinstance(value, int) else None

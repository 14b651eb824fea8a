"""The words of a text by what they can be in a person's name: title, initial, word, particle, generation, degree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from parsers.words.not_names import FIRM_WORDS, NOT_NAMES


class Kind(StrEnum):
    TITLE = "title"
    INITIAL = "initial"
    WORD = "word"
    LAST_WORD = "last_word"
    """A word that ends a sentence, so nothing follows it in a name."""
    PARTICLE = "particle"
    GENERATION = "generation"
    DEGREE = "degree"
    TERM = "term"
    FIRM = "firm"
    COMMA = "comma"
    OPEN = "open"
    CLOSE = "close"
    OTHER = "other"


class Token(NamedTuple):
    kind: Kind
    text: str
    start: int
    end: int


_SPLIT = re.compile(r"[,;()\"“”&]|[^\s,;()\"“”&]+")
_TITLES_WITH_POINT = "Hon Gen Adm Rev Prof Sen Amb Gov Lt Col Capt Maj Brig"
_TITLES_WITH_OR_WITHOUT = "Messrs Mr Mrs Ms Mss Mme Miss Dr Drs"
_TITLES_IN_FULL = (
    "Honorable Honourable General Admiral Sir Lord Dame Baroness Reverend Professor Senator Ambassador Governor "
    "Lieutenant Colonel Captain Brigadier Congressman Congresswoman Rabbi Judge Justice"
)
TITLES = frozenset(
    f"{_TITLES_IN_FULL} {_TITLES_WITH_OR_WITHOUT}".lower().split()
    + [f"{word}." for word in f"{_TITLES_WITH_POINT} {_TITLES_WITH_OR_WITHOUT}".lower().split()]
)
_INITIAL = re.compile(r"(?:[A-Z]\.-?)+|[A-Z]")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’`´.\-‐‑](?=[^\W\d_]))+")
_ABBREVIATED = re.compile(r"(?:St|Wm|Geo|Chas|Thos|Edw|Jos|Jas|Robt)\.", re.IGNORECASE)
_PARTICLES = frozenset(
    re.findall(
        r"\S+",
        "de del della dello der den van von vander vande da di do dos das du la le las los el al bin ben ibn bint "
        "ter ten zu zur zum af av y st.",
    )
)
_GENERATION_WORDS = ("Jr", "Sr", "II", "III", "IV", "V", "VI", "2nd", "3rd", "4th")
GENERATIONS = frozenset(word.lower() + mark for word in _GENERATION_WORDS for mark in ("", "."))
GENERATION = rf"(?:{'|'.join(_GENERATION_WORDS)})\.?"
DEGREE = re.compile(
    r"(?:Ph\.?D|M\.?D|J\.?D|Ed\.?D|Sc\.?D|D\.?Sc|D\.?Phil|D\.?V\.?M|D\.?D\.?S|D\.?M\.?D|Pharm\.?D|D\.?O|M\.?B\.?A|M\.?Sc?"
    r"|B\.?Sc|M\.?P\.?H|C\.?P\.?A|C\.?F\.?A|C\.?A|R\.?N|P\.?E|P\.?Eng|P\.?Geo|LL\.?[MDB]|Esq|Esquire|Ph|D|[QK]\.?C"
    r"|[OCMK]\.?B\.?E|FREng|USN|USAF|USMC|USA|USCG|U\.S\.[NA]|Ret|Retired|[A-Z]{3,6})\.?"
)
_SURE_DEGREE = re.compile(
    r"(?:Ph\.?D|Ph(?=\.$)|M\.S|LL\.M|M\.D|J\.D|Ed\.D|Esq|D\.?V\.?M|D\.D\.S|D\.O|CPA|CFA|MBA|C\.P\.A)\.?"
)


def tokens_of(text: str, start: int, end: int) -> Iterator[Token]:
    """Every token of a stretch, in order; what a word is can depend on the two before it."""
    before: Token | None = None
    previous: Token | None = None
    for match in _SPLIT.finditer(text, start, end):
        kind = _kind(match[0], previous)
        if kind is Kind.TERM and _is_surname_too(match[0], before, previous):
            kind = Kind.WORD
        before, previous = previous, Token(kind, match[0], match.start(), match.end())
        yield previous


_NEVER_IN_A_NAME = (Kind.TERM, Kind.FIRM, Kind.OTHER)
_LOOKED_AT_BEHIND = 2
"""Tokens behind a name by which `parsers.words.names` knows that it is a firm's."""


def head_tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of the name that a text may begin with, and those behind it that can tell; a title is long."""
    tokens: list[Token] = []
    ended_at: int | None = None
    is_open = False
    for token in tokens_of(text, start, end):
        tokens.append(token)
        is_open = token.kind is Kind.OPEN or (is_open and token.kind is not Kind.CLOSE)
        if ended_at is None and token.kind in _NEVER_IN_A_NAME and not is_open:
            ended_at = len(tokens)
        if ended_at is not None and len(tokens) >= ended_at + _LOOKED_AT_BEHIND:
            break
    return tokens


def _is_surname_too(text: str, before: Token | None, previous: Token | None) -> bool:
    """``Robert Q. Public``: a word of meetings behind a given name and an initial is a surname all the same."""
    return (
        before is not None
        and previous is not None
        and before.kind is Kind.WORD
        and previous.kind is Kind.INITIAL
        and bool(_ONE_INITIAL.fullmatch(previous.text))
        and bool(_WORD.fullmatch(text))
        and text[0].isupper()
    )


_ONE_INITIAL = re.compile(r"[A-Z]\.")
_CLASS_LETTER = re.compile(r"[IVX]{1,4}|[A-Z]")


_MARK_KINDS = {",": Kind.COMMA, "(": Kind.OPEN, "“": Kind.OPEN, ")": Kind.CLOSE, "”": Kind.CLOSE}


def _kind(text: str, previous: Token | None) -> Kind:
    if text in _MARK_KINDS:
        return _MARK_KINDS[text]
    if text == '"':
        return Kind.OPEN
    bare = text.rstrip(".:’'").removesuffix("’s").removesuffix("'s").lower()
    if previous and previous.text.lower() in ("class", "series", "group") and _CLASS_LETTER.fullmatch(text):
        return Kind.TERM
    if text.lower() in TITLES:
        return Kind.TITLE
    if bare in FIRM_WORDS:
        return Kind.FIRM
    return _kind_of_word(text, bare, previous)


_BEFORE_DEGREES = (Kind.WORD, Kind.COMMA, Kind.OPEN, Kind.GENERATION, Kind.DEGREE)


def _kind_of_word(text: str, bare: str, previous: Token | None) -> Kind:
    if previous and previous.kind in _BEFORE_DEGREES and _SURE_DEGREE.fullmatch(text):
        return Kind.DEGREE
    if previous and previous.text == "Ph." and bare == "d":
        return Kind.DEGREE
    if _INITIAL.fullmatch(text):
        return Kind.INITIAL
    if previous and text.lower() in GENERATIONS:
        return Kind.GENERATION
    if bare in NOT_NAMES or bare in ("of", "and", "a"):
        return Kind.TERM
    if text in _PARTICLES or (bare in _PARTICLES and text.isupper()):
        return Kind.PARTICLE
    if previous and previous.kind in (Kind.COMMA, Kind.OPEN) and DEGREE.fullmatch(text):
        return Kind.DEGREE
    if not text[0].isupper():
        return Kind.OTHER
    if _WORD.fullmatch(text) or _ABBREVIATED.fullmatch(text):
        return Kind.WORD
    return Kind.LAST_WORD if _WORD.fullmatch(text.rstrip(".:")) else Kind.OTHER

"""Column headings and line labels: from ``Votes Cast For`` to the count it names.

One grammar reads the heading of a single column, a label such as ``Broker Non-Votes:``, and a whole heading line whose
columns are not known (``Nominee For Withheld Broker Non-Votes``), left to right. Words that neither name a count nor
are mere padding are handed back: whoever maps columns by a heading that was not wholly understood must say so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from parsers.votes.fields import COUNTED, YEARS, Field

_JOIN = r"\s*(?:/|\band/or\b|\bor\b|\band\b|&|\()\s*(?:(?:votes?|shares?|authority|voted)\s+)*"
_AGAINST = r"(?:against|oppos(?:ed|ing|e|ition)|negative|nays?|no(?![\w.#])(?!\s*\d)(?!\s*-?\s*votes?))"
_WITHHELD = r"with-?\s?h(?:e|o)ld(?:ing)?(?:\s+authority)?(?:\s+to\s+vote)?"
_ABSTAIN = r"abst(?:ain|ent)\w*"
_FOR = (
    r"(?:in\s+favou?r(?:\s+of)?|for|affirmative|favou?rable|favou?r|yes|yeas?|aye)"
    r"(?!\s+(?:each|the|all)\b(?!\s+(?:nominee|director|trustee|candidate)))"
)
_NON_VOTE = (
    r"(?:broker(?:s|age|ed)?['’]?\s*[-/]?\s*)?(?:shares\s+)?non\s*[-‐‑–—]?\s*-?\s*vot(?:es?|ed)(?!\w)"
    r"|brokers?\s+no\s*-?\s*votes?"
)
_NOT_VOTED = (
    r"uninstructed(?:\s+(?:shares|votes))?|brokers?\s+(?:shares?\s+)?not\s+vot(?:ed|ing)"
    r"|delivered\s+(?:but\s+)?not\s+voted"
)
_EVERY = r"(?:(?:for\s+|votes?\s+for\s+)?(?:every\s+)?)"


def _years(digit: str, word: str, adverb: str) -> str:
    return rf"{_EVERY}(?:(?:{word}|{digit})(?:\s*\(\s*{digit}\s*\))?\s*[-‐‑–]?\s*(?:years?\b|yrs?\b)|{adverb})"


_PADDING = (
    r"votes?|voted|voting|shares?|numbers?|aggregate|of|the|cast|casting|total|by|to|be|authority|common|stock|ordinary|"
    r"units?|brokers?|and|or|as|in|on|person|proxy|proxies|was|were|received|approval|election|proposal|resolution|"
    r"equivalent|represented|present|their|this|such|final|frequency|option|every|holders?|all|which|that|from"
)
_COUNTING = r"(?:votes?|shares?|ballots|proxies|units)(?:\s+(?:cast|voted|voting|of))*"

_PHRASES: tuple[tuple[Field, str], ...] = (
    (
        Field.LABEL,
        r"(?:names?\s+of\s+(?:the\s+)?)?(?:director\s+|board\s+|trustee\s+)?(?:nominees?|candidates?)"
        r"(?:\s+for\s+(?:election\s+(?:as|to)\s+)?(?:the\s+)?(?:class\s+\w+\s+)?(?:directors?|board|trustees?)"
        r"(?:\s+of\s+directors)?)?",
    ),
    (Field.LABEL, r"election\s+of\s+(?:class\s+\w+\s+)?(?:directors?|trustees?)"),
    (Field.RESULT, r"(?:vote|voting)\s+results?(?=\s|$)|outcome|results?\s+of\s+(?:the\s+)?vote|result\b"),
    (
        Field.PERCENT,
        rf"(?:%|per\s?cent(?:age)?s?)(?:\s+of)?(?:\s+(?:the\s+)?(?:total|votes?|shares?|voted|cast|outstanding|present|entitled))*"
        rf"(?:\s*(?:{_FOR}|{_AGAINST}|{_ABSTAIN}|{_WITHHELD}))?",
    ),
    (Field.UNCOUNTED, r"uncast|un-?voted|exceptions?|spoiled|invalid|(?:under|over)-?votes?"),
    (Field.BROKER_NON_VOTES, rf"{_NON_VOTE}|{_NOT_VOTED}"),
    (Field.UNCOUNTED, r"not\s+voted"),
    (Field.AGAINST_OR_WITHHELD, rf"(?:{_AGAINST}{_JOIN}{_WITHHELD}|{_WITHHELD}{_JOIN}{_AGAINST})\)?"),
    (Field.WITHHELD_OR_ABSTAIN, rf"(?:{_ABSTAIN}{_JOIN}{_WITHHELD}|{_WITHHELD}{_JOIN}{_ABSTAIN})\)?"),
    (Field.ONE_YEAR, _years("1", "one", r"annually|annual(?!\s+(?:general\s+)?meeting)|every\s+year")),
    (Field.TWO_YEARS, _years("2", "two", r"biennial(?:ly)?|bi-?annual(?:ly)?|every\s+other\s+year")),
    (Field.THREE_YEARS, _years("3", "three", r"triennial(?:ly)?|tri-?annual(?:ly)?")),
    (Field.WITHHELD, _WITHHELD),
    (Field.AGAINST, _AGAINST),
    (Field.ABSTAIN, _ABSTAIN),
    (Field.FOR, _FOR),
    (Field.TOTAL, rf"total(?:\s+{_COUNTING})?(?=\s*$)|grand\s+total|{_COUNTING}\s+cast(?=\s*$)|totals\b"),
    (Field.SHARE_CLASS, r"class(?:es)?(?:\s+of\s+(?:common\s+)?(?:stock|shares?|securities))?(?!\s+[A-Z\d]\b)|series"),
    (Field.LABEL, r"names?|directors?|trustees?|nominees?|matters?|description|proposals?|items?|candidates?"),
)
_NAMED = "|".join(f"(?P<p{index}>{pattern})" for index, (_, pattern) in enumerate(_PHRASES))
FOR_YEARS = tuple((name, pattern) for name, pattern in _PHRASES if name in YEARS)
AGAINST_WORDS = r"against|oppos(?:ed|ing|ition)|in\s+opposition(?:\s+to)?"
WITHHELD_WORDS = _WITHHELD
NON_VOTE_WORDS = rf"(?:{_NON_VOTE}|{_NOT_VOTED})"
_WORD = re.compile(
    rf"(?<![\w%])(?:{_NAMED})(?![\w])|(?P<padding>\b(?:{_PADDING})\b|#(?=\s))|(?P<other>[\w%#’']+)", re.IGNORECASE
)
_FIELDS = {f"p{index}": name for index, (name, _) in enumerate(_PHRASES)}


class HeadingWord(NamedTuple):
    """One phrase of a heading and what it names."""

    field: Field
    start: int
    end: int


@dataclass(frozen=True)
class Heading:
    """A heading's phrases in order, and the words in it that nothing here knows."""

    words: tuple[HeadingWord, ...]
    unknown: tuple[str, ...] = ()

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        return tuple(word.field for word in self.words)

    @cached_property
    def counted(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field in COUNTED)

    @property
    def understood(self) -> bool:
        return not self.unknown


_PERCENT_ALONE = re.compile(r"%|per\s?cent(?:age)?s?(?:\s+of)?", re.IGNORECASE)


def read_percent_apart(text: str) -> Heading:
    """The heading read with ``Percentage`` standing for itself: the words after it name columns of their own."""
    return read_heading(_PERCENT_ALONE.sub(" % | ", text))


_GLUED_MARK = re.compile(r"(?<=[A-Za-z]{4})\d{1,2}(?!\w)")
"""A footnote's number with nothing between it and its word: ``WITHHELD2``."""


@lru_cache(maxsize=4096)
def read_heading(text: str) -> Heading:
    """What a heading names, left to right.

    Takes ``Votes Cast For`` and ``Withhold Authority``; finds no count in ``Term Expires``.
    """
    words: list[HeadingWord] = []
    unknown: list[str] = []
    for match in _WORD.finditer(_GLUED_MARK.sub(lambda mark: " " * len(mark[0]), text)):
        name = match.lastgroup or ""
        if name == "other":
            unknown.append(match[0])
        elif name != "padding":
            words.append(HeadingWord(_FIELDS[name], match.start(), match.end()))
    return Heading(tuple(words), tuple(unknown))


@lru_cache(maxsize=4096)
def one_field(text: str) -> Field | None:
    """The count that a column's whole heading names, stacked words taken together; ``None`` when unsure.

    ``Votes Withheld`` over ``Abstained`` is one column for both.
    """
    heading = read_heading(text)
    named = set(heading.fields) - {Field.LABEL}
    if Field.PERCENT in named:
        return Field.PERCENT
    if Field.BROKER_NON_VOTES in named:
        return Field.BROKER_NON_VOTES
    for joint, parts in _JOINT.items():
        if named == parts:
            return joint
    if Field.FOR in named and named - {Field.FOR} <= YEARS and len(named) == 2:
        named -= {Field.FOR}
    return named.pop() if len(named) == 1 else None


_JOINT = {
    Field.WITHHELD_OR_ABSTAIN: {Field.WITHHELD, Field.ABSTAIN},
    Field.AGAINST_OR_WITHHELD: {Field.AGAINST, Field.WITHHELD},
}
_LABEL_END = re.compile(r"[\s:.=–—-]*$")


@lru_cache(maxsize=4096)
def label_field(text: str) -> Field | None:
    """The count that a line's label names (``Votes For``, ``Broker Non-Votes:``), and nothing but that."""
    bare = _LABEL_END.sub("", text)
    if not bare or len(bare) > 90:
        return None
    heading = read_heading(bare)
    if not heading.understood or Field.LABEL in heading.fields:
        return None
    field = one_field(bare)
    return field if field in COUNTED | {Field.PERCENT, Field.UNCOUNTED, Field.TOTAL} else None

"""The vote on how often to vote on pay: what holders chose, and what the board then decided."""

from __future__ import annotations

import re
from collections.abc import Mapping

from parsers.document import Found, Span
from parsers.report import Frequency
from parsers.votes.fields import FoundCount


def _years(word: str, digit: str) -> str:
    return rf"\b(?:every\s+)?(?:{word}|{digit})\s*(?:\({digit}\)\s*)?[-\s]?\s*years?\b"


_YEARS: tuple[tuple[Frequency, re.Pattern[str]], ...] = (
    (
        Frequency.TWO_YEARS,
        re.compile(_years("two", "2") + r"|\bbiennial(?:ly)?\b|\bevery\s+other\s+year\b", re.IGNORECASE),
    ),
    (
        Frequency.THREE_YEARS,
        re.compile(_years("three", "3") + r"|\btriennial(?:ly)?\b|\bevery\s+third\s+year\b", re.IGNORECASE),
    ),
    (
        Frequency.ONE_YEAR,
        re.compile(
            _years("one", "1")
            + r"|\bannual(?:ly)?(?!\s+(?:meeting|general|report|stock|share))\b|\bevery\s+year\b|\beach\s+year\b",
            re.IGNORECASE,
        ),
    ),
)  # fmt: skip
_CHOICE = re.compile(
    r"\b(?:holders?|stockholders|shareholders|unitholders|votes?|plurality|majority|preference|option)\b[^.;]{0,200}?\b(?:approv\w+|select\w+|cho(?:se|sen|ice)|prefer\w*|favou?r\w*|recommend\w+|indicat\w+|voted|adopt\w+|support\w*|receiv\w+|expressed)\b",
    re.IGNORECASE,
)
_BOARD = re.compile(
    r"\b(?:board(?:\s+of\s+(?:directors|trustees))?|company|registrant|corporation|bank|trust|partnership|we)\b[^.;]{0,160}?\b(?:determin\w+|decid\w+|will|intends?|plans?|resolv\w+|adopt\w+|has\s+elected|approved|expects?)\b",
    re.IGNORECASE,
)
_IN_LIGHT = re.compile(
    r"^\W*(?:in\s+light|in\s+accordance|consistent|based|given|considering|after|as\s+a\s+result|following)\b",
    re.IGNORECASE,
)


def _named(text: str) -> list[Frequency]:
    return [frequency for frequency, pattern in _YEARS if pattern.search(text)]


def stated_choice(text: str, offset: int = 0) -> Found[Frequency] | None:
    """What holders chose, when a sentence names one frequency as theirs."""
    if _IN_LIGHT.search(text) or not _CHOICE.search(text):
        return None
    named = _named(text)
    return Found(named[0], Span(offset, offset + len(text)), "stated choice") if len(named) == 1 else None


def stated_decision(text: str, offset: int = 0) -> Found[Frequency] | None:
    """What the board decided, when a sentence names one frequency as its decision."""
    match = _BOARD.search(text)
    if not match:
        return None
    named = _named(text[match.end() :]) or _named(text)
    return Found(named[0], Span(offset, offset + len(text)), "board's decision") if len(named) == 1 else None


def most_voted(counts: Mapping[str, FoundCount]) -> Found[Frequency] | None:
    """The frequency with the most votes; ``None`` for a tie."""
    ranked = sorted(
        ((found.value, name) for name, found in counts.items() if name in set(Frequency)),
        key=lambda p: p[0],
        reverse=True,
    )
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    name = ranked[0][1]
    return Found(Frequency(name), counts[name].span, "most votes")

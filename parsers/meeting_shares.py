"""Shares outstanding or entitled to vote on the record date, and shares represented at the meeting.

A number is told by the words of its own clause: ``48,011,818 shares … eligible to be voted``, ``of which 46,518,712
were represented``, ``shares outstanding of 29,161,350``. Shares printed class by class without a total are no total.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from parsers import meeting_share_words as words
from parsers.document import Found, Span
from parsers.meeting_dates import Dated
from parsers.report import Count
from parsers.words.needed import looked_up
from parsers.words.numbers import Number, numbers_in


class Tells(StrEnum):
    OUTSTANDING = "shares outstanding"
    REPRESENTED = "shares represented"


@dataclass(frozen=True, slots=True)
class Shares:
    """A number of shares, what it tells, and whether its words name one class among several."""

    tells: Tells
    value: Count
    sentence: Dated
    span: Span
    share_class: str
    """``class a``, ``preferred``…; ``""`` where no class is named."""
    total: bool

    @property
    def found(self) -> Found[Count]:
        return Found(self.value, self.span, str(self.tells))


AFTER_THE_WORD = 28
"""How far behind ``outstanding`` a word makes it another matter: ``outstanding as options``."""

START = 24
"""Characters behind a number in which a word of a count (``votes “for”``) makes it one of votes."""
SMALLEST = 1000
"""A smaller number beside these words is a year, a day, a lot or a ratio in everything that was seen."""

_MARK = re.compile(r"@\d+@")


_SPEAKS_OF_SHARES = looked_up((words.OUTSTANDING, words.REPRESENTED, words.PROXIES), lambda pattern: pattern)


def shares_in(sentence: Dated) -> Iterator[Shares]:
    """The numbers of shares outstanding and represented that a sentence tells."""
    if not words.A_THOUSAND.search(sentence.marked):
        return
    asked = _SPEAKS_OF_SHARES.asked_of(sentence.marked.lower())
    if not any(pattern.search(sentence.marked) for pattern in asked):
        return
    text = _MARK.sub(lambda m: "@" * len(m[0]), words.PERCENT_OF.sub(_blanked, sentence.marked))
    counts = [n for n in numbers_in(text) if _could_be_shares(n, text)]
    of_consents = bool(words.CONSENT.search(text))
    ends = [0, *(n.span.end for n in counts)]
    starts = [*(n.span.start for n in counts), len(text)]
    gaps = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    for index, (number, told) in enumerate(zip(counts, _each_told(gaps), strict=True)):
        before, after = gaps[index], gaps[index + 1]
        if told and not (of_consents and words.HOLDERS_OF.search(before)):
            part_of = words.SHARE_OF.search(before) or (index and words.PART_OF.fullmatch(before))
            tells = Tells.OUTSTANDING if part_of else told
            yield _shares(sentence, number, tells, before, after)


def _each_told(gaps: Sequence[str]) -> list[Tells | None]:
    """What each number between the gaps tells; numbers of classes that stand in one list tell the same."""
    told = [_told_by(before, after) for before, after in pairwise(gaps)]
    for index in reversed(range(len(told) - 1)):
        if _shares_its_verb(gaps[index + 1]):
            told[index] = told[index] or told[index + 1]
    for index in range(1, len(told)):
        if _another_class(gaps[index], gaps[index + 1]):
            told[index] = told[index] or told[index - 1]
    return told


def _another_class(between: str, after: str) -> bool:
    """``outstanding 201 shares of Class A, each with one vote, and 148 shares of Class B``."""
    return bool(words.AND_AT_THE_END.search(between) and words.CLASS.search(between) and words.CLASS.search(after[:70]))


def _blanked(percentage: re.Match[str]) -> str:
    """As many characters as before, so that every place stays where it is."""
    return "% ".rjust(len(percentage[0]))


def _could_be_shares(number: Number, text: str) -> bool:
    if not number.is_count or number.value is None or number.value < SMALLEST:
        return False
    return "," in text[number.span.start : number.span.end] or not 1900 <= number.value <= 2100


def _shares_its_verb(after: str) -> bool:
    """``201 shares of Class A Common Stock and 148 shares of Class B …``: what the second tells the first tells too."""
    joined = re.match(
        r"\s*(?:[a-z]+\s+){0,3}(?:shares?|units?|votes?)\b(?:[^.;\t]|\.(?=\d)){0,240}?(?:,|\band|&)\s*$",
        after,
        re.IGNORECASE,
    )
    return bool(joined or words.PART_OF.fullmatch(after))


def _told_by(before: str, after: str) -> Tells | None:
    """What a number tells, from the words of its clause behind it, else from those before it."""
    clause = after.partition("\t")[0]
    own = words.OF_THESE.match(clause)
    cut = words.NEXT_CLAUSE.search(clause, own.end() if own else 0)
    clause = clause[: cut.start() if cut else None][:260]
    if words.OTHER_BEFORE.search(before[-90:]) or words.OF_THE_VOTES.match(clause):
        return None
    if words.THERE_WERE.search(before) and words.COUNTED_NEXT.match(clause):
        return Tells.REPRESENTED
    return _told_behind(before, clause) or _told_before(before, clause)


def _told_behind(before: str, clause: str) -> Tells | None:
    represented, outstanding = words.REPRESENTED.search(clause), words.OUTSTANDING.search(clause)
    if not (represented or outstanding):
        return None
    first = min(m.start() for m in (represented, outstanding) if m)
    if not _is_counted(before, clause):
        return None
    if words.OTHER_MATTERS.search(clause[: first + AFTER_THE_WORD]) or words.TALLY.search(clause[:first]):
        return None
    if represented:
        return Tells.REPRESENTED
    return None if words.A_PART.match(clause) else Tells.OUTSTANDING


def _is_counted(before: str, clause: str) -> bool:
    """Whether the number counts shares, and not another thing of which some are outstanding or present."""
    near = words.UNIT.search(clause[:90]) or words.UNIT.search(before[-60:]) or words.OF_A_WHOLE.search(before)
    return bool(near or re.match(r"\s*(?:were|was|are)\s", clause))


def _told_before(before: str, clause: str) -> Tells | None:
    if words.TALLY.search(clause[:START]) or words.REPRESENTED.search(clause) or words.OUTSTANDING.search(clause):
        return None
    if words.BEFORE_OUTSTANDING.search(before):
        return Tells.OUTSTANDING
    return Tells.REPRESENTED if words.BEFORE_REPRESENTED.search(before) else None


def _shares(sentence: Dated, number: Number, tells: Tells, before: str, after: str) -> Shares:
    near = f"{before[-40:]} {after[:70]}"
    share_class = words.CLASS.search(after[:70])
    span = Span(number.span.start + sentence.start, number.span.end + sentence.start)
    assert number.value is not None  # noqa: S101 - only counts come here
    named = " ".join(share_class[1].lower().split()) if share_class else ""
    return Shares(tells, number.value, sentence, span, named, bool(words.TOTAL.search(near)))


def settled(found: Sequence[Shares], tells: Tells) -> Shares | None:
    """The one number for all classes: the only one told, else a printed total; ``None`` for classes without a total."""
    told = [s for s in found if s.tells is tells]
    values = {s.value for s in told}
    if len(values) <= 1:
        return told[0] if told else None
    if len({s.share_class for s in told}) > 1:
        totals = [s for s in told if s.total and not s.share_class]
        return totals[0] if len({s.value for s in totals}) == 1 else None
    return told[0]


def disagreeing(found: Sequence[Shares], tells: Tells) -> list[Shares]:
    """Numbers that are told of the same shares and differ."""
    told = [s for s in found if s.tells is tells]
    if len({s.value for s in told}) < 2 or len({s.share_class for s in told}) > 1:
        return []
    return told

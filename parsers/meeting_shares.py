"""Shares outstanding or entitled to vote on the record date, and shares represented at the meeting.

A number is told by the words of its own clause: ``48,011,818 shares … eligible to be voted``, ``of which 46,518,712
were represented``, ``shares outstanding of 29,161,350``. Shares printed class by class without a total are no total.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from parsers.document import Found, Span
from parsers.meeting_dates import Dated
from parsers.report import Count
from parsers.words.needed import guarded
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

SMALLEST = 1000
"""A smaller number beside these words is a year, a day, a lot or a ratio in everything that was seen."""

_PERCENT_OF = re.compile(
    r"\(?\s*(?:or\s+)?(?:approximately\s+|about\s+|over\s+|more than\s+|an estimated\s+)?"
    r"\d[\d.]*\s*(?:%|percent|per\s+cent)\s*(?:\)\s*)?(?:(?>of\s+[^\d.,;()]{0,140})(?!\d))?",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"\b(?:shares?|units?|interests|common\s+stock|ordinary|ADSs?|votes?|proxies"
    r"|stock)\b",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"\s*(?:shares?|units?|votes?|interests?)?[^.;\t\d]{0,60}?[\s,]of\s+(?:the|our|its|a\s+total\s+of|all)\s*(?:[a-z’']+\s+){0,3}",
    re.IGNORECASE,
)
"""Between two numbers: ``8,000,000 shares of the 9,000,000 shares …``."""
_SHARE_OF = re.compile(r"%\s*\)?,?\s*of\s+(?:the|our|its|all)?\s*(?:[a-z’']+\s+){0,3}$", re.IGNORECASE)
"""``90.1% of the 61,234,567 shares entitled to vote were represented`` tells the whole and not the part."""
_NEXT_CLAUSE = re.compile(
    r"\b(?:of\s+(?:which|these|those|this\s+amount|that\s+(?:number|amount)|such\s+shares)"
    r"|and\s+(?:there\s+were|a\s+total)|with\s+(?=\d))",
    re.IGNORECASE,
)
_REPRESENTED = guarded(
    r"\b(?:represented|(?:were|was|are|being|be)\s+present|present\s+(?:in|at|or|by|and|via|virtually"
    r"|or\s+represented)|attend\w*|participat\w+"
    r"|(?<!\bbe\s)voted(?!\s+(?:for|in\s+favou?r|against|to))"
    r"|votes?\s+(?:were\s+)?cast(?!\s+(?:for|in\s+favou?r|against))"
    r"|(?:returned|received|submitted)\b[^.]{0,20}\bprox|constitut\w+\s+a\s+quorum|present\b)",
    re.IGNORECASE,
)
_OUTSTANDING = guarded(
    r"\b(?:outstanding|entitled\s+to\s+(?:be\s+)?(?:voted?|cast)"
    r"|eligible\s+to\s+(?:be\s+)?(?:voted?|cast)|eligible\s+voting|issued)\b",
    re.IGNORECASE,
)
_BEFORE_OUTSTANDING = guarded(
    r"\b(?:outstanding|entitled\s+to\s+vote|eligible\s+to\s+(?:be\s+)?vote)[^\d]{0,90}?(?:\b(?:of|was|were|is|are"
    r"|totall?ed|totall?ing|equall?ed)|[:\t–—-])\s*(?:approximately\s+|a\s+total\s+of\s+)?$",
    re.IGNORECASE,
)
_BEFORE_REPRESENTED = guarded(
    r"\b(?:represented|present|by\s+proxy|voted|votes\s+cast|quorum)[^\d]{0,90}?(?:\b(?:of|was|were|is|are"
    r"|totall?ed|totall?ing|equall?ed)|[:\t–—-])\s*(?:approximately\s+|a\s+total\s+of\s+|holders\s+of\s+)?$",
    re.IGNORECASE,
)
_THERE_WERE = guarded(
    r"\bthere\s+(?:were|was)\s+(?:present|represented)\b[^\d.;]{0,120}$|\bprox(?:y|ies)\s+(?:representing|for|covering)\s+$",
    re.IGNORECASE,
)
_OTHER_MATTERS = re.compile(
    r"\b(?:authori[sz]ed|issuance|issuable|reserv\w+|available|plan\b|option\w*|repurchas\w*|redeem\w*|redemption"
    r"|convert\w*|exercis\w*|warrants?|granted|private\s+placement|par\s+value\s+of|for\s+issuance"
    r"|required\s+(?:for|to)|needed|necessary|increase\w*|weighted|prior\s+to\s+the\s+vote)\b",
    re.IGNORECASE,
)
_TALLY = re.compile(
    r"\b(?:for|against|abstain\w*|abstentions?|withh\w+|in\s+favou?r"
    r"|broker\s+non-?votes?)\b",
    re.IGNORECASE,
)
_CLASS = re.compile(
    r"\b(class\s+[a-z]\b|series\s+[a-z0-9-]+\b|preferred|preference|founder|non-?voting"
    r"|exchangeable|special\s+voting)",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\b(?:total|aggregate|combined|together|in\s+all|all\s+classes)\b", re.IGNORECASE)


_PROXIES = guarded(r"\bprox(?:y|ies)\b", re.IGNORECASE)
_A_THOUSAND = re.compile(r"\d,\d{3}|\d{4}")


def shares_in(sentence: Dated) -> Iterator[Shares]:
    """The numbers of shares outstanding and represented that a sentence tells."""
    if not _A_THOUSAND.search(sentence.marked):
        return
    if not any(words.search(sentence.marked) for words in (_OUTSTANDING, _REPRESENTED, _PROXIES)):
        return
    text = _PERCENT_OF.sub(lambda m: "%" + " " * (len(m[0]) - 1), sentence.marked)
    counts = [n for n in numbers_in(text) if _could_be_shares(n, text)]
    told: Tells | None = None
    found: list[Shares] = []
    for index, number in reversed(list(enumerate(counts))):
        before = text[counts[index - 1].span.end if index else 0 : number.span.start]
        after = text[number.span.end : counts[index + 1].span.start if index + 1 < len(counts) else len(text)]
        told = _told_by(before, after) or (told if _shares_its_verb(after) else None)
        part_of = told is Tells.REPRESENTED and (_SHARE_OF.search(before) or (index and _PART_OF.fullmatch(before)))
        if told:
            tells = Tells.OUTSTANDING if part_of else told
            found.append(_shares(sentence, number, tells, before, after))
    yield from reversed(found)


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
    return bool(joined or _PART_OF.fullmatch(after))


def _told_by(before: str, after: str) -> Tells | None:
    """What a number tells, from the words of its clause behind it, else from those before it."""
    clause = after.partition("\t")[0]
    cut = _NEXT_CLAUSE.search(clause)
    clause = clause[: cut.start() if cut else None][:260]
    represented, outstanding = _REPRESENTED.search(clause), _OUTSTANDING.search(clause)
    if represented or outstanding:
        first = min(m.start() for m in (represented, outstanding) if m)
        counted = _UNIT.search(clause[:90]) or _UNIT.search(before[-60:]) or re.match(r"\s*(?:were|was|are)\s", clause)
        if not counted or _OTHER_MATTERS.search(clause[: first + AFTER_THE_WORD]) or _TALLY.search(clause[:first]):
            return None
        return Tells.REPRESENTED if represented else Tells.OUTSTANDING
    if _BEFORE_OUTSTANDING.search(before):
        return Tells.OUTSTANDING
    there_were = _THERE_WERE.search(before) and _UNIT.match(clause.lstrip())
    return Tells.REPRESENTED if there_were or _BEFORE_REPRESENTED.search(before) else None


def _shares(sentence: Dated, number: Number, tells: Tells, before: str, after: str) -> Shares:
    near = f"{before[-40:]} {after[:70]}"
    share_class = _CLASS.search(after[:70])
    span = Span(number.span.start + sentence.start, number.span.end + sentence.start)
    assert number.value is not None  # noqa: S101 - only counts come here
    named = " ".join(share_class[1].lower().split()) if share_class else ""
    return Shares(tells, number.value, sentence, span, named, bool(_TOTAL.search(near)))


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

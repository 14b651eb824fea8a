"""Counts told in sentences: ``20,793,953 votes for and 12,345 against``, ``For: 12; Against: 3``.

A number counts what stands right beside it. Whether numbers come before their words or after is decided for the
whole sentence by which way pairs more of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from parsers.document import Found, Span
from parsers.votes.columns import AGAINST_WORDS, FOR_YEARS, NON_VOTE_WORDS, WITHHELD_WORDS
from parsers.votes.fields import YEARS, Field, FoundCount, Tally
from parsers.votes.headings import mentions
from parsers.words.lowered import lowered
from parsers.words.numbers import DASHES, Number, numbers_in
from parsers.words.remembered import remembered

RULE_BEFORE = "count before its word"
RULE_AFTER = "count after its word"
RULE_NONE = "told to be none"
RULE_IN_TURN = "count in the order of the words"
RULE_CONSENT = "shares whose holders consented in writing"

_WITHHOLD = r"with(?:held|hold\w*)"
_FOR = (
    r"in\s+favou?r(?:\s+of)?|(?<=voting\s)yes|(?<=voted\s)yes|in\s+the\s+affirmative|affirmative(?:ly)?|favou?rable"
    r"|(?:(?<=votes\s)|(?<=voted\s)|(?<=cast\s)|(?<=shares\s)|(?<=%\)\s))(?<!non-votes\s)"
    r"for(?!\s+(?:each|every|all|issuance|purchase|sale|resale|grants?|future|awards?)\b)"
    r"|for(?!\s+(?:each|every|any|all|an?|the|its|their|our|such|which|his|her|this|issuance)\b)"
)
"""``for`` is everywhere in prose: beside ``votes`` it counts, before ``each nominee`` or ``issuance`` it does not."""

_PHRASES: tuple[tuple[Field, str], ...] = (
    (Field.BROKER_NON_VOTES, NON_VOTE_WORDS),
    (
        Field.AGAINST_OR_WITHHELD,
        rf"against\s+or\s+{_WITHHOLD}|{_WITHHOLD}\s+or\s+(?:voted\s+)?against|against/with\w+",
    ),
    (Field.WITHHELD_OR_ABSTAIN, r"withheld\s+or\s+abstain\w*|abstain\w*\s+or\s+withheld"),
    *FOR_YEARS,
    (Field.WITHHELD, rf"(?:authority\s+(?:was\s+)?)?{WITHHELD_WORDS}"),
    (Field.AGAINST, rf"(?:{AGAINST_WORDS})|negative|(?<=voting\s)no|(?<=voted\s)no"),
    (Field.ABSTAIN, r"abst(?:ain|ent)\w*"),
    (Field.FOR, _FOR),
)
_WORD = re.compile(
    rf"\b(?=[abdefinorstwy1-3])(?:{'|'.join(f'(?P<p{i}>{pattern})' for i, (_, pattern) in enumerate(_PHRASES))})(?!\w)"
)
"""Written for `lowered` text: many times quicker than to look for the same words in any case. The letters are those
that a phrase begins with."""
_FIELDS = {f"p{i}": name for i, (name, _) in enumerate(_PHRASES)}

_PAD = (
    r"(?:(?:mr|ms|mrs|dr)\.?\s+[\w'’-]+|votes?|shares?|units?|proxies|ballots|of|the|our|its|common|ordinary|preferred|stock|class\s+[a-d]|series\s+[a-z]|were|was|have|has|had|having|been|holders|"
    r"being|are|is|voted|voting|cast|casting|in|person|or|by|proxy|represented|which|that|to|who|such|these|as|total|"
    r"with|\(?\s*(?:approximately\s+)?[\d.]+\s?(?:%|percent\b|per\s+cent\b)\)?|\((?:or\s+)?(?:approximately\s+)?[\d.]+\s?(?:%|percent)[^)]{0,60}\)|receiving|received|there|beneficial|interests?|recorded|"
    r"election|reelection|re-election|instructed|delivered|counted|registered|no|indicated|[,“”\"‘’'])"
)
_BETWEEN_NUMBER_AND_WORD = re.compile(rf"[\s]*(?:{_PAD}\s*)*", re.IGNORECASE)
_BETWEEN_WORD_AND_NUMBER = re.compile(
    rf"\s*(?:{_PAD}|[:=–—\-]|approval|proposal|resolution|matter|this|each|director|nominee|him|her|it|totall?ed|totall?ing|a|amendment|plan|ratification|amounted|equal(?:l?ed)?|numbered)*?"
    rf"(?:\s*(?:{_PAD}|[:=–—\-]|approval|proposal|resolution|matter|this|each|director|nominee|him|her|it|totall?ed|totall?ing|a|amendment|plan|ratification|amounted|equal(?:l?ed)?|numbered)\s*)*",
    re.IGNORECASE,
)
_MAX_GAP = 90
_YEAR = re.compile(r"(?:19|20)\d\d")
"""A bare number like this in running text is a year."""
_NO_COUNT = re.compile(
    rf"\b(?:no|zero|not\s+any)\s+(?:(?:votes?|shares?|units?)\s+)?(?:(?:was|were)\s+)?(?:(?:voted|cast)\s+)?(?P<list>(?:(?:votes?\s+)?(?:abstentions?|abstained|against|withheld|{NON_VOTE_WORDS})(?:\s*,?\s*(?:and|or|nor|no|,)\s*)?)+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ProseTally:
    """Counts of one matter or person told in a sentence, and where."""

    span: Span
    tally: Tally


@dataclass(frozen=True, slots=True)
class _Word:
    field: Field
    start: int
    end: int


_begin, _end = attrgetter("start"), attrgetter("end")
"""Of words that follow one another: both grow, so that the nearest can be looked up."""


_TERM_OF = re.compile(r"\b(?:terms?|period)\s+of\s+\Z")
"""Before the years that somebody was elected for, which are no choice of how often to vote."""


def prose_tallies(text: str, offset: int = 0) -> list[ProseTally]:
    """The tallies of a sentence in order; a count named twice starts the next one."""
    return [_moved(told, offset) for told in _tallies(text)]


@remembered
def _tallies(text: str) -> tuple[ProseTally, ...]:
    lower = lowered(text)
    words = [_Word(_FIELDS[m.lastgroup or ""], m.start(), m.end()) for m in _WORD.finditer(lower)]
    words = [w for w in words if w.field not in YEARS or not _TERM_OF.search(lower, max(0, w.start - 12), w.start)]
    if not words:
        return tuple(_tally(group) for group in _consented(lower) or _grouped(_of_no_side(lower)))
    named = {span for _, span in mentions(text)}
    numbers = [n for n in numbers_in(text) if n.is_count and n.span not in named and _may_count(text, n)]
    numbers = [n for n in numbers if not _inside_one(words, n.span.start)]  # the 2 of "2 years"
    pairs = _in_turn(numbers, words) if _RESPECTIVELY.search(text) else _best_pairs(text, numbers, words)
    known = {(field, found.value) for field, found in pairs}
    pairs += [p for p in _told_to_be_none(lower) if (p[0], p[1].value) not in known]
    pairs += [p for p in _of_no_side(lower) if all(p[1].span != found.span for _, found in pairs)]
    return tuple(_tally(group) for group in _grouped(sorted(pairs, key=lambda p: p[1].span.start)))


_DECIDED = (
    r"(?:approv(?:ed|ing)|adopt(?:ed|ing)|ratif(?:ied|ying)|authori[sz](?:ed|ing)|elect(?:ed|ing)"
    r"|consented|executed|delivered|signed)"
)
_WITHIN = r"(?:[^.;]|\.(?=\d))"
_CONSENT = re.compile(
    r"\b(?:holders?\s+of|(?:share|stock|unit|interest)holders?\s+(?:holding|owning|of)|limited\s+partners\s+(?:holding|owning))"
    r"\s+(?:(?:an?\s+)?(?:aggregate|total)\s+of\s+)?(?P<count>\d{1,3}(?:,\d{3})+)\s+(?:shares|votes|units)\b"
    rf"{_WITHIN}{{0,200}}?\b(?:{_DECIDED}\b{_WITHIN}{{0,60}}?\bwritten\s+consents?\b|by\s+written\s+consents?\b{_WITHIN}{{0,80}}?\b{_DECIDED}\b|consented\s+to\b)"
)
"""``the holder of 31,440,000 shares approved by written consent``: consent is a vote for, and nobody else was asked.
Written for `lowered` text."""


def _consented(lower: str) -> list[dict[Field, FoundCount]]:
    consent = _CONSENT.search(lower) if "consent" in lower else None
    if consent is None:
        return []
    number = next(numbers_in(consent["count"], consent.start("count")))
    return [{Field.FOR: Found(number.value, number.span, RULE_CONSENT)}] if number.value is not None else []


_COUNT = r"\d{1,3}(?:,\d{3})+"
_PLAIN_VOTES = re.compile(
    rf"\b(?:received|receiving|polled|garnered|got|by|with)\s+(?P<for>{_COUNT})\s+votes?\b"
    r"(?!\s+(?:for|in|against|with|withheld|cast|were|was|voted|to|of|as|at|abst\w+|respectively)\b|,?\s+respectively)"
    rf"|\bvot(?:e|es|ed)\s+(?:of\s+)?(?P<yes>{_COUNT})\s+(?:(?:votes|shares)\s+)?(?:for\s+)?to\s+(?P<no>{_COUNT})"
)
"""Votes whose side goes without saying: ``received 1,200 votes``, ``by a vote of 1,200 to 30``. For `lowered` text."""
RULE_PLAIN = "votes received, without a word for their side"


def _of_no_side(lower: str) -> list[_Pair]:
    pairs: list[_Pair] = []
    for match in _PLAIN_VOTES.finditer(lower) if "vot" in lower else ():
        for group, field in (("for", Field.FOR), ("yes", Field.FOR), ("no", Field.AGAINST)):
            if match[group]:
                number = next(numbers_in(match[group], match.start(group)))
                if number.value is not None:
                    pairs.append((field, Found(number.value, number.span, RULE_PLAIN)))
    return pairs


BESIDE = 30
"""Characters between a run of counts and the word for their side."""


def side_beside(text: str, run: Span) -> Field | None:
    """Which side a run of counts is for: the word right behind it, or right before it; plain ``votes`` are for."""
    lower = lowered(text)
    behind = _WORD.search(lower, run.end, run.end + BESIDE)
    if behind and _BETWEEN_NUMBER_AND_WORD.fullmatch(text, run.end, behind.start()):
        return _FIELDS[behind.lastgroup or ""]
    before = list(_WORD.finditer(lower, max(0, run.start - BESIDE), run.start))
    if before and _BETWEEN_WORD_AND_NUMBER.fullmatch(text, before[-1].end(), run.start):
        return _FIELDS[before[-1].lastgroup or ""]
    return Field.FOR if re.match(r"\s+(?:shares?\s+)?votes?\b", lower[run.end : run.end + BESIDE]) else None


_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)


def _in_turn(numbers: list[Number], words: list[_Word]) -> list[_Pair]:
    """``abstentions and broker non-votes were 1,200 and 300, respectively``: as many of each, one after the other."""
    apart = bool(numbers) and (words[-1].end <= numbers[0].span.start or numbers[-1].span.end <= words[0].start)
    if not apart or len(numbers) != len(words):
        return []
    return [
        (word.field, Found(number.value, number.span, RULE_IN_TURN))
        for number, word in zip(numbers, words, strict=True)
        if number.value is not None
    ]


_DASH = re.compile(rf"[{DASHES}]+")
_NEEDED = re.compile(
    r"[^.;:\d]{0,80}?\b(?:is|was|were|are|being|been)\s+(?:\w+\s+)?(?:required|needed|necessary)\b", re.IGNORECASE
)
"""Behind a number that says how many votes it would take: ``2,500,001 votes in favor were needed``."""
_SHARE = re.compile(r"\s*(?:\d/\d|[½⅓⅔¼¾%]|percent\b|per\s+cent\b)", re.IGNORECASE)
_DIGIT_NEXT = re.compile(r"\s*[\w$]")


def _may_count(text: str, number: Number) -> bool:
    """No year, no share (``66 2/3%``), no number of votes needed, no dash that only parts a word from its number."""
    if _SHARE.match(text, number.span.end) or _NEEDED.match(text, number.span.end):
        return False
    words = text[number.span.start : number.span.end]
    if _DASH.fullmatch(words):
        return not _DIGIT_NEXT.match(text, number.span.end)
    return not _YEAR.fullmatch(words)


_Pair = tuple[Field, FoundCount]


def _best_pairs(text: str, numbers: list[Number], words: list[_Word]) -> list[_Pair]:
    """The pairs of the way that makes more of them, and what the other way adds from words and numbers left over."""
    ways = [list(_number_first(text, numbers, words)), list(_word_first(text, numbers, words))]
    ways.sort(key=lambda pairs: (-len(pairs), sum(_gap(word, found) for word, found in pairs)))
    used = {id(word) for word, _ in ways[0]} | {found.span for _, found in ways[0]}
    more = [(w, f) for w, f in ways[1] if id(w) not in used and f.span not in used]
    return [(word.field, found) for word, found in ways[0] + more]


def _gap(word: _Word, found: FoundCount) -> int:
    """Characters between a count and its word: of two ways that pair as many, the one that reaches less far."""
    return max(word.start - found.span.end, found.span.start - word.end)


def _inside_one(words: list[_Word], at: int) -> bool:
    before = bisect_right(words, at, key=_begin)
    return before > 0 and at < words[before - 1].end


def _number_first(text: str, numbers: list[Number], words: list[_Word]) -> Iterator[tuple[_Word, FoundCount]]:
    for number in numbers:
        at = bisect_left(words, number.span.end, key=_begin)
        word = words[at] if at < len(words) else None
        if word and _joined(_BETWEEN_NUMBER_AND_WORD, text, number.span.end, word.start) and number.value is not None:
            yield word, Found(number.value, number.span, RULE_BEFORE)


def _word_first(text: str, numbers: list[Number], words: list[_Word]) -> Iterator[tuple[_Word, FoundCount]]:
    for number in numbers:
        at = bisect_right(words, number.span.start, key=_end)
        word = words[at - 1] if at else None
        if word and _joined(_BETWEEN_WORD_AND_NUMBER, text, word.end, number.span.start) and number.value is not None:
            yield word, Found(number.value, number.span, RULE_AFTER)


def _joined(padding: re.Pattern[str], text: str, start: int, end: int) -> bool:
    return end - start <= _MAX_GAP and padding.fullmatch(text, start, end) is not None


def _told_to_be_none(text: str) -> list[_Pair]:
    """``there were no abstentions or broker non-votes``: both are nought."""
    pairs: list[_Pair] = []
    for match in _NO_COUNT.finditer(text):
        for word in _WORD.finditer(text, match.start("list"), match.end("list")):
            span = Span(match.start(), word.end())
            pairs.append((_FIELDS[word.lastgroup or ""], Found(0, span, RULE_NONE)))
    return pairs


def _grouped(pairs: list[_Pair]) -> list[dict[Field, FoundCount]]:
    groups: list[dict[Field, FoundCount]] = []
    for field, found in pairs:
        if not groups or field in groups[-1]:
            groups.append({})
        groups[-1][field] = found
    return groups


def _tally(group: dict[Field, FoundCount]) -> ProseTally:
    spans = [found.span for found in group.values()]
    return ProseTally(Span(min(s.start for s in spans), max(s.end for s in spans)), Tally(group))


def _moved(told: ProseTally, offset: int) -> ProseTally:
    counts = {
        field: Found(found.value, _shifted(found.span, offset), found.rule)
        for field, found in told.tally.counts.items()
    }
    return ProseTally(_shifted(told.span, offset), Tally(counts))


def _shifted(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)

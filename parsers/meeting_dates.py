"""The day of the vote, the kind of meeting and the record date, from sentences whose dates are known.

In a `Dated` sentence each date is replaced by a mark of the same length, ``@0@``, so that a rule can say where a
date stands (``held … on @0@``) and the place in the document is kept.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from parsers.document import Block, Document, Found, Paragraph, Span
from parsers.report import MeetingType
from parsers.votes.sentences import sentences
from parsers.words.dates import DateWords, completed, dates_in
from parsers.words.needed import Guarded, guarded, looked_up


class Dated(NamedTuple):
    """A sentence with marks for its dates: offset ``n`` of ``marked`` is ``start + n`` of the document's text."""

    document: Document
    start: int
    marked: str
    dates: tuple[DateWords, ...]

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.marked))

    @property
    def words(self) -> str:
        return self.document.words(self.span)


def dated_sentences(document: Document, blocks: Iterable[Block]) -> Iterator[Dated]:
    """The sentences of paragraphs and the rows of tables, in reading order."""
    for block in blocks:
        spans = (
            sentences(document.words(block.span), block.span.start)
            if isinstance(block, Paragraph)
            else (row.span for row in block.rows)
        )
        yield from (dated(document, span) for span in spans)


def dated(document: Document, span: Span) -> Dated:
    words = document.words(span)
    dates = tuple(dates_in(words, span.start))
    marked = words
    for index, found in enumerate(dates):
        at, end = found.span.start - span.start, found.span.end - span.start
        marked = marked[:at] + f"@{index}@".ljust(end - at, "~")[: end - at] + marked[end:]
    return Dated(document, span.start, marked, dates)


@dataclass(frozen=True, slots=True)
class DayRule:
    """How a sentence places the day: group 1 of ``words`` is the number of the date. Lower ``rank`` is surer."""

    name: str
    rank: int
    words: Guarded
    whatever_before: bool = False
    """Take the date though its neighbours would make it a paper's (``written consent dated …``)."""


_MEETING = r"\b(?:meetings?|[AE]GM)\b(?!\s+(?:of|with)\s+the\s+board)"
_HELD = (
    r"(?:held|convened|conducted|hosted|took place|occurred|concluded|completed|called to order"
    r"|was\s+duly\s+held)"
)
_GAP = r"[^@;]"
_HOLDERS = r"(?:(?:share|stock|unit|security)\s?(?:holder|owner)s?|holders|members|limited partners)"
_DECIDED = r"(?:approved|adopted|elected|re-?elected|ratified|voted|authori[sz]ed|rejected|consented)"


def _day(name: str, rank: int, words: str, *, whatever_before: bool = False) -> DayRule:
    return DayRule(name, rank, guarded(words, re.IGNORECASE), whatever_before)


DAY_RULES: tuple[DayRule, ...] = (
    _day("on a day, reconvened", 0, rf"@(\d+)@~*{_GAP}{{0,80}}?\breconvened\b"),
    _day("reconvened on", 0, rf"\breconven\w*(?:(?!\badjourned\b|\bfrom\b){_GAP}){{0,160}}?@(\d+)@"),
    _day("on a day, resumed", 0, rf"@(\d+)@~*,?\s+{_GAP}{{0,80}}?\bresumed\b{_GAP}{{0,60}}?{_MEETING}"),
    _day(
        "resumed on", 0, rf"{_MEETING}{_GAP}{{0,80}}?\b(?:resumed|continued)\b(?!\s+to\b){_GAP}{{0,60}}?\bon\s+@(\d+)@"
    ),
    _day(
        "adjourned, continued on",
        0,
        rf"\badjourn\w*\b{_GAP}{{0,80}}?\b(?:continued|resumed|took place|completed|concluded|was held)\b"
        rf"(?!\s+to\b){_GAP}{{0,40}}?\bon\s+@(\d+)@",
    ),
    _day(
        "adjourned meeting held on",
        0,
        rf"\badjourned\s+(?:annual"
        rf"|special)?{_GAP}{{0,60}}{_MEETING}{_GAP}{{0,60}}\bheld\b{_GAP}{{0,40}}?@(\d+)@",
    ),
    _day("on a day, held its meeting", 1, rf"@(\d+)@~*{_GAP}{{0,260}}?\b{_HELD}\b{_GAP}{{0,200}}?{_MEETING}"),
    _day(
        "held its meeting on",
        1,
        rf"\b(?:held|convened|conducted"
        rf"|hosted)\b{_GAP}{{0,260}}?{_MEETING}(?:(?!\brecord\b|\bstatement\b){_GAP}){{0,160}}?@(\d+)@",
    ),
    _day(
        "meeting held on",
        1,
        rf"{_MEETING}[^;]{{0,220}}?\b{_HELD}\b(?:(?!\brecord\b"
        rf"|\bstatement\b){_GAP}){{0,120}}?@(\d+)@",
    ),
    _day(
        "holders met on",
        1,
        rf"(?:\b{_HOLDERS}\b{_GAP}{{0,120}}?\bmet\b|\bmet\s+with\s+(?:its|our|the)\s+{_HOLDERS}\b){_GAP}{{0,80}}?\bon\s+@(\d+)@",
    ),
    _day("meeting that was held on", 1, rf"{_MEETING}.{{0,240}}\bw(?:as|ere)\s+(?:\w+\s+)?held\s+on\s+@(\d+)@"),
    _day(
        "date of the meeting",
        1,
        r"\b(?:meeting\s+date|(?<!record )date\s+(?:and\s+\w+\s+)?of\s+(?:the\s+)?(?:[\w’']+\s+){0,4}meeting)\b"
        r"(?:\s+(?:was|is))?\W{0,3}\s*@(\d+)@",
    ),
    _day(
        "held on a day, its meeting",
        1,
        rf"\b(?:held|convened"
        rf"|conducted)\b{_GAP}{{0,60}}?@(\d+)@~*{_GAP}{{0,60}}?{_MEETING}",
    ),
    _day(
        "at the meeting on",
        2,
        rf"{_MEETING}{_GAP}{{0,160}}?(?:\bon|\bof|\bdated"
        rf"|[,(–—-])\s*(?:\w+day,?\s+)?@(\d+)@",
    ),
    _day(
        "on a day, at the meeting",
        2,
        rf"@(\d+)@~*,?\s*(?:at\s+|during\s+)?(?:the\s+|its\s+|our\s+"
        rf"|an?\s+)?(?:(?!\b(?:before|prior|until|ahead|next|after|last)\b){_GAP}){{0,120}}?{_MEETING}",
    ),
    _day(
        "written consent dated",
        2,
        rf"\bconsents?\b,?\s+(?:was\s+|were\s+)?(?:dated|effective|executed|delivered|signed|as\s+of){_GAP}{{0,30}}@(\d+)@",
        whatever_before=True,
    ),
    _day(
        "effective by written consent",
        2,
        rf"\beffective\s+(?:as\s+of\s+|on\s+)?@(\d+)@~*,?\s*(?:pursuant\s+to|by)\b{_GAP}{{0,60}}?\bconsents?\b",
        whatever_before=True,
    ),
    _day("written consent of", 2, rf"@(\d+)@~*{_GAP}{{0,300}}?\bconsents?\b|\bconsents?\b{_GAP}{{0,200}}?@(\d+)@"),
    _day("on a day, holders decided", 3, rf"@(\d+)@~*{_GAP}{{0,240}}?\b{_HOLDERS}\b{_GAP}{{0,160}}?\b{_DECIDED}\b"),
    _day(
        "holders decided on",
        3,
        rf"\b{_HOLDERS}\b{_GAP}{{0,160}}?\b{_DECIDED}\b{_GAP}{{0,160}}?\b(?:on"
        rf"|held)\s+@(\d+)@",
    ),
)
"""From the surest to the least sure; an adjourned meeting's day is the one on which it was decided."""

_NOT_THE_DAY = guarded(
    r"\b(?:filed|dated|mailed|close\s+of\s+business|as\s+of|(?<!\bas )scheduled|originally"
    r"|signed|entered\s+into|called\s+for|initially|adjourned\s+(?:from|on)|effective|ending|ended|expir\w+|issued|submitted|commencing|beginning|due|agreement|announced"
    r"|disclosed|reported|to\s+be\s+held|statement|will\s+be\s+held)\b[^@,;]{0,40}$"
    r"|\brecord\s+date\b(?:(?!\bheld\b|\bmeeting\s+(?:on|of)\b)[^@;]){0,70}$"
    r"|\bfil(?:ed|ing)\b(?:(?!\bmeeting\b|\bheld\b)[^@;]){0,120}$"
    r"|\b(?:last\s+year['’]s|(?:previous|prior|preceding|last)\s+(?:annual\s+|special\s+|general\s+)*meeting)\b[^@;]{0,60}$"
    r"|\b(?:board|committee|directors)\s+(?:(?:had|has|have|previously|first|unanimously)\s+)*(?:adopted|approved|appointed|set"
    r"|fixed|declared|recommended|authori[sz]ed|called)\b(?:(?!\bannual\b|\bspecial\b|holders?\b)[^@;]){0,80}$"
    r"|\b(?:by|between|from|since|before|after|until|through|prior\s+to)\s+(?:\w+day,?\s+)?$",
    re.IGNORECASE,
)
"""What before a date makes it another: a paper's, a plan's, a period's end."""
BEFORE_A_DATE = 140
"""Characters before a date in which that is looked for."""
_RECORD_BEHIND = re.compile(r"~*\)?,?\s*(?:\(?(?:the|which|our)\b[^@.]{0,40})?\brecord\s+date", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Day:
    """A candidate for the day of the vote, with the sentence that it stands in."""

    date: dt.date
    sentence: Dated
    span: Span
    rule: DayRule

    @property
    def found(self) -> Found[dt.date]:
        return Found(self.date, self.span, f"meeting date: {self.rule.name}")


@dataclass(frozen=True, slots=True)
class Calendar:
    """What the filing's own days allow: no meeting after ``latest``; a year left out is that of ``near``."""

    latest: dt.date | None = None
    near: dt.date | None = None

    def day(self, words: DateWords) -> dt.date | None:
        date = completed(words, self.near + LEEWAY) if self.near else words.date
        return date if date and (self.latest is None or date <= self.latest) else None


LEEWAY = dt.timedelta(days=14)
"""A cover's "date of earliest event" can be that of another event some days before the meeting."""


def meeting_days(told: Sequence[Dated], calendar: Calendar) -> list[Day]:
    """Every candidate for the day of the vote, surest first, in reading order among equals."""
    days = [day for s in told if s.dates and _SPEAKS_OF_A_VOTE.search(s.marked) for day in _days_in(s, calendar)]
    return sorted(days, key=lambda day: day.rule.rank)


_SPEAKS_OF_A_VOTE = re.compile(r"meeting|\b[AE]GM\b|consent|holder|owner|member|partner|reconven", re.IGNORECASE)


_RULES_BY_NEED = looked_up(DAY_RULES, lambda rule: rule.words)


def _days_in(sentence: Dated, calendar: Calendar) -> Iterator[Day]:
    for rule in _RULES_BY_NEED.asked_of(sentence.marked.lower()):
        for match in rule.words.finditer(sentence.marked):
            group = match.lastindex or 1
            words = sentence.dates[int(match[group])]
            at = match.start(group) - 1
            if not rule.whatever_before and _NOT_THE_DAY.search(sentence.marked[max(0, at - BEFORE_A_DATE) : at]):
                continue
            if _RECORD_BEHIND.match(sentence.marked, match.end(group) + 1):
                continue
            if date := calendar.day(words):
                is_dateline = _DATELINE_BEHIND.match(sentence.marked, match.end(group) + 1)
                yield Day(date, sentence, words.span, DATELINE if is_dateline else rule)


DATELINE = DayRule("the release's dateline", 4, guarded(r"@(\d+)@"))
"""``RENO, May 8, 2020 -- holders approved …``: the least sure, as the vote may have been yesterday's."""
_DATELINE_BEHIND = re.compile(r"~*\s*(?:-{1,2}\s|--|[–—]|/|\.{3}|\((?:GLOBE|BUSINESS|PR|ACCESS|NEWS|Marketwire))")


_TYPES: tuple[tuple[MeetingType, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(words, re.IGNORECASE))
    for kind, words in (
        (MeetingType.SPECIAL, r"\bspecial\s+(?:general\s+)?meeting\b[^.;]{0,60}?\bin\s+lieu\s+of\b"),
        (
            MeetingType.ANNUAL,
            r"\b(?:annual|yearly)\b(?:\W+[\w’'&]+){0,6}?\W+meetings?\b|\bordinary\s+general\s+meeting|\bAGM\b",
        ),
        (
            MeetingType.SPECIAL,
            r"\b(?:special|extraordinary)\b(?:\W+[\w’'&]+){0,6}?\W+meetings?\b|\bmet\s+specially\b|\bEGM\b",
        ),
    )
)
_CONSENT = re.compile(
    r"\bwritten\s+(?:consents?|resolutions?\s+of\s+(?:the|its|our)\s+\w*holders?)\b|\bconsent\s+solicitation"
    r"|\bin\s+lieu\s+of\s+(?:an?\s+)?(?:special\s+)?meeting|\bconsent\w*\s+in\s+writing"
    r"|\bin\s+writing\b[^.;@]{0,40}\bwithout\s+(?:an?\s+|any\s+)?meeting",
    re.IGNORECASE,
)


def meeting_type_in(sentence: Dated) -> Found[MeetingType] | None:
    """The kind a sentence names; annual for an annual and special meeting, special for one in lieu of the annual."""
    for kind, words in _TYPES:
        match = words.search(sentence.marked)
        if match and not _NEXT.search(sentence.marked[max(0, match.start() - 30) : match.start()]):
            return Found(
                kind, Span(sentence.start + match.start(), sentence.start + match.end()), f"meeting type: {kind.value}"
            )
    return None


_NEXT = re.compile(
    r"\b(?:next|until|following\s+year|subsequent|future|prior|previous"
    r"|until\s+the\s+\d{4})\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def written_consent_in(sentence: Dated) -> Found[MeetingType] | None:
    """Words that say that holders acted in writing and not at a meeting."""
    match = _CONSENT.search(sentence.marked)
    if not match or re.search(
        r"\bright\b|\bproposal\b|\bpermit|\ballow|\bprohibit"
        r"|\babil",
        sentence.marked[max(0, match.start() - 120) : match.end() + 60],
        re.IGNORECASE,
    ):
        return None
    span = Span(sentence.start + match.start(), sentence.start + match.end())
    return Found(MeetingType.WRITTEN_CONSENT, span, "meeting type: written consent")


RECORD_RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(words, re.IGNORECASE))
    for name, words in (
        (
            "a day, the record date",
            r"@(\d+)@~*\)?,?\s*(?:\((?:the\s+)?[“\"]?|(?:which\s+(?:was"
            r"|is)\s+)?(?:being\s+)?(?:the|our|its|as\s+the)?\s*)[^@.;]{0,40}?\brecord\s+date",
        ),
        (
            "the record date of",
            r"\brecord\s+date\b(?:[^@.;]{0,140}?)(?:\b(?:of|was|is|on|at|as)\b"
            r"|[:,(–—-])[^@.;]{0,40}@(\d+)@",
        ),
        ("holders of record on", r"\bof\s+record\b[^@.;]{0,80}?@(\d+)@"),
        (
            "outstanding on a day",
            r"\b(?:outstanding|in\s+issue|entitled\s+to\s+vote"
            r"|eligible\s+to\s+vote)\b[^@.;]{0,40}?\b(?:on|as\s+of|at)\b[^@.;]{0,40}@(\d+)@",
        ),
        (
            "as of a day, outstanding",
            r"\b(?:as\s+of|at"
            r"|on)\s+(?:the\s+close\s+of\s+business\s+on\s+)?@(\d+)@~*,?[^@.;]{0,200}?\bshares\b[^@.;]{0,120}?\b(?:outstanding|entitled\s+to\s+vote)\b",
        ),
        ("close of business", r"\bclose\s+of\s+business\b[^@.;]{0,20}@(\d+)@"),
    )
)
"""The last three need the record date to be meant: shares entitled to vote are counted on no other day."""

_OTHER_RECORD = re.compile(
    r"\b(?:dividend|distribution|stock\s+split|split\b[^.]{0,40}payable|payable"
    r"|rights\s+offering)\b",
    re.IGNORECASE,
)
LONGEST_RECORD_DAYS = 130
"""A record date lies at most 60 days before the meeting in Delaware, 70 under the Model Act, 120 after adjournments."""


_SPEAKS_OF_RECORD = re.compile(r"record|outstanding|in\s+issue|entitled|eligible", re.IGNORECASE)


def record_dates(told: Sequence[Dated], meeting: dt.date | None) -> list[tuple[dt.date, Dated, Found[dt.date]]]:
    """Candidates for the record date, surest first."""
    ranked = []
    told = [s for s in told if s.dates and _SPEAKS_OF_RECORD.search(s.marked) and not _OTHER_RECORD.search(s.marked)]
    for rank, (name, words) in enumerate(RECORD_RULES):
        for sentence in told:
            for match in words.finditer(sentence.marked):
                date_words = sentence.dates[int(match[1])]
                date = completed(date_words, meeting) if meeting else date_words.date
                if date and _could_be_record(date, meeting):
                    ranked.append((rank, date, sentence, Found(date, date_words.span, f"record date: {name}")))
    return [(date, sentence, found) for _, date, sentence, found in sorted(ranked, key=lambda r: r[0])]


def _could_be_record(date: dt.date, meeting: dt.date | None) -> bool:
    return meeting is None or 0 < (meeting - date).days <= LONGEST_RECORD_DAYS

"""The header facts of a meeting: its kind, day, record date, shares, quorum, and whether the counts are final.

Each is read from the passages that tell the results, and from the rest of the document where they leave it out. Where
the filing tells a thing twice the two are compared; what differs is a reason for review.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from itertools import chain
from typing import TypeVar

from parsers.document import Document, Found, Span
from parsers.header import Header
from parsers.meeting_dateline import day_by_dateline
from parsers.meeting_dates import (
    DATELINE,
    Calendar,
    Dated,
    Day,
    dated_sentences,
    meeting_days,
    meeting_type_in,
    record_dates,
    written_consent_in,
)
from parsers.meeting_shares import Shares, Tells, disagreeing, settled, shares_in
from parsers.passages import Results, day_of_report, days_of_covers, reference_day
from parsers.report import Check, Evidence, FactDoubt, Meeting, MeetingType
from parsers.reporting import evidence
from parsers.words.needed import Guarded, guarded

T = TypeVar("T")
Around = Callable[[], list[Dated]]
"""The sentences around the passages, read when they are wanted: most filings tell all in the passage."""


@dataclass(slots=True)
class MeetingFacts:
    """The meeting, the words of each fact under its JSON pointer, and what was compared."""

    meeting: Meeting = field(default_factory=Meeting)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    checks: list[Check] = field(default_factory=list)
    doubts: list[FactDoubt] = field(default_factory=list)


def read_meeting(results: Results, header: Header, documents: Sequence[Document]) -> MeetingFacts:
    """The meeting that the passages tell of."""
    facts = MeetingFacts()
    told = [s for p in results.passages for s in dated_sentences(p.document, p.blocks)]
    around = cache(lambda: _around(results, documents))
    calendar = Calendar(latest=header.filed, near=reference_day(header, documents))
    days = meeting_days(told, calendar) or meeting_days(around(), calendar)
    day = days[0] if days else None
    kind = _kind(told, around, day)
    date = _told_date(facts, days, header, told, documents)
    record = record_dates(told, date)
    shares = [s for sentence in told for s in shares_in(sentence)]
    outstanding, represented = settled(shares, Tells.OUTSTANDING), settled(shares, Tells.REPRESENTED)
    _compare(facts, outstanding, represented, shares, [d for d, _, _ in record])
    facts.meeting = Meeting(
        type=_keep(facts, "type", *kind) if kind else None,
        date=date,
        record_date=_keep(facts, "record_date", record[0][1].document, record[0][2]) if record else None,
        shares_outstanding=_keep(facts, "shares_outstanding", *_of(outstanding)) if outstanding else None,
        shares_represented=_keep(facts, "shares_represented", *_of(represented)) if represented else None,
        quorum_stated=_quorum(facts, told),
        preliminary=_preliminary(facts, told),
        doubts=tuple(facts.doubts),
    )
    return facts


def _of(shares: Shares) -> tuple[Document, Found[int | Decimal]]:
    return shares.sentence.document, shares.found


def _keep(facts: MeetingFacts, name: str, document: Document, found: Found[T]) -> T:
    facts.evidence[f"/meeting/{name}"] = evidence(document, Found(found.value, found.span, found.rule))
    return found.value


def _around(results: Results, documents: Sequence[Document]) -> list[Dated]:
    """The sentences of the passages' documents outside the passages, and of the other documents after them."""
    inside = {(id(p.document), b.span) for p in results.passages for b in p.blocks}
    order = [p.document for p in results.passages] + [d for d in documents if not _PERIODIC.match(d.type)]
    seen: set[int] = set()
    told: list[Dated] = []
    for document in order:
        if id(document) not in seen and not _PERIODIC.match(document.type):
            seen.add(id(document))
            told += dated_sentences(document, [b for b in document.blocks if (id(document), b.span) not in inside])
    return told


_PERIODIC = re.compile(r"10-[QK]", re.IGNORECASE)


UNSURE = 3
"""Rank from which a day only stands beside a decision of holders: a dateline does, too."""


def _told_date(
    facts: MeetingFacts, days: Sequence[Day], header: Header, told: Sequence[Dated], documents: Sequence[Document]
) -> dt.date | None:
    """The surest day that the text gives; where none is the meeting's own, what a release counts from its dateline."""
    unsure = not days or days[0].rule.rank >= UNSURE
    by_dateline = day_by_dateline(told, day_of_report(documents)) if unsure else None
    if by_dateline:
        return _keep(facts, "date", *by_dateline)
    if not days or days[0].rule is DATELINE:
        return None
    _compare_days(facts, days, header)
    document, found = _of_its_year(days[0], header, documents)
    return _keep(facts, "date", document, found)


def _of_its_year(day: Day, header: Header, documents: Sequence[Document]) -> tuple[Document, Found[dt.date]]:
    """The day as told, or that of the cover where it is the same a year later: last year's text was used again."""
    period = header.period
    if period and (day.date.month, day.date.day, day.date.year + 1) == (period.month, period.day, period.year):
        for document, words in days_of_covers(documents):
            if words.date == period:
                return document, Found(period, words.span, "meeting date: its day, in the year of the cover")
    return day.sentence.document, day.found


def _kind(told: Sequence[Dated], around: Around, day: Day | None) -> tuple[Document, Found[MeetingType]] | None:
    """The kind named with the day, else the first that the passages name, else the documents around them."""
    at_a_meeting = day is not None and day.rule.rank <= 1
    if not at_a_meeting:
        for sentence in told:
            if consent := written_consent_in(sentence):
                return sentence.document, consent
    for sentence in chain([day.sentence] if day else [], told, _later(around)):
        if named := meeting_type_in(sentence):
            return sentence.document, named
    return None


def _later(around: Around) -> Iterator[Dated]:
    yield from around()


SLOWEST_REPORT_DAYS = 20
"""Days from a meeting to its 8-K beyond which the date is looked at again; the rule is four business days."""


def _compare_days(facts: MeetingFacts, days: Sequence[Day], header: Header) -> None:
    """Against the period of report of an 8-K, and against the other days that the passages give as the meeting's."""
    day = days[0]
    if header.period and (header.form_type or "").upper().startswith("8-K"):
        same = header.period == day.date
        detail = f"the filing's period of report is {header.period}, the meeting's date reads {day.date}"
        facts.checks.append(Check("meeting date against period of report", same, detail, "/meeting/date"))
        if (
            not same
            and (header.form_type or "").upper() == "8-K"
            and abs((header.period - day.date).days) > SLOWEST_REPORT_DAYS
        ):
            facts.doubts.append(FactDoubt("date", detail))
    others = {d.date for d in days if d.rule.rank == day.rule.rank == 1} - {day.date}
    near = [d for d in others if abs((d - day.date).days) <= 60]
    if near:
        facts.doubts.append(FactDoubt("date", f"its date could also be {', '.join(map(str, sorted(near)))}"))


def _compare(
    facts: MeetingFacts,
    outstanding: Shares | None,
    represented: Shares | None,
    shares: Sequence[Shares],
    records: Sequence[dt.date],
) -> None:
    """Shares represented against outstanding and the printed percentage; what is told twice against itself."""
    for tells, key in ((Tells.OUTSTANDING, "shares_outstanding"), (Tells.REPRESENTED, "shares_represented")):
        told = disagreeing(shares, tells)
        if told:
            values = ", ".join(f"{v:,}" for v in sorted({s.value for s in told}))
            facts.checks.append(Check(f"{tells} told twice", False, values, f"/meeting/{key}"))
            facts.doubts.append(FactDoubt(key, f"{tells} are told more than once, and differ: {values}"))
    if outstanding and represented:
        fits = represented.value <= outstanding.value
        detail = f"{represented.value:,} represented of {outstanding.value:,} outstanding"
        facts.checks.append(Check("represented within outstanding", fits, detail, "/meeting/shares_represented"))
        if not fits:
            facts.doubts.append(FactDoubt("shares_represented", f"more are represented than outstanding: {detail}"))
        _compare_percent(facts, outstanding, represented)
    if len(set(records)) > 1:
        detail = ", ".join(map(str, sorted(set(records))))
        facts.checks.append(Check("record date told twice", False, detail, "/meeting/record_date"))


_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*(?:%|percent|per\s+cent)", re.IGNORECASE)


def _compare_percent(facts: MeetingFacts, outstanding: Shares, represented: Shares) -> None:
    """The percentage printed in the same sentence as the shares represented, within its last printed place."""
    share = Decimal(100) * Decimal(represented.value) / Decimal(outstanding.value)
    for printed in _PERCENT.findall(represented.sentence.words):
        places = len(printed.partition(".")[2])
        if abs(Decimal(printed) - share) < 2:
            close = abs(Decimal(printed) - share) <= Decimal(10) ** -places
            detail = f"{printed}% is printed, the shares make {share:.3f}%"
            facts.checks.append(Check("printed turnout", close, detail, "/meeting/shares_represented"))
            return


def _first_looks(rule: Guarded, told: Sequence[Dated]) -> Iterator[tuple[Dated, re.Match[str]]]:
    """Where a rule first finds something in each sentence; all are looked through at once for the words it needs."""
    if rule.asked_of("\n".join(sentence.marked for sentence in told)):
        for sentence in told:
            if match := rule.search(sentence.marked):
                yield sentence, match


_QUORUM = guarded(r"\bquorum\b", re.IGNORECASE)
_NO_QUORUM = guarded(
    r"\b(?:no|not|lack(?:ed|ing)?|absence|without|fail\w*|insufficient|less\s+than|short\s+of|below)\b[^.;]{0,50}\bquorum"
    r"|\bquorum\b[^.;]{0,30}\bnot\b",
    re.IGNORECASE,
)
_WOULD_QUORUM = guarded(
    r"\b(?:required|necessary|purposes?\s+of|determin\w+|needed|would"
    r"|if)\b[^.;]{0,50}\bquorum(?!\s+(?:was|is|were)\b)",
    re.IGNORECASE,
)


def _quorum(facts: MeetingFacts, told: Sequence[Dated]) -> bool | None:
    """Whether a quorum is said to have been present; ``None`` where the filing does not speak of it."""
    for sentence, match in _first_looks(_QUORUM, told):
        if not _WOULD_QUORUM.search(sentence.marked):
            span = Span(sentence.start + match.start(), sentence.start + match.end())
            value = not _NO_QUORUM.search(sentence.marked)
            return _keep(facts, "quorum_stated", sentence.document, Found(value, span, "quorum"))
    return None


_RESULTS_ARE = r"\b(?:results?|votes?|tabulation)\b[^.;]{0,60}\b(?:are|is|were|remain)\s+(?:only\s+)?"
_NOT_FINAL = ("preliminary", r"not\s+final", "unofficial", r"subject\s+to\s+(?:final\s+)?certification")
_PRELIMINARY = guarded(
    r"\bpreliminary\b[^.;]{0,60}\b(?:results?|votes?|voting|tabulation|count|report|tall(?:y|ies)|estimate)\b|"
    + "|".join(_RESULTS_ARE + words for words in _NOT_FINAL)
    + r"|\bprovide\s+final\s+vot\w+\s+results\b|\bfinal\s+vot\w+\s+results\b[^.;]{0,80}\bwill\s+be\b",
    re.IGNORECASE,
)
_FINAL = guarded(
    r"\b(?:amend\w*|previously|original(?:ly)?|supplement\w*)\b[^.;]{0,160}\bpreliminary"
    r"|\bfinal(?:,\s*certified)?\s+(?:voting\s+)?results\s+(?:are|were|is|as\s+certified)",
    re.IGNORECASE,
)


def _preliminary(facts: MeetingFacts, told: Sequence[Dated]) -> bool:
    """Whether the filing says that its counts are not final; one that replaces preliminary counts does not."""
    for sentence, match in _first_looks(_PRELIMINARY, told):
        if not _FINAL.search(sentence.marked):
            span = Span(sentence.start + match.start(), sentence.start + match.end())
            return _keep(facts, "preliminary", sentence.document, Found(True, span, "preliminary"))
    return False

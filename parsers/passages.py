"""Where a filing tells the results of a vote, and whether it tells any.

Item 5.07, and Part II Item 4 of a periodic report, are made for results: there any result counts. Everywhere else (a
press release, Item 8.01, an 8-K of the years before 2010) a sentence must tell a result, and tell it as news: a vote of
months ago recalled in passing is none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.counted import counts_in_its_place, counts_votes, has_prose_of_sides, has_table_of_sides
from parsers.document import Block, Document, Paragraph, Span
from parsers.header import Header
from parsers.report import Kind
from parsers.sections import Section, bodies, sections
from parsers.words.dates import DateWords, dates_in
from parsers.words.results import ANNOUNCEMENT, says_no_matters, speaks_of_putting_off, told, told_in_its_place


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document that tells results. ``why`` says how that is known."""

    document: Document
    blocks: tuple[Block, ...]
    where: str
    """``Item 5.07``, ``Part II, Item 4``, ``Item 8.01``, ``EX-99.1``, ``the document``."""
    why: str

    @property
    def span(self) -> Span:
        return Span(self.blocks[0].span.start, self.blocks[-1].span.end)


@dataclass(frozen=True, slots=True)
class Results:
    """Whether a filing tells results, why, where, and what about that a person should look at."""

    kind: Kind
    reason: str
    passages: tuple[Passage, ...] = ()
    review_reasons: tuple[str, ...] = ()


NEWS_DAYS = 45
"""A vote longer ago than this is no news: an 8-K has four business days, a release less; 10-Qs have their own item."""

PROMINENT = 3000
"""How far into a release its news stands, in characters: headline, dateline and the paragraphs that tell it."""

_MADE_FOR_RESULTS = {"5.07": "Item 5.07", "II.4": "Part II, Item 4"}
_NEVER = frozenset(
    {"", "signatures", "9.01", "II.7", "7", "I.1", "I.2", "I.3", "I.4", "II.1", "II.2", "II.3", "II.6", "II.8"}
)
_PERIODIC = re.compile(r"10-[QK]", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:exhibit|press\s+release|item\s+(?:8\.01|7\.01|2\.02|5\.02|5\.03|2\.01|1\.01))\b"
    r"|incorporated\s+(?:herein\s+)?by\s+reference|\b(?:included|reported|disclosed|contained)\s+in\s+[^.;]{0,60}\breport\b",
    re.IGNORECASE,
)
_AS_NEWS = re.compile(
    r"\b(?:today|yesterday|earlier\s+(?:today|this)|this\s+(?:morning|afternoon"
    r"|week))\b",
    re.IGNORECASE,
)
_DATE_OF_REPORT = re.compile(r"date\s+of\s+(?:report|earliest\s+event)[^\d]{0,80}$", re.IGNORECASE)
_PAST_YEAR = re.compile(
    r"\b(?:in|during)\s+(?:[A-Z][a-z]+,?\s+(?:of\s+)?)?((?:19|20)\d\d)\b|\b((?:19"
    r"|20)\d\d)\s+(?:annual|special)\b"
)
_BOILERPLATE = re.compile(
    r"\W*(?:about\s+[A-Z]|(?:cautionary|safe\s+harbor|forward[- ]looking|note\s+regarding"
    r"|important\s+(?:additional\s+)?information"
    r"|additional\s+information|no\s+offer|participants\s+in)\b)",
    re.IGNORECASE,
)


UNTOLD_COUNTS = "votes are counted for and against, and no sentence was found that tells what was voted on as news"


def find_results(header: Header, documents: Sequence[Document]) -> Results:
    """The passages that tell results, best first, or the reason why there are none."""
    cuts = [(document, sections(document)) for document in documents if not _is_exhibit(document)]
    reference = reference_day(header, documents)
    made_for = [s for _, cut in cuts for s in bodies(cut, *_MADE_FOR_RESULTS)]
    telling = [p for s in made_for if (p := _from_own_item(s, reference))]
    if any(counts_votes(p.document, p.blocks) for p in telling):
        return Results(Kind.MEETING_RESULTS, telling[0].why, tuple(telling))
    others = list(_elsewhere(cuts, documents, reference))
    if telling:
        return Results(Kind.MEETING_RESULTS, telling[0].why, (*telling, *_completing(others)))
    if others:
        return Results(Kind.MEETING_RESULTS, others[0].why, tuple(_without_pointers(others)))
    return _none(made_for, header, documents)


def _is_exhibit(document: Document) -> bool:
    return document.type.upper().startswith("EX")


COVER = 6000
"""Characters of a document within which its cover ends."""


def reference_day(header: Header, documents: Sequence[Document]) -> dt.date | None:
    """The day that news is measured from: filed, else the cover's date of report, else a release's dateline."""
    if header.filed:
        return header.filed
    if of_report := day_of_report(documents):
        return of_report[1].date
    early = [f.date for _, f in days_of_covers(documents) if f.span.start < 1200]
    return early[0] if early else header.period


def day_of_report(documents: Sequence[Document]) -> tuple[Document, DateWords] | None:
    """The date of report that a cover prints, and the document that it stands in."""
    covers = days_of_covers(documents)
    return next(
        ((d, f) for d, f in covers if _DATE_OF_REPORT.search(d.text[max(0, f.span.start - 100) : f.span.start])), None
    )


def days_of_covers(documents: Sequence[Document]) -> Iterator[tuple[Document, DateWords]]:
    """Every full date of the documents' covers, in order."""
    return ((d, found) for d in documents for found in dates_in(d.text[:COVER]) if found.date)


def _from_own_item(section: Section, reference: dt.date | None) -> Passage | None:
    """The item made for results, when it tells any."""
    where = _MADE_FOR_RESULTS[section.item]
    if counts_in_its_place(section.document, section.blocks):
        return Passage(section.document, section.blocks, where, f"{where} gives counts of votes")
    if _only_the_boards_frequency(section, reference) or says_no_matters(section.text[:400]):
        return None
    rules = (told_in_its_place(sentence) for _, sentence in _sentences(section))
    rule = next((r for r in rules if r and r != ANNOUNCEMENT), None)
    return Passage(section.document, section.blocks, where, f"{where} tells a result: {rule}") if rule else None


_FREQUENCY_DECIDED = re.compile(
    r"\b(?:board|company)\b[^.;]{0,200}\b(?:determined|decided|adopted|resolved|will|intends|elected|approved)\b[^.]{0,300}"
    r"\b(?:frequency|annual\w*|every|each)\b",
    re.IGNORECASE,
)


def _only_the_boards_frequency(section: Section, reference: dt.date | None) -> bool:
    """Item 5.07(d): the board's decision on how often to vote on pay, up to 150 days after the vote it recalls."""
    text = section.text
    if not _tells_the_boards_frequency(text):
        return False
    days = [d.date for d in dates_in(text) if d.date]
    return bool(days) and reference is not None and all((reference - day).days > NEWS_DAYS for day in days[:1])


def _tells_the_boards_frequency(text: str) -> bool:
    spoken = re.search(r"\bfrequency\b|say[- ]on[- ]pay|\bhow\s+often\b", text, re.IGNORECASE)
    return bool(spoken and _FREQUENCY_DECIDED.search(text))


_LEADS_A_LIST = re.compile(r"\b(?:holders|owners|members|partners|meeting)\b[^.;]{0,80}:\s*$", re.IGNORECASE)
_STARTS_WITH_A_VERDICT = re.compile(
    r"\W*(?:re-?)?(?:elected|approved|ratified|adopted|rejected|appointed|authori[sz]ed)\b", re.IGNORECASE
)


_SENTENCE_END = re.compile(r"\s(?:(?<=[.;!?]\s)\s*(?=[A-Z(“\"*])|(?<=\n))")
"""White space behind a stop and before a capital, or a line's end: written so that it is looked for at spaces only."""


def _sentences(section: Section) -> Iterator[tuple[Block, str]]:
    """Each sentence; of a list under ``shareholders:`` each member with the words that lead it."""
    lead = ""
    for block in section.blocks:
        words = section.document.words(block.span)
        if _LEADS_A_LIST.search(words[-100:]):
            lead = words[-300:].rstrip(" :")
        elif lead and _STARTS_WITH_A_VERDICT.match(words):
            words = f"{lead} {words}"
        else:
            lead = ""
        for sentence in _SENTENCE_END.split(words):
            yield block, sentence


def _elsewhere(
    cuts: Sequence[tuple[Document, list[Section]]], documents: Sequence[Document], reference: dt.date | None
) -> Iterator[Passage]:
    """Passages outside the items made for results that tell one as news."""
    for document, cut in cuts:
        items = [s for s in cut if s.item not in _NEVER and s.item not in _MADE_FOR_RESULTS]
        lone = not any(s.item for s in cut)
        for section in cut if lone else items:
            if _PERIODIC.match(document.type) and section.item not in ("II.5", "II.9B"):
                continue
            yield from _news(section, reference, "the document" if lone else f"Item {section.item}", prominent=lone)
    for document in documents:
        if _is_exhibit(document) and document.blocks:
            whole = Section("", document, document.blocks)
            yield from _news(whole, reference, document.type or "an exhibit", prominent=True)


def _news(section: Section, reference: dt.date | None, where: str, *, prominent: bool) -> Iterator[Passage]:
    start = section.span.start
    for block, sentence in _sentences(section):
        rule = told(sentence)
        if not rule or _is_recalled(sentence, reference):
            continue
        if rule == ANNOUNCEMENT and not counts_votes(section.document, section.blocks):
            continue
        paragraph = section.document.words(block.span)
        early = prominent and block.span.start - start < PROMINENT
        if early or _is_recent(paragraph, reference) or counts_votes(section.document, section.blocks):
            blocks = _without_boilerplate(section)
            yield Passage(section.document, blocks, where, f"{where} tells a result as news: {rule}")
            return


def _is_recent(paragraph: str, reference: dt.date | None) -> bool:
    days = [d.date for d in dates_in(paragraph) if d.date]
    return bool(_AS_NEWS.search(paragraph)) or bool(
        reference and any(-7 <= (reference - day).days <= NEWS_DAYS for day in days)
    )


def _is_recalled(sentence: str, reference: dt.date | None) -> bool:
    """Whether a sentence dates its vote, and all its dates lie too far back to be news."""
    if _DECIDED_NOW.search(sentence):
        return False
    years = [int(a or b) for a, b in _PAST_YEAR.findall(sentence)]
    days = [d.date for d in dates_in(sentence) if d.date and not _dates_a_paper(sentence, d.span)]
    if reference is None:
        return bool(years) and not days
    old_days = bool(days) and all((reference - day).days > NEWS_DAYS for day in days)
    old_years = bool(years) and max(years) < reference.year - (1 if reference.month <= 6 else 0) and not days
    months = [_MONTHS.index(m.lower()) + 1 for m in _IN_A_MONTH.findall(sentence)]
    old_months = bool(months) and not days and all((reference.month - month) % 12 > 2 for month in months)
    return old_days or old_years or old_months or _dates_itself_back(sentence, reference)


_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_IN_A_MONTH = re.compile(rf"\b(?:in|last)\s+({'|'.join(m.capitalize() for m in _MONTHS)})\b(?!,?\s+\d)")


_IN_A_MONTH_OF = re.compile(
    rf"\b(?:held|meeting)\s+in\s+({'|'.join(m.capitalize() for m in _MONTHS)}),?\s+(?:of\s+)?((?:19|20)\d\d)\b"
)
_ASIDE = re.compile(
    r",\s*which\s+(?:was|were|had\s+been)\s+(?:approved|ratified|adopted)\s+by\b[^,;.]{0,60}\b(?:in|on)\b[^;.]{0,20}\b((?:19|20)\d\d)\b"
)


def _dates_itself_back(sentence: str, reference: dt.date) -> bool:
    """Whether a vote is dated to a month long gone, or, in an aside, to a year before."""
    held = [12 * int(year) + _MONTHS.index(month.lower()) for month, year in _IN_A_MONTH_OF.findall(sentence)]
    long_ago = bool(held) and 12 * reference.year + reference.month - 1 - max(held) > 2
    aside = _ASIDE.search(sentence)
    return long_ago or (aside is not None and int(aside[1]) < reference.year)


_DECIDED_NOW = re.compile(
    r"\b(?:today|yesterday)\b[^.;]{0,60}\b(?:approved|elected|voted|adopted|ratified|rejected)\b"
    r"|\b(?:approved|elected|voted|adopted|ratified|rejected)\b[^.;]{0,40}\b(?:today|yesterday)\b",
    re.IGNORECASE,
)


def _dates_a_paper(sentence: str, span: Span) -> bool:
    before = sentence[max(0, span.start - 40) : span.start]
    return bool(
        re.search(
            r"\b(?:dated|filed|ending|ended|agreement|until|expir\w+"
            r"|record)\b[^.]{0,30}$",
            before,
            re.IGNORECASE,
        )
    )


def _without_boilerplate(section: Section) -> tuple[Block, ...]:
    """A release's blocks up to ``About Acme``, unless votes are counted below that."""
    for index, block in enumerate(section.blocks):
        words = section.document.words(block.span)
        if index > 1 and len(words) < 90 and isinstance(block, Paragraph) and _BOILERPLATE.match(words):
            rest = section.blocks[index:]
            return section.blocks if counts_votes(section.document, rest) else section.blocks[:index]
    return section.blocks


def _completing(others: Sequence[Passage]) -> list[Passage]:
    """Exhibits that count the votes which the item only tells in words."""
    return [p for p in others if _is_exhibit(p.document) and counts_votes(p.document, p.blocks)]


def _without_pointers(passages: Sequence[Passage]) -> list[Passage]:
    """Leave out an item that only announces the exhibit which tells the results."""
    if not any(_is_exhibit(p.document) for p in passages):
        return list(passages)
    return [p for p in passages if _is_exhibit(p.document) or not _points_away(p)]


def _points_away(passage: Passage) -> bool:
    words = "\n".join(passage.document.words(b.span) for b in passage.blocks)
    return bool(_ELSEWHERE.search(words)) and not counts_votes(passage.document, passage.blocks)


_STILL_TO_COME = re.compile(r"\bmeeting\b[^.;]{0,80}\b(?:will\s+be\s+held|is\s+scheduled)\b", re.IGNORECASE)
LONGEST_POINTER = 800
LONGEST_PUT_OFF = 2500
"""Characters within which an item made for results may only point elsewhere, or tell of an adjournment."""


def _counts_sides(document: Document) -> bool:
    return has_table_of_sides(document) or has_prose_of_sides(document)


def _none(made_for: Sequence[Section], header: Header, documents: Sequence[Document]) -> Results:
    """Why there are no results. An item made for results must be known to hold none; else somebody should look."""
    if not made_for:
        reason = "no item for results, and no sentence that tells one as news"
        named = ("the filing's header names Item 5.07, and no text of it was found",) if "5.07" in header.items else ()
        counted = (UNTOLD_COUNTS,) if any(_counts_sides(document) for document in documents) else ()
        return Results(Kind.NONE, reason, review_reasons=(*named, *counted))
    text = "\n".join(s.text for s in made_for)
    if all(_tells_the_boards_frequency(s.text) for s in made_for):
        return Results(Kind.NONE, "the item tells only what the board decided on the frequency of votes on pay")
    if says_no_matters(text[:400]):
        return Results(Kind.NONE, "the item for results says that nothing was voted on")
    if speaks_of_putting_off(text) and len(text) < LONGEST_PUT_OFF:
        return Results(Kind.NONE, "the meeting was adjourned or put off without a result")
    if _ELSEWHERE.search(text) and len(text) < LONGEST_POINTER:
        return Results(Kind.NONE, "the item for results points elsewhere, and no result was found there")
    if _STILL_TO_COME.search(text) and len(text) < LONGEST_POINTER:
        return Results(Kind.NONE, "the item for results speaks of a meeting that is still to come")
    where = _MADE_FOR_RESULTS[made_for[0].item]
    doubt = f"{where} holds text in which no result could be read"
    return Results(Kind.NONE, doubt, review_reasons=(doubt,))

"""What the ledger knows of a company's meetings, or of a director. A query in words in, data out.

| query | answer |
|---|---|
| ``INNO``, ``844143``, ``Innovo Group`` | the latest meeting |
| ``INNO 2004`` · ``all`` · ``votes`` · ``say-on-pay`` | that year's · every · with all counts · its history |
| ``INNO 2004 votes``, ``INNO say-on-pay 2024`` | the two together, in any order |
| ``INNO director Kelly Hoffman`` | that director's elections there |
| ``director Kelly Hoffman`` | the same in every company |
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol, TypeVar

from rapidfuzz import fuzz, process

from bot.companies import NEAREST, Candidate, CompanyNames, candidate, find_companies, nearest
from bot.stages import Filer, Filing, KnownCompany, Link, StoredReport
from parsers.report import Category, MeetingReport

T = TypeVar("T")

PAGE_SIZE = 5
"""Meetings on a page of ``all``."""
ROWS = 10
"""Elections on a page of a director's record."""
LONGEST_NAME = 6
"""Words of a company's name that a query is searched for at its beginning."""
LIKE_A_NAME = 80.0
"""Similarity from which a director's name is worth offering."""
SIEVE = 3
"""Letters of a surname that are taken to be right when the whole of it is nobody's."""
SAME_PERSON = 87.0
"""Similarity of two directors' names from which they may be one: a middle initial more or less."""
MEETINGS_HELD = 200


class View(StrEnum):
    LATEST = "latest"
    ALL = "all"
    VOTES = "votes"
    SAY_ON_PAY = "say-on-pay"
    DIRECTOR = "director"


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked. ``director`` is a person's name; ``subject`` may be empty with one."""

    subject: str
    view: View = View.LATEST
    year: int | None = None
    director: str = ""


@dataclass(frozen=True, slots=True)
class PastMeeting:
    filing: Filing
    report: MeetingReport
    filing_url: str


@dataclass(frozen=True, slots=True)
class Meetings:
    """A company's meetings, newest first. Pages count from 0."""

    query: str
    view: View
    company: Candidate
    meetings: tuple[PastMeeting, ...]
    page: int = 0
    pages: int = 1
    year: int | None = None
    history: tuple[PastMeeting, ...] = ()
    """Every meeting that is held of the company, for what is told over the years."""
    others: tuple[Candidate, ...] = ()
    """Other companies that the query may mean: one that bore the same ticker before."""
    predecessors: tuple[Candidate, ...] = ()
    """Companies in whose place it reports, and those before them; their meetings are among its own here."""
    successors: tuple[Candidate, ...] = ()
    """Companies that report in its place, and those after them; their meetings are here as well."""
    refused: str = ""
    """Why EDGAR could not be asked for what is not held; ``""`` where it was, or need not be."""


@dataclass(frozen=True, slots=True)
class DirectorRow:
    """One election of one person: ``report.proposals[proposal_index].nominees[nominee_index]``."""

    company: Candidate
    meeting: PastMeeting
    proposal_index: int
    nominee_index: int


@dataclass(frozen=True, slots=True)
class DirectorRecord:
    query: str
    name: str
    rows: tuple[DirectorRow, ...]
    page: int = 0
    pages: int = 1
    company: Candidate | None = None
    nearest: tuple[str, ...] = ()
    """Names like the one that was asked for, where nobody bears that."""


@dataclass(frozen=True, slots=True)
class NotFound:
    """Nobody is called so; ``nearest`` are, nearly, or are what the query begins with."""

    query: str
    nearest: tuple[Candidate, ...]
    refused: str = ""
    """Why EDGAR could not be asked; ``""`` where it was and knows nobody of that name either."""


@dataclass(frozen=True, slots=True)
class Help:
    pass


LookupAnswer = Meetings | DirectorRecord | NotFound | Help


class Records(CompanyNames, Protocol):
    """What looking up asks of the ledger."""

    async def predecessors(self, ciks: Collection[str]) -> list[Link]: ...
    async def successors(self, ciks: Collection[str]) -> list[Link]: ...

    async def reports_of(self, ciks: Sequence[str], limit: int = 50) -> list[StoredReport]: ...
    async def reports_naming(self, words: Sequence[str], limit: int = 50) -> list[StoredReport]: ...


async def lookup(ledger: Records, text: str, page: int = 0) -> LookupAnswer:
    """Answer a query. Takes milliseconds: nothing is fetched."""
    query = parse_query(text)
    if query is None:
        return Help()
    if not query.subject:
        return await _director_anywhere(ledger, text, query.director, page)
    found = await find_companies(ledger, query.subject)
    if not found:
        return NotFound(text, await _perhaps(ledger, query.subject))
    before, after = await _family(ledger, found[0].cik)
    family = [found[0].cik, *(one.cik for one in (*before, *after) if one.cik)]
    held = [_past(one) for one in await ledger.reports_of(family, MEETINGS_HELD)]
    if query.view is View.DIRECTOR:
        rows = [row for meeting in held for row in _elections(meeting, query.director, candidate(found[0]))]
        return _record(text, query.director, rows, page, held, candidate(found[0]))
    answer = _meetings(text, query, candidate(found[0]), held, page)
    others = tuple(candidate(one) for one in found[1:] if one.cik not in family)
    return replace(answer, others=others, predecessors=before, successors=after)


def parse_query(text: str) -> Query | None:
    """What the words ask for; ``None`` for help."""
    words = " ".join(text.split())
    if not words or words.casefold() in {"help", "?", "-h", "--help"}:
        return None
    if named := re.fullmatch(r"(?:(?P<subject>.+?) )?director (?P<name>.+)", words, re.IGNORECASE):
        return Query(named["subject"] or "", View.DIRECTOR, director=named["name"])
    return _narrowed(Query(words))


def _narrowed(query: Query) -> Query:
    """The year and the view that stand at the end of what was asked, each once and in any order."""
    if query.year is None and (year := re.fullmatch(r"(.+) ((?:19|20)\d\d)", query.subject)):
        return _narrowed(replace(query, subject=year[1], year=int(year[2])))
    view = re.fullmatch(r"(.+) (all|votes|say[ -]on[ -]pay)", query.subject, re.IGNORECASE)
    if query.view is View.LATEST and view:
        return _narrowed(replace(query, subject=view[1], view=View(view[2].casefold().replace(" ", "-"))))
    return query


async def _family(ledger: Records, cik: str) -> tuple[tuple[Candidate, ...], tuple[Candidate, ...]]:
    """In whose place a company reports, and who reports in its place; the nearest first."""
    before = [link.predecessor for link in await ledger.predecessors([cik])]
    after = [link.successor for link in await ledger.successors([cik])]
    known = {company.cik: company for company in await ledger.companies([one.cik for one in (*before, *after)])}

    def called(one: Filer) -> Candidate:
        return candidate(known[one.cik]) if one.cik in known else Candidate(one.name, one.cik)

    return tuple(map(called, before)), tuple(map(called, after))


async def _perhaps(ledger: Records, subject: str) -> tuple[Candidate, ...]:
    """Whom a query may mean: the company that it begins with ("INNO last year"), then those of like names."""
    words = subject.split()[:LONGEST_NAME]
    begun: list[KnownCompany] = []
    for count in range(len(words) - 1, 0, -1):
        if begun := await find_companies(ledger, " ".join(words[:count])):
            break
    like = [one for one in await nearest(ledger, subject) if one.cik not in {company.cik for company in begun}]
    return (*map(candidate, begun[:1]), *like)[:NEAREST]


def _meetings(text: str, query: Query, company: Candidate, held: list[PastMeeting], page: int) -> Meetings:
    wanted = [one for one in held if query.year is None or _year(one) == query.year]
    if query.view is View.SAY_ON_PAY:
        wanted = [one for one in wanted if any(p.category is Category.SAY_ON_PAY for p in one.report.proposals)]
    if query.view in {View.LATEST, View.VOTES} and query.year is None:
        wanted = wanted[:1]
    shown, page, pages = _page(wanted, page, PAGE_SIZE)
    return Meetings(text, query.view, company, tuple(shown), page, pages, query.year, tuple(held))


async def _director_anywhere(ledger: Records, text: str, name: str, page: int) -> LookupAnswer:
    surname = (_person(name) or [name])[-1]
    stored = await ledger.reports_naming([surname], MEETINGS_HELD)
    companies = {one.cik: one for one in await ledger.companies(list({s.filing.filers[0].cik for s in stored}))}
    rows = [
        row
        for one in stored
        if one.filing.filers and (company := companies.get(one.filing.filers[0].cik))
        for row in _elections(_past(one), name, candidate(company))
    ]
    like = [] if rows else await ledger.reports_naming([surname[:SIEVE]], MEETINGS_HELD)
    return _record(text, name, rows, page, [_past(one) for one in like])


def _record(
    text: str,
    name: str,
    rows: list[DirectorRow],
    page: int,
    held: Sequence[PastMeeting],
    company: Candidate | None = None,
) -> DirectorRecord:
    """``held``: the meetings to look for like names in, where nobody bears this one."""
    shown, page, pages = _page(rows, page, ROWS)
    return DirectorRecord(text, name, tuple(shown), page, pages, company, () if rows else _like_names(name, held))


def _like_names(name: str, held: Sequence[PastMeeting]) -> tuple[str, ...]:
    """Names of nominees that are like this one, the likest first; a surname alone is held against surnames."""
    wanted = _person(name)
    stood = {n.name for one in held for proposal in one.report.proposals for n in proposal.nominees}
    spelt = {printed: " ".join(_person(printed)[-1:] if len(wanted) == 1 else _person(printed)) for printed in stood}
    found = process.extract(" ".join(wanted), spelt, scorer=fuzz.ratio, score_cutoff=LIKE_A_NAME, limit=NEAREST)
    return tuple(printed for _, _, printed in found)


def _elections(meeting: PastMeeting, name: str, company: Candidate) -> Iterator[DirectorRow]:
    for place, proposal in enumerate(meeting.report.proposals):
        for nominee_place, nominee in enumerate(proposal.nominees):
            if _same_person(name, nominee.name):
                yield DirectorRow(company, meeting, place, nominee_place)


def _same_person(asked: str, printed: str) -> bool:
    """A surname alone finds all who bear it; more words must all be there, give or take an initial or a letter."""
    wanted, has = _person(asked), _person(printed)
    if not wanted or not has:
        return False
    if len(wanted) == 1:
        return wanted[0] in has
    return set(wanted) <= set(has) or fuzz.token_sort_ratio(" ".join(wanted), " ".join(has)) >= SAME_PERSON


def _person(name: str) -> list[str]:
    words = re.findall(r"[\w'’]+", name.casefold())
    return [word for word in words if len(word) > 1 and word not in {"jr", "sr", "ii", "iii", "iv", "dr", "mr", "ms"}]


def _page(all_of_them: Sequence[T], page: int, size: int) -> tuple[Sequence[T], int, int]:
    """One page, its number within bounds, and how many there are."""
    pages = max(1, -(-len(all_of_them) // size))
    page = min(max(page, 0), pages - 1)
    return all_of_them[page * size : (page + 1) * size], page, pages


def _year(meeting: PastMeeting) -> int | None:
    day = meeting.report.meeting.date or meeting.filing.filed
    return day.year if day else None


def _past(stored: StoredReport) -> PastMeeting:
    return PastMeeting(stored.filing, stored.report, stored.filing_url)

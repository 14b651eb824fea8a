"""Companies by what people call them: found, completed while one types, or nearly right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from rapidfuzz import fuzz, process

from bot.stages import KnownCompany
from bot.watch import name_words

NEAREST = 5
LIKE = 72.0
"""Similarity, of 100, from which a name is worth offering: a letter lost or doubled in a short name is above it."""
SHORTEST = 2
"""Letters from which on a name is completed."""

Named = Sequence[tuple[str, str]]
"""(CIK, name or symbol), the latter in small letters and without what tells nobody apart."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A company as an answer names it."""

    name: str
    cik: str
    ticker: str | None = None


class CompanyNames(Protocol):
    """What finding companies asks of the ledger."""

    async def company(self, cik: str) -> KnownCompany | None: ...
    async def companies(self, ciks: Sequence[str]) -> list[KnownCompany]: ...
    async def companies_by_ticker(self, symbol: str) -> list[KnownCompany]: ...
    async def all_names(self) -> list[tuple[str, str]]: ...
    async def all_symbols(self) -> list[tuple[str, str]]: ...


def candidate(company: KnownCompany) -> Candidate:
    """With the ticker that it bore last."""
    latest = max(company.tickers, key=lambda one: (one.last_seen, one.listed), default=None)
    return Candidate(company.name, company.cik, latest.symbol if latest else None)


async def find_companies(ledger: CompanyNames, subject: str) -> list[KnownCompany]:
    """The companies called so: by CIK, by ticker (the latest bearer first), by name, by the beginning of a name."""
    if cik := re.fullmatch(r"(?:CIK[ :#]*)?0*(\d{1,10})", subject, re.IGNORECASE):
        company = await ledger.company(cik[1])
        return [company] if company else []
    symbol = re.sub(r"[./]", "-", subject.upper().lstrip("$"))
    for spelling in dict.fromkeys((symbol, symbol.replace("-", "."))):
        if bearers := await ledger.companies_by_ticker(spelling):
            return bearers
    return await _by_name(ledger, subject)


async def _by_name(ledger: CompanyNames, subject: str) -> list[KnownCompany]:
    wanted = name_words(subject)
    if not wanted:
        return []
    named = [(cik, name_words(name)) for cik, name in await ledger.all_names()]
    same = {cik for cik, words in named if words == wanted}
    begin = {cik for cik, words in named if words[: len(wanted)] == wanted}
    ciks = sorted(same) or (sorted(begin) if len(begin) == 1 else [])
    known = {company.cik: company for company in await ledger.companies(ciks)}
    return [known[cik] for cik in ciks if cik in known]


async def nearest(ledger: CompanyNames, subject: str, limit: int = NEAREST) -> tuple[Candidate, ...]:
    """Whom these words may mean: whose name or ticker begins so, then who is called nearly so; the likest first."""
    wanted = " ".join(name_words(subject))
    names = [(cik, " ".join(name_words(name))) for cik, name in await ledger.all_names()]
    symbols = [(cik, symbol.casefold()) for symbol, cik in await ledger.all_symbols()]
    ranked = chain(_completed(wanted, names, symbols), _like(wanted, names, symbols, limit))
    best = list(dict.fromkeys(ranked))[:limit]
    companies = {company.cik: company for company in await ledger.companies(best)}
    return tuple(candidate(companies[cik]) for cik in best if cik in companies)


def _completed(wanted: str, names: Named, symbols: Named) -> Iterator[str]:
    """The CIKs of whom is called so with more behind it, the shortest first."""
    if len(wanted) < SHORTEST:
        return
    yield from _shortest([(cik, symbol) for cik, symbol in symbols if symbol == wanted])
    yield from _shortest([(cik, name) for cik, name in names if name.startswith(wanted)])
    yield from _shortest([(cik, symbol) for cik, symbol in symbols if symbol.startswith(wanted)])
    begins = [f" {word}" for word in wanted.split()]
    yield from _shortest([(cik, name) for cik, name in names if all(begin in f" {name}" for begin in begins)])


def _shortest(found: Named) -> Iterator[str]:
    return (cik for cik, _ in sorted(found, key=lambda one: (len(one[1]), one[1])))


def _like(wanted: str, names: Named, symbols: Named, limit: int) -> list[str]:
    """The CIKs of whom is called nearly so."""
    likeness: dict[str, float] = {}
    for known, scorer in ((names, fuzz.WRatio), (symbols, fuzz.ratio)):
        words = [word for _, word in known]
        for _, score, place in process.extract(wanted, words, scorer=scorer, score_cutoff=LIKE, limit=limit * 4):
            cik = known[place][0]
            likeness[cik] = max(score, likeness.get(cik, 0.0))
    return sorted(likeness, key=lambda cik: (-likeness[cik], cik))

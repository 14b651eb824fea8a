"""Which company follows which under a new CIK: what a successor's filing says, held against the companies we know.

Three witnesses may point at a predecessor: its name in the filing's words, its place among the filers, and a ticker
that it bore last. The name that one company alone bears is enough; otherwise two witnesses are needed, and what one
alone points at is a candidate: its watchers are told that it may be meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from bot.stages import Filer, Filing, KnownCompany, Succession
from bot.watch import name_words
from parsers.succession import StatedSuccession

LIVING = timedelta(days=730)
"""A ticker that nobody was seen with for longer says nothing: its next bearer is somebody else."""


_LEFT_OUT = str.maketrans("", "", "'’.")
"""What `bot.watch.name_words` takes out of a word."""


class Records(Protocol):
    """What telling who is who asks of the ledger."""

    async def companies(self, ciks: Sequence[str]) -> list[KnownCompany]: ...
    async def companies_by_ticker(self, symbol: str) -> list[KnownCompany]: ...
    async def all_names(self) -> list[tuple[str, str]]: ...


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Companies that may be the predecessor, by what points at them."""

    known: tuple[KnownCompany, ...]
    """Whoever bears a name that is stated, or is a filer."""
    filers: frozenset[str]
    bearers: frozenset[str]
    """CIKs of those that bore a ticker of the cover page last."""


async def identify(ledger: Records, stated: StatedSuccession, filing: Filing) -> Succession | None:
    """Who follows whom; ``None`` when nothing points at a predecessor."""
    filers = _filers(stated, filing)
    wanted = {name_words(name) for names in stated.predecessors for name in names}
    telling = {max(words, key=len) for words in wanted if words}
    named = {cik for cik, name in await ledger.all_names() if _may_be(name, telling) and name_words(name) in wanted}
    bearers = await _bearers(ledger, stated.symbols, filing.filed)
    ciks = sorted(named | bearers | set(filers))
    known = {company.cik: company for company in await ledger.companies(ciks)}
    for one in _registrants(stated):
        known[one.cik] = _joined(known.get(one.cik), one)
    return decide(stated, filers, Witnesses(tuple(known.values()), frozenset(filers), frozenset(bearers)))


def decide(stated: StatedSuccession, filers: dict[str, str], witnesses: Witnesses) -> Succession | None:
    """Who follows whom, by what the filing states and who the companies are. ``filers``: CIK to name."""
    successor, certain = _successor(stated, filers)
    if successor is None:
        return None
    sure: dict[str, Filer] = {}
    perhaps: dict[str, Filer] = {}
    for names in stated.predecessors or ((),):
        found = _predecessor(names, successor.cik, witnesses)
        place = sure if certain and len(found) == 1 and found[0][1] else perhaps
        place.update({company.cik or company.name: company for company, _ in found})
    candidates = tuple(one for key, one in perhaps.items() if key not in sure)
    if not sure and not candidates:
        return None
    return Succession(successor, tuple(sure.values()), candidates, stated.words)


def _successor(stated: StatedSuccession, filers: dict[str, str]) -> tuple[Filer | None, bool]:
    """The filer that follows, and whether that is beyond doubt. The form is the successor's, so a lone filer is it."""
    before = {name_words(name) for names in stated.predecessors for name in names}
    said = name_words(stated.successor)
    by_name = [cik for cik, name in filers.items() if said and name_words(name) == said]
    others = [cik for cik, name in filers.items() if name_words(name) not in before]
    for choice in (list(filers), by_name, others):
        if len(choice) == 1:
            return Filer(choice[0], filers[choice[0]]), True
    youngest = max(others or filers, key=int, default=None)  # EDGAR counts CIKs upwards
    return (Filer(youngest, filers[youngest]), False) if youngest else (None, False)


def _predecessor(names: Sequence[str], successor: str, witnesses: Witnesses) -> list[tuple[Filer, bool]]:
    """Who may be meant by these names, and whether it is beyond doubt."""
    others = [company for company in witnesses.known if company.cik != successor]
    wanted = {name_words(name) for name in names}
    present = [one for one in others if name_words(one.name) in wanted]
    former = [one for one in others if any(name_words(name) in wanted for name in one.former_names)]
    pointed = [one for one in others if one.cik in witnesses.filers | witnesses.bearers]
    both = [one for one in others if one.cik in witnesses.filers & witnesses.bearers]
    for named in (present, former):
        agreed = [one for one in named if one in pointed]
        if len(agreed) == 1:
            return [(_called(agreed[0]), True)]
    if len(present) == 1 and not _contradicted(present[0], witnesses, successor):
        return [(_called(present[0]), True)]
    if not names and len(both) == 1:
        return [(_called(both[0]), True)]
    if candidates := _once_each([*present, *former, *pointed]):
        return [(_called(one), False) for one in candidates]
    return [(Filer("", name), True) for name in names[:1]]


def _contradicted(company: KnownCompany, witnesses: Witnesses, successor: str) -> bool:
    """Whether a ticker of the cover page points at somebody else."""
    bearers = witnesses.bearers - {successor}
    return bool(bearers) and company.cik not in bearers


def _may_be(name: str, telling: Iterable[str]) -> bool:
    """Whether the name can hold one of these words: a quick look, for a ledger knows tens of thousands of names."""
    plain = name.casefold().translate(_LEFT_OUT)
    return any(word in plain for word in telling) or not plain.isascii()


def _filers(stated: StatedSuccession, filing: Filing) -> dict[str, str]:
    named = {one.cik: one.name for one in filing.filers}
    return named | {one.cik: one.name for one in stated.registrants if one.cik and one.cik not in named}


async def _bearers(ledger: Records, symbols: Iterable[str], filed: date | None) -> set[str]:
    """Who was seen last with each of these tickers, and whoever bore it until then: a list moves it in a day."""
    found: set[str] = set()
    for symbol in symbols:
        for company in await ledger.companies_by_ticker(symbol):
            seen = max((one.last_seen for one in company.tickers if one.symbol == symbol.upper()), default=None)
            if seen is not None and (filed is None or filed - seen < LIVING):
                found.add(company.cik)
    return found


def _registrants(stated: StatedSuccession) -> list[KnownCompany]:
    """The filers with the former names that the header gives them."""
    return [
        KnownCompany(one.cik, one.name, tuple(former.name for former in one.former_names))
        for one in stated.registrants
        if one.cik
    ]


def _joined(held: KnownCompany | None, registrant: KnownCompany) -> KnownCompany:
    if held is None:
        return registrant
    old = tuple(dict.fromkeys((*held.former_names, *registrant.former_names)))
    return KnownCompany(held.cik, held.name, old, held.tickers)


def _called(company: KnownCompany) -> Filer:
    return Filer(company.cik, company.name)


def _once_each(companies: Iterable[KnownCompany]) -> list[KnownCompany]:
    return list({one.cik: one for one in companies}.values())

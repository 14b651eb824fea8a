"""Who watches the companies of a filing, under every name that they go or went by. `bot.watch` decides."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from bot.stages import Filing, KnownCompany, Link, Match, Mute, Succession, Watch, WatchSubject
from bot.watch import Filers, matches
from parsers.report import MeetingReport

Watches = Callable[[], Awaitable[Sequence[Watch]]]


class Records(Protocol):
    """What finding the watchers asks of the ledger."""

    async def companies(self, ciks: Sequence[str]) -> list[KnownCompany]: ...
    async def current_tickers(self, ciks: Sequence[str]) -> frozenset[str]: ...
    async def predecessors(self, ciks: Collection[str]) -> list[Link]: ...
    async def mutes(self) -> list[Mute]: ...
    async def channel_ids(self) -> dict[tuple[str, str], str]: ...


class Watchers:
    def __init__(self, ledger: Records, watches: Watches) -> None:
        self._ledger, self._watches = ledger, watches

    async def of(self, filing: Filing, report: MeetingReport | None) -> list[Match]:
        """Who should hear of a filing; ``report`` is ``None`` for one that could not be read."""
        printed = {ticker.symbol for ticker in report.tickers} if report else set()
        filers = await self._filers({one.cik: one.name for one in filing.filers}, printed)
        return await self._matches(await self._watches(), filers, report)

    async def of_predecessors(self, succession: Succession) -> list[Match]:
        """Who watches a company that another follows. Who watches everything loses nothing and hears nothing."""
        watches = [one for one in await self._watches() if one.subject is not WatchSubject.EVERYTHING]
        found: dict[tuple[str, str], Match] = {}
        for one in (*succession.predecessors, *succession.candidates):
            for match in await self._matches(watches, await self._filers({one.cik: one.name}), None):
                held = found.setdefault((match.team_id, match.channel), match)
                both = tuple(dict.fromkeys(held.reasons + match.reasons))
                found[(match.team_id, match.channel)] = replace(held, reasons=both)
        return list(found.values())

    async def _matches(self, watches: Sequence[Watch], filers: Filers, report: MeetingReport | None) -> list[Match]:
        return matches(
            watches,
            filers,
            report,
            mutes=await self._ledger.mutes(),
            channel_ids=await self._ledger.channel_ids(),
        )

    async def _filers(self, named: dict[str, str], printed: Collection[str] = ()) -> Filers:
        """The companies with all that the ledger knows of them, and with those in whose place they report."""
        links = await self._ledger.predecessors([cik for cik in named if cik])
        return await self._with_all_names(named, links, printed)

    async def _with_all_names(
        self, named: dict[str, str], links: Sequence[Link], printed: Collection[str] = ()
    ) -> Filers:
        ciks = tuple(cik for cik in named if cik)
        names = list(named.values())
        for company in await self._ledger.companies(ciks):
            names += [company.name, *company.former_names]
        before = [link for link in links if link.successor.cik in ciks]
        further = [link for link in links if link not in before]
        old = [await self._with_all_names({one.predecessor.cik: one.predecessor.name}, further) for one in before]
        tickers = await self._ledger.current_tickers(ciks) | frozenset(printed)
        return Filers(ciks, _once_each(names), tickers, tuple(old))


def _once_each(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))

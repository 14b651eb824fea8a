"""What one channel watches, and changing it: the list of the file and that of the commands, told apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto

from rapidfuzz import fuzz, process

from bot.companies import LIKE, Candidate, candidate, find_companies, nearest
from bot.slack.parts import AppParts
from bot.slack.preferences import Preferences, read_preferences
from bot.stages import KnownCompany, Mute, Watch, WatchSubject
from bot.watch import name_words

TICKER_LENGTH, CIK_LENGTH = 6, 10
TICKER, CIK = re.compile(r"[A-Z0-9]*[A-Z][A-Z0-9]*(?:[.-][A-Z0-9]+)*"), re.compile(r"0*[1-9][0-9]*")


@dataclass(frozen=True, slots=True)
class Place:
    """A channel in a workspace, and who is speaking there."""

    team_id: str
    channel: str
    channel_name: str
    user: str

    @property
    def names(self) -> frozenset[str]:
        """What a watch may call the channel."""
        return frozenset({self.channel, f"#{self.channel_name}"})


@dataclass(frozen=True, slots=True)
class Listed:
    """A watch with the name of its company where the ledger knows it."""

    watch: Watch
    company: str = ""

    @property
    def from_file(self) -> bool:
        return self.watch.id is None


class Added(Enum):
    NEW = auto()
    ALREADY = auto()
    UNKNOWN = auto()
    """Nobody is called so; ``nearest`` may be."""


@dataclass(frozen=True, slots=True)
class AddResult:
    asked: str
    outcome: Added
    watch: Watch | None = None
    company: Candidate | None = None
    nearest: tuple[Candidate, ...] = ()
    others: tuple[Candidate, ...] = ()


class ChannelList:
    def __init__(self, parts: AppParts, place: Place) -> None:
        self._parts, self._ledger, self.place = parts, parts.ledger, place

    async def listed(self) -> list[Listed]:
        """The file's watches first, then those of the commands in the order they were added."""
        place = self.place
        added = await self._ledger.watches(place.team_id, place.channel)
        return [Listed(watch, await self._called(watch)) for watch in [*self._in_file(), *added]]

    def _in_file(self) -> list[Watch]:
        return [watch for watch in self._parts.file_watches() if watch.channel in self.place.names]

    async def mutes(self) -> list[tuple[Mute, str]]:
        found = await self._ledger.mutes(self.place.team_id, self.place.channel)
        return [(mute, await self._company(mute.cik)) for mute in found]

    async def preferences(self) -> Preferences:
        return read_preferences(await self._ledger.preferences(self.place.team_id, self.place.channel))

    async def add(self, asked: str, rules: tuple[str, ...], *, whatever: bool = False) -> AddResult:
        """Watch a company. ``whatever``: also one that the ledger does not know, by the words as they are."""
        found = await find_companies(self._ledger, asked)
        if found:
            watch = self._watch(WatchSubject.CIK, found[0].cik, rules)
            others = tuple(candidate(company) for company in found[1:])
            return await self._keep(AddResult(asked, Added.NEW, watch, candidate(found[0]), others=others))
        near = await nearest(self._ledger, asked)
        if near and not whatever:
            return AddResult(asked, Added.UNKNOWN, nearest=near)
        subject, value = unknown_subject(asked)
        return await self._keep(AddResult(asked, Added.NEW, self._watch(subject, value, rules)))

    async def add_everything(self, rules: tuple[str, ...]) -> AddResult:
        return await self._keep(AddResult("all", Added.NEW, self._watch(WatchSubject.EVERYTHING, "", rules)))

    async def add_watch(self, watch: Watch) -> bool:
        """One that is put together already; False when it was there just so."""
        return await self._ledger.add_watch(watch, self.place.user)

    async def remove(self, asked: str) -> tuple[Listed | None, bool]:
        """The watch that was meant, and whether it is gone: one of the file stays."""
        meant = await self._meant(asked, await self.listed())
        if meant is None or meant.from_file:
            return meant, False
        return meant, await self._ledger.remove_watch(meant.watch, self.place.user)

    async def mute(self, company: KnownCompany, until: datetime | None) -> None:
        await self._ledger.add_mute(Mute(self.place.team_id, self.place.channel, company.cik, until, self.place.user))

    async def unmute(self, company: KnownCompany) -> bool:
        place = self.place
        return await self._ledger.remove_mute(place.team_id, place.channel, company.cik, place.user)

    async def prefer(self, name: str, value: object) -> None:
        await self._ledger.set_preference(self.place.team_id, self.place.channel, name, value, self.place.user)

    async def like(self, asked: str) -> list[tuple[int, Listed]]:
        """What is watched here and called nearly so, with its number in the list; the likest first."""
        listed = await self.listed()
        names = [" ".join(name_words(each.company or each.watch.value)) for each in listed]
        wanted = " ".join(name_words(asked))
        found = process.extract(wanted, names, scorer=fuzz.WRatio, score_cutoff=LIKE, limit=3)
        return [(place + 1, listed[place]) for _, _, place in found]

    async def _meant(self, asked: str, listed: Sequence[Listed]) -> Listed | None:
        if asked.isdecimal() and 1 <= int(asked) <= len(listed):
            return listed[int(asked) - 1]
        if asked.casefold() in {"all", "everything"}:
            whole = [each for each in listed if each.watch.subject is WatchSubject.EVERYTHING]
            return _first(sorted(whole, key=lambda each: each.from_file), lambda _: True)
        same = _first(listed, lambda each: asked.casefold() in {each.watch.value.casefold(), each.company.casefold()})
        if same:
            return same
        ciks = {company.cik for company in await find_companies(self._ledger, asked)}
        return _first(listed, lambda each: each.watch.subject is WatchSubject.CIK and each.watch.value in ciks)

    async def _keep(self, result: AddResult) -> AddResult:
        if result.watch is None:
            return result
        if self._stands_in_file(result.asked, result.watch):
            return replace(result, outcome=Added.ALREADY)
        added = await self._ledger.add_watch(result.watch, self.place.user)
        return result if added else replace(result, outcome=Added.ALREADY)

    def _stands_in_file(self, asked: str, watch: Watch) -> bool:
        """Just so: an export that is pasted again makes no second watch of what the file says."""
        return any(
            each.rules == watch.rules
            and (
                (each.subject, each.value) == (watch.subject, watch.value) or each.value.casefold() == asked.casefold()
            )
            for each in self._in_file()
        )

    def _watch(self, subject: WatchSubject, value: str, rules: tuple[str, ...]) -> Watch:
        place = self.place
        return Watch(place.team_id, place.channel, subject, value, rules, added_by=place.user)

    async def _called(self, watch: Watch) -> str:
        return await self._company(watch.value) if watch.subject is WatchSubject.CIK else ""

    async def _company(self, cik: str) -> str:
        company = await self._ledger.company(cik)
        return candidate(company).name if company else ""


def unknown_subject(asked: str) -> tuple[WatchSubject, str]:
    """What words mean that no known company answers to: a CIK, a ticker, or a name."""
    bare = asked.strip().lstrip("$")
    if CIK.fullmatch(bare) and len(bare) <= CIK_LENGTH:
        return WatchSubject.CIK, bare.lstrip("0")
    if TICKER.fullmatch(bare) and len(bare) <= TICKER_LENGTH:
        return WatchSubject.TICKER, bare
    return WatchSubject.COMPANY, asked.strip()


def _first(listed: Sequence[Listed], holds: Callable[[Listed], bool]) -> Listed | None:
    return next((each for each in listed if holds(each)), None)

"""A ledger of seen filings in memory, for what finds filings and tells nobody."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from bot.clock import Clock
from bot.stages import Filing, FilingState, KnownCompany, KnownTicker, SeenFiling, Via


class Records:
    """As `bot.ledger.ledger.Ledger`, as far as the audit, the backfill and the names ask it."""

    def __init__(self, clock: Clock) -> None:
        self.seen: dict[str, SeenFiling] = {}
        self.skipped: dict[str, str] = {}
        self.cursors: dict[str, str] = {}
        self.names: dict[str, KnownCompany] = {}
        self.listed: list[KnownTicker] = []
        self._clock = clock

    async def known(self, accessions: Collection[str]) -> set[str]:
        return set(accessions) & set(self.seen)

    async def record_seen(self, seen: Sequence[Filing], via: Via, *, announce: bool = True) -> list[Filing]:
        fresh = [one for one in seen if one.accession_number not in self.seen]
        now = self._clock.now()
        for one in fresh:
            self.seen[one.accession_number] = SeenFiling(one, via, announce, FilingState.SEEN, 0, now, now)
        return fresh

    async def filing(self, accession_number: str) -> SeenFiling | None:
        return self.seen.get(accession_number)

    async def record_skipped(self, accession_number: str, reason: str) -> None:
        self.skipped[accession_number] = reason
        self.finish(accession_number, FilingState.SKIPPED)

    def finish(self, accession_number: str, state: FilingState) -> None:
        self.seen[accession_number] = replace(self.seen[accession_number], state=state)

    async def companies(self, ciks: Sequence[str]) -> list[KnownCompany]:
        return [self.names[cik] for cik in ciks if cik in self.names]

    async def record_companies(self, named: Iterable[KnownCompany]) -> None:
        self.names.update({one.cik: one for one in named})

    async def record_listed(self, listed: Iterable[KnownTicker]) -> None:
        self.listed.extend(listed)

    async def cursor(self, name: str) -> str | None:
        return self.cursors.get(name)

    async def set_cursor(self, name: str, value: str) -> None:
        self.cursors[name] = value

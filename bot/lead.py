"""Of several processes on one ledger, one leads: it polls and reads, and frees what dead ones had claimed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol

import structlog

log = structlog.get_logger(__name__)


class Presence(Protocol):
    async def lead(self) -> bool: ...
    async def departed(self, workers: Collection[str]) -> set[str]: ...
    async def leave(self) -> None: ...


class ClaimRecords(Protocol):
    async def claiming_workers(self) -> set[str]: ...
    async def release_claims_of(self, workers: Iterable[str]) -> int: ...


class Lead:
    """Whether this process leads, as `look` last found it."""

    def __init__(self, ledger: ClaimRecords, presence: Presence) -> None:
        self._ledger, self._presence = ledger, presence
        self._holds = False

    def holds(self) -> bool:
        return self._holds

    async def look(self) -> int:
        """Take the lead where nobody has it; as the leader, free the claims of the dead. How many were freed.

        A ledger that cannot be asked takes the lead away: another process may have it by now.
        """
        held, self._holds = self._holds, False
        self._holds = await self._presence.lead()
        if self._holds != held:
            log.info("lead.taken" if self._holds else "lead.lost")
        return await self._free_claims() if self._holds else 0

    async def give_up(self) -> None:
        """Let another one lead."""
        self._holds = False
        await self._presence.leave()

    async def _free_claims(self) -> int:
        claiming = await self._ledger.claiming_workers()
        departed = await self._presence.departed(claiming) if claiming else set()
        if not departed:
            return 0
        freed = await self._ledger.release_claims_of(departed)
        log.warning("lead.freed_claims", workers=sorted(departed), claims=freed)
        return freed

"""A query answered from the ledger, and from EDGAR where the ledger knows nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeGuard

import structlog

from bot.further import Found
from bot.lookup import LookupAnswer, Meetings, NotFound, Records, lookup, parse_query

PATIENCE = 20.0
"""Seconds that somebody who asked waits for EDGAR. What was read by then is kept, and answers the next one."""
SHORTEST = 2
"""Letters of a name that EDGAR is asked for."""

log = structlog.get_logger(__name__)

ReadLatest = Callable[[str], Awaitable[Found]]
"""Finds a company at EDGAR and reads its latest meetings into the ledger."""


class Answers:
    """Ask by calling. One question at a time goes to EDGAR, so that those who ask do not crowd out the feed."""

    def __init__(self, ledger: Records, *, patience: float = PATIENCE) -> None:
        self._ledger, self._patience = ledger, patience
        self._read_latest: ReadLatest | None = None
        self._one_at_a_time = asyncio.Lock()

    def look_further(self, read_latest: ReadLatest) -> None:
        """From now on ask EDGAR for what the ledger does not know."""
        self._read_latest = read_latest

    async def __call__(
        self, query: str, page: int = 0, *, asking: Callable[[], Awaitable[None]] | None = None
    ) -> LookupAnswer:
        """The answer, in milliseconds where the ledger has it and within `PATIENCE` otherwise.

        ``asking`` is awaited when EDGAR is about to be asked, to tell who waits.
        """
        answer = await lookup(self._ledger, query, page)
        subject = _unknown_subject(query, answer)
        if self._read_latest is None or len(subject) < SHORTEST:
            return answer
        if asking is not None:
            await asking()
        refused = await self._ask_edgar(self._read_latest, subject)
        answer = await lookup(self._ledger, query, page)
        return replace(answer, refused=refused) if _knows_nothing(answer) else answer

    async def _ask_edgar(self, read_latest: ReadLatest, subject: str) -> str:
        """Why EDGAR could not be asked; ``""`` when it could."""
        try:
            async with asyncio.timeout(self._patience), self._one_at_a_time:
                return (await read_latest(subject)).refused
        except TimeoutError:
            log.warning("answering.gave_up", subject=subject)
            return f"no answer within {self._patience:g} seconds"


def _knows_nothing(answer: LookupAnswer) -> TypeGuard[NotFound | Meetings]:
    return isinstance(answer, NotFound) or (isinstance(answer, Meetings) and not answer.history)


def _unknown_subject(query: str, answer: LookupAnswer) -> str:
    """The company that the ledger has nothing of; ``""`` where it has."""
    asked = parse_query(query)
    return asked.subject if asked and _knows_nothing(answer) else ""

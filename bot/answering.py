"""A query answered from the ledger, and from EDGAR where the ledger knows nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.lookup import LookupAnswer, Meetings, NotFound, Records, lookup, parse_query

PATIENCE = 20.0
"""Seconds that somebody who asked waits for EDGAR. What was read by then is kept, and answers the next one."""
SHORTEST = 2
"""Letters of a name that EDGAR is asked for."""

log = structlog.get_logger(__name__)

ReadLatest = Callable[[str], Awaitable[object]]
"""Finds a company at EDGAR and reads its latest meetings into the ledger."""


class Answers:
    """Ask by calling. One question at a time goes to EDGAR, so that those who ask do not crowd out the feed."""

    def __init__(self, ledger: Records) -> None:
        self._ledger = ledger
        self._read_latest: ReadLatest | None = None
        self._one_at_a_time = asyncio.Lock()

    def look_further(self, read_latest: ReadLatest) -> None:
        """From now on ask EDGAR for what the ledger does not know."""
        self._read_latest = read_latest

    async def __call__(self, query: str, page: int = 0) -> LookupAnswer:
        """The answer, in milliseconds where the ledger has it and within `PATIENCE` otherwise."""
        answer = await lookup(self._ledger, query, page)
        subject = _unknown_subject(query, answer)
        if self._read_latest is None or len(subject) < SHORTEST:
            return answer
        try:
            async with asyncio.timeout(PATIENCE), self._one_at_a_time:
                await self._read_latest(subject)
        except TimeoutError:
            log.warning("answering.gave_up", subject=subject)
        return await lookup(self._ledger, query, page)


def _unknown_subject(query: str, answer: LookupAnswer) -> str:
    """The company that the ledger has nothing of; ``""`` where it has."""
    asked = parse_query(query)
    unknown = isinstance(answer, NotFound) or (isinstance(answer, Meetings) and not answer.history)
    return asked.subject if asked and unknown else ""

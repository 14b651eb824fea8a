"""One look at the feed: what is there goes into the ledger, and only then is it said how far we have read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

import structlog

from bot.catchup import Telling, catching_up, seeding
from bot.clock import Clock
from bot.edgar.calendar import Reach, reach
from bot.edgar.current import Client, FeedReading, read_current
from bot.stages import Filing, Poll, Via

BEGAN, FIRST, COMPLETE, DEEP = "feed.began", "feed.first", "feed.complete", "feed.deep"
"""Cursors: when the first look ever began; when EDGAR made the first page that it brought; the same of the last
complete reading; the same of the last one that went back to the previous business day's evening."""

log = structlog.get_logger(__name__)


class FeedRecords(Protocol):
    """What polling asks of the ledger."""

    async def known(self, accessions: Collection[str]) -> set[str]: ...
    async def record_seen(self, seen: Sequence[Filing], via: Via, *, announce: bool = True) -> list[Filing]: ...
    async def record_poll(self, poll: Poll) -> None: ...
    async def cursor(self, name: str) -> str | None: ...
    async def set_cursor(self, name: str, value: str) -> None: ...


class Poller:
    """``announce_first``: tell also what was there before the first start, instead of taking it as history."""

    def __init__(self, client: Client, ledger: FeedRecords, clock: Clock, *, announce_first: bool = False) -> None:
        self._client, self._ledger, self._clock = client, ledger, clock
        self._announce_first = announce_first

    async def poll(self) -> Poll:
        """Look once. A feed that refuses or breaks is an outcome; only the ledger's faults are raised."""
        started = self._clock.now()
        complete, deep = await self._moment(COMPLETE), await self._moment(DEEP)
        began = await self._began(started) if complete is None else None
        asked: list[Reach] = []

        def through(served_at: datetime) -> datetime:
            asked.append(reach(served_at, complete, deep))
            return asked[-1].through

        reading = await read_current(self._client, self._ledger.known, through, started)
        via = Via.CATCH_UP if catching_up(complete, reading.served_at or started) else Via.FEED
        new = await self._keep(reading, await self._first(reading, began), via)
        await self._move_on(reading, asked)
        poll = _poll(started, self._clock.now(), reading, len(new))
        await self._ledger.record_poll(poll)
        for filing in new:
            # What was there before the first whole reading is history, of which nobody could know sooner.
            log.info("filing.seen", **_about(filing), lag=_lag(filing, poll.finished_at) if complete else None)
        log.info("feed.polled", outcome=poll.outcome, rows=poll.rows, new=poll.new_filings, detail=poll.detail)
        return poll

    async def _keep(self, reading: FeedReading, began: datetime | None, via: Via) -> list[Filing]:
        told: list[Filing] = []
        silent: list[Filing] = []
        for filing in reading.filings:
            silently = not self._announce_first and seeding(filing, began).telling is Telling.SILENT
            (silent if silently else told).append(filing)
        new = await self._ledger.record_seen(told, via) if told else []
        return new + (await self._ledger.record_seen(silent, via, announce=False) if silent else [])

    async def _move_on(self, reading: FeedReading, asked: list[Reach]) -> None:
        if not reading.complete or reading.served_at is None:
            return
        await self._ledger.set_cursor(COMPLETE, reading.served_at.isoformat())
        if asked and asked[-1].deep:
            await self._ledger.set_cursor(DEEP, reading.served_at.isoformat())

    async def _began(self, now: datetime) -> datetime:
        began = await self._moment(BEGAN)
        if began is None:
            began = now
            await self._ledger.set_cursor(BEGAN, now.isoformat())
        return began

    async def _first(self, reading: FeedReading, began: datetime | None) -> datetime | None:
        """Before which all is history: when the first look began, by the feed's clock where ours is ahead of it."""
        if began is None or reading.served_at is None:
            return began
        first = await self._moment(FIRST)
        if first is None:
            first = reading.served_at
            await self._ledger.set_cursor(FIRST, first.isoformat())
        return min(began, first)

    async def _moment(self, name: str) -> datetime | None:
        value = await self._ledger.cursor(name)
        return datetime.fromisoformat(value) if value else None


def _poll(started: datetime, finished: datetime, reading: FeedReading, new_filings: int) -> Poll:
    poll = Poll(
        started_at=started,
        finished_at=finished,
        outcome=reading.outcome,
        rows=reading.rows,
        new_filings=new_filings,
        newest_accepted=reading.newest_accepted,
        detail=reading.detail,
    )
    return poll if not reading.faults else replace(poll, detail=f"{reading.detail}; {len(reading.faults)} bad rows")


def _about(filing: Filing) -> dict[str, str]:
    return {
        "accession": filing.accession_number,
        "form": filing.form_type,
        "company": ", ".join(filer.name for filer in filing.filers),
        "items": ", ".join(filing.items),
    }


def _lag(filing: Filing, seen: datetime) -> float | None:
    """Seconds from its acceptance until it is in the ledger; not below 0 where the clocks differ."""
    return None if filing.accepted is None else max((seen - filing.accepted).total_seconds(), 0.0)

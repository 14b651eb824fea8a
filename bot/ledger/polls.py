"""How far EDGAR and Slack have been read: polls, cursors, events that were answered."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from bot.ledger.room import Room, insert
from bot.ledger.tables import cursors, polls, slack_events
from bot.stages import Poll, PollOutcome

POLLS_KEPT = timedelta(days=30)
EVENTS_KEPT = timedelta(days=1)
"""Slack repeats an event for minutes; its documents speak of an hour at most."""


class Polls(Room):
    async def record_poll(self, poll: Poll) -> None:
        """Keep a look at the feed, and forget those of more than a month ago."""
        row = {
            "started_at": poll.started_at,
            "finished_at": poll.finished_at,
            "outcome": poll.outcome,
            "rows": poll.rows,
            "new_filings": poll.new_filings,
            "newest_accepted": poll.newest_accepted,
            "detail": poll.detail,
        }
        async with self._database.writing() as connection:
            await connection.execute(polls.insert().values(row))
            await connection.execute(delete(polls).where(polls.c.started_at < poll.started_at - POLLS_KEPT))

    async def last_polls(self, limit: int = 20) -> list[Poll]:
        """The latest looks at the feed, newest first."""
        wanted = select(polls).order_by(polls.c.id.desc()).limit(limit)
        async with self._database.reading() as connection:
            rows = (await connection.execute(wanted)).all()
        return [
            Poll(
                started_at=row.started_at,
                finished_at=row.finished_at,
                outcome=PollOutcome(row.outcome),
                rows=row.rows,
                new_filings=row.new_filings,
                newest_accepted=row.newest_accepted,
                detail=row.detail,
            )
            for row in rows
        ]

    async def cursor(self, name: str) -> str | None:
        """How far ``name`` has been read, ``None`` before the first time."""
        async with self._database.reading() as connection:
            return await connection.scalar(select(cursors.c.value).where(cursors.c.name == name))

    async def cursors(self) -> dict[str, str]:
        async with self._database.reading() as connection:
            rows = (await connection.execute(select(cursors.c.name, cursors.c.value))).all()
        return {row.name: row.value for row in rows}

    async def set_cursor(self, name: str, value: str) -> None:
        """Say that everything up to ``value`` is in the ledger; to be called when it is."""
        now = self._clock.now()
        async with self._database.writing() as connection:
            statement = insert(connection, cursors).values(name=name, value=value, set_at=now)
            await connection.execute(
                statement.on_conflict_do_update(index_elements=["name"], set_={"value": value, "set_at": now})
            )

    async def first_time(self, event_id: str) -> bool:
        """Whether this Slack event has not been answered before; it has been from now on."""
        now: datetime = self._clock.now()
        async with self._database.writing() as connection:
            await connection.execute(delete(slack_events).where(slack_events.c.seen_at < now - EVENTS_KEPT))
            statement = insert(connection, slack_events).values(event_id=event_id, seen_at=now)
            written = statement.on_conflict_do_nothing().returning(slack_events.c.event_id)
            return bool((await connection.execute(written)).all())

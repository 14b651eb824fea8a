"""What channels asked for by command: watches, mutes, preferences, and the trail of who changed what."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ledger.room import Room, insert
from bot.ledger.tables import changes, mutes, preferences, subscriptions
from bot.stages import Change, Mute, Watch, WatchSubject


class Subscriptions(Room):
    async def watches(self, team_id: str | None = None, channel: str | None = None) -> list[Watch]:
        """The watches that commands made and nobody removed or disabled, oldest first; all, or a channel's."""
        wanted = select(subscriptions).where(subscriptions.c.disabled_at.is_(None)).order_by(subscriptions.c.id)
        if team_id is not None:
            wanted = wanted.where(subscriptions.c.team_id == team_id)
        if channel is not None:
            wanted = wanted.where(subscriptions.c.channel == channel)
        async with self._database.reading() as connection:
            return [_watch(row) for row in (await connection.execute(wanted)).all()]

    async def add_watch(self, watch: Watch, actor: str) -> bool:
        """Keep a watch, or change the rules of the same one. False when it was there just so already."""
        now = self._clock.now()
        key = {
            "team_id": watch.team_id,
            "channel": watch.channel,
            "subject": watch.subject,
            "value": watch.value,
        }
        fresh = {"rules": list(watch.rules), "added_by": actor, "added_at": now}
        enabled = {"disabled_at": None, "disabled_because": ""}
        async with self._database.writing() as connection:
            same = [subscriptions.c[name] == value for name, value in key.items()]
            held = (await connection.execute(select(subscriptions).where(*same))).one_or_none()
            if held and held.disabled_at is None and tuple(held.rules) == watch.rules:
                return False
            statement = insert(connection, subscriptions).values(key | fresh)
            await connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=fresh | enabled))
            await _record(connection, Change(now, watch.team_id, watch.channel, actor, "watch.add", _words(watch)))
        return True

    async def remove_watch(self, watch: Watch, actor: str) -> bool:
        """Forget a watch. False when it was not there."""
        same = and_(
            subscriptions.c.team_id == watch.team_id,
            subscriptions.c.channel == watch.channel,
            subscriptions.c.subject == watch.subject,
            subscriptions.c.value == watch.value,
        )
        async with self._database.writing() as connection:
            removed = (await connection.execute(delete(subscriptions).where(same))).rowcount
            if removed:
                words = _words(watch)
                now = self._clock.now()
                await _record(connection, Change(now, watch.team_id, watch.channel, actor, "watch.remove", words))
        return bool(removed)

    async def disable_channel(self, team_id: str, channel: str, because: str) -> list[Watch]:
        """Stop a channel's watches (it was archived, left, revoked); they come back, to tell their owners."""
        now = self._clock.now()
        here = and_(
            subscriptions.c.team_id == team_id,
            subscriptions.c.channel == channel,
            subscriptions.c.disabled_at.is_(None),
        )
        async with self._database.writing() as connection:
            rows = (await connection.execute(select(subscriptions).where(here))).all()
            changed = update(subscriptions).where(here).values(disabled_at=now, disabled_because=because)
            await connection.execute(changed)
            if rows:
                await _record(connection, Change(now, team_id, channel, "ballotwire", "channel.disable", because))
        return [_watch(row) for row in rows]

    async def enable_channel(self, team_id: str, channel: str) -> int:
        """What `disable_channel` stopped holds again; how many watches that is."""
        stopped = and_(
            subscriptions.c.team_id == team_id,
            subscriptions.c.channel == channel,
            subscriptions.c.disabled_at.is_not(None),
        )
        async with self._database.writing() as connection:
            enabled = update(subscriptions).where(stopped).values(disabled_at=None, disabled_because="")
            count = (await connection.execute(enabled)).rowcount
            if count:
                now = self._clock.now()
                change = Change(now, team_id, channel, "ballotwire", "channel.enable", f"{count} watches")
                await _record(connection, change)
        return count

    async def rename_channel(self, team_id: str, old: str, new: str) -> None:
        """A channel has another ID or name now."""
        here = and_(subscriptions.c.team_id == team_id, subscriptions.c.channel == old)
        async with self._database.writing() as connection:
            await connection.execute(update(subscriptions).where(here).values(channel=new))

    async def add_mute(self, mute: Mute) -> None:
        """Say nothing of a company in a channel until a moment."""
        row = {
            "team_id": mute.team_id,
            "channel": mute.channel,
            "cik": mute.cik,
            "until": mute.until,
            "by": mute.by,
        }
        until = f" until {mute.until:%Y-%m-%d %H:%M} UTC" if mute.until else ""
        async with self._database.writing() as connection:
            statement = insert(connection, mutes).values(row)
            await connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["team_id", "channel", "cik"], set_={"until": mute.until, "by": mute.by}
                )
            )
            now = self._clock.now()
            detail = f"CIK {mute.cik}{until}"
            await _record(connection, Change(now, mute.team_id, mute.channel, mute.by, "mute.add", detail))

    async def remove_mute(self, team_id: str, channel: str, cik: str, actor: str) -> bool:
        same = and_(mutes.c.team_id == team_id, mutes.c.channel == channel, mutes.c.cik == cik)
        async with self._database.writing() as connection:
            removed = (await connection.execute(delete(mutes).where(same))).rowcount
            if removed:
                now = self._clock.now()
                await _record(connection, Change(now, team_id, channel, actor, "mute.remove", f"CIK {cik}"))
        return bool(removed)

    async def mutes(self, team_id: str | None = None, channel: str | None = None) -> list[Mute]:
        """The mutes that hold now; all, or a channel's."""
        holds = or_(mutes.c.until.is_(None), mutes.c.until > self._clock.now())
        wanted = select(mutes).where(holds)
        if team_id is not None:
            wanted = wanted.where(mutes.c.team_id == team_id)
        if channel is not None:
            wanted = wanted.where(mutes.c.channel == channel)
        async with self._database.reading() as connection:
            rows = (await connection.execute(wanted.order_by(mutes.c.channel, mutes.c.cik))).all()
        return [Mute(row.team_id, row.channel, row.cik, row.until, row.by) for row in rows]

    async def set_preference(self, team_id: str, channel: str, name: str, value: Any, actor: str) -> None:
        """Keep what a channel chose; ``value`` is anything that JSON holds, ``None`` forgets it."""
        key = {"team_id": team_id, "channel": channel, "name": name}
        async with self._database.writing() as connection:
            if value is None:
                await connection.execute(delete(preferences).filter_by(**key))
            else:
                statement = insert(connection, preferences).values(key | {"value": value})
                await connection.execute(
                    statement.on_conflict_do_update(index_elements=list(key), set_={"value": value})
                )
            await _record(connection, Change(self._clock.now(), team_id, channel, actor, f"set.{name}", str(value)))

    async def preferences(self, team_id: str, channel: str) -> dict[str, Any]:
        """Everything that a channel chose, by name."""
        here = and_(preferences.c.team_id == team_id, preferences.c.channel == channel)
        async with self._database.reading() as connection:
            rows = (await connection.execute(select(preferences).where(here))).all()
        return {row.name: row.value for row in rows}

    async def channels_preferring(self, name: str) -> list[tuple[str, str, Any]]:
        """(team, channel, value) of every channel that chose something under this name."""
        async with self._database.reading() as connection:
            rows = (await connection.execute(select(preferences).where(preferences.c.name == name))).all()
        return [(row.team_id, row.channel, row.value) for row in rows]

    async def record_change(self, team_id: str, channel: str, actor: str, action: str, detail: str) -> None:
        """A line of the audit trail for what no other method records."""
        async with self._database.writing() as connection:
            await _record(connection, Change(self._clock.now(), team_id, channel, actor, action, detail))

    async def changes(self, team_id: str, channel: str | None = None, limit: int = 50) -> list[Change]:
        """Who changed what, the latest first."""
        wanted = select(changes).where(changes.c.team_id == team_id).order_by(changes.c.id.desc()).limit(limit)
        if channel is not None:
            wanted = wanted.where(changes.c.channel == channel)
        async with self._database.reading() as connection:
            rows = (await connection.execute(wanted)).all()
        return [Change(row.at, row.team_id, row.channel, row.actor, row.action, row.detail) for row in rows]


def _watch(row: Row[Any]) -> Watch:
    return Watch(
        team_id=row.team_id,
        channel=row.channel,
        subject=WatchSubject(row.subject),
        value=row.value,
        rules=tuple(row.rules),
        id=row.id,
        added_by=row.added_by,
        added_at=row.added_at,
    )


def _words(watch: Watch) -> str:
    rules = f", only {' or '.join(watch.rules)}" if watch.rules else ""
    return f"{watch.subject} {watch.value}".strip() + rules


async def _record(connection: AsyncConnection, change: Change) -> None:
    await connection.execute(changes.insert().values(asdict(change)))

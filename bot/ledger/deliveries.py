"""The outbox: who has still to be told, who is telling them, and how it went.

pending → claimed → sent (the call is about to be made) → delivered
                         ↘ retrying (Slack said no for now) · unconfirmed (no answer) · abandoned (Slack said never)

A claim lasts as long as its lease. A process that dies in ``claimed`` or ``sent`` leaves a delivery that is due again
when the lease runs out; ``may_have_arrived`` then says whether the call had begun.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ledger.alerts import nothing_of, unread
from bot.ledger.database import lock_for_transaction
from bot.ledger.filings import filers_of, filing_of
from bot.ledger.room import Room, chunks
from bot.ledger.successions import successions_of
from bot.ledger.tables import alerts, deliveries, filings, reports
from bot.stages import Alert, AlertKind, Delivery, DeliveryState, Filer, Filing, Succession, Via
from parsers.report import MeetingReport
from parsers.schema import report_from_json

CLAIMS = 7_204_501
"""The advisory lock that makes claims on PostgreSQL follow one another; any number that nothing else uses."""

_WAITING = (DeliveryState.PENDING, DeliveryState.RETRYING, DeliveryState.UNCONFIRMED)
_LEASED = (DeliveryState.CLAIMED, DeliveryState.SENT)
_OVER = (DeliveryState.DELIVERED, DeliveryState.ABANDONED)


class Deliveries(Room):
    async def claim_due(self, limit: int, lease: timedelta, worker: str) -> list[Delivery]:
        """Take deliveries that are due, oldest first, and hold them until the lease runs out.

        A delivery is not due while an earlier one of its channel is held by somebody or waits for another attempt: a
        channel hears of things in the order in which they happened. One that was put off without an attempt (quiet
        hours) holds up nothing. What comes back is in state ``claimed``, or in ``unconfirmed``
        where an earlier attempt may have arrived.
        """
        now = self._clock.now()
        async with self._database.writing() as connection:
            await lock_for_transaction(connection, CLAIMS)
            ids = (await connection.scalars(_claimable(now, limit))).all()
            changed = {"state": DeliveryState.CLAIMED, "lease_until": now + lease, "worker": worker}
            for some in chunks(ids):
                await connection.execute(update(deliveries).where(deliveries.c.id.in_(some)).values(changed))
            claimed = await _deliveries(connection, deliveries.c.id.in_(ids)) if ids else []
        return [replace(one, state=DeliveryState.UNCONFIRMED) if one.may_have_arrived else one for one in claimed]

    async def renew(self, ids: Iterable[int], lease: timedelta) -> None:
        """Hold these claims for longer."""
        until = self._clock.now() + lease
        async with self._database.writing() as connection:
            for some in chunks(list(ids)):
                held = and_(deliveries.c.id.in_(some), deliveries.c.state.in_(_LEASED))
                await connection.execute(update(deliveries).where(held).values(lease_until=until))

    async def release(self, delivery_id: int, at: datetime | None = None) -> None:
        """Give back a claim on which nothing was attempted: due again at ``at``, or at once."""
        waiting = case(
            (deliveries.c.may_have_arrived, DeliveryState.UNCONFIRMED),
            (deliveries.c.attempts > 0, DeliveryState.RETRYING),
            else_=DeliveryState.PENDING,
        )
        changed = {
            "state": waiting,
            "next_attempt_at": at or self._clock.now(),
            "lease_until": None,
            "worker": None,
        }
        held = and_(deliveries.c.id == delivery_id, deliveries.c.state == DeliveryState.CLAIMED)
        async with self._database.writing() as connection:
            await connection.execute(update(deliveries).where(held).values(changed))

    async def claiming_workers(self) -> set[str]:
        """Who holds claims."""
        held = select(deliveries.c.worker).where(deliveries.c.state.in_(_LEASED)).distinct()
        async with self._database.reading() as connection:
            return {worker for worker in (await connection.scalars(held)).all() if worker}

    async def release_claims_of(self, workers: Iterable[str]) -> int:
        """Make the claims of workers that are gone due at once; what they were sending may have arrived."""
        theirs = and_(deliveries.c.worker.in_(list(workers)), deliveries.c.state.in_(_LEASED))
        async with self._database.writing() as connection:
            freed = update(deliveries).where(theirs).values(lease_until=self._clock.now()).returning(deliveries.c.id)
            return len((await connection.execute(freed)).all())

    async def record_attempt(self, delivery_id: int, worker: str) -> bool:
        """The call is about to be made: from here on nobody knows, until the outcome is recorded.

        False when the claim is not this worker's any more: then the call must not be made.
        """
        now = self._clock.now()
        changed = {
            "state": DeliveryState.SENT,
            "attempts": deliveries.c.attempts + 1,
            "first_attempt_at": func.coalesce(deliveries.c.first_attempt_at, now),
            "may_have_arrived": True,
        }
        mine = and_(deliveries.c.id == delivery_id, deliveries.c.worker == worker, deliveries.c.state.in_(_LEASED))
        async with self._database.writing() as connection:
            written = update(deliveries).where(mine).values(changed).returning(deliveries.c.id)
            return bool((await connection.execute(written)).all())

    async def record_delivered(self, delivery_id: int, channel_id: str, message_ts: str) -> None:
        """It is in the channel."""
        changed = {
            "state": DeliveryState.DELIVERED,
            "channel_id": channel_id,
            "message_ts": message_ts,
            "delivered_at": self._clock.now(),
            "lease_until": None,
            "last_error": "",
        }
        await self._change(delivery_id, changed)

    async def record_retry(self, delivery_id: int, at: datetime, error: str) -> None:
        """Slack refused it for now, so that it certainly did not arrive; to be sent again at ``at``."""
        await self._wait(delivery_id, DeliveryState.RETRYING, at, error, may_have_arrived=False)

    async def record_unconfirmed(self, delivery_id: int, at: datetime, error: str) -> None:
        """No answer came. At ``at`` somebody looks whether it arrived."""
        await self._wait(delivery_id, DeliveryState.UNCONFIRMED, at, error, may_have_arrived=True)

    async def record_abandoned(self, delivery_id: int, error: str) -> None:
        """It will never be sent; it stays visible."""
        await self._change(delivery_id, {"state": DeliveryState.ABANDONED, "last_error": error, "lease_until": None})

    async def told(self, team_id: str, channel: str, accession_number: str) -> tuple[str, str] | None:
        """(channel ID, ts) of the latest message in that channel about the results of that filing."""
        same = and_(
            deliveries.c.team_id == team_id,
            or_(deliveries.c.channel == channel, deliveries.c.channel_id == channel),
            alerts.c.accession_number == accession_number,
            alerts.c.kind != AlertKind.SUCCESSION,
            deliveries.c.state == DeliveryState.DELIVERED,
        )
        wanted = (
            select(deliveries.c.channel_id, deliveries.c.message_ts)
            .join(alerts, alerts.c.id == deliveries.c.alert_id)
            .where(same)
            .order_by(deliveries.c.id.desc())
            .limit(1)
        )
        async with self._database.reading() as connection:
            row = (await connection.execute(wanted)).one_or_none()
        return (row.channel_id, row.message_ts) if row else None

    async def caught_up_before(self, delivery: Delivery, within: timedelta) -> int:
        """How many alerts that were missed while the bot was down the channel has before this one, of the same time."""
        same_time = deliveries.c.created_at >= delivery.created_at - within
        theirs = and_(
            deliveries.c.team_id == delivery.team_id,
            deliveries.c.channel == delivery.channel,
            deliveries.c.id < delivery.id,
            filings.c.via == Via.CATCH_UP,
        )
        counted = (
            select(func.count())
            .select_from(deliveries)
            .join(alerts, alerts.c.id == deliveries.c.alert_id)
            .join(filings, filings.c.accession_number == alerts.c.accession_number)
            .where(theirs, same_time)
        )
        async with self._database.reading() as connection:
            return int(await connection.scalar(counted) or 0)

    async def channel_ids(self) -> dict[tuple[str, str], str]:
        """(workspace, ``#name``) → ID, of the channels that were given by name and have had a message."""
        wanted = (
            select(deliveries.c.team_id, deliveries.c.channel, deliveries.c.channel_id)
            .where(deliveries.c.channel.startswith("#"), deliveries.c.channel_id.is_not(None))
            .order_by(deliveries.c.id)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(wanted)).all()
        return {(row.team_id, row.channel): row.channel_id for row in rows}

    async def delivery(self, delivery_id: int) -> Delivery | None:
        async with self._database.reading() as connection:
            found = await _deliveries(connection, deliveries.c.id == delivery_id)
        return found[0] if found else None

    async def deliveries_of(self, accession_number: str) -> list[Delivery]:
        """Every delivery of a filing's alerts, of every kind."""
        async with self._database.reading() as connection:
            return await _deliveries(connection, alerts.c.accession_number == accession_number)

    async def latest_deliveries(self, team_id: str, channel: str, limit: int = 10) -> list[Delivery]:
        """What a channel was told or is to be told, the latest first. ``channel`` is its ID or its name."""
        here = and_(
            deliveries.c.team_id == team_id,
            or_(deliveries.c.channel == channel, deliveries.c.channel_id == channel),
        )
        newest = select(deliveries.c.id).where(here).order_by(deliveries.c.id.desc()).limit(limit)
        async with self._database.reading() as connection:
            found = await _deliveries(connection, deliveries.c.id.in_(newest))
        return found[::-1]

    async def delivery_counts(self) -> dict[DeliveryState, int]:
        """How many deliveries stand where."""
        counted = select(deliveries.c.state, func.count()).group_by(deliveries.c.state)
        async with self._database.reading() as connection:
            counts = {DeliveryState(state): number for state, number in (await connection.execute(counted)).all()}
        return {state: counts.get(state, 0) for state in DeliveryState}

    async def oldest_waiting(self) -> datetime | None:
        """When the oldest delivery that is not over was written."""
        waiting = select(func.min(deliveries.c.created_at)).where(deliveries.c.state.not_in(_OVER))
        async with self._database.reading() as connection:
            oldest: datetime | None = await connection.scalar(waiting)
        return oldest

    async def next_due_at(self) -> datetime | None:
        """The earliest moment at which there may be something to claim, ``None`` when all is over."""
        waiting = select(func.min(deliveries.c.next_attempt_at)).where(deliveries.c.state.in_(_WAITING))
        leased = select(func.min(deliveries.c.lease_until)).where(deliveries.c.state.in_(_LEASED))
        async with self._database.reading() as connection:
            moments = [await connection.scalar(waiting), await connection.scalar(leased)]
        return min((moment for moment in moments if moment is not None), default=None)

    async def _wait(
        self, delivery_id: int, state: DeliveryState, at: datetime, error: str, *, may_have_arrived: bool
    ) -> None:
        changed = {
            "state": state,
            "next_attempt_at": at,
            "last_error": error,
            "may_have_arrived": may_have_arrived,
            "lease_until": None,
            "worker": None,
        }
        await self._change(delivery_id, changed)

    async def _change(self, delivery_id: int, changed: dict[str, Any]) -> None:
        """Change one delivery, unless it has arrived: a late word of a worker whose lease ran out undoes nothing."""
        mine = and_(deliveries.c.id == delivery_id, deliveries.c.state != DeliveryState.DELIVERED)
        async with self._database.writing() as connection:
            await connection.execute(update(deliveries).where(mine).values(changed))


def _due(table: Any, now: datetime) -> ColumnElement[bool]:
    waiting = and_(table.c.state.in_(_WAITING), table.c.next_attempt_at <= now)
    return or_(waiting, and_(table.c.state.in_(_LEASED), table.c.lease_until <= now))


def _claimable(now: datetime, limit: int) -> Any:
    earlier = deliveries.alias("earlier")
    blocked = exists().where(
        earlier.c.team_id == deliveries.c.team_id,
        earlier.c.channel == deliveries.c.channel,
        earlier.c.id < deliveries.c.id,
        earlier.c.state.in_((*_LEASED, DeliveryState.RETRYING, DeliveryState.UNCONFIRMED)),
        ~_due(earlier, now),
    )
    free = select(deliveries.c.id).where(_due(deliveries, now), ~blocked)
    return free.order_by(deliveries.c.id).limit(limit).with_for_update(skip_locked=True)


async def _deliveries(connection: AsyncConnection, wanted: ColumnElement[bool]) -> list[Delivery]:
    rows = (
        await connection.execute(
            select(
                deliveries,
                alerts.c.kind.label("alert_kind"),
                alerts.c.detail,
                alerts.c.filing_url,
                alerts.c.late,
                filings.c.accession_number,
                filings.c.form_type,
                filings.c.via,
                filings.c.item_numbers,
                filings.c.accepted,
                filings.c.filed,
                reports.c.report,
            )
            .join(alerts, alerts.c.id == deliveries.c.alert_id)
            .join(filings, filings.c.accession_number == alerts.c.accession_number)
            .outerjoin(reports, reports.c.accession_number == alerts.c.accession_number)
            .where(wanted)
            .order_by(deliveries.c.id)
        )
    ).all()
    named = await filers_of(connection, list({row.accession_number for row in rows}))
    told = {row.accession_number for row in rows if row.alert_kind == AlertKind.SUCCESSION}
    follows = await successions_of(connection, sorted(told))
    return [_delivery(row, named.get(row.accession_number, ()), follows.get(row.accession_number)) for row in rows]


def _delivery(row: Row[Any], named: Sequence[Filer], succession: Succession | None) -> Delivery:
    return Delivery(
        id=row.id,
        idempotency_key=row.idempotency_key,
        alert=_alert(row, tuple(named), succession),
        team_id=row.team_id,
        channel=row.channel,
        reasons=tuple(row.reasons),
        state=DeliveryState(row.state),
        attempts=row.attempts,
        created_at=row.created_at,
        first_attempt_at=row.first_attempt_at,
        may_have_arrived=row.may_have_arrived,
        channel_id=row.channel_id,
        message_ts=row.message_ts,
        last_error=row.last_error,
        next_attempt_at=row.next_attempt_at,
    )


def _alert(row: Row[Any], named: tuple[Filer, ...], succession: Succession | None) -> Alert:
    kind = AlertKind(row.alert_kind)
    filing = filing_of(row, named)
    return Alert(
        kind=kind,
        filing=filing,
        report=_told(row, kind, filing),
        filing_url=row.filing_url,
        late=row.late,
        caught_up=row.via == Via.CATCH_UP,
        succession=succession if kind is AlertKind.SUCCESSION else None,
    )


def _told(row: Row[Any], kind: AlertKind, filing: Filing) -> MeetingReport:
    if kind is AlertKind.SUCCESSION:
        return nothing_of(filing, row.filing_url)
    bare = kind is AlertKind.UNREADABLE or row.report is None
    return unread(filing, row.filing_url, row.detail) if bare else report_from_json(row.report)

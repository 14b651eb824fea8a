"""An outbox in memory that keeps the ledger's rules of claiming, for tests of whoever delivers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.stages import Alert, AlertKind, Delivery, DeliveryState, Watch
from tests.fakes.filings import filing, report

OVER = (DeliveryState.DELIVERED, DeliveryState.ABANDONED)
LEASED = (DeliveryState.CLAIMED, DeliveryState.SENT)
WAITING = (DeliveryState.PENDING, DeliveryState.RETRYING, DeliveryState.UNCONFIRMED)


class FakeOutbox:
    """``owners``: who asked for a channel's watches. ``disabled``: channels that were, and why."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.rows: dict[int, Delivery] = {}
        self._lease: dict[int, datetime] = {}
        self._worker: dict[int, str] = {}
        self.owners: dict[str, list[Watch]] = {}
        self.disabled: dict[str, str] = {}
        self.retries: list[tuple[int, datetime, str]] = []

    def put(self, channel: str, number: int | None = None, *, attempts: int = 0) -> Delivery:
        """A new delivery of an alert about the ``number``-th filing."""
        row_id = len(self.rows) + 1
        of = filing(number or row_id)
        alert = Alert(AlertKind.RESULTS, of, report(of), f"https://www.sec.gov/{of.undashed}-index.htm")
        now = self._clock.now()
        delivery = Delivery(
            id=row_id,
            idempotency_key=f"{of.accession_number}:results:T01:{channel}",
            alert=alert,
            team_id="",
            channel=channel,
            reasons=("watches HLTN",),
            state=DeliveryState.PENDING,
            attempts=attempts,
            created_at=now,
            next_attempt_at=now,
        )
        self.rows[row_id] = delivery
        return delivery

    def states(self) -> list[DeliveryState]:
        return [row.state for row in self.rows.values()]

    def die(self) -> None:
        """The process that held the claims is gone, and their leases are over."""
        now = self._clock.now()
        self._lease = dict.fromkeys(self._lease, now)

    async def claim_due(self, limit: int, lease: timedelta, worker: str) -> list[Delivery]:
        now = self._clock.now()
        claimed: list[Delivery] = []
        blocked: set[str] = set()
        for row in list(self.rows.values()):
            if row.state in OVER:
                continue
            if self._due(row, now) and row.channel not in blocked and len(claimed) < limit:
                claimed.append(self._claimed(row, now + lease, worker))
            elif row.state is not DeliveryState.PENDING or self._due(row, now):
                blocked.add(row.channel)
        return claimed

    def _due(self, row: Delivery, now: datetime) -> bool:
        if row.state in LEASED:
            return self._lease[row.id] <= now
        return row.next_attempt_at is None or row.next_attempt_at <= now

    def _claimed(self, row: Delivery, until: datetime, worker: str) -> Delivery:
        self._lease[row.id], self._worker[row.id] = until, worker
        self.rows[row.id] = replace(row, state=DeliveryState.CLAIMED)
        state = DeliveryState.UNCONFIRMED if row.may_have_arrived else DeliveryState.CLAIMED
        return replace(self.rows[row.id], state=state)

    async def record_attempt(self, delivery_id: int, worker: str) -> bool:
        row = self.rows[delivery_id]
        if self._worker.get(delivery_id) != worker or row.state not in LEASED:
            return False
        first = row.first_attempt_at or self._clock.now()
        self.rows[delivery_id] = replace(
            row, state=DeliveryState.SENT, attempts=row.attempts + 1, first_attempt_at=first, may_have_arrived=True
        )
        return True

    async def record_delivered(self, delivery_id: int, channel_id: str, message_ts: str) -> None:
        row = self.rows[delivery_id]
        self.rows[delivery_id] = replace(
            row, state=DeliveryState.DELIVERED, channel_id=channel_id, message_ts=message_ts, last_error=""
        )

    async def record_retry(self, delivery_id: int, at: datetime, error: str) -> None:
        self._wait(delivery_id, DeliveryState.RETRYING, at, error, arrived=False)

    async def record_unconfirmed(self, delivery_id: int, at: datetime, error: str) -> None:
        self._wait(delivery_id, DeliveryState.UNCONFIRMED, at, error, arrived=True)

    async def record_abandoned(self, delivery_id: int, error: str) -> None:
        self.rows[delivery_id] = replace(self.rows[delivery_id], state=DeliveryState.ABANDONED, last_error=error)

    async def renew(self, ids: Iterable[int], lease: timedelta) -> None:
        until = self._clock.now() + lease
        self._lease |= {each: until for each in ids if self.rows[each].state in LEASED}

    async def release(self, delivery_id: int, at: datetime | None = None) -> None:
        row = self.rows[delivery_id]
        if row.state is not DeliveryState.CLAIMED:
            return
        state = DeliveryState.RETRYING if row.attempts else DeliveryState.PENDING
        state = DeliveryState.UNCONFIRMED if row.may_have_arrived else state
        self.rows[delivery_id] = replace(row, state=state, next_attempt_at=at or self._clock.now())

    async def disable_channel(self, team_id: str, channel: str, because: str) -> list[Watch]:
        assert team_id == ""
        self.disabled[channel] = because
        return self.owners.get(channel, [])

    def _wait(self, delivery_id: int, state: DeliveryState, at: datetime, error: str, *, arrived: bool) -> None:
        self.retries.append((delivery_id, at, error))
        self.rows[delivery_id] = replace(
            self.rows[delivery_id], state=state, next_attempt_at=at, last_error=error, may_have_arrived=arrived
        )

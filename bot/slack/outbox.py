"""What the delivery asks of the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol

from bot.stages import Delivery, Watch


class Outbox(Protocol):
    """Deliveries that are due, and a place to write down what became of them. Every call is durable when it returns."""

    async def claim_due(self, limit: int, lease: timedelta, worker: str) -> list[Delivery]:
        """Oldest first, nobody else's while the lease lasts.

        Never one while an earlier delivery to the same channel is unfinished, unless that one is in the list before it.
        `DeliveryState.UNCONFIRMED` marks those whose last attempt may have arrived, be it that it was recorded so or
        that the process died in between.
        """
        ...

    async def record_attempt(self, delivery_id: int, worker: str) -> bool:
        """Before the call to Slack. False: the claim was lost to another worker, and nothing must be sent."""
        ...

    async def record_delivered(self, delivery_id: int, channel_id: str, message_ts: str) -> None: ...

    async def record_retry(self, delivery_id: int, at: datetime, error: str) -> None:
        """It certainly did not arrive; try again then."""
        ...

    async def record_unconfirmed(self, delivery_id: int, at: datetime, error: str) -> None:
        """It may have arrived; look for it then."""
        ...

    async def record_abandoned(self, delivery_id: int, error: str) -> None: ...

    async def renew(self, ids: Iterable[int], lease: timedelta) -> None:
        """Hold these claims for longer."""
        ...

    async def release(self, delivery_id: int, at: datetime | None = None) -> None:
        """Give a claim back as it was, no attempt made; due again at ``at``, or at once."""
        ...

    async def disable_channel(self, team_id: str, channel: str, because: str) -> list[Watch]:
        """Stop the channel's watches until someone turns them on again; they come back, to tell their owners."""
        ...

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from bot.insisting import INSISTS_FOR, InsistentOutbox, insistent
from bot.ledger.faults import LedgerBusy, LedgerUnavailable
from bot.slack.delivery import LEASE
from bot.stages import DeliveryState
from tests.fakes.clock import FakeClock
from tests.scenario.desk import Desk, served


def failing(times: int, answer: str = "answer") -> Callable[[], Awaitable[str]]:
    """Fails so many times and then answers."""
    left = [times]

    async def ask() -> str:
        if left[0]:
            left[0] -= 1
            raise LedgerBusy("database is locked")
        return answer

    return ask


async def test_a_ledger_that_fails_for_a_moment_is_asked_again_further_and_further_apart() -> None:
    clock = FakeClock()
    assert await insistent(failing(5), clock)() == "answer"
    assert clock.slept == [0.25, 0.5, 1.0, 2.0, 4.0]


async def test_insisting_ends_before_the_lease_does() -> None:
    clock = FakeClock()
    with pytest.raises(LedgerBusy):
        await insistent(failing(10_000), clock)()
    assert INSISTS_FOR - 10 <= clock.monotonic() <= INSISTS_FOR


async def test_what_became_of_a_message_is_written_when_the_ledger_is_back(it: Desk) -> None:
    class Away(type(it.ledger)):  # type: ignore[misc]
        left = 3

        async def record_delivered(self, *args: object) -> None:
            if self.left:
                self.left -= 1
                raise LedgerUnavailable("ledger.db is gone")
            await super().record_delivered(*args)

    it.edgar.add(served(1, it.clock.now()))
    await it.round()
    outbox = InsistentOutbox(Away(it.ledger._database, it.clock), it.clock)
    (claimed,) = await outbox.claim_due(1, LEASE, "w1")
    assert await outbox.record_attempt(claimed.id, "w1")
    await outbox.record_delivered(claimed.id, "C1", "1.1")
    held = await it.ledger.delivery(claimed.id)
    assert held is not None
    assert held.state is DeliveryState.DELIVERED

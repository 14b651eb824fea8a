"""The courier's round: when it looks, what wakes it, and what does not stop it. What it does with a delivery is
promised in ``test_delivery``."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.slack.delivery import IDLE_SECONDS, Courier
from bot.slack.messenger import Posted
from bot.slack.pace import Pace
from bot.slack.plan import Plan, at_once, joint_key, one_by_one, part_key
from bot.slack.preferences import Terms
from bot.stages import Delivery, DeliveryState, Message
from tests.fakes.clock import FakeClock
from tests.fakes.outbox import FakeOutbox
from tests.slack.conftest import simple_plan


class Notebook:
    """A messenger that writes down what it is given. ``breaks``: an error that the next posts raise."""

    def __init__(self) -> None:
        self.posted: list[tuple[str, str]] = []
        self.breaks: list[Exception] = []

    async def post(
        self, channel: str, message: Message, key: str, thread_ts: str | None = None, *, broadcast: bool = False
    ) -> Posted:
        if self.breaks:
            raise self.breaks.pop()
        assert message.text
        assert (thread_ts, broadcast) == (None, False)
        self.posted.append((channel, key))
        return Posted(channel, f"{len(self.posted)}.0")

    async def update(self, place: Posted, message: Message) -> None:
        raise AssertionError(f"nothing was to be changed: {place} {message}")

    async def find(self, channel: str, key: str, since: datetime, thread_ts: str | None = None) -> Posted | None:
        assert since.tzinfo is not None
        found = (channel, key) in self.posted and thread_ts is None
        return Posted(channel, "0.0") if found else None


class Flaky(FakeOutbox):
    """``failures``: how many claims fail before one works again."""

    failures = 0

    async def claim_due(self, limit: int, lease: timedelta, worker: str) -> list[Delivery]:
        if self.failures:
            self.failures -= 1
            raise OSError("the disk is full")
        return await super().claim_due(limit, lease, worker)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(auto=False)


async def settled(turns: int = 30) -> None:
    for _ in range(turns):
        await asyncio.sleep(0)


async def test_it_looks_every_second_and_at_once_when_woken(clock: FakeClock) -> None:
    outbox, notebook = FakeOutbox(clock), Notebook()
    courier = Courier(outbox, notebook, simple_plan, clock, worker="w", jitter=lambda: 0.0)
    running = asyncio.create_task(courier.run())
    await settled()
    outbox.put("C1")
    await settled()
    assert notebook.posted == []
    await clock.advance(IDLE_SECONDS)
    await settled()
    assert len(notebook.posted) == 1
    outbox.put("C2")
    courier.wake()
    await settled()
    assert [channel for channel, _ in notebook.posted] == ["C1", "C2"]
    courier.stop()
    await running


async def test_a_ledger_that_fails_is_asked_again(clock: FakeClock) -> None:
    outbox, notebook = Flaky(clock), Notebook()
    outbox.failures = 3
    outbox.put("C1")
    courier = Courier(outbox, notebook, simple_plan, clock, worker="w", jitter=lambda: 0.0)
    running = asyncio.create_task(courier.run())
    for _ in range(4):
        await settled()
        await clock.advance(IDLE_SECONDS)
    await settled()
    assert len(notebook.posted) == 1
    courier.stop()
    await running


async def test_a_fault_of_our_own_in_one_channel_stops_no_other_and_its_lease_brings_the_work_back(
    clock: FakeClock,
) -> None:
    outbox, notebook = FakeOutbox(clock), Notebook()

    async def plan(delivery: Delivery, delay: str) -> object:
        if delivery.channel == "C1" and clock.monotonic() < 60:
            raise KeyError("a mistake of ours")
        return await simple_plan(delivery, delay)

    courier = Courier(outbox, notebook, plan, clock, worker="w", jitter=lambda: 0.0)  # type: ignore[arg-type]
    outbox.put("C1")
    outbox.put("C2")
    await courier.deliver_due()
    assert [channel for channel, _ in notebook.posted] == ["C2"]
    await clock.advance(301)
    await courier.deliver_due()
    assert [channel for channel, _ in notebook.posted] == ["C2", "C1"]
    assert outbox.states() == [DeliveryState.DELIVERED] * 2


async def test_being_cancelled_while_writing_the_outcome_still_writes_it(clock: FakeClock) -> None:
    outbox, notebook = FakeOutbox(clock), Notebook()
    begun, go_on = asyncio.Event(), asyncio.Event()

    class Slow(FakeOutbox):
        async def record_delivered(self, delivery_id: int, channel_id: str, message_ts: str) -> None:
            begun.set()
            await go_on.wait()
            await super().record_delivered(delivery_id, channel_id, message_ts)

    outbox = Slow(clock)
    outbox.put("C1")
    courier = Courier(outbox, notebook, simple_plan, clock, worker="w", jitter=lambda: 0.0)
    delivering = asyncio.create_task(courier.deliver_due())
    await begun.wait()
    for task in courier._channels.values():
        task.cancel()
    go_on.set()
    await delivering
    await settled()
    assert outbox.states() == [DeliveryState.DELIVERED]


async def test_a_burst_of_three_and_then_one_a_second_a_channel_each(clock: FakeClock) -> None:
    pace = Pace(clock)
    for _ in range(3):
        await pace.turn("C1")
    fourth, other = asyncio.create_task(pace.turn("C1")), asyncio.create_task(pace.turn("C2"))
    await settled()
    assert (fourth.done(), other.done()) == (False, True)
    await clock.advance(0.99)
    assert not fourth.done()
    await clock.advance(0.01)
    await settled()
    assert fourth.done()


async def test_the_words_of_plans(clock: FakeClock) -> None:
    outbox = FakeOutbox(clock)
    one, two = outbox.put("C1"), outbox.put("C1")
    assert await at_once(one) == Terms()
    assert joint_key([one, two]) == f"{one.idempotency_key}|{two.idempotency_key}"
    assert [part_key("k", number) for number in (0, 1, 2)] == ["k", "k#2", "k#3"]
    [message] = await one_by_one([one, two])
    assert message.text.splitlines() == [each.alert.filing.accession_number for each in (one, two)]


async def test_a_batch_that_takes_longer_than_its_lease_keeps_it() -> None:
    clock = FakeClock()
    outbox = FakeOutbox(clock)
    for _ in range(60):
        outbox.put("C1")

    class Watched(Notebook):
        """After every post another process tries to take over."""

        async def post(self, channel: str, message: Message, key: str, *more: Any, **named: Any) -> Posted:
            posted = await super().post(channel, message, key, *more, **named)
            assert await outbox.claim_due(10, timedelta(minutes=5), "w2") == []
            return posted

    notebook, slowly = Watched(), Pace(clock, burst=1, per_second=0.1)
    courier = Courier(outbox, notebook, simple_plan, clock, worker="w", jitter=lambda: 0.0, pace=slowly)
    assert await courier.deliver_due() == 60
    assert clock.monotonic() > 500
    assert len(notebook.posted) == len(set(notebook.posted)) == 60


async def test_a_lease_that_ran_out_under_our_own_hands_brings_no_second_one(clock: FakeClock) -> None:
    outbox, notebook = FakeOutbox(clock), Notebook()
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow(delivery: Delivery, delay: str) -> Plan:
        begun.set()
        await go_on.wait()
        return await simple_plan(delivery, delay)

    first, second = outbox.put("C1"), outbox.put("C1")
    courier = Courier(outbox, notebook, slow, clock, worker="w", jitter=lambda: 0.0)
    delivering = asyncio.create_task(courier.deliver_due())
    await begun.wait()
    outbox.die()
    assert await courier._start_due() == 0
    go_on.set()
    await delivering
    assert await courier.deliver_due() >= 0
    assert notebook.posted == [("C1", first.idempotency_key), ("C1", second.idempotency_key)]

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.ledger.ledger import Ledger
from bot.stages import DeliveryState, Match, Via
from tests.fakes.clock import FakeClock
from tests.fakes.filings import filing, report

LEASE = timedelta(minutes=5)
URL = "https://sec.example/1"


async def tell(ledger: Ledger, *channels: str, number: int = 1) -> None:
    """A filing's report for these channels."""
    one = filing(number)
    await ledger.record_seen([one], Via.FEED)
    await ledger.record_report(one, report(one), [Match("T1", channel, ("why",)) for channel in channels], URL)


async def claim_one(ledger: Ledger, worker: str = "w1") -> int:
    (claimed,) = await ledger.claim_due(10, LEASE, worker)
    return claimed.id


async def state(ledger: Ledger, delivery_id: int) -> DeliveryState:
    held = await ledger.delivery(delivery_id)
    assert held is not None
    return held.state


async def test_a_delivery_is_claimed_by_one_worker_at_a_time(ledger: Ledger) -> None:
    await tell(ledger, "C1", "C2")
    (first,) = await ledger.claim_due(1, LEASE, "w1")
    (second,) = await ledger.claim_due(10, LEASE, "w2")
    assert (first.channel, second.channel) == ("C1", "C2")
    assert (first.state, first.may_have_arrived) == (DeliveryState.CLAIMED, False)
    assert await ledger.claim_due(10, LEASE, "w3") == []


async def test_workers_that_claim_at_once_never_claim_the_same(ledger: Ledger) -> None:
    await tell(ledger, *(f"C{number}" for number in range(40)))
    claims = await asyncio.gather(*(ledger.claim_due(7, LEASE, f"w{number}") for number in range(8)))
    ids = [one.id for claimed in claims for one in claimed]
    assert len(ids) == len(set(ids)) == 40


async def test_a_claim_whose_worker_died_before_the_call_is_due_again_after_its_lease(
    ledger: Ledger, clock: FakeClock
) -> None:
    await tell(ledger, "C1")
    await claim_one(ledger)
    await clock.sleep(299)
    assert await ledger.claim_due(10, LEASE, "w2") == []
    await clock.sleep(1)
    (again,) = await ledger.claim_due(10, LEASE, "w2")
    assert (again.state, again.may_have_arrived, again.attempts) == (DeliveryState.CLAIMED, False, 0)


async def test_a_claim_whose_worker_died_during_the_call_may_have_arrived(ledger: Ledger, clock: FakeClock) -> None:
    await tell(ledger, "C1")
    delivery_id = await claim_one(ledger)
    assert await ledger.record_attempt(delivery_id, "w1")
    began = clock.now()
    assert await state(ledger, delivery_id) is DeliveryState.SENT
    await clock.sleep(300)
    (again,) = await ledger.claim_due(10, LEASE, "w2")
    assert (again.state, again.may_have_arrived, again.attempts) == (DeliveryState.UNCONFIRMED, True, 1)
    assert again.first_attempt_at == began


async def test_a_worker_whose_lease_ran_out_may_not_send(ledger: Ledger, clock: FakeClock) -> None:
    await tell(ledger, "C1")
    delivery_id = await claim_one(ledger, "slow")
    await clock.sleep(300)
    await claim_one(ledger, "quick")
    assert not await ledger.record_attempt(delivery_id, "slow")
    assert await ledger.record_attempt(delivery_id, "quick")


async def test_a_renewed_lease_holds_for_longer(ledger: Ledger, clock: FakeClock) -> None:
    await tell(ledger, "C1")
    delivery_id = await claim_one(ledger)
    await clock.sleep(200)
    await ledger.renew([delivery_id], LEASE)
    await clock.sleep(299)
    assert await ledger.claim_due(10, LEASE, "w2") == []


async def test_what_was_delivered_is_over_and_says_where_it_is(ledger: Ledger) -> None:
    await tell(ledger, "#governance")
    delivery_id = await claim_one(ledger)
    await ledger.record_attempt(delivery_id, "w1")
    await ledger.record_delivered(delivery_id, "C77", "1700000000.000100")
    assert await ledger.claim_due(10, LEASE, "w1") == []
    assert await ledger.next_due_at() is None
    assert await ledger.told("T1", "#governance", filing(1).accession_number) == ("C77", "1700000000.000100")
    assert await ledger.told("T1", "C77", filing(1).accession_number) == ("C77", "1700000000.000100")
    assert await ledger.told("T2", "C77", filing(1).accession_number) is None


async def test_a_late_word_of_a_worker_that_lost_its_claim_undoes_no_delivery(ledger: Ledger, clock: FakeClock) -> None:
    await tell(ledger, "C1")
    delivery_id = await claim_one(ledger, "slow")
    await ledger.record_attempt(delivery_id, "slow")
    await clock.sleep(300)
    await claim_one(ledger, "quick")
    await ledger.record_delivered(delivery_id, "C1", "1.1")
    await ledger.record_unconfirmed(delivery_id, clock.now(), "timeout")
    assert await state(ledger, delivery_id) is DeliveryState.DELIVERED


async def test_a_refusal_is_sent_again_at_its_time_and_did_not_arrive(ledger: Ledger, clock: FakeClock) -> None:
    await tell(ledger, "C1")
    delivery_id = await claim_one(ledger)
    await ledger.record_attempt(delivery_id, "w1")
    await ledger.record_retry(delivery_id, clock.now() + timedelta(seconds=30), "ratelimited")
    assert await state(ledger, delivery_id) is DeliveryState.RETRYING
    assert await ledger.claim_due(10, LEASE, "w1") == []
    assert await ledger.next_due_at() == clock.now() + timedelta(seconds=30)
    await clock.sleep(30)
    (again,) = await ledger.claim_due(10, LEASE, "w1")
    assert (again.state, again.attempts, again.last_error) == (DeliveryState.CLAIMED, 1, "ratelimited")


async def test_a_send_without_an_answer_is_looked_for_before_it_is_sent_again(ledger: Ledger, clock: FakeClock) -> None:
    await tell(ledger, "C1")
    delivery_id = await claim_one(ledger)
    await ledger.record_attempt(delivery_id, "w1")
    await ledger.record_unconfirmed(delivery_id, clock.now(), "timeout")
    (again,) = await ledger.claim_due(10, LEASE, "w1")
    assert (again.state, again.last_error) == (DeliveryState.UNCONFIRMED, "timeout")


async def test_an_abandoned_delivery_stays_visible_and_is_never_claimed(ledger: Ledger) -> None:
    await tell(ledger, "C1")
    delivery_id = await claim_one(ledger)
    await ledger.record_abandoned(delivery_id, "is_archived")
    assert await ledger.claim_due(10, LEASE, "w1") == []
    (shown,) = await ledger.latest_deliveries("T1", "C1")
    assert (shown.state, shown.last_error) == (DeliveryState.ABANDONED, "is_archived")


@pytest.mark.parametrize(
    ("happened", "becomes"),
    [
        ("nothing", DeliveryState.PENDING),
        ("refusal", DeliveryState.RETRYING),
        ("silence", DeliveryState.UNCONFIRMED),
    ],
)
async def test_a_claim_that_is_given_back_is_what_it_was(
    ledger: Ledger, clock: FakeClock, happened: str, becomes: DeliveryState
) -> None:
    await tell(ledger, "C1")
    delivery_id = await claim_one(ledger)
    if happened != "nothing":
        await ledger.record_attempt(delivery_id, "w1")
        record = ledger.record_retry if happened == "refusal" else ledger.record_unconfirmed
        await record(delivery_id, clock.now(), happened)
        await claim_one(ledger)
    await ledger.release(delivery_id)
    assert await state(ledger, delivery_id) is becomes
    assert await claim_one(ledger, "w2") == delivery_id


async def test_a_channel_hears_of_things_in_their_order(ledger: Ledger, clock: FakeClock) -> None:
    await tell(ledger, "C1", number=1)
    await tell(ledger, "C1", "C2", number=2)
    first = (await ledger.claim_due(1, LEASE, "w1"))[0]
    (other,) = await ledger.claim_due(10, LEASE, "w2")
    assert other.channel == "C2"
    await ledger.record_attempt(first.id, "w1")
    await ledger.record_retry(first.id, clock.now() + timedelta(seconds=30), "ratelimited")
    assert await ledger.claim_due(10, LEASE, "w2") == []
    await clock.sleep(30)
    claimed = await ledger.claim_due(10, LEASE, "w2")
    assert [one.alert.filing for one in claimed] == [filing(1), filing(2)]


async def test_what_quiet_hours_put_off_holds_up_nothing(ledger: Ledger, clock: FakeClock) -> None:
    await tell(ledger, "C1", number=1)
    await tell(ledger, "C1", number=2)
    (first,) = await ledger.claim_due(1, LEASE, "w1")
    await ledger.release(first.id, clock.now() + timedelta(hours=8))
    (second,) = await ledger.claim_due(10, LEASE, "w1")
    assert second.alert.filing == filing(2)


async def test_a_channel_that_is_given_up_does_not_hold_up_what_comes_after(ledger: Ledger) -> None:
    await tell(ledger, "C1", number=1)
    await tell(ledger, "C1", number=2)
    (first,) = await ledger.claim_due(1, LEASE, "w1")
    await ledger.record_abandoned(first.id, "invalid_blocks")
    (second,) = await ledger.claim_due(10, LEASE, "w1")
    assert second.alert.filing == filing(2)


async def test_the_backlog_is_counted_and_dated(ledger: Ledger, clock: FakeClock) -> None:
    assert await ledger.oldest_waiting() is None
    await tell(ledger, "C1", "C2")
    written = clock.now()
    await clock.sleep(60)
    (first,) = await ledger.claim_due(1, LEASE, "w1")
    await ledger.record_delivered(first.id, "C1", "1.1")
    counts = await ledger.delivery_counts()
    assert (counts[DeliveryState.PENDING], counts[DeliveryState.DELIVERED]) == (1, 1)
    assert await ledger.oldest_waiting() == written


async def test_the_id_of_a_channel_that_was_given_by_name_is_learnt_from_its_first_message(ledger: Ledger) -> None:
    await tell(ledger, "#governance", "C2")
    assert await ledger.channel_ids() == {}
    for delivery in await ledger.claim_due(10, LEASE, "w1"):
        await ledger.record_delivered(delivery.id, "C77", "1.1")
    assert await ledger.channel_ids() == {("T1", "#governance"): "C77"}


async def test_what_a_dead_worker_held_is_due_at_once_and_what_others_hold_is_not(ledger: Ledger) -> None:
    await tell(ledger, "C1", "C2", "C3")
    (first,) = await ledger.claim_due(1, LEASE, "dead")
    (second,) = await ledger.claim_due(1, LEASE, "dead")
    await ledger.record_attempt(second.id, "dead")
    (third,) = await ledger.claim_due(1, LEASE, "alive")
    assert await ledger.claiming_workers() == {"dead", "alive"}
    assert await ledger.release_claims_of(["dead", "unheard of"]) == 2
    again = await ledger.claim_due(10, LEASE, "w3")
    assert [(one.id, one.may_have_arrived) for one in again] == [(first.id, False), (second.id, True)]
    assert await state(ledger, third.id) is DeliveryState.CLAIMED

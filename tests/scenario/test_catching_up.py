from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.catchup import SINGLE_ALERTS
from bot.missed import MissedTogether, gathered_at
from bot.slack.preferences import Terms
from bot.stages import Delivery, Via
from tests.scenario.desk import Desk, served

MISSED = SINGLE_ALERTS + 4


async def at_once(_: Delivery) -> Terms:
    return Terms()


async def claimed(it: Desk) -> list[Delivery]:
    return await it.ledger.claim_due(100, timedelta(minutes=5), "w1")


async def test_what_was_missed_while_the_bot_was_down_is_told_singly_up_to_a_number_and_then_together(it: Desk) -> None:
    for number in range(MISSED):
        it.edgar.add(served(number + 1, it.clock.now() + timedelta(minutes=number)))
    await it.round(3600)
    terms = MissedTogether(at_once, it.ledger, it.clock).terms
    held = await claimed(it)
    assert len(held) == MISSED
    assert all(one.alert.caught_up for one in held)
    wanted = [await terms(one) for one in held]
    assert wanted[:SINGLE_ALERTS] == [Terms()] * SINGLE_ALERTS
    (until,) = {one.until for one in wanted[SINGLE_ALERTS:]}
    assert until is not None
    await it.clock.sleep((until - it.clock.now()).total_seconds())
    assert [await terms(one) for one in held[SINGLE_ALERTS:]] == [Terms(due=until, together=True)] * 4


async def test_news_is_told_at_once_however_much_of_it_there_is(it: Desk) -> None:
    for number in range(MISSED):
        it.edgar.add(served(number + 1, it.clock.now()))
    await it.round()
    terms = MissedTogether(at_once, it.ledger, it.clock).terms
    assert [await terms(one) for one in await claimed(it)] == [Terms()] * MISSED


async def test_how_a_filing_came_to_be_known_stays_on_record(it: Desk) -> None:
    missed = served(1, it.clock.now())
    it.edgar.add(missed)
    await it.round(3600)
    fresh = served(2, it.clock.now())
    it.edgar.add(fresh)
    await it.round()
    assert [(await it.state_of(one)).via for one in (missed, fresh)] == [Via.CATCH_UP, Via.FEED]


def test_a_digest_gathers_what_is_written_within_two_minutes() -> None:
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert gathered_at(noon) == gathered_at(noon + timedelta(seconds=119)) == noon + timedelta(minutes=2)
    assert gathered_at(noon + timedelta(seconds=120)) == noon + timedelta(minutes=4)

from __future__ import annotations

from datetime import timedelta

from bot.ledger.ledger import Ledger
from bot.stages import Poll, PollOutcome
from tests.fakes.clock import FakeClock


def poll(clock: FakeClock, outcome: PollOutcome = PollOutcome.OK) -> Poll:
    now = clock.now()
    return Poll(
        now, now + timedelta(seconds=2), outcome, rows=100, new_filings=3, newest_accepted=now, detail="2 pages"
    )


async def test_polls_are_listed_latest_first_as_they_were(ledger: Ledger, clock: FakeClock) -> None:
    first = poll(clock)
    await ledger.record_poll(first)
    await clock.sleep(60)
    second = poll(clock, PollOutcome.REFUSED)
    await ledger.record_poll(second)
    assert await ledger.last_polls() == [second, first]
    assert await ledger.last_polls(1) == [second]


async def test_polls_of_more_than_a_month_ago_are_forgotten(ledger: Ledger, clock: FakeClock) -> None:
    await ledger.record_poll(poll(clock))
    await clock.sleep(31 * 86400)
    latest = poll(clock)
    await ledger.record_poll(latest)
    assert await ledger.last_polls() == [latest]


async def test_a_cursor_moves_and_is_none_before_the_first_time(ledger: Ledger) -> None:
    assert await ledger.cursor("audit") is None
    await ledger.set_cursor("audit", "2026-02-27")
    await ledger.set_cursor("audit", "2026-02-28")
    assert await ledger.cursor("audit") == "2026-02-28"
    assert await ledger.cursors() == {"audit": "2026-02-28"}


async def test_a_slack_event_is_new_once_within_a_day(ledger: Ledger, clock: FakeClock) -> None:
    assert await ledger.first_time("Ev1")
    assert not await ledger.first_time("Ev1")
    await clock.sleep(2 * 86400)
    assert await ledger.first_time("Ev2")
    assert await ledger.first_time("Ev1")

"""A proxy season's busiest minute: five hundred alerts for twenty channels, with Slack in a bad mood."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from bot.ledger.ledger import Ledger
from bot.slack.client import SlackMessenger
from bot.slack.delivery import Courier
from bot.slack.pace import BURST
from bot.stages import DeliveryState, Match, Via
from bot.standin.slack import StandinSlack
from bot.standin.slack.misbehaviour import DROP_AFTER, DROP_BEFORE, Fault, http_error, ok_false, rate_limited
from tests.fakes.clock import FakeClock
from tests.fakes.filings import filing, report
from tests.slack.conftest import simple_plan

CHANNELS, FILINGS = 20, 25
BAD_MOOD: list[Fault | None] = [
    *[None] * 24,
    rate_limited(7),
    http_error(500),
    http_error(502, accepts=True),
    http_error(503, content_type="text/plain"),
    http_error(504, accepts=True),
    DROP_BEFORE,
    DROP_AFTER,
    ok_false("fatal_error", accepts=True),
    ok_false("request_timeout"),
]


@pytest.fixture
async def ledger(tmp_path: Path, clock: FakeClock) -> AsyncIterator[Ledger]:
    opened = await Ledger.open(f"sqlite:///{tmp_path}/ledger.db", clock)
    yield opened
    await opened.close()


async def record_burst(ledger: Ledger, slack: StandinSlack) -> None:
    for number in range(CHANNELS):
        slack.workspace.add_channel(f"C{number:03d}", f"channel-{number}")
    matches = [Match("", f"C{number:03d}", ("watches everything",)) for number in range(CHANNELS)]
    filings = [filing(number + 1) for number in range(FILINGS)]
    await ledger.record_seen(filings, Via.FEED)
    for each in filings:
        await ledger.record_report(each, report(each), matches, f"https://www.sec.gov/{each.undashed}-index.htm")


async def deliver_all(courier: Courier, ledger: Ledger, clock: FakeClock) -> None:
    for _ in range(2000):
        await courier.deliver_due()
        if await ledger.next_due_at() is None:
            return
        await clock.advance(1.0)
    raise AssertionError("not over after 2000 seconds")


def accessions(slack: StandinSlack, channel: str) -> list[str]:
    return [m["text"].split(":")[0] for m in slack.workspace.channels[channel].messages]


EXPECTED = [f"0001234567-26-{number + 1:06d}" for number in range(FILINGS)]


async def as_if_in_real_time(courier: Courier, clock: FakeClock) -> None:
    """Deliver, moving the clock only while every channel waits for it: time passes for all of them together."""
    delivering = asyncio.create_task(courier.deliver_due())
    while not delivering.done():
        waiting = len(clock._sleepers)
        if waiting and waiting == len(courier._channels):
            await clock.advance(max(0.0, clock._sleepers[0][0] - clock.monotonic()))
        else:
            await asyncio.sleep(0)
    await delivering


class TestInRealTime:
    @pytest.fixture
    def clock(self) -> FakeClock:
        return FakeClock(auto=False)

    async def test_five_hundred_alerts_arrive_once_each_in_order_within_slacks_pace(
        self, clock: FakeClock, ledger: Ledger, slack: StandinSlack, messenger: SlackMessenger
    ) -> None:
        await record_burst(ledger, slack)
        await as_if_in_real_time(Courier(ledger, messenger, simple_plan, clock, worker="w", jitter=lambda: 0.5), clock)
        assert {channel: accessions(slack, channel) for channel in slack.workspace.channels if channel != "C0GOV"} == {
            f"C{number:03d}": EXPECTED for number in range(CHANNELS)
        }
        assert (await ledger.delivery_counts())[DeliveryState.DELIVERED] == CHANNELS * FILINGS
        posts = slack.calls_of("chat.postMessage")
        assert len(posts) == CHANNELS * FILINGS
        assert not [call for call in slack.calls if not call.ok]
        for number in range(CHANNELS):
            times = [call.at for call in posts if call.args["channel"] == f"C{number:03d}"]
            assert min(later - earlier for earlier, later in pairwise(times[BURST - 1 :])) >= 0.999
        # Twenty channels side by side take as long as one: 25 alerts, three at once and then one a second.
        assert clock.monotonic() == pytest.approx(FILINGS - BURST, abs=0.1)


@pytest.mark.parametrize("seed", range(3))
async def test_a_burst_through_every_fault_loses_nothing_doubles_nothing_and_keeps_order(
    seed: int, ledger: Ledger, slack: StandinSlack, messenger: SlackMessenger, clock: FakeClock
) -> None:
    await record_burst(ledger, slack)
    random = Random(seed)  # noqa: S311 - which fault comes when, the same at every run
    slack.script.then("chat.postMessage", *(random.choice(BAD_MOOD) for _ in range(900)))
    slack.script.then("conversations.history", *(random.choice(BAD_MOOD[:27]) for _ in range(100)))
    await deliver_all(Courier(ledger, messenger, simple_plan, clock, worker="w", jitter=random.random), ledger, clock)
    for number in range(CHANNELS):
        assert accessions(slack, f"C{number:03d}") == EXPECTED
    assert (await ledger.delivery_counts())[DeliveryState.DELIVERED] == CHANNELS * FILINGS
    assert not [call for call in slack.calls_of("chat.postMessage") if call.error == "ratelimited"]

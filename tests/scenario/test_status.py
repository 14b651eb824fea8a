from __future__ import annotations

from datetime import timedelta

from aiohttp.test_utils import TestClient, TestServer
from prometheus_client.parser import text_string_to_metric_families

from bot.alarm import Alarm, InChannel
from bot.edgar.client import Traffic
from bot.health import Vitals
from bot.metrics import Metrics
from bot.slack.messenger import Posted
from bot.stages import DeliveryState, Message
from bot.status import StatusPages
from bot.vitals import look
from tests.fakes.clock import START
from tests.scenario.desk import Desk, served


class Heard:
    """A messenger that keeps what was posted."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []

    async def post(self, channel: str, message: Message, *_: object, **__: object) -> Posted:
        self.said.append((channel, message.text))
        return Posted(channel, "1.1")


async def get(vitals: Vitals, path: str, metrics: Metrics | None = None) -> tuple[int, str]:
    async def taken() -> Vitals:
        return vitals

    pages = StatusPages(taken, Traffic(requests=7), metrics or Metrics())
    async with TestClient(TestServer(pages.application())) as client:
        answer = await client.get(path)
        return answer.status, await answer.text()


async def test_a_bot_can_be_alive_and_not_ready(it: Desk) -> None:
    await it.clock.sleep(3600)
    vitals = await look(it.ledger, it.clock)
    assert await get(vitals, "/healthz") == (200, "alive\n")
    status, text = await get(vitals, "/readyz")
    assert status == 503
    assert "BAD poll: the feed was last read 60 minutes ago" in text


async def test_a_bot_that_has_just_polled_is_ready(it: Desk) -> None:
    assert it.clock.now() - START < timedelta(minutes=1)
    it.edgar.add(served(1, it.clock.now()))
    await it.round()
    status, text = await get(await look(it.ledger, it.clock), "/readyz")
    assert (status, "BAD" in text) == (200, False)


async def test_the_figures_are_those_of_the_ledger_and_of_the_events(it: Desk) -> None:
    it.edgar.add(served(1, it.clock.now()))
    await it.round()
    await it.clock.sleep(30)
    metrics = Metrics()
    metrics(None, "info", {"event": "feed.polled", "outcome": "refused"})
    metrics(None, "info", {"event": "filing.read", "seconds": 0.2, "kind": "meeting_results", "review": True})
    metrics(None, "warning", {"event": "filing.not_fetched"})
    status, text = await get(await look(it.ledger, it.clock), "/metrics", metrics)
    assert status == 200
    samples = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert samples["ballotwire_deliveries", "pending"] == 1
    assert samples["ballotwire_filings", "read"] == 1
    assert samples["ballotwire_oldest_waiting_seconds",] == 30
    assert samples["ballotwire_edgar_requests_total",] == 7
    assert samples["ballotwire_polls_total", "refused"] == 1
    assert samples["ballotwire_reports_flagged_total",] == 1
    assert samples["ballotwire_read_seconds_count",] == 1
    assert samples["ballotwire_faults_total", "filing.not_fetched"] == 1


async def test_operators_hear_once_of_trouble_and_once_of_its_end_also_over_a_restart(it: Desk) -> None:
    heard = Heard()
    it.edgar.add(served(1, it.clock.now()))
    await it.round()

    async def taken() -> Vitals:
        return await look(it.ledger, it.clock)

    def alarm() -> Alarm:
        return Alarm(taken, it.ledger, [InChannel(heard, "C0OPS").say])  # type: ignore[arg-type]

    await alarm().check()
    assert heard.said == []
    await it.clock.sleep(700)
    await it.poller.poll()
    await alarm().check()
    await alarm().check()
    assert heard.said == [("C0OPS", ":rotating_light: Ballotwire, deliveries: 1 wait, the oldest for 11 minutes")]
    (claimed,) = await it.ledger.claim_due(1, timedelta(minutes=5), "w1")
    await it.ledger.record_delivered(claimed.id, "C1", "1.1")
    await alarm().check()
    assert heard.said[1:] == [("C0OPS", ":white_check_mark: Ballotwire, deliveries: none waits")]
    assert (await it.ledger.delivery_counts())[DeliveryState.DELIVERED] == 1

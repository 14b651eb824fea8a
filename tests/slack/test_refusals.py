"""While Slack refuses the app as a whole: everything waits, it is plain to see, and nothing is lost."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from structlog.testing import capture_logs

from bot.alarm import Alarm, InChannel
from bot.ledger.ledger import Ledger
from bot.slack.client import SlackMessenger
from bot.slack.delivery import Courier
from bot.slack.refusals import Refusals, standing_refusal
from bot.stages import DeliveryState, Watch, WatchSubject
from bot.standin.slack import StandinSlack
from bot.standin.slack.misbehaviour import ok_false
from bot.vitals import look
from bot.webhook import Webhook
from tests.fakes.clock import FakeClock
from tests.fakes.outbox import FakeOutbox
from tests.slack.conftest import simple_plan

GOV, OTHER = "C0GOV", "C0OTH"
DAY = 24 * 3600


@pytest.fixture
async def ledger(tmp_path: Path, clock: FakeClock) -> AsyncIterator[Ledger]:
    held = await Ledger.open(f"sqlite:///{tmp_path}/ledger.db", clock)
    await held.add_watch(Watch("", GOV, WatchSubject.EVERYTHING, added_by="U0ANA"), "U0ANA")
    yield held
    await held.close()


@pytest.fixture
def courier(
    ledger: Ledger, outbox: FakeOutbox, messenger: SlackMessenger, slack: StandinSlack, clock: FakeClock
) -> Courier:
    slack.workspace.add_channel(OTHER, "others")
    refusals = Refusals(ledger, messenger, clock)
    return Courier(outbox, messenger, simple_plan, clock, worker="w1", jitter=lambda: 0.0, refusals=refusals)


async def test_all_channels_rest_for_as_long_as_it_takes_and_everything_arrives_in_order(
    slack: StandinSlack, courier: Courier, outbox: FakeOutbox, ledger: Ledger, clock: FakeClock
) -> None:
    slack.script.then("chat.postMessage", *[ok_false("token_revoked")] * 5000)
    keys = [outbox.put(GOV).idempotency_key for _ in range(3)]
    for _ in range(9):  # nine days
        await courier.deliver_due()
        await clock.advance(DAY)
    asked = len(slack.calls_of("chat.postMessage"))
    outbox.put(OTHER)
    await courier.deliver_due()
    await courier.deliver_due()
    assert len(slack.calls_of("chat.postMessage")) - asked <= 2
    assert outbox.disabled == {}
    assert DeliveryState.ABANDONED not in outbox.states()
    slack.script.clear("chat.postMessage")
    for _ in range(4):
        await clock.advance(400)
        await courier.deliver_due()
    assert [m["text"].split()[0] for m in slack.workspace.channels[GOV].messages] == keys
    assert set(outbox.states()) == {DeliveryState.DELIVERED}
    assert await standing_refusal(ledger) is None


async def test_those_who_asked_for_watches_are_told_once_it_is_over(
    slack: StandinSlack, courier: Courier, outbox: FakeOutbox, clock: FakeClock
) -> None:
    slack.script.then("chat.postMessage", ok_false("account_inactive"))
    outbox.put(GOV)
    await courier.deliver_due()
    for _ in range(3):
        await clock.advance(400)
        await courier.deliver_due()
    [told] = [m["text"] for m in slack.workspace.direct("U0ANA").messages]
    assert told == (
        "For 6 min I could not post anything: the app was removed from the workspace. What waited is being told now."
    )


async def test_it_is_seen_at_once_and_operators_hear_by_a_path_that_needs_no_token(
    slack: StandinSlack,
    messenger: SlackMessenger,
    courier: Courier,
    outbox: FakeOutbox,
    ledger: Ledger,
    clock: FakeClock,
) -> None:
    heard: list[str] = []

    async def hook(request: web.Request) -> web.Response:
        heard.append((await request.json())["text"])
        return web.Response(text="ok")

    application = web.Application()
    application.router.add_post("/hook/secret", hook)
    slack.script.then("chat.postMessage", *[ok_false("token_revoked")] * 2)
    outbox.put(GOV)
    await courier.deliver_due()
    async with TestServer(application) as server, ClientSession() as session:
        paths = [InChannel(messenger, OTHER).say, Webhook(session, str(server.make_url("/hook/secret"))).say]
        alarm = Alarm(lambda: look(ledger, clock), ledger, paths)
        await alarm.check()
        await alarm.check()
        assert [words for words in heard if "posting" in words] == [
            ":rotating_light: Ballotwire, posting: Slack has refused the app for 0 seconds (token_revoked): every "
            "delivery waits and none is lost; give it a token that works (SLACK_BOT_TOKEN)"
        ]
        await clock.advance(400)
        await courier.deliver_due()
        await alarm.check()
        assert ":white_check_mark: Ballotwire, posting: nobody refuses us" in heard


async def test_an_address_that_does_not_answer_is_no_failure_and_in_no_log() -> None:
    with capture_logs() as logged:
        async with ClientSession() as session:
            assert not await Webhook(session, "http://127.0.0.1:1/hook/secret").say("x")
            assert not await Webhook(session, "no address/secret").say("x")
    assert [entry["event"] for entry in logged] == ["alarm.webhook_failed", "alarm.webhook_failed"]
    assert "secret" not in repr(logged)

"""No token, signing secret, response address or socket ticket in any log line, error or repr."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.lookup import LookupAnswer
from bot.slack.client import SlackMessenger, slack_client, slack_session
from bot.slack.delivery import Courier
from bot.slack.messenger import NotPosted
from bot.slack.parts import AppParts
from bot.stages import Message
from bot.standin.slack import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, StandinSlack
from bot.standin.slack.envelopes import HttpWire, encode, signature
from bot.standin.slack.misbehaviour import DROP_BEFORE, HTML_OK, Fault, http_error, ok_false, rate_limited
from tests.fakes.clock import FakeClock
from tests.fakes.heard import everything_logged
from tests.fakes.outbox import FakeOutbox
from tests.slack.conftest import simple_plan
from tests.slack.office import ANA, GOV, Office, office

SECRETS = re.compile(rf"xox[a-z]-|xapp-|{re.escape(SIGNING_SECRET)}|/hooks/response/\w|ticket=\w")
FAULTS: list[Fault] = [
    rate_limited(1),
    http_error(500),
    http_error(502, content_type="text/plain"),
    HTML_OK,
    DROP_BEFORE,
    ok_false("invalid_auth"),
    ok_false("is_archived"),
    ok_false("invalid_blocks"),
    Fault(body=f"token {BOT_TOKEN} refused", content_type="text/plain", status=503),
]


@pytest.fixture
def heard() -> Iterator[io.StringIO]:
    with everything_logged() as lines:
        yield lines


def assert_clean(heard: io.StringIO, expected: str) -> None:
    """Nothing secret was heard, and something was: a silent log proves nothing."""
    text = heard.getvalue()
    assert expected in text
    assert SECRETS.findall(text) == []


async def test_failing_deliveries_log_their_reasons_and_no_secret(
    heard: io.StringIO, slack: StandinSlack, messenger: SlackMessenger, outbox: FakeOutbox, clock: FakeClock
) -> None:
    slack.script.then("chat.postMessage", *FAULTS)
    for _ in FAULTS:
        outbox.put(GOV)
    courier = Courier(outbox, messenger, simple_plan, clock, worker="w", jitter=lambda: 0.0)
    for _ in range(20):
        await courier.deliver_due()
        await clock.advance(400)
    assert_clean(heard, "delivery.failed")


@pytest.mark.parametrize("fault", FAULTS)
async def test_an_error_of_a_call_names_its_reason_alone(fault: Fault, slack: StandinSlack) -> None:
    slack.script.then("chat.postMessage", fault)
    async with slack_session(slack.api_url) as session:
        messenger = SlackMessenger(slack_client(BOT_TOKEN, slack.api_url, session))
        with pytest.raises(NotPosted) as failure:
            await messenger.post(GOV, Message("x", ()), "k")
    shown = f"{failure.value!r} {failure.value} {failure.value.__cause__!r}"
    assert SECRETS.findall(shown) == []
    assert re.fullmatch(r"[a-z_0-9]+", str(failure.value))


@pytest.mark.parametrize("at_work", ["socket", "http"], indirect=True)
async def test_commands_buttons_and_failing_listeners_log_no_secret(heard: io.StringIO, at_work: Office) -> None:
    async def broken(query: str, page: int = 0, **_: object) -> LookupAnswer:
        raise ValueError(f"the ledger is gone: {query} {page}")

    at_work.parts.lookup = broken
    answer = await at_work.says("INNO", command="/lookup")
    assert answer["text"] == "Something went wrong here, and it is in the log. Please try again in a minute."
    at_work.slack.script.then("views.publish", http_error(502, content_type="text/plain"))
    await at_work.slack.people.open_home(ANA)
    await at_work.slack.until(lambda: at_work.slack.calls_of("views.publish"))
    assert_clean(heard, "slack.listener_failed")
    assert "AssertionError" not in heard.getvalue()


async def test_forged_requests_log_no_secret(heard: io.StringIO, tmp_path: Path, clock: FakeClock) -> None:
    async with office("http", tmp_path, clock) as place:
        wire = place.slack.people.wire
        assert isinstance(wire, HttpWire)
        body, kind = encode("slash_commands", {"command": "/watch", "text": "all", "token": BOT_TOKEN})
        for stamp in (int(time.time()), 1):
            headers = signature("another-secret", body, stamp) | {"Content-Type": kind}
            assert (await wire.send("forged", body, headers)).status == 401
    assert_clean(heard, "slack_bolt")


async def test_a_socket_that_is_refused_logs_no_secret(heard: io.StringIO, tmp_path: Path, clock: FakeClock) -> None:
    async with office("socket", tmp_path, clock) as place:
        assert place.transport is not None
        await place.transport.stop()
        place.slack.script.then("apps.connections.open", ok_false("invalid_auth"), http_error(503), DROP_BEFORE)
        await place.transport.start()
    assert_clean(heard, "slack.socket_refused")


async def test_what_the_app_is_made_of_shows_no_secret(slack: StandinSlack, clock: FakeClock) -> None:
    async with slack_session(slack.api_url) as session:
        client = slack_client(BOT_TOKEN, slack.api_url, session)
        parts = AppParts(client, clock, None, None, SIGNING_SECRET)  # type: ignore[arg-type]
        assert SECRETS.findall(f"{parts!r} {client!r} {SlackMessenger(client)!r}") == []
    assert APP_TOKEN.startswith("xapp-")

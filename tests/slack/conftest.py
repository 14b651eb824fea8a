"""A Slack on loopback whose time only moves when told, and what talks to it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.slack.client import SlackMessenger, slack_client, slack_session
from bot.slack.delivery import Courier
from bot.slack.plan import Plan
from bot.stages import Delivery, Message
from bot.standin.slack import BOT_TOKEN, StandinSlack
from tests.fakes.clock import FakeClock
from tests.fakes.outbox import FakeOutbox
from tests.slack.office import Office, office


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def slack(clock: FakeClock) -> AsyncIterator[StandinSlack]:
    standin = StandinSlack(clock)
    standin.workspace.add_person("U0ANA", "ana")
    standin.workspace.add_channel("C0GOV", "governance", ["U0ANA"])
    async with standin:
        yield standin


@pytest.fixture
async def messenger(slack: StandinSlack) -> AsyncIterator[SlackMessenger]:
    async with slack_session(slack.api_url) as session:
        yield SlackMessenger(slack_client(BOT_TOKEN, slack.api_url, session))


@pytest.fixture
def outbox(clock: FakeClock) -> FakeOutbox:
    return FakeOutbox(clock)


async def simple_plan(delivery: Delivery, delay: str) -> Plan:
    """One message with one block: the key, so that a channel can be read like a list."""
    text = f"{delivery.idempotency_key} {delay}".strip()
    block: dict[str, object] = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
    return Plan((Message(text, (block,)),))


@pytest.fixture
def courier(outbox: FakeOutbox, messenger: SlackMessenger, clock: FakeClock) -> Courier:
    return Courier(outbox, messenger, simple_plan, clock, worker="w1", jitter=lambda: 0.5)


@pytest.fixture(params=["socket", "http"])
async def at_work(request: pytest.FixtureRequest, tmp_path: Path, clock: FakeClock) -> AsyncIterator[Office]:
    """The app at work, over each transport in turn."""
    async with office(request.param, tmp_path, clock) as place:
        yield place


@pytest.fixture
async def on_socket(tmp_path: Path, clock: FakeClock) -> AsyncIterator[Office]:
    async with office("socket", tmp_path, clock) as place:
        yield place

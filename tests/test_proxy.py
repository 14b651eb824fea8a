"""A proxy that the environment names is used for the world outside, and never for this machine or who is exempt."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import RawTestServer, unused_port

from bot.edgar.addresses import Addresses
from bot.edgar.client import EdgarClient
from bot.edgar.faults import Expected, Unavailable
from bot.proxy import proxy_for
from bot.slack.client import SlackMessenger, slack_client, slack_session
from bot.slack.messenger import NotPosted
from bot.stages import Message
from bot.standin.slack import BOT_TOKEN, StandinSlack
from bot.webhook import Webhook
from tests.fakes.clock import FakeClock

NAMES = ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY")


@dataclass
class Proxy:
    """Answers every request itself, and remembers which host it was for."""

    url: str = ""
    asked: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        self.asked.append(f"{request.method} {request.host}")
        self.names.append(request.headers.get("Proxy-Authorization", ""))
        return web.json_response({"ok": True, "channel": "C1", "ts": "1.1"})


@pytest.fixture
async def proxy(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Proxy]:
    it = Proxy()
    async with RawTestServer(it.answer) as server:
        it.url = str(server.make_url("/"))
        for name in NAMES:
            monkeypatch.delenv(name, raising=False)
            monkeypatch.delenv(name.lower(), raising=False)
        for name in ("http_proxy", "https_proxy"):
            monkeypatch.setenv(name, it.url)
        monkeypatch.setenv("no_proxy", "exempt.invalid")
        yield it


@pytest.mark.parametrize(
    ("url", "through"),
    [
        ("https://www.sec.gov/x", True),
        ("wss://wss-primary.slack.com/x", True),
        ("http://127.0.0.1:8000/x", False),
        ("http://[::1]:8000/x", False),
        ("http://localhost/x", False),
        ("https://exempt.invalid/x", False),
        ("https://below.exempt.invalid/x", False),
    ],
)
async def test_the_proxy_is_for_what_is_outside_and_not_exempt(url: str, through: bool, proxy: Proxy) -> None:
    assert proxy_for(url) == (proxy.url if through else None)


async def test_edgar_is_asked_through_it(proxy: Proxy, clock: FakeClock) -> None:
    outside = "http://edgar.invalid"
    addresses = Addresses(outside, outside, outside)
    async with EdgarClient(addresses, "Ballotwire tests@example.org", clock) as client:
        await client.get(addresses.tickers(), Expected.JSON)
    assert proxy.asked == ["GET edgar.invalid"]


async def test_slack_and_the_operators_address_are_asked_through_it(proxy: Proxy) -> None:
    async with slack_session("http://slack.invalid/api/") as session:
        messenger = SlackMessenger(slack_client(BOT_TOKEN, "http://slack.invalid/api/", session))
        await messenger.post("C1", Message("x", ()), "k")
    async with aiohttp.ClientSession() as session:
        assert await Webhook(session, "http://hook.invalid/x").say("x")
    assert proxy.asked == ["POST slack.invalid", "POST hook.invalid"]


async def test_it_is_given_the_name_and_the_password_that_its_address_holds(
    proxy: Proxy, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", proxy.url.replace("://", "://someone:hunter22@"))
    async with slack_session("http://slack.invalid/api/") as session:
        messenger = SlackMessenger(slack_client(BOT_TOKEN, "http://slack.invalid/api/", session))
        await messenger.post("C1", Message("x", ()), "k")
    outside = "http://edgar.invalid"
    async with EdgarClient(Addresses(outside, outside, outside), "Ballotwire tests@example.org", clock) as client:
        await client.get(client.addresses.tickers(), Expected.JSON)
    assert proxy.names == [f"Basic {b64encode(b'someone:hunter22').decode()}"] * 2


async def test_who_is_exempt_is_asked_straight(proxy: Proxy, clock: FakeClock) -> None:
    async with slack_session("http://exempt.invalid/api/") as session:
        messenger = SlackMessenger(slack_client(BOT_TOKEN, "http://exempt.invalid/api/", session))
        with pytest.raises(NotPosted, match="no_connection"):
            await messenger.post("C1", Message("x", ()), "k")
    here = f"http://127.0.0.1:{unused_port()}"
    async with EdgarClient(Addresses(here, here, here), "Ballotwire tests@example.org", clock) as client:
        with pytest.raises(Unavailable):
            await client.get(f"{here}/x", Expected.JSON, attempts=1)
    assert proxy.asked == []


async def test_a_slack_on_this_machine_is_asked_straight(proxy: Proxy) -> None:
    async with StandinSlack() as slack, slack_session(slack.api_url) as session:
        slack.workspace.add_channel("C0GOV", "governance", [])
        posted = await SlackMessenger(slack_client(BOT_TOKEN, slack.api_url, session)).post(
            "C0GOV", Message("x", ()), "k"
        )
    assert posted.channel_id == "C0GOV"
    assert proxy.asked == []


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()

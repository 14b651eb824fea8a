"""No request to Slack's side leaves the configured host, whoever points elsewhere. The other host is a real server."""

from __future__ import annotations

import ast
import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from structlog.testing import capture_logs
from yarl import URL

from bot.compose_slack import sample_alert
from bot.slack.app import slack_app
from bot.slack.client import SlackMessenger, slack_client, slack_session
from bot.slack.faults import Verdict
from bot.slack.messenger import NotPosted
from bot.slack.parts import AppParts
from bot.slack.reach import HostRefused, Reach
from bot.slack.transports import SocketTransport
from bot.slack.uploads import File, upload
from bot.stages import Message
from bot.standin.slack import APP_TOKEN, BOT_TOKEN, StandinSlack
from bot.standin.slack.misbehaviour import Fault
from bot.webhook import Webhook
from tests.fakes.clock import FakeClock
from tests.slack.office import ANA, GOV, Office

SLACK = "https://slack.com/api/"
LOOPBACK = "http://127.0.0.1:8000/api/"
BOT = Path(__file__).parents[2] / "bot"


class Elsewhere:
    """A host that takes whatever it is sent, and remembers it."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.url = ""

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(f"{request.method} {request.path} {request.headers.get('Authorization', '')}")
        return web.json_response({"ok": True, "channel": GOV, "ts": "1.1"})


@pytest.fixture
async def elsewhere() -> AsyncIterator[Elsewhere]:
    host = Elsewhere()
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", host.answer)
    async with TestServer(application) as server:
        host.url = str(server.make_url("")).rstrip("/")
        yield host


@pytest.fixture
def logged() -> Iterator[list[dict[str, object]]]:
    with capture_logs() as entries:
        yield entries  # type: ignore[misc]


def refusals(logged: list[dict[str, object]]) -> int:
    """How often a host was refused, in words that hold nothing but hosts."""
    found = [entry for entry in logged if entry["event"] == "slack.host_refused"]
    assert all(entry.keys() == {"event", "log_level", "host", "allowed"} for entry in found)
    return len(found)


async def until(holds: Callable[[], object]) -> None:
    """For what the stand-in does not notice."""
    async with asyncio.timeout(5):
        while not holds():  # noqa: ASYNC110 - a line in the log wakes nobody
            await asyncio.sleep(0)


def pointing(to: str, status: int) -> Fault:
    return Fault(status, "moved", "text/html", location=to)


@pytest.mark.parametrize(
    "url",
    [
        "https://slack.com/api/chat.postMessage",
        "https://hooks.slack.com/commands/T1/2/3",
        "https://files.slack.com/upload/v1/x",
        "wss://wss-primary.slack.com/link/?ticket=1",
        "https://acme.enterprise.slack.com:443/x",
        "https://SLACK.COM/api/x",
    ],
)
def test_slack_and_what_is_below_it_is_within_reach(url: str) -> None:
    assert Reach(SLACK).allows(URL(url))


@pytest.mark.parametrize(
    "url",
    [
        "https://slack.com.attacker.example/api/",
        "https://notslack.com/api/",
        "https://slack.com@attacker.example/api/",
        "https://attacker.example/slack.com",
        "https://slack.com:8443/api/",
        "http://slack.com/api/",
        "ws://wss-primary.slack.com/link/",
        "https://127.0.0.1/api/",
        "https://slack-gov.com/api/",
        "ftp://slack.com/x",
        "/api/relative",
    ],
)
def test_every_other_address_is_out_of_reach_and_so_is_an_open_line_to_slack(url: str) -> None:
    assert not Reach(SLACK).allows(URL(url))


def test_another_configured_host_reaches_itself_alone() -> None:
    reach = Reach(LOOPBACK)
    assert reach.allows(URL("http://127.0.0.1:8000/upload/v1/F1"))
    assert reach.allows(URL("ws://127.0.0.1:8000/socket"))
    for url in ("http://127.0.0.1:8001/x", "http://localhost:8000/x", "https://slack.com/api/x", SLACK):
        assert not reach.allows(URL(url))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_to_another_host_is_not_followed_and_the_message_is_sent_again_later(
    status: int, slack: StandinSlack, elsewhere: Elsewhere, messenger: SlackMessenger, logged: list[dict[str, object]]
) -> None:
    slack.script.then("chat.postMessage", pointing(f"{elsewhere.url}/api/chat.postMessage?secret=1", status))
    with pytest.raises(NotPosted) as failure:
        await messenger.post(GOV, Message("x", ()), "k")
    assert (failure.value.fault.verdict, failure.value.fault.reason) == (Verdict.TRANSIENT, "host_refused")
    assert elsewhere.asked == []
    assert refusals(logged) == 1
    assert "secret" not in repr(logged)
    assert (await messenger.post(GOV, Message("x", ()), "k")).channel_id == GOV


async def test_a_redirect_within_slack_is_followed(slack: StandinSlack, messenger: SlackMessenger) -> None:
    slack.script.then("chat.postMessage", pointing("/api/chat.postMessage?again=1", 307))
    assert (await messenger.post(GOV, Message("x", ()), "k")).channel_id == GOV


async def test_a_file_is_uploaded_to_no_other_host(
    slack: StandinSlack, elsewhere: Elsewhere, logged: list[dict[str, object]]
) -> None:
    given = {"ok": True, "file_id": "F1", "upload_url": f"{elsewhere.url}/upload/v1/secret"}
    slack.script.then("files.getUploadURLExternal", Fault(200, json.dumps(given), "application/json"))
    async with slack_session(slack.api_url) as session:
        with pytest.raises(NotPosted) as failure:
            await upload(slack_client(BOT_TOKEN, slack.api_url, session), GOV, File("a.csv", b"1", "a"))
    assert failure.value.fault.reason == "host_refused"
    assert elsewhere.asked == []
    assert refusals(logged) == 1
    assert "secret" not in repr(logged)


@pytest.mark.parametrize("text", ["INNO", "INNO csv here"])
async def test_a_command_is_answered_to_no_other_host(
    text: str, at_work: Office, elsewhere: Elsewhere, logged: list[dict[str, object]]
) -> None:
    people = at_work.slack.people
    at_work.slack.people._origin = lambda: elsewhere.url
    ack = await people.command(ANA, GOV, "/lookup", text)
    assert ack.in_time
    await until(lambda: refusals(logged))
    assert elsewhere.asked == []
    assert "/hooks/" not in repr(logged)
    at_work.slack.people._origin = lambda: at_work.slack.origin
    assert (await at_work.says("help", command="/lookup"))["text"]


async def test_a_listener_calls_slack_through_the_same_session(
    at_work: Office, elsewhere: Elsewhere, logged: list[dict[str, object]]
) -> None:
    at_work.slack.script.then("views.publish", pointing(f"{elsewhere.url}/api/views.publish", 307))
    await at_work.slack.people.open_home(ANA)
    await until(lambda: any(entry["event"] == "slack.home_not_published" for entry in logged))
    assert elsewhere.asked == []
    assert refusals(logged) == 1


@asynccontextmanager
async def socket_of(slack: StandinSlack, clock: FakeClock) -> AsyncIterator[SocketTransport]:
    async with slack_session(slack.api_url) as session:
        client = slack_client(BOT_TOKEN, slack.api_url, session)
        app = slack_app(AppParts(client, clock, None, None, sample=sample_alert))  # type: ignore[arg-type]
        transport = SocketTransport(app, APP_TOKEN, slack.api_url, clock, ping_seconds=0.1, opening_seconds=0.3)
        try:
            yield transport
        finally:
            await transport.stop()


def opening(url: str) -> Fault:
    return Fault(200, json.dumps({"ok": True, "url": url}), "application/json")


async def test_a_socket_is_opened_to_no_other_host_and_another_address_is_asked_for(
    slack: StandinSlack, elsewhere: Elsewhere, clock: FakeClock, logged: list[dict[str, object]]
) -> None:
    evil = f"{elsewhere.url.replace('http', 'ws', 1)}/link/?ticket=secret"
    slack.script.then("apps.connections.open", opening(evil))
    async with socket_of(slack, clock) as transport:
        await transport.start()
        assert slack.socket.connections == 1
        assert elsewhere.asked == []
        assert refusals(logged) == 1
        assert [entry["reason"] for entry in logged if entry["event"] == "slack.socket_refused"] == ["host_refused"]
        assert "secret" not in repr(logged)


async def test_a_dead_socket_address_is_given_up_for_a_new_one(
    slack: StandinSlack, clock: FakeClock, logged: list[dict[str, object]]
) -> None:
    slack.script.then("apps.connections.open", opening(f"{slack.origin.replace('http', 'ws', 1)}/gone?ticket=secret"))
    async with socket_of(slack, clock) as transport:
        await transport.start()
        assert slack.socket.connections == 1
    assert [entry["reason"] for entry in logged if entry["event"] == "slack.socket_refused"] == ["timeout"]


async def test_a_socket_that_the_library_opens_anew_is_held_to_the_same_host(
    slack: StandinSlack, elsewhere: Elsewhere, clock: FakeClock, logged: list[dict[str, object]]
) -> None:
    evil = f"{elsewhere.url.replace('http', 'ws', 1)}/link/"
    async with socket_of(slack, clock) as transport:
        await transport.start()
        slack.script.then("apps.connections.open", opening(evil))
        await slack.socket.refresh()
        await until(lambda: refusals(logged))
        assert elsewhere.asked == []
        assert await transport.fault() == "not connected"


async def test_the_operators_webhook_is_not_followed_elsewhere(elsewhere: Elsewhere) -> None:
    async def moved(_: web.Request) -> web.Response:
        return web.Response(status=307, headers={"Location": f"{elsewhere.url}/hook"})

    application = web.Application()
    application.router.add_post("/hook", moved)
    with capture_logs() as logged:
        async with TestServer(application) as server, aiohttp.ClientSession() as session:
            assert not await Webhook(session, str(server.make_url("/hook"))).say("x")
    assert elsewhere.asked == []
    assert [(entry["event"], entry["reason"]) for entry in logged] == [("alarm.webhook_failed", "http_307")]


def test_no_session_is_opened_where_nobody_watches_where_it_goes() -> None:
    """Slack's by its guard, EDGAR's by its client, the operators' address by not following."""
    opened = {
        str(path.relative_to(BOT))
        for path in BOT.rglob("*.py")
        if "standin" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and "ClientSession" in ast.unparse(node.func)
    }
    assert opened == {"slack/client.py", "edgar/client.py", "compose.py"}


async def test_a_refusal_names_the_host_alone() -> None:
    async with slack_session(SLACK) as session:
        with pytest.raises(HostRefused) as refused:
            await session.get("https://attacker.example/hooks/response/secret?token=secret")
    assert str(refused.value) == "https://attacker.example is not https://slack.com, nor below it"

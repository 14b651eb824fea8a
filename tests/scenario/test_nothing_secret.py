"""Whole days with every fault: no secret is in a line of the log, on a page, in a message or in a command's output."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.slack import faults
from bot.standin.edgar import Misbehaviour, sample_filings
from bot.standin.slack import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET
from bot.standin.slack.envelopes import encode, signature
from bot.standin.slack.misbehaviour import DROP_AFTER, HTML_OK, Fault, http_error, ok_false, rate_limited
from tests.fakes.postgresql import PostgreSQL
from tests.scenario.processes import process
from tests.scenario.whole_bot import PAGES, WholeBot, whole_bot

PASSWORD, PROXY_PASSWORD, HOOK = "dbpass-hunter22", "proxypass-hunter33", "T0000/B0000/hookpart-hunter44"
SECRET = re.compile(
    "|".join(map(re.escape, (BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, PASSWORD, PROXY_PASSWORD, HOOK)))
    + r"|hunter\d\d|xox[a-z]-|xapp-|/hooks/response/\w|ticket=\w"
)
REFUSALS = [
    *(ok_false(code) for code in sorted(faults.CHANNEL_CODES | faults.CONTENT_CODES | faults.OPEN_CODES)),
    ok_false("ratelimited"),
    ok_false("nobody_has_seen_this_code"),
    rate_limited(600),
    rate_limited("soon"),
    *(http_error(status, content_type=kind) for status in (403, 413, 500, 503) for kind in ("text/html", "text/plain")),
    HTML_OK,
    Fault(drop=True),
    DROP_AFTER,
    Fault(503, f"token {BOT_TOKEN} refused", "text/plain"),
    Fault(200, json.dumps({"ok": False, "error": f"bad {BOT_TOKEN}"}), "application/json"),
    Fault(200, "[]", "application/json"),
    Fault(200, "{", "application/json"),
    Fault(307, "moved", "text/html", location=f"http://127.0.0.1:1/?token={BOT_TOKEN}"),
]
EDGAR_FAULTS = (Misbehaviour.RESET, Misbehaviour.REDIRECT, Misbehaviour.HTML_WITH_200, Misbehaviour.CUT_FEED)


def assert_clean(text: str) -> None:
    assert [line for line in text.splitlines() if SECRET.search(line)] == []


@asynccontextmanager
async def failing_hook() -> AsyncIterator[str]:
    async def refuse(_: web.Request) -> web.Response:
        return web.Response(status=500, text=HOOK)

    application = web.Application()
    application.router.add_post("/{path:.*}", refuse)
    server = TestServer(application)
    await server.start_server(access_log=None)
    try:
        yield str(server.make_url(f"/services/{HOOK}"))
    finally:
        await server.close()


async def every_fault(it: WholeBot) -> None:
    for misbehaviour in EDGAR_FAULTS:
        it.edgar.cue(misbehaviour, "browse-edgar")
    it.edgar.cue(Misbehaviour.RESET, ".txt")
    it.slack.script.then("chat.postMessage", *REFUSALS)
    it.edgar.add(sample_filings()["innovo-2004"].accepted_at(it.bot.clock.now()))
    wanted = len(REFUSALS) - len(faults.CONTENT_CODES)
    await it.until(lambda: sum(line["event"] == "delivery.failed" for line in it.lines()) >= wanted, 60)


async def people(it: WholeBot) -> None:
    """A command that is answered elsewhere, one whose file finds no host, a home that is not taken."""
    at = it.slack.people
    await it.until(lambda: it.wire or it.slack.socket.is_open, 60)
    at._origin = lambda: "http://127.0.0.1:1"
    await at.command("U0ANA", "C00000", "/lookup", "INNO")
    at._origin = lambda: it.slack.origin
    given = {"ok": True, "file_id": "F1", "upload_url": f"http://127.0.0.1:1/upload/{BOT_TOKEN}"}
    it.slack.script.then("files.getUploadURLExternal", Fault(200, json.dumps(given), "application/json"))
    await at.command("U0ANA", "C00000", "/lookup", "INNO csv")
    it.slack.script.then("views.publish", http_error(502, content_type="text/plain"))
    await at.open_home("U0ANA")
    await it.until(lambda: it.log.getvalue().count('"slack.host_refused"') >= 2)
    await it.until_logged("slack.home_not_published")
    if it.wire is not None:
        body, kind = encode("slash_commands", {"command": "/watch", "text": "all", "token": BOT_TOKEN})
        headers = signature(f"not-{SIGNING_SECRET}", body, 1) | {"Content-Type": kind}
        assert (await it.wire.send("forged", body, headers)).status == 401


@pytest.mark.timeout(180)
@pytest.mark.parametrize("transport", ["socket", "http"])
async def test_a_day_of_every_fault_tells_no_secret(
    transport: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    database = f"sqlite:///{tmp_path}/ledger.db"
    if transport == "socket":
        server: PostgreSQL = request.getfixturevalue("postgresql")
        database = server.new_database().replace("tests@", f"tests:{PASSWORD}@")
        assert PASSWORD in database
    channels = [f"channel-{number}" for number in range(len(REFUSALS))]
    told = {"operators_channel": "C0NOWHERE", "database_url": database}
    async with (
        failing_hook() as hook,
        whole_bot(transport, tmp_path, channels, operators_webhook=hook, **told) as it,
    ):
        if transport == "socket":
            it.slack.script.then("apps.connections.open", ok_false("invalid_auth"), http_error(503), Fault(drop=True))
            await it.slack.socket.cut()
        await every_fault(it)
        await people(it)
        it.slack.script.then("chat.postMessage", *[ok_false("token_revoked")] * 99)
        it.edgar.add(sample_filings()["harrow-pike-2026"].accepted_at(it.bot.clock.now()))
        await it.until_logged("delivery.slack_refuses")
        it.edgar.cue(Misbehaviour.RATE_BLOCK, "browse-edgar", times=None)
        await it.until_logged("edgar.blocked")
        await it.page_with("readyz", "BAD posting")
        pages = "\n".join([(await it.page(name))[1] for name in PAGES])
        await it.bot.alarm.check()
    text = it.log.getvalue()
    events = {line["event"] for line in it.lines()}
    assert events >= {
        "delivery.failed",
        "edgar.retry",
        "alarm.webhook_failed",
        "alarm.not_posted",
        "slack.host_refused",
    }
    assert events >= {"delivery.channel_disabled", "delivery.abandoned", "filing.recorded", "bot.stopped"}
    assert_clean(text)
    assert_clean(pages)
    assert_clean(json.dumps([channel.messages for channel in it.slack.workspace.channels.values()]))
    assert_clean((tmp_path / "ledger.db").read_bytes().decode("latin-1") if transport == "http" else "")


COMMANDS = (
    *(("doctor",), ("run",), ("db", "check"), ("db", "backup", "copy.db"), ("lookup", "INNO", "--ask-edgar")),
    *(("reread",), ("audit",), ("backfill", "INNO"), ("watchlist", "check"), ("watchlist", "export")),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
async def test_a_command_that_fails_tells_no_secret(command: tuple[str, ...], tmp_path: Path) -> None:
    proxy = f"http://someone:{PROXY_PASSWORD}@127.0.0.1:1"
    asked = await process(
        tmp_path,
        *command,
        BALLOTWIRE_DATABASE_URL=f"postgresql://bot:{PASSWORD}@127.0.0.1:1/ledger",
        BALLOTWIRE_EDGAR_URL="http://edgar.invalid",
        BALLOTWIRE_LOG_LEVEL="debug",
        BALLOTWIRE_OPERATORS_WEBHOOK=f"http://127.0.0.1:1/services/{HOOK}",
        BALLOTWIRE_OPERATORS_CHANNEL="C0OPS",
        SLACK_API_URL="http://slack.invalid/api/",
        SLACK_BOT_TOKEN=BOT_TOKEN,
        SLACK_APP_TOKEN=APP_TOKEN,
        SLACK_SIGNING_SECRET=SIGNING_SECRET,
        HTTPS_PROXY=proxy,
        HTTP_PROXY=proxy,
        http_proxy=proxy,
        https_proxy=proxy,
    )
    out, said = await asyncio.wait_for(asked.communicate(), 60)
    text = (out + said).decode()
    assert asked.returncode == 1, text
    assert text.strip()
    assert "Traceback" not in text
    assert_clean(text)


@pytest.mark.parametrize(
    "setting", ["SLACK_API_URL", "BALLOTWIRE_EDGAR_URL", "BALLOTWIRE_EDGAR_DATA_URL", "BALLOTWIRE_EDGAR_SEARCH_URL"]
)
async def test_an_address_that_holds_a_password_is_refused_and_not_shown(setting: str, tmp_path: Path) -> None:
    asked = await process(tmp_path, "run", **{setting: f"https://someone:{PASSWORD}@example.org/"})
    _, said = await asyncio.wait_for(asked.communicate(), 30)
    assert asked.returncode == 1
    assert f"{setting}: a user and a password have no place in it" in said.decode()
    assert_clean(said.decode())

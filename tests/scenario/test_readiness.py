"""``/readyz`` of the whole bot: ready when all is well, and not when one part is away; then ready again."""

from __future__ import annotations

from pathlib import Path

from bot.clock import SystemClock
from bot.standin.edgar import Misbehaviour, StandinEdgar, sample_filings
from bot.standin.slack.misbehaviour import ok_false
from tests.scenario.whole_bot import WholeBot, whole_bot

PARTS = ("ledger", "poll", "feed", "deliveries", "posting", "slack")


async def ready(it: WholeBot) -> None:
    """Fresh filings come in, and all parts are well."""
    it.edgar.add(sample_filings()["innovo-2004"].accepted_at(it.bot.clock.now()))
    await it.until_logged("delivery.delivered")
    status, text = await it.page_with("readyz", "none waits")
    assert (status, [line.split()[:2] for line in text.splitlines()]) == (200, [["ok", f"{part}:"] for part in PARTS])


async def not_ready(it: WholeBot, words: str) -> None:
    status, text = await it.page_with("readyz", f"BAD {words}")
    assert status == 503, text
    assert await it.page("healthz") == (200, "alive\n")


async def test_a_bot_whose_database_is_away_is_not_ready_and_is_again_when_it_is_back(tmp_path: Path) -> None:
    async with whole_bot("http", tmp_path) as it:
        file = tmp_path / "ledger.db"
        it.edgar.add(sample_filings()["innovo-2004"].accepted_at(it.bot.clock.now()))
        await it.until_logged("delivery.delivered")
        assert (await it.page("readyz"))[0] == 200
        away = file.rename(tmp_path / "away.db")
        await not_ready(it, f"ledger: the database does not answer: {file} is gone")
        away.rename(file)
        assert (await it.page_with("readyz", "ok  ledger"))[0] == 200


async def test_a_bot_whose_socket_is_gone_is_not_ready(tmp_path: Path) -> None:
    async with whole_bot("socket", tmp_path) as it:
        await ready(it)
        it.slack.script.then("apps.connections.open", *[ok_false("internal_error")] * 1000)
        await it.slack.socket.cut()
        await not_ready(it, "slack: commands do not come in: not connected")


async def test_a_bot_that_could_never_read_the_feed_is_not_ready_and_says_why(tmp_path: Path) -> None:
    async with StandinEdgar(SystemClock(), []) as edgar:
        edgar.cue(Misbehaviour.RATE_BLOCK, times=None)
        async with whole_bot("http", tmp_path, edgar=edgar) as it:
            await not_ready(it, "poll: the feed has never been read: refused, ")


async def test_a_bot_that_slack_refuses_is_not_ready(tmp_path: Path) -> None:
    async with whole_bot("http", tmp_path) as it:
        it.slack.script.then("chat.postMessage", ok_false("account_inactive"))
        it.edgar.add(sample_filings()["innovo-2004"].accepted_at(it.bot.clock.now()))
        await not_ready(it, "posting: Slack has refused the app for ")

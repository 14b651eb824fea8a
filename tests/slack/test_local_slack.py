"""End to end against a Slack that none of us wrote, over Socket Mode and over signed requests."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.compose import assembled
from bot.running import Bot
from bot.slack.messages import actions as ids
from bot.standin.edgar import ServedFiling, StandinEdgar, sample_filings
from bot.standin.edgar.filings import read_filing
from config.settings import Settings
from tests.slack.local_slack import ANA, APP_TOKEN, BOT_TOKEN, GOV, SECRET, LocalSlack, free_port, local_slack

pytestmark = pytest.mark.timeout(180)


@asynccontextmanager
async def real_bot(transport: str, folder: Path) -> AsyncIterator[tuple[Bot, LocalSlack, StandinEdgar]]:
    """The bot as it is composed for everybody, with local-slack and a loopback EDGAR at its two ends."""
    clock, port = SystemClock(), free_port()
    watchlist = folder / "watchlist.toml"
    watchlist.write_text('[[channels]]\nchannel = "#governance"\neverything = true\n')
    async with AsyncExitStack() as stack:
        events_url = f"http://127.0.0.1:{port}/slack/events" if transport == "http" else ""
        slack = await stack.enter_async_context(local_slack(folder, events_url))
        edgar = await stack.enter_async_context(StandinEdgar(clock, []))
        given: dict[str, Any] = {
            "user_agent": "Ballotwire test@example.org",
            "edgar_url": edgar.url,
            "edgar_data_url": edgar.url,
            "edgar_search_url": edgar.url,
            "edgar_rate": 10,
            "database_url": f"sqlite:///{folder}/ledger.db",
            "watchlist": watchlist,
            "slack_bot_token": BOT_TOKEN,
            "slack_app_token": None if transport == "http" else APP_TOKEN,
            "slack_signing_secret": SECRET,
            "slack_api_url": slack.api_url,
            "slack_port": port,
            "status_port": None,
            "operators_channel": "",
        }
        bot = await stack.enter_async_context(assembled(Settings(**given), clock, announce_first=True))
        bot.tempo = lambda _: 0.5
        stopping = asyncio.Event()
        running = asyncio.create_task(bot.run(stopping))
        try:
            yield bot, slack, edgar
        finally:
            stopping.set()
            await running


async def connected(slack: LocalSlack) -> None:
    async def is_connected() -> bool:
        return all(app["connected"] for app in (await slack.screen())["apps"])

    await slack.until(is_connected, "the bot did not connect")


@pytest.mark.parametrize("transport", ["socket", "http"])
async def test_an_alert_arrives_and_everything_that_can_be_said_and_pressed_is_answered(
    transport: str, tmp_path: Path
) -> None:
    async with real_bot(transport, tmp_path) as (bot, slack, edgar):
        if transport == "socket":
            await connected(slack)
        filing = sample_filings()["innovo-2004"]
        edgar.add(filing.accepted_at(bot.clock.now()))
        alert = await slack.message_with("INNOVO GROUP INC")
        assert alert["channel"] == GOV
        assert "2004 Stock Incentive Plan" in json.dumps(alert["blocks"])

        await slack.says("/lookup", "INNO", "Kelly Hoffman")
        await slack.says("/lookup", "help", "/lookup")
        await slack.says("/lookup", "director Kelly Hoffman", "Kelly Hoffman")
        await slack.says("/lookup", "INNO csv", "is in your messages with me")
        await slack.says("/lookup", "INNO csv here", "is in the channel")
        assert [m["files"][0]["name"] for m in await slack.messages() if m.get("files")] == ["votes-844143.csv"]
        await is_asked_by_name(slack)
        await says_all_of_watch(slack)
        await presses_and_opens(slack, alert)


async def is_asked_by_name(slack: LocalSlack) -> None:
    before = len(await slack.messages())
    await slack.writes("<@U0BOT> inovo grup")
    answer = await slack.message_with("Did you mean", after=before)
    [asked] = [m for m in (await slack.messages())[before:] if m["user"] == ANA]
    assert answer["thread_ts"] == asked["ts"]


async def says_all_of_watch(slack: LocalSlack) -> None:
    """Every form of ``/watch``, in an order in which each has something to say."""
    for text, expected in [
        ("add INNO only failures", "now watches"),
        ("list", "only failures"),
        ("all", "is watched here already"),
        ("all only failures or say-on-pay below 70", "now watches"),
        ("add Inovo Grup", "Did you mean"),
        ("remove 1", "changed in the file"),
        ("remove INNO", "No longer watched here"),
        ("mute INNO until 2999-12-01", "is muted here until"),
        ("mute INNO forever", "is muted here for good"),
        ("mute INNO 30d", "is muted here until"),
        ("unmute INNO", "heard here again"),
        ("digest daily 17:00 New York", "daily at 17:00"),
        ("digest weekly Friday 16:00 London", "weekly on Friday at 16:00"),
        ("digest off", "No digest any more"),
        ("quiet 22:00-06:00 New York", "22:00–06:00"),
        ("quiet 22:00-06:00 New York strict", "22:00–06:00"),
        ("quiet off", "No quiet hours"),
        ("amendments update", "changes the first alert"),
        ("amendments thread", "answers in the first alert's thread"),
        ("amendments both", "changes the first alert and answers in its thread"),
        ("import INNO", "1 of 1 are new"),
        ("test", "an alert of a made-up company is in the channel"),
        ("status", "How the watching goes"),
        ("audit", "Who changed what"),
        ("export csv here", "is in the channel"),
        ("export json here", "is in the channel"),
        ("export", "is in your messages with me"),
        ("help", "/watch add INNO"),
        ("nonsense", "I do not know"),
    ]:
        await slack.says("/watch", text, expected)
    files = [m["files"][0]["name"] for m in await slack.messages() if m.get("files")]
    assert files[-2:] == ["watchlist-governance.csv", "watchlist-governance.json"]
    await pastes_a_list(slack)


async def pastes_a_list(slack: LocalSlack) -> None:
    """``/watch import`` with nothing after it opens a form."""
    before = len(await slack.messages())
    await slack.control("command", channel=GOV, user=ANA, command="/watch", text="import")
    await modal(slack, "Import a watchlist")
    await slack.submits({"pasted": {"pasted": {"type": "plain_text_input", "value": "INNO, failures\n"}}})
    await slack.message_with("of 1 are new", after=before)


async def presses_and_opens(slack: LocalSlack, alert: dict[str, Any]) -> None:
    before = len(await slack.messages())
    await slack.presses(alert, ids.PAST_MEETINGS)
    await slack.message_with("9 of 9 directors elected", after=before)

    await slack.presses(alert, ids.EVIDENCE)
    view = await modal(slack, "Words of the filing")
    assert "29,161,350" in json.dumps(view["blocks"])

    await slack.presses(alert, ids.MUTE)
    await modal(slack, "Mute a company")
    chosen = {"type": "static_select", "selected_option": {"value": "7"}}
    await slack.submits({"how_long": {"how_long": chosen}})
    await slack.message_with("is muted here until", after=before)

    await slack.control("open-home", user=ANA)

    async def home_is_there() -> bool:
        return "INNOVO GROUP INC" in json.dumps((await slack.screen())["homeViews"])

    await slack.until(home_is_there, "no home was published")


async def modal(slack: LocalSlack, title: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = []

    async def is_open() -> bool:
        found[:] = [v for v in (await slack.screen())["modalStack"] if v["title"]["text"] == title]
        return bool(found)

    await slack.until(is_open, f"no modal {title!r}")
    return found[0]


def amended(original: ServedFiling) -> ServedFiling:
    """The same submission as an 8-K/A that moves a hundred votes of one nominee."""
    body = original.body.replace(original.accession_number.encode(), b"0009900101-26-000039")
    body = re.sub(rb"(TYPE:\t+)8-K\n", rb"\g<1>8-K/A\n", body)
    body = body.replace(b"32,104,990", b"32,104,890").replace(b"1,641,822", b"1,641,922")
    return read_filing(body)


@pytest.mark.parametrize("transport", ["socket", "http"])
async def test_an_amendment_changes_the_alert_and_answers_in_its_thread(transport: str, tmp_path: Path) -> None:
    async with real_bot(transport, tmp_path) as (bot, slack, edgar):
        original = sample_filings()["harrow-pike-2026"]
        edgar.add(original.accepted_at(bot.clock.now()))
        alert = await slack.message_with("32,104,990")
        amendment = amended(original)
        assert amendment.form_type == "8-K/A"
        edgar.add(amendment.accepted_at(bot.clock.now()))

        async def is_answered() -> bool:
            return any(m.get("thread_ts") == alert["ts"] for m in await slack.messages())

        await slack.until(is_answered, "no answer in the thread")
        [changed] = [m for m in await slack.messages() if m["ts"] == alert["ts"]]
        assert "32,104,890" in json.dumps(changed["blocks"])
        assert "32,104,990" not in json.dumps(changed["blocks"])


@pytest.mark.parametrize("transport", ["socket", "http"])
async def test_the_bot_comes_back_after_slack_was_restarted(transport: str, tmp_path: Path) -> None:
    async with real_bot(transport, tmp_path) as (bot, slack, edgar):
        if transport == "socket":
            await connected(slack)
        edgar.add(sample_filings()["innovo-2004"].accepted_at(bot.clock.now()))
        await slack.message_with("INNOVO GROUP INC")
        await slack.stop()
        await slack.start()
        if transport == "socket":
            await connected(slack)
        await slack.says("/lookup", "INNO", "Kelly Hoffman")

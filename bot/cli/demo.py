"""``ballotwire demo``: the whole way of a filing on this machine alone, with stand-ins for EDGAR and Slack."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import click

from bot.cli.common import run_until_told_to_stop, told_plainly
from bot.cli.demo_view import DemoView
from bot.clock import SystemClock
from bot.compose import assembled
from bot.log import set_up_logging
from bot.outcome import tally
from bot.running import Bot
from bot.slack.messages import plain_text
from bot.stages import DeliveryState, Message
from bot.standin.edgar import ServedFiling, StandinEdgar, sample_filings
from bot.standin.slack import APP_TOKEN, BOT_TOKEN, StandinSlack
from config.settings import Settings

FIRST = "innovo-2004"
"""The filing of the first round; `/lookup INNO` then finds it."""
CHANNEL, ALARMS, PERSON = "C0PROXY", "C0ALARM", "U0ANA"
POLL_SECONDS = 1.0
BETWEEN_FILINGS = 4.0
PATIENCE = 30.0
"""Seconds that a step of the first round may take before the demo calls itself broken."""


@click.command(name="demo")
@click.option("--once", is_flag=True, help="End after the first alert and the first answer.")
@click.option(
    "--port", default=8765, show_default=True, help="Where the channel can be looked at; 0 takes a free port."
)
@click.option("--var", "folder", default="var", show_default=True, type=click.Path(path_type=Path, file_okay=False))
def command(*, once: bool, port: int, folder: Path) -> None:
    """Show how it works: a filing appears, is read and posted, and /lookup is answered. Needs nothing but this machine.

    Everything is real but for EDGAR and Slack, which are stand-ins on loopback. The ledger is FOLDER/demo.db.
    """
    view = DemoView(once=once)
    set_up_logging("info", (BOT_TOKEN, APP_TOKEN), renderer=view, shows=view.shows)
    with told_plainly():
        run_until_told_to_stop(lambda stopping: _demo(view, stopping, folder, port, once=once))


async def _demo(view: DemoView, stopping: asyncio.Event, folder: Path, port: int, *, once: bool) -> None:
    clock = SystemClock()
    samples = sample_filings()
    old = [one for name, one in samples.items() if name != FIRST][:1]
    slack = StandinSlack(clock)
    slack.workspace.add_person(PERSON, "ana")
    slack.workspace.add_channel(CHANNEL, "proxy-season", [PERSON])
    slack.workspace.add_channel(ALARMS, "governance-alarms", [PERSON])
    _forget_last_time(folder)
    async with StandinEdgar(clock, [one.accepted_at(clock.now() - timedelta(hours=1)) for one in old]) as edgar:
        await _start(slack, port)
        try:
            with as_file(files("config") / "watchlist.demo.toml") as watchlist:
                settings = _settings(edgar, slack, watchlist, folder)
                async with assembled(settings, clock) as bot:
                    bot.tempo = lambda _: POLL_SECONDS
                    view.began(slack.origin)
                    await _rounds(view, bot, edgar, slack, samples, stopping, once=once)
        finally:
            await slack.stop()


async def _rounds(
    view: DemoView,
    bot: Bot,
    edgar: StandinEdgar,
    slack: StandinSlack,
    samples: dict[str, ServedFiling],
    stopping: asyncio.Event,
    *,
    once: bool,
) -> None:
    running = asyncio.create_task(bot.run(stopping))
    try:
        await slack.until(lambda: slack.socket.is_open, PATIENCE)
        await _first_round(view, bot, edgar, slack, samples[FIRST])
        if not once:
            view.goes_on()
            await _further_rounds(bot, edgar, samples, stopping)
    except TimeoutError:
        raise click.ClickException(f"the demo's first round did not end within {PATIENCE:.0f} seconds") from None
    finally:
        stopping.set()
        await running


async def _first_round(
    view: DemoView, bot: Bot, edgar: StandinEdgar, slack: StandinSlack, filing: ServedFiling
) -> None:
    while not await bot.ledger.last_polls(1):  # what is there before the first look is history, and never told
        await bot.clock.sleep(0.05)
    posted, answered = slack.workspace.channels[CHANNEL].messages, slack.workspace.ephemerals
    edgar.add(filing.accepted_at(bot.clock.now()))
    view.appeared(filing.registrants[0].name)
    await slack.until(lambda: posted, PATIENCE)
    while not (await bot.ledger.delivery_counts())[DeliveryState.DELIVERED]:
        await bot.clock.sleep(0.02)
    view.alert(posted[0])
    began = bot.clock.monotonic()
    await slack.people.command(PERSON, CHANNEL, "/lookup", "INNO")
    await slack.until(lambda: answered, PATIENCE)
    view.answer("/lookup INNO", answered[0], bot.clock.monotonic() - began)
    await _both_tell(bot, filing.accession_number, posted[0], answered[0])


async def _both_tell(bot: Bot, accession_number: str, *shown: dict[str, Any]) -> None:
    """Make sure that what is shown holds the meeting, so that a demo which ends well has worked."""
    stored = await bot.ledger.report(accession_number)
    outcome = tally(stored.report) if stored else ""
    for message in shown:
        text = plain_text(Message(str(message.get("text", "")), tuple(message.get("blocks") or ())))
        if not outcome or outcome not in " ".join(text.split()):
            raise click.ClickException("the demo's alert or its answer does not tell the meeting")


async def _further_rounds(
    bot: Bot, edgar: StandinEdgar, samples: dict[str, ServedFiling], stopping: asyncio.Event
) -> None:
    for name, filing in samples.items():
        if name == FIRST:
            continue
        await _until(stopping, BETWEEN_FILINGS)
        if stopping.is_set():
            return
        edgar.add(filing.accepted_at(bot.clock.now()))
    await stopping.wait()


async def _until(stopping: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stopping.wait(), seconds)
    except TimeoutError:
        return


async def _start(slack: StandinSlack, port: int) -> None:
    try:
        await slack.start(port)
    except OSError as error:
        raise click.ClickException(f"port {port} cannot be used ({error.strerror}); choose another by --port") from None


def _settings(edgar: StandinEdgar, slack: StandinSlack, watchlist: Path, folder: Path) -> Settings:
    ours: dict[str, Any] = {
        "user_agent": "Ballotwire demo@example.org",
        "edgar_url": edgar.url,
        "edgar_data_url": edgar.url,
        "edgar_search_url": edgar.url,
        "edgar_rate": 10,
        "database_url": f"sqlite:///{folder}/demo.db",
        "watchlist": watchlist,
        "slack_bot_token": BOT_TOKEN,
        "slack_app_token": APP_TOKEN,
        "slack_signing_secret": "",
        "slack_api_url": slack.api_url,
        "status_port": None,
        "operators_channel": "",
    }
    return Settings(**ours)


def _forget_last_time(folder: Path) -> None:
    for name in ("demo.db", "demo.db-wal", "demo.db-shm"):
        (folder / name).unlink(missing_ok=True)

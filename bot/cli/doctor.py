"""``ballotwire doctor``: look the set-up over and say what to do."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack

import click
from rich.console import Console
from rich.text import Text

from bot import doctor, doctor_in_slack
from bot.clock import SystemClock
from bot.compose import addresses, edgar_client, file_watches, turns_of
from bot.edgar.client import EdgarClient
from bot.health import Finding
from bot.ledger.faults import LedgerFault
from bot.ledger.ledger import Ledger
from bot.log import Masked, set_up_logging
from bot.slack.client import slack_client, slack_session
from bot.stages import Watch
from config.settings import Settings, SettingsFault, read_settings
from config.watchlist import WatchlistFault

NO_COMMANDS = "set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) for /lookup and /watch"


@click.command(name="doctor")
@click.option("--offline", is_flag=True, help="Ask neither EDGAR nor Slack.")
@click.pass_context
def command(ctx: click.Context, *, offline: bool) -> None:
    """Look over settings, watchlist, database, EDGAR and Slack; each line is ok or says what to do.

    The exit code is 1 when something is not well.
    """
    ctx.exit(0 if asyncio.run(_look_over(offline=offline)) else 1)


async def _look_over(*, offline: bool) -> bool:
    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    well = True
    async for finding in _findings(offline=offline):
        well = well and finding.well
        mark = ("ok  ", "green") if finding.well else ("BAD ", "bold red")
        console.print(Text.assemble(mark, (f"{finding.name:<14}", "bold"), f" {finding.words}"))
    return well


async def _findings(*, offline: bool) -> AsyncIterator[Finding]:
    try:
        settings = read_settings()
    except SettingsFault as fault:
        yield Finding("settings", False, str(fault).replace("\n", "; "))
        return
    set_up_logging("error", settings.secrets())
    mask = Masked(settings.secrets())
    async for finding in _of(settings, offline=offline):
        yield Finding(finding.name, finding.well, " ".join(mask.text(finding.words).split()))


async def _of(settings: Settings, *, offline: bool) -> AsyncIterator[Finding]:
    clock = SystemClock()
    yield Finding("settings", True, f"{len(settings.model_fields_set)} are set, and each can be used")
    agent = doctor.user_agent(settings.declared_agent)
    yield agent
    watches: list[Watch] = []
    try:
        watches += file_watches(settings).now()
        yield Finding("watchlist", True, f"{settings.watchlist}: {len(watches)} watches")
    except WatchlistFault as fault:
        yield Finding("watchlist", False, str(fault).replace("\n", "; "))
    async with AsyncExitStack() as stack:
        held: Ledger | None = None
        try:
            held = await Ledger.as_it_is(settings.database_url, clock)
            stack.push_async_callback(held.close)
            watches += await held.watches()
        except LedgerFault as fault:
            yield doctor.no_ledger(fault)
        if held is not None:
            async for finding in doctor.ledger(held, clock):
                yield finding
        if not offline and agent.well:
            client = await stack.enter_async_context(await _edgar(settings, clock, held))
            async for finding in doctor.edgar(client, clock):
                yield finding
        async for finding in _slack(settings, watches, offline=offline):
            yield finding


async def _edgar(settings: Settings, clock: SystemClock, held: Ledger | None) -> EdgarClient:
    """At the pace of all that runs here, and silent while EDGAR is to be left alone."""
    if held is not None:
        return await edgar_client(settings, clock, held)
    try:
        turns = turns_of(settings.database_url)
    except LedgerFault:
        turns = None
    return EdgarClient(addresses(settings), settings.declared_agent, clock, rate=settings.edgar_rate, turns=turns)


async def _slack(settings: Settings, watches: Sequence[Watch], *, offline: bool) -> AsyncIterator[Finding]:
    if settings.slack_bot_token is None:
        yield Finding("Slack", True, "SLACK_BOT_TOKEN is not set: alerts are printed to the terminal")
        return
    if offline:
        return
    url = settings.slack_api_url

    def channels(team_id: str) -> set[str]:
        heard = {watch.channel for watch in watches if watch.team_id in {"", team_id}}
        return heard | ({settings.operators_channel} - {""})

    async with slack_session(url) as session:
        client = slack_client(settings.slack_bot_token.get_secret_value(), url, session)
        async for finding in doctor_in_slack.bot_token(client, SystemClock(), channels):
            yield finding
        if settings.slack_app_token is not None:
            token = settings.slack_app_token.get_secret_value()
            yield await doctor_in_slack.app_token(slack_client(token, url, session))
        elif settings.slack_signing_secret is None:
            yield Finding("commands", False, NO_COMMANDS)

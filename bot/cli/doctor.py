"""``ballotwire doctor``: look the set-up over and say what to do."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator

import click
from rich.console import Console
from rich.text import Text

from bot import doctor
from bot.clock import SystemClock
from bot.compose import addresses, file_watches, open_ledger
from bot.edgar.client import EdgarClient
from bot.health import Finding
from bot.log import Masked
from bot.slack.client import slack_client, slack_session
from bot.stages import Watch
from config.settings import Settings, SettingsFault, read_settings
from config.watchlist import WatchlistFault


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
    mask = Masked(settings.secrets())
    async for finding in _of(settings, offline=offline):
        yield Finding(finding.name, finding.well, mask.text(finding.words))


async def _of(settings: Settings, *, offline: bool) -> AsyncIterator[Finding]:
    clock = SystemClock()
    agent = doctor.user_agent(settings.declared_agent)
    yield agent
    watches: list[Watch] = []
    try:
        watches = list(file_watches(settings).now())
        yield Finding("watchlist", True, f"{settings.watchlist}: {len(watches)} watches")
    except WatchlistFault as fault:
        yield Finding("watchlist", False, str(fault).replace("\n", "; "))
    async for finding in doctor.ledger(lambda: open_ledger(settings, clock), clock):
        yield finding
    if not offline and agent.well:
        async with EdgarClient(addresses(settings), settings.declared_agent, clock, rate=settings.edgar_rate) as client:
            async for finding in doctor.edgar(client, clock):
                yield finding
    async for finding in _slack(settings, watches, offline=offline):
        yield finding


async def _slack(settings: Settings, watches: list[Watch], *, offline: bool) -> AsyncIterator[Finding]:
    if settings.slack_bot_token is None:
        yield Finding("Slack", True, "SLACK_BOT_TOKEN is not set: alerts are printed to the terminal")
        return
    if offline:
        return
    url = settings.slack_api_url
    async with slack_session(url) as session:
        client = slack_client(settings.slack_bot_token.get_secret_value(), url, session)
        async for finding in doctor.slack(client, SystemClock(), watches):
            yield finding
        if settings.slack_app_token is not None:
            yield await doctor.slack_app_token(slack_client(settings.slack_app_token.get_secret_value(), url, session))
        elif settings.slack_signing_secret is None:
            yield Finding(
                "commands", False, "set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) for /lookup"
            )

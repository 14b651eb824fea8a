"""``ballotwire run``: watch EDGAR, tell the channels, answer commands, until told to stop."""

from __future__ import annotations

import asyncio

import click

from bot.cli.common import run_until_told_to_stop, settings_or_exit, told_plainly
from bot.clock import SystemClock
from bot.compose import assembled
from bot.log import set_up_logging
from bot.metrics import Metrics
from config.settings import Settings


@click.command(name="run")
@click.option("--announce-first", is_flag=True, help="Also tell what was in the feed before the first start.")
def command(*, announce_first: bool) -> None:
    """Watch EDGAR and tell the channels how meetings ended, until stopped by Ctrl-C or SIGTERM.

    Without SLACK_BOT_TOKEN alerts are printed to this terminal.
    """
    settings = settings_or_exit()
    metrics = Metrics()
    set_up_logging(settings.log_level, settings.secrets(), counted=metrics)
    if settings.slack_bot_token is None:
        click.echo("ballotwire: SLACK_BOT_TOKEN is not set, so alerts are printed here and nowhere else.", err=True)
    with told_plainly():
        run_until_told_to_stop(lambda stopping: _run(settings, stopping, metrics, announce_first=announce_first))


async def _run(settings: Settings, stopping: asyncio.Event, metrics: Metrics, *, announce_first: bool) -> None:
    put_together = assembled(settings, SystemClock(), write=click.echo, announce_first=announce_first, metrics=metrics)
    async with put_together as bot:
        await bot.run(stopping)

"""``ballotwire reread``: have filings read again that an earlier version could not read, or read otherwise."""

from __future__ import annotations

import asyncio

import click

from bot.cli.common import settings_or_exit, told_plainly
from bot.clock import SystemClock
from bot.compose import open_ledger
from config.settings import Settings
from parsers.version import READER_VERSION

AT_MOST = 10_000


@click.command(name="reread")
@click.argument("accession_numbers", nargs=-1, metavar="[ACCESSION_NUMBER]...")
@click.option("--outdated", is_flag=True, help="Also what another version of the reader read.")
def command(accession_numbers: tuple[str, ...], *, outdated: bool) -> None:
    """Read again what could not be read, or the filings that are named. The running bot does it within seconds.

    Channels that were told of an unreadable filing are then told its results.
    """
    settings = settings_or_exit()
    with told_plainly():
        count = asyncio.run(_again(settings, accession_numbers, outdated=outdated))
    click.echo(f"{count} filings will be read again.")


async def _again(settings: Settings, named: tuple[str, ...], *, outdated: bool) -> int:
    ledger = await open_ledger(settings, SystemClock())
    try:
        wanted = list(await ledger.known(named))
        if not named:
            wanted = [one.filing.accession_number for one in await ledger.set_aside(AT_MOST)]
        if outdated:
            wanted += await ledger.read_by_other_versions(READER_VERSION, AT_MOST)
        await ledger.read_again(dict.fromkeys(wanted))
        return len(set(wanted))
    finally:
        await ledger.close()

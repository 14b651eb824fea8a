"""``ballotwire db``: the ledger's database: upgrade, check, backup, restore."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from bot.cli.common import settings_or_exit, told_plainly
from bot.clock import SystemClock
from bot.ledger import upkeep
from bot.ledger.database import Database
from bot.ledger.ledger import Ledger
from bot.ledger.schema import SCHEMA
from bot.ledger.upkeep import Soundness
from config.settings import Settings


@click.group(name="db")
def command() -> None:
    """The ledger's database."""


@command.command()
def upgrade() -> None:
    """Make the database, or bring an old one to today's schema; a copy of an SQLite file is kept beside it."""
    settings = settings_or_exit()
    with told_plainly():
        asyncio.run(_upgrade(settings))
    click.echo(f"The database has schema {SCHEMA}.")


@command.command()
@click.pass_context
def check(ctx: click.Context) -> None:
    """Read the whole database and say whether it is sound; the exit code is 1 when it is not."""
    settings = settings_or_exit()
    with told_plainly():
        found = asyncio.run(_check(settings))
    for table, rows in found.rows.items():
        click.echo(f"{table:<16}{rows:>10,}")
    for fault in found.faults:
        click.echo(f"fault: {fault}", err=True)
    click.echo(f"schema {found.schema}, {'not sound' if found.faults else 'sound'}")
    ctx.exit(1 if found.faults else 0)


@command.command()
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
def backup(path: Path) -> None:
    """Write a whole copy to PATH, also while the bot is at work."""
    with told_plainly():
        upkeep.backup(Database(settings_or_exit().database_url), path)
    click.echo(f"Copied to {path}.")


@command.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def restore(path: Path) -> None:
    """Put the copy at PATH in the place of the database; what was there is kept beside it."""
    settings = settings_or_exit()
    with told_plainly():
        kept = asyncio.run(upkeep.restore(Database(settings.database_url), path))
    click.echo(f"Restored from {path}." + (f" What was there before is {kept}." if kept else ""))


async def _upgrade(settings: Settings) -> None:
    await (await Ledger.open(settings.database_url, SystemClock())).close()


async def _check(settings: Settings) -> Soundness:
    database = Database(settings.database_url)
    try:
        return await upkeep.check(database)
    finally:
        await database.close()

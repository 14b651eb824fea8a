"""``ballotwire db``: the ledger's database: upgrade, check, backup, restore."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import click

from bot.cli.common import settings_or_exit, told_plainly
from bot.clock import SystemClock
from bot.ledger import backup as backups
from bot.ledger import upkeep
from bot.ledger.database import Database
from bot.ledger.ledger import Ledger
from bot.ledger.schema import SCHEMA
from config.settings import Settings

T = TypeVar("T")


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
        found = asyncio.run(_with(settings, upkeep.check))
    for table, rows in found.rows.items():
        click.echo(f"{table:<16}{rows:>10,}")
    for fault in found.faults:
        click.echo(f"fault: {fault}", err=True)
    click.echo(f"schema {found.schema}, {'not sound' if found.faults else 'sound'}")
    ctx.exit(1 if found.faults else 0)


@command.command()
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
def backup(path: Path) -> None:
    """Write a whole copy to PATH, also while the bot is at work: an SQLite file, of PostgreSQL too."""
    settings = settings_or_exit()
    with told_plainly():
        asyncio.run(_with(settings, lambda database: backups.backup(database, path)))
    click.echo(f"Copied to {path}.")


@command.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--replace", is_flag=True, help="Also where the database holds something; that is kept in a file.")
def restore(path: Path, *, replace: bool) -> None:
    """Put the copy at PATH in the place of the database, be that SQLite or PostgreSQL."""
    settings = settings_or_exit()
    with told_plainly():
        kept = asyncio.run(_with(settings, lambda database: backups.restore(database, path, replace=replace)))
    click.echo(f"Restored from {path}." + (f" What was there before is {kept}." if kept else ""))


async def _upgrade(settings: Settings) -> None:
    await (await Ledger.open(settings.database_url, SystemClock())).close()


async def _with(settings: Settings, work: Callable[[Database], Awaitable[T]]) -> T:
    """What comes of a piece of work on the database of these settings."""
    database = Database(settings.database_url)
    try:
        return await work(database)
    finally:
        await database.close()

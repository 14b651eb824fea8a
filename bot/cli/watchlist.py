"""``ballotwire watchlist``: check the file, and write out what commands added."""

from __future__ import annotations

import asyncio
import json
from itertools import groupby
from pathlib import Path

import click

from bot.cli.common import settings_or_exit, told_plainly
from bot.clock import SystemClock
from bot.compose import open_ledger
from bot.rules import rule_fault
from bot.stages import Watch, WatchSubject
from config.settings import Settings
from config.watchlist import read_watchlist

_KEYS = {WatchSubject.TICKER: "tickers", WatchSubject.CIK: "ciks", WatchSubject.COMPANY: "companies"}


@click.group(name="watchlist")
def command() -> None:
    """The companies that channels watch."""


@command.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
def check(path: Path | None) -> None:
    """Say what is wrong with a watchlist file, every fault with its line, or what it holds."""
    path = path or settings_or_exit().watchlist
    with told_plainly():
        entries = read_watchlist(path, rule_fault)
    watched = sum(len(e.tickers) + len(e.ciks) + len(e.companies) + e.everything for e in entries)
    click.echo(f"{path}: right; {len({e.channel for e in entries})} channels, {watched} watches")


@command.command()
def export() -> None:
    """Print the watches that commands made, as blocks for a watchlist file."""
    settings = settings_or_exit()
    with told_plainly():
        click.echo(as_toml(asyncio.run(_watches(settings))), nl=False)


async def _watches(settings: Settings) -> list[Watch]:
    ledger = await open_ledger(settings, SystemClock())
    try:
        return await ledger.watches()
    finally:
        await ledger.close()


def as_toml(watches: list[Watch]) -> str:
    """Blocks that `config.watchlist.read_watchlist` reads back."""
    blocks = []
    in_order = sorted(watches, key=lambda one: (one.channel, one.rules))
    for (channel, rules), of_block in groupby(in_order, key=lambda one: (one.channel, one.rules)):
        together = list(of_block)
        lines = ["[[channels]]", f"channel = {_quoted(channel)}"]
        for subject, key in _KEYS.items():
            values = [one.value for one in together if one.subject is subject]
            if values:
                lines.append(f"{key} = {_quoted(values)}")
        if any(one.subject is WatchSubject.EVERYTHING for one in together):
            lines.append("everything = true")
        if rules:
            lines.append(f"only = {_quoted(list(rules))}")
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def _quoted(value: object) -> str:
    """As JSON writes it, which is TOML but for one character that TOML wants escaped."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")

"""The command line: each command a module of its own, imported when it is run and not before."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = {
    "run": "bot.cli.run",
    "demo": "bot.cli.demo",
    "lookup": "bot.cli.lookup",
    "parse": "bot.cli.parse",
    "schema": "bot.cli.schema",
    "watchlist": "bot.cli.watchlist",
    "db": "bot.cli.db",
    "doctor": "bot.cli.doctor",
    "reread": "bot.cli.reread",
    "audit": "bot.cli.audit",
    "backfill": "bot.cli.backfill",
    "replay": "bot.cli.replay",
}
"""Where each command lives: the module holds a click command named ``command``."""


class LazyCommands(click.Group):
    """A group that imports a command's module only when that command is wanted, so that ``parse`` starts quickly."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command = import_module(COMMANDS[cmd_name]).command
        return command if isinstance(command, click.Command) else None


@click.group(cls=LazyCommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ballotwire")
def cli() -> None:
    """Tells Slack channels how shareholder meetings ended, with every count traceable to the filing."""

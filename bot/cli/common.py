"""What commands share: settings read or refused in one clear line, and a loop that stops when it is told to."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import click

from bot.ledger.faults import LedgerFault
from bot.log import set_up_logging
from config.settings import Settings, SettingsFault, read_settings
from config.watchlist import WatchlistFault

T = TypeVar("T")


def settings_or_exit() -> Settings:
    """The settings of the environment; the command ends with exit code 1 and the reasons where they are wrong.

    From here on the log goes to stderr, masked, and of a command that says nothing else only what went wrong.
    """
    with told_plainly():
        settings = read_settings()
    level = settings.log_level if "log_level" in settings.model_fields_set else "warning"
    set_up_logging(level, settings.secrets())
    return settings


@contextmanager
def told_plainly() -> Iterator[None]:
    """What a person can put right is told in their words, without a traceback."""
    try:
        yield
    except (SettingsFault, WatchlistFault, LedgerFault) as fault:
        raise click.ClickException(str(fault)) from None


def run_until_told_to_stop(main: Callable[[asyncio.Event], Awaitable[T]]) -> T:
    """Run ``main``, which gets an event that SIGTERM and Ctrl-C set. A second Ctrl-C ends at once."""

    async def with_signals() -> T:
        stopping = asyncio.Event()
        loop = asyncio.get_running_loop()

        def stop(number: signal.Signals) -> None:
            stopping.set()
            loop.remove_signal_handler(number)

        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop, number)
        return await main(stopping)

    return asyncio.run(with_signals())

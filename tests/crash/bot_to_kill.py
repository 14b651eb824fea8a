"""The real bot in a process of its own, which ends itself by SIGKILL at a named step; run by the crash tests.

    python -m tests.crash.bot_to_kill '{"edgar": URL, "slack": URL, "database": URL, "watchlist": PATH, "die": STEP}'

``die`` is ``after record_seen`` or ``before record_delivered``: a method of the ledger, the first time that it has
something to do; a third word, as in ``after record_seen audit``, is an argument that it must have been given. Without
it the bot runs until SIGTERM. It says ``up`` when it can be stopped. With ``backfill``, a CIK, it reads that company's
history instead and ends.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from bot.cli.common import run_until_told_to_stop
from bot.cli.history_parts import history_parts
from bot.clock import Clock, SystemClock
from bot.compose import assembled
from bot.ledger.ledger import Ledger
from bot.log import set_up_logging
from bot.standin.slack import APP_TOKEN, BOT_TOKEN
from config.settings import Settings


def dying(original: Callable[..., Awaitable[Any]], when: str, given: list[str]) -> Callable[..., Awaitable[Any]]:
    """The method, with the end of the process before or after it. A call that did nothing ends nothing."""

    async def call(*args: Any, **options: Any) -> Any:
        if any(word not in args for word in given):
            return await original(*args, **options)
        if when == "before":
            die()
        result = await original(*args, **options)
        if not did_nothing(result):
            die()
        return result

    return call


def did_nothing(result: object) -> bool:
    """Nothing was due, or the claim was lost. A report that nobody watches is recorded all the same."""
    return result is False or result == []


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def opener(step: str) -> Callable[[str, Clock], Awaitable[Ledger]]:
    async def opened(url: str, clock: Clock) -> Ledger:
        ledger = await Ledger.open(url, clock)
        if step:
            when, method, *given = step.split()
            setattr(ledger, method, dying(getattr(ledger, method), when, given))
        return ledger

    return opened


async def main(told: dict[str, str], stopping: asyncio.Event) -> None:
    ours: dict[str, Any] = {
        "user_agent": "Ballotwire tests@example.org",
        "edgar_url": told["edgar"],
        "edgar_data_url": told["edgar"],
        "edgar_search_url": told["edgar"],
        "edgar_rate": 10,
        "database_url": told["database"],
        "watchlist": told["watchlist"],
        "slack_bot_token": BOT_TOKEN,
        "slack_app_token": APP_TOKEN,
        "slack_api_url": told["slack"],
    }
    opened = opener(told.get("die", ""))
    if told.get("backfill"):
        await read_history(Settings(**ours), told["backfill"], opened)
        return
    async with assembled(Settings(**ours), SystemClock(), announce_first=True, opened=opened) as bot:
        bot.tempo = lambda _: 0.2
        sys.stdout.write("up\n")
        sys.stdout.flush()
        await bot.run(stopping)


async def read_history(settings: Settings, cik: str, opened: Callable[[str, Clock], Awaitable[Ledger]]) -> None:
    async with history_parts(settings, SystemClock(), opened=opened) as parts:
        sys.stdout.write("up\n")
        sys.stdout.flush()
        progress = await parts.backfill().company(cik)
        assert progress.failed == 0, progress


if __name__ == "__main__":
    arguments = json.loads(sys.argv[1])
    set_up_logging(arguments.get("log", "warning"))
    run_until_told_to_stop(lambda stopping: main(arguments, stopping))

"""What stands around every listener: a failure is logged, told to the person, and costs nobody an acknowledgement.

Bolt has an error handler of its own. It is no use here: when a listener fails right after it acknowledged, Bolt forgets
the acknowledgement before it has gone out, and the person reads that the app did not respond.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.slack.replies import say

Listener = Callable[..., Awaitable[None]]
SORRY = "Something went wrong here, and it is in the log. Please try again in a minute."

LONGEST_REST = 1.0
"""Seconds that a stopping bot gives to those it is answering."""
_at_work: set[asyncio.Task[Any]] = set()

log = structlog.get_logger(__name__)


def carefully(listener: Listener) -> Callable[[AsyncArgs], Awaitable[None]]:
    """The listener with a net under it. It is given the arguments that it names, as Bolt would."""
    names = inspect.getfullargspec(listener).args
    wanted = names[1:] if inspect.ismethod(listener) else names

    async def run(args: AsyncArgs) -> None:
        task = asyncio.current_task()
        if task is not None:
            _at_work.add(task)
            task.add_done_callback(_at_work.discard)
        try:
            await listener(**{name: getattr(args, name) for name in wanted})
        except Exception as error:
            # Never with the payload, which holds secrets.
            log.exception("slack.listener_failed", about=_about(args), error=type(error).__name__)
            await _say_sorry(args)

    return run


async def at_rest(seconds: float = LONGEST_REST) -> None:
    """Wait for who is still answering somebody, and stop whoever does not come to an end.

    Bolt leaves its listeners running; what they use (session, ledger) is closed after this.
    """
    here = asyncio.get_running_loop()
    answering = {task for task in _at_work if task.get_loop() is here and task is not asyncio.current_task()}
    if not answering:
        return
    _, late = await asyncio.wait(answering, timeout=seconds)
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)


def _about(args: AsyncArgs) -> str:
    return str(args.body.get("command") or args.body.get("type") or "?")


async def _say_sorry(args: AsyncArgs) -> None:
    if args.context.ack.response is None:
        await args.ack()
    if args.body.get("response_url"):
        await say(args.respond, SORRY)

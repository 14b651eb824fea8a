"""What stands around every listener: a failure is logged, told to the person, and costs nobody an acknowledgement.

Bolt has an error handler of its own. It is no use here: when a listener fails right after it acknowledged, Bolt forgets
the acknowledgement before it has gone out, and the person reads that the app did not respond.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable

import structlog
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.slack.replies import say

Listener = Callable[..., Awaitable[None]]
SORRY = "Something went wrong here, and it is in the log. Please try again in a minute."

log = structlog.get_logger(__name__)


def carefully(listener: Listener) -> Callable[[AsyncArgs], Awaitable[None]]:
    """The listener with a net under it. It is given the arguments that it names, as Bolt would."""
    names = inspect.getfullargspec(listener).args
    wanted = names[1:] if inspect.ismethod(listener) else names

    async def run(args: AsyncArgs) -> None:
        try:
            await listener(**{name: getattr(args, name) for name in wanted})
        except Exception as error:
            # Never with the payload, which holds secrets.
            log.exception("slack.listener_failed", about=_about(args), error=type(error).__name__)
            await _say_sorry(args)

    return run


def _about(args: AsyncArgs) -> str:
    return str(args.body.get("command") or args.body.get("type") or "?")


async def _say_sorry(args: AsyncArgs) -> None:
    if args.context.ack.response is None:
        await args.ack()
    if args.body.get("response_url"):
        await say(args.respond, SORRY)

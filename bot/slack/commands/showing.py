"""An answer to a look-up before one person's eyes, with its picture where it has one."""

from __future__ import annotations

from bot.slack.messages import lookup_message
from bot.slack.parts import AppParts, Respond
from bot.slack.replies import reply

PICTURE_WAITS = (1.0, 2.0)
"""Seconds. Slack takes a file apart after it has taken it, and refuses a message that shows it before."""


async def show_answer(parts: AppParts, respond: Respond, query: str, page: int = 0, *, replace: bool = False) -> None:
    """``replace`` puts the answer in the place of the one that was pressed. Two tries with the picture, then without:
    Slack lets us answer five times.
    """
    answer = await parts.lookup(query, page)
    picture = await parts.pictures.of(answer)
    for wait in PICTURE_WAITS if picture else ():
        if await reply(respond, lookup_message(answer, picture), replace=replace):
            return
        await parts.clock.sleep(wait)
    await reply(respond, lookup_message(answer), replace=replace)

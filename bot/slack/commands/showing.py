"""An answer to a look-up before one person's eyes, and then the picture that goes with it."""

from __future__ import annotations

from bot.lookup import LookupAnswer
from bot.slack.messages import asking_message, lookup_message, picture_message
from bot.slack.parts import AppParts, Respond
from bot.slack.replies import reply

PICTURE_WAITS = (1.0, 2.0)
"""Seconds. Slack takes a file apart after it has taken it, and refuses a message that shows it before."""


async def show_answer(parts: AppParts, respond: Respond, query: str, *, replace: bool = False) -> None:
    """``replace`` puts the answer in the place of the one that was pressed. Nobody waits for EDGAR without a word, nor
    for a picture: Slack lets us answer five times, and takes its time with files.
    """

    async def asking() -> None:
        await reply(respond, asking_message(query))

    answer = await parts.lookup(query, asking=asking)
    await reply(respond, lookup_message(answer), replace=replace)
    await _show_picture(parts, respond, answer)


async def turn_to(parts: AppParts, respond: Respond, query: str, page: int, *, replace: bool) -> None:
    """Another page; ``replace`` puts it in the place of the one that was pressed."""
    await reply(respond, lookup_message(await parts.lookup(query, page)), replace=replace)


async def _show_picture(parts: AppParts, respond: Respond, answer: LookupAnswer) -> None:
    """Where there are two meetings to compare. It may be missing and nothing is: the answer holds the counts."""
    picture = await parts.pictures.of(answer)
    for wait in PICTURE_WAITS if picture else ():
        if picture is None or await reply(respond, picture_message(picture), or_text=False):
            return
        await parts.clock.sleep(wait)

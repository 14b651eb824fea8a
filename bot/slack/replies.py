"""Answers before one person's eyes."""

from __future__ import annotations

from bot.slack.parts import Respond
from bot.slack.reach import HostRefused
from bot.stages import Message


async def reply(respond: Respond, message: Message, *, replace: bool = False) -> bool:
    """An ephemeral answer; ``replace`` puts it in the place of the one that was pressed. Whether Slack took it."""
    try:
        answer = await respond(
            text=message.text,
            blocks=list(message.blocks) or None,
            response_type="ephemeral",
            replace_original=replace,
            unfurl_links=False,
            unfurl_media=False,
        )
    except HostRefused:
        return False
    return int(getattr(answer, "status_code", 200)) < 300


async def say(respond: Respond, text: str) -> None:
    """A line or a few, as mrkdwn; whatever came from outside in it is escaped already."""
    await reply(respond, Message(text, ()))

"""Answers before one person's eyes."""

from __future__ import annotations

import structlog

from bot.slack.parts import Respond
from bot.slack.reach import HostRefused
from bot.stages import Message

log = structlog.get_logger(__name__)


async def reply(respond: Respond, message: Message, *, replace: bool = False, or_text: bool = True) -> bool:
    """An ephemeral answer; ``replace`` puts it in the place of the one that was pressed. Whether Slack took it.

    Blocks that Slack refuses give way to the message's text, which says it all, unless ``or_text`` is false. An address
    that is none of Slack's takes nothing, and there is nobody else to tell.
    """
    try:
        return await _taken(respond, message, replace=replace, or_text=or_text)
    except HostRefused:
        return False


async def say(respond: Respond, text: str) -> None:
    """A line or a few, as mrkdwn; whatever came from outside in it is escaped already."""
    await reply(respond, Message(text, ()))


async def _taken(respond: Respond, message: Message, *, replace: bool, or_text: bool) -> bool:
    taken = await _respond(respond, message, replace=replace)
    if taken or not or_text or not message.blocks:
        return taken
    log.warning("slack.answer_refused", blocks=len(message.blocks), so="its text alone is shown")
    return await _respond(respond, Message(message.text, ()), replace=replace)


async def _respond(respond: Respond, message: Message, *, replace: bool) -> bool:
    answer = await respond(
        text=message.text,
        blocks=list(message.blocks) or None,
        response_type="ephemeral",
        replace_original=replace,
        unfurl_links=False,
        unfurl_media=False,
    )
    return int(getattr(answer, "status_code", 200)) < 300

"""``@ballotwire INNO`` in a message: the answer goes into its thread, where everybody sees it and no command can go."""

from __future__ import annotations

import re
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp

from bot.slack.client import call
from bot.slack.listening import carefully
from bot.slack.messages import lookup_message
from bot.slack.messenger import NotPosted
from bot.slack.mrkdwn import unescaped
from bot.slack.parts import AppParts
from bot.slack.posting import post_all

NAMED = re.compile(r"<[@#!][^>]*>")
COMMAND = re.compile(r"/?lookup\b", re.IGNORECASE)
LONGEST = 300

log = structlog.get_logger(__name__)


class Mention:
    def __init__(self, parts: AppParts) -> None:
        self._parts = parts

    def register(self, app: AsyncApp) -> None:
        app.event("app_mention")(carefully(self.asked))

    async def asked(self, event: dict[str, Any]) -> None:
        user, channel = str(event.get("user") or ""), str(event.get("channel") or "")
        if event.get("bot_id") or not user:
            return
        try:
            await self._answer(user, channel, event)
        except NotPosted as failure:
            log.warning("slack.mention_unanswered", channel=channel, reason=failure.fault.reason)

    async def _answer(self, user: str, channel: str, event: dict[str, Any]) -> None:
        if why := await self._parts.permissions.posting_refusal(user, channel):
            await call(self._parts.client.chat_postEphemeral(channel=channel, user=user, text=why))
            return
        answer = await self._parts.lookup(asked_in(str(event.get("text") or "")))
        thread = str(event.get("thread_ts") or event.get("ts") or "")
        await post_all(self._parts, channel, [lookup_message(answer)], "mention", thread or None)


def asked_in(text: str) -> str:
    """What a message asks for, without who it is said to and the name of the command."""
    words = " ".join(unescaped(NAMED.sub(" ", text)).split())
    return COMMAND.sub("", words, count=1).strip()[:LONGEST] if COMMAND.match(words) else words[:LONGEST]

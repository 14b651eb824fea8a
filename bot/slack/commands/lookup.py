"""``/lookup INNO``: how a company's meetings ended, before the eyes of the person who asked."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.slack.messages import actions as ids
from bot.slack.parts import Ack, AppParts, Respond
from bot.slack.replies import reply

LONGEST_QUERY = 300


class LookupCommand:
    def __init__(self, parts: AppParts) -> None:
        self._parts = parts

    def register(self, app: AsyncApp) -> None:
        app.command("/lookup")(self.answer)
        app.action(ids.LOOKUP_PAGES)(self.turn_page)
        app.action(ids.LOOKUP_PICKS)(self.pick)

    async def answer(self, ack: Ack, command: dict[str, Any], respond: Respond) -> None:
        await ack()
        message = await self._parts.lookup(str(command.get("text") or "").strip()[:LONGEST_QUERY])
        await reply(respond, message)

    async def turn_page(self, ack: Ack, action: dict[str, Any], respond: Respond) -> None:
        await ack()
        query, _, page = str(action.get("value") or "").rpartition("|")
        if query and page.isdecimal():
            await reply(respond, await self._parts.lookup(query[:LONGEST_QUERY], int(page[:6])), replace=True)

    async def pick(self, ack: Ack, action: dict[str, Any], respond: Respond) -> None:
        """One of the nearest names was meant."""
        await ack()
        message = await self._parts.lookup(str(action.get("value") or "")[:LONGEST_QUERY])
        await reply(respond, message, replace=True)

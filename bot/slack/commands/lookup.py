"""``/lookup INNO``: how a company's meetings ended, before the eyes of the person who asked."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.lookup import Meetings, lookup
from bot.slack.charts import support_chart
from bot.slack.commands.vote_files import votes_csv, votes_json
from bot.slack.commands.watch_answers import not_posted_message, plain
from bot.slack.listening import carefully
from bot.slack.messages import actions as ids
from bot.slack.messenger import NotPosted
from bot.slack.mrkdwn import escape
from bot.slack.parts import Ack, AppParts, Respond
from bot.slack.replies import reply
from bot.slack.uploads import File, upload
from bot.stages import Message

LONGEST_QUERY = 300
FILE_WANTED = re.compile(r"(?P<query>.+?)\s+(?P<kind>csv|json)", re.IGNORECASE)
"""``INNO csv``: every meeting as a file."""


class LookupCommand:
    def __init__(self, parts: AppParts) -> None:
        self._parts = parts

    def register(self, app: AsyncApp) -> None:
        app.command("/lookup")(carefully(self.answer))
        app.action(ids.LOOKUP_PAGES)(carefully(self.turn_page))
        app.action(ids.LOOKUP_PICKS)(carefully(self.pick))
        app.action(ids.CHART)(carefully(self.chart))

    async def answer(self, ack: Ack, command: dict[str, Any], respond: Respond) -> None:
        await ack()
        query = str(command.get("text") or "").strip()[:LONGEST_QUERY]
        if wanted := FILE_WANTED.fullmatch(query):
            channel, user = str(command["channel_id"]), str(command["user_id"])
            message = await self._file(wanted["query"], wanted["kind"].casefold(), channel, user)
        else:
            message = await self._parts.lookup(query)
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

    async def chart(self, ack: Ack, body: dict[str, Any], action: dict[str, Any], respond: Respond) -> None:
        """Support over the years as a picture; in the thread of what was pressed, where that has one."""
        await ack()
        cik = str(action.get("value") or "")
        answer = await lookup(self._parts.ledger, cik) if cik.isdecimal() else None
        drawn = None
        if isinstance(answer, Meetings):  # drawing takes long enough to hold up everybody else
            drawn = await asyncio.to_thread(support_chart, answer.company.name, answer.history)
        if drawn is None:
            await reply(respond, plain("There are not two meetings to compare."))
            return
        container, user = body.get("container") or {}, str(body["user"]["id"])
        thread = None if container.get("is_ephemeral") else container.get("message_ts")
        file = File(f"support-{cik}.png", drawn.png, drawn.title, drawn.alt)
        comment = f"{escape(drawn.title)}, asked for by <@{user}>"
        try:
            await upload(self._parts.client, str(container.get("channel_id") or ""), file, comment, thread)
        except NotPosted as failure:
            await reply(respond, not_posted_message(failure.fault.reason))

    async def _file(self, query: str, kind: str, channel: str, user: str) -> Message:
        answer = await lookup(self._parts.ledger, query)
        if not isinstance(answer, Meetings) or not answer.history:
            return await self._parts.lookup(query)
        text = votes_json(answer.history) if kind == "json" else votes_csv(answer.history)
        name = f"votes-{answer.company.cik}.{kind}"
        comment = f"{len(answer.history)} meetings of {escape(answer.company.name, 100)}, asked for by <@{user}>"
        try:
            await upload(self._parts.client, channel, File(name, text.encode(), name), comment)
        except NotPosted as failure:
            return not_posted_message(failure.fault.reason)
        return plain(f"{escape(name)} is in the channel.")

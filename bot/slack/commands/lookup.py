"""``/lookup INNO``: how a company's meetings ended, before the eyes of the person who asked."""

from __future__ import annotations

import re
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.lookup import Meetings, lookup
from bot.slack.commands.showing import show_answer, turn_to
from bot.slack.commands.vote_files import votes_csv, votes_json
from bot.slack.commands.watch_answers import not_posted_message, plain
from bot.slack.handing_over import hand_over
from bot.slack.listening import carefully
from bot.slack.messages import actions as ids
from bot.slack.messenger import NotPosted
from bot.slack.mrkdwn import Mrkdwn, escape, unescaped
from bot.slack.parts import Ack, AppParts, Respond
from bot.slack.pictures import drawn
from bot.slack.replies import reply, say
from bot.slack.uploads import File, upload

LONGEST_QUERY = 300
FILE_WANTED = re.compile(r"(?P<query>.+?)\s+(?P<kind>csv|json)(?P<here>\s+here)?", re.IGNORECASE)
"""``INNO csv``: every meeting as a file, for who asks; ``INNO csv here`` for the channel."""


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
        query = unescaped(str(command.get("text") or "")).strip()[:LONGEST_QUERY]
        wanted = FILE_WANTED.fullmatch(query)
        asked = await lookup(self._parts.ledger, wanted["query"]) if wanted else None
        if wanted and isinstance(asked, Meetings) and asked.history:
            await say(respond, await self._file(asked, wanted, command))
        else:
            await show_answer(self._parts, respond, wanted["query"] if wanted else query)

    async def turn_page(self, ack: Ack, body: dict[str, Any], action: dict[str, Any], respond: Respond) -> None:
        await ack()
        query, _, page = str(action.get("value") or "").rpartition("|")
        if query and page.isdecimal():
            await turn_to(self._parts, respond, query[:LONGEST_QUERY], int(page[:6]), replace=_is_theirs(body))

    async def pick(self, ack: Ack, body: dict[str, Any], action: dict[str, Any], respond: Respond) -> None:
        """One of the nearest names was meant."""
        await ack()
        query = str(action.get("value") or "")[:LONGEST_QUERY]
        await show_answer(self._parts, respond, query, replace=_is_theirs(body))

    async def chart(self, ack: Ack, body: dict[str, Any], action: dict[str, Any], respond: Respond) -> None:
        """Support over the years as a picture; in the thread of what was pressed, where that has one, for all."""
        await ack()
        cik = str(action.get("value") or "")
        answer = await lookup(self._parts.ledger, cik) if cik.isdecimal() else None
        chart = await drawn(answer) if isinstance(answer, Meetings) else None
        if chart is None:
            await reply(respond, plain("There are not two meetings to compare."))
            return
        container, user = body.get("container") or {}, str(body["user"]["id"])
        channel = str(container.get("channel_id") or "")
        if why := await self._parts.permissions.posting_refusal(user, channel):
            await reply(respond, plain(why))
            return
        thread = None if container.get("is_ephemeral") else container.get("message_ts")
        file = File(f"support-{cik}.png", chart.png, chart.title, chart.alt)
        comment = f"{escape(chart.title)}, asked for by <@{user}>"
        try:
            await upload(self._parts.client, channel, file, comment, thread)
        except NotPosted as failure:
            await reply(respond, not_posted_message(failure.fault.reason))

    async def _file(self, asked: Meetings, wanted: re.Match[str], command: dict[str, Any]) -> Mrkdwn:
        """What became of a file that was asked for."""
        kind = wanted["kind"].casefold()
        text = votes_json(asked.history) if kind == "json" else votes_csv(asked.history)
        name = f"votes-{asked.company.cik}.{kind}"
        comment = f"{len(asked.history)} meetings of {escape(asked.company.name, 100)}"
        user, channel = str(command["user_id"]), str(command["channel_id"])
        file = File(name, text.encode(), name)
        return await hand_over(self._parts, file, comment, user, channel, here=bool(wanted["here"]))


def _is_theirs(body: dict[str, Any]) -> bool:
    """Whether what was pressed stands before one person's eyes: what all see is replaced for nobody."""
    return (body.get("container") or {}).get("is_ephemeral", True) is not False

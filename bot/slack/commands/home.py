"""The App Home: a person's channels, what they watch, what they were told, and the form that changes it."""

from __future__ import annotations

import json
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp

from bot.companies import candidate, find_companies, nearest
from bot.slack.channel_list import ChannelList, Place
from bot.slack.client import call
from bot.slack.commands import home_view as view_of
from bot.slack.commands.status_answer import status_message
from bot.slack.commands.watch_words import WordsFault, read_rules
from bot.slack.listening import carefully
from bot.slack.messenger import NotPosted
from bot.slack.parts import Ack, AppParts
from bot.stages import Message

OFFERED = 20
"""Companies that a type-ahead offers."""

log = structlog.get_logger(__name__)


class Home:
    def __init__(self, parts: AppParts) -> None:
        self._parts = parts

    def register(self, app: AsyncApp) -> None:
        app.event("app_home_opened")(carefully(self.opened))
        app.action(view_of.EDIT)(carefully(self.edit))
        app.options(view_of.COMPANY)(carefully(self.suggest))
        app.view(view_of.EDITOR)(carefully(self.saved))

    async def opened(self, event: dict[str, Any]) -> None:
        if event.get("tab") == "home":
            self._parts.homes_shown.add(str(event["user"]))
            await self.publish(str(event["user"]))

    async def refresh(self, user: str) -> None:
        """After a change, for those who have looked at theirs."""
        if user in self._parts.homes_shown:
            await self.publish(user)

    async def publish(self, user: str) -> None:
        view = view_of.home_view(await self._sections(user), await self.status())
        try:
            await call(self._parts.client.views_publish(user_id=user, view=view))
        except NotPosted as failure:
            log.warning("slack.home_not_published", reason=failure.fault.reason)

    async def edit(self, ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        try:
            wanted = json.loads(str(action.get("value")))
            channel, name = str(wanted["channel"]), str(wanted["name"])
        except (ValueError, KeyError, TypeError):
            return
        place = await self._place(body, channel, name)
        if await self._parts.permissions.refusal(place.user, place.channel):
            return
        view = view_of.editor_view(channel, name, await ChannelList(self._parts, place).listed())
        await call(self._parts.client.views_open(trigger_id=body["trigger_id"], view=view))

    async def suggest(self, ack: Ack, body: dict[str, Any]) -> None:
        """Companies while a person types."""
        typed = str(body.get("value") or "").strip()[:100]
        found = [candidate(company) for company in await find_companies(self._parts.ledger, typed)] if typed else []
        near = await nearest(self._parts.ledger, typed, OFFERED) if typed else ()
        offered = {each.cik: each for each in (*found, *near)}
        await ack(options=view_of.company_options(list(offered.values())))

    async def saved(self, ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        asked = view_of.edited(view)
        place = await self._place(body, asked.channel, asked.channel_name)
        if why := await self._parts.permissions.refusal(place.user, place.channel):
            await ack(response_action="errors", errors={view_of.COMPANY: why})
            return
        try:
            rules = read_rules(asked.rules)
        except WordsFault as fault:
            await ack(response_action="errors", errors={view_of.RULES: str(fault)})
            return
        await ack()
        await self._apply(ChannelList(self._parts, place), asked, rules)
        await self.publish(place.user)

    async def _apply(self, channel: ChannelList, asked: view_of.Edited, rules: tuple[str, ...]) -> None:
        if asked.remove:
            listed = {view_of.watch_value(each): each for each in await channel.listed() if not each.from_file}
            for value in asked.remove:
                if each := listed.get(value):
                    await self._parts.ledger.remove_watch(each.watch, channel.place.user)
        if asked.company.isdecimal():
            await channel.add(asked.company, rules)

    async def _place(self, body: dict[str, Any], channel: str, name: str) -> Place:
        return Place(await self._parts.team_id(), channel, name, str(body["user"]["id"]))

    async def _sections(self, user: str) -> list[view_of.Section]:
        team = await self._parts.team_id()
        sections = []
        for channel in await self._parts.directory.channels_of(user):
            place = Place(team, str(channel["id"]), str(channel.get("name") or ""), user)
            here = ChannelList(self._parts, place)
            latest = await self._parts.ledger.latest_deliveries(team, place.channel, view_of.SHOWN_ALERTS)
            sections.append(
                view_of.Section(
                    place.channel, place.channel_name, await here.listed(), latest, await here.preferences()
                )
            )
        return sorted(sections, key=lambda each: (not each.listed, each.name))

    async def status(self) -> Message:
        """How the watching goes, for everybody."""
        ledger = self._parts.ledger
        counts, oldest = await ledger.delivery_counts(), await ledger.oldest_waiting()
        polls, aside = await ledger.last_polls(20), await ledger.set_aside(50)
        return status_message(polls, counts, oldest, aside, self._parts.clock.now())

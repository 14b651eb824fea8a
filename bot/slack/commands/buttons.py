"""What is pressed under an alert or a look-up: evidence, past meetings, mute, share."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.slack.channel_list import ChannelList, Place
from bot.slack.client import call
from bot.slack.commands import button_modals as modals
from bot.slack.commands.showing import show_answer
from bot.slack.commands.watch_answers import muted_message, not_posted_message, plain
from bot.slack.listening import carefully
from bot.slack.messages import actions as ids
from bot.slack.messages import alert_messages
from bot.slack.messages.evidence import evidence_view
from bot.slack.messenger import NotPosted
from bot.slack.mrkdwn import Mrkdwn
from bot.slack.parts import Ack, AppParts, Respond
from bot.slack.posting import post_all
from bot.slack.replies import reply
from bot.stages import Alert, AlertKind, Message, StoredReport

GONE = "I do not have that filing any more."


class Buttons:
    def __init__(self, parts: AppParts) -> None:
        self._parts = parts

    def register(self, app: AsyncApp) -> None:
        app.action(ids.OPEN_FILING)(carefully(self.opened))
        app.action(ids.OPEN_EXHIBIT)(carefully(self.opened))
        app.action(ids.EVIDENCE)(carefully(self.evidence))
        app.action(ids.EVIDENCE_PAGES)(carefully(self.evidence_page))
        app.action(ids.PAST_MEETINGS)(carefully(self.past_meetings))
        app.action(ids.MUTE)(carefully(self.mute))
        app.view(modals.MUTE)(carefully(self.muted))
        app.action(ids.SHARE)(carefully(self.share))
        app.view(modals.SHARE)(carefully(self.shared))

    async def opened(self, ack: Ack) -> None:
        """The client has opened the address itself."""
        await ack()

    async def evidence(self, ack: Ack, body: dict[str, Any], action: dict[str, Any], respond: Respond) -> None:
        await ack()
        stored = await self._parts.ledger.report(str(action.get("value")))
        if stored is None:
            await reply(respond, plain(GONE))
            return
        view = evidence_view(stored.report, stored.filing.accession_number, stored.filing_url)
        await call(self._parts.client.views_open(trigger_id=body["trigger_id"], view=view))

    async def evidence_page(self, ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        try:
            wanted = json.loads(str(action.get("value")))
            accession, page = str(wanted["accession"]), int(wanted["page"])
        except (ValueError, KeyError, TypeError):
            return
        stored = await self._parts.ledger.report(accession)
        if stored is None:
            return
        view = evidence_view(stored.report, accession, stored.filing_url, page)
        await call(self._parts.client.views_update(view_id=body["view"]["id"], view=view))

    async def past_meetings(self, ack: Ack, action: dict[str, Any], respond: Respond) -> None:
        await ack()
        cik = str(action.get("value"))
        if cik.isdecimal():
            await show_answer(self._parts, respond, f"{cik} all")

    async def mute(self, ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        """Ask for how long."""
        await ack()
        company = await self._parts.ledger.company(str(action.get("value")))
        if company is None:
            return
        view = modals.mute_view(company.cik, company.name, *_channel(body))
        await call(self._parts.client.views_open(trigger_id=body["trigger_id"], view=view))

    async def muted(self, ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        asked = modals.mute_of(view)
        place = Place(await self._parts.team_id(), asked.channel, asked.channel_name, str(body["user"]["id"]))
        why = await self._parts.permissions.refusal(place.user, place.channel)
        company = await self._parts.ledger.company(asked.cik)
        if why or company is None:
            await ack(response_action="errors", errors={modals.HOW_LONG: why or GONE})
            return
        await ack()
        until = self._parts.clock.now() + timedelta(days=asked.days) if asked.days else None
        await ChannelList(self._parts, place).mute(company, until)
        await self._whisper(place, muted_message(company.name, until))

    async def share(self, ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        """Ask where to."""
        await ack()
        view = modals.share_view(str(action.get("value")))
        await call(self._parts.client.views_open(trigger_id=body["trigger_id"], view=view))

    async def shared(self, ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        asked = modals.share_of(view)
        user = str(body["user"]["id"])
        stored = await self._parts.ledger.report(asked.accession)
        why = await self._parts.permissions.posting_refusal(user, asked.channel)
        if why or stored is None:
            await ack(response_action="errors", errors={modals.WHERE: why or GONE})
            return
        await ack()
        place = Place(await self._parts.team_id(), asked.channel, "", user)
        await self._post_shared(place, stored)

    async def _post_shared(self, place: Place, stored: StoredReport) -> None:
        """The whole alert: what does not fit in one message goes into its thread, as where it was shared from."""
        alert = Alert(AlertKind.RESULTS, stored.filing, stored.report, stored.filing_url)
        by = Mrkdwn(f"Shared by <@{place.user}>")
        first, *rest = alert_messages(alert, (), note=by)
        accession = stored.filing.accession_number
        await self._parts.ledger.record_change(place.team_id, place.channel, place.user, "alert.share", accession)
        try:
            told = (replace(first, text=f"{by}: {first.text}"), *rest)
            await post_all(self._parts, place.channel, told, f"shared:{accession}")
        except NotPosted as failure:
            sorry = not_posted_message(failure.fault.reason)
            await call(self._parts.client.chat_postMessage(channel=place.user, text=sorry.text))

    async def _whisper(self, place: Place, message: Message) -> None:
        """Before one person's eyes; in their conversation with us where the channel does not take it."""
        shown: dict[str, Any] = {"text": message.text, "blocks": list(message.blocks)}
        try:
            await call(self._parts.client.chat_postEphemeral(channel=place.channel, user=place.user, **shown))
        except NotPosted:
            await call(self._parts.client.chat_postMessage(channel=place.user, **shown))


def _channel(body: dict[str, Any]) -> tuple[str, str]:
    channel = body.get("channel") or {}
    return str(channel.get("id") or ""), str(channel.get("name") or "")

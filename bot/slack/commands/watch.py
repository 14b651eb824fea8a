"""``/watch``: what a channel hears of, changed by the people in it."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from slack_bolt.async_app import AsyncApp

from bot.companies import find_companies, nearest
from bot.slack import preferences as chosen
from bot.slack.channel_list import AddResult, ChannelList, Place
from bot.slack.client import call
from bot.slack.commands import watch_answers as answers
from bot.slack.commands import watch_files, watch_modals
from bot.slack.commands import watch_words as words
from bot.slack.commands.audit_answer import PAGE_SIZE, audit_message, companies_in
from bot.slack.commands.home import Home
from bot.slack.commands.status_answer import with_lost_alerts
from bot.slack.handing_over import hand_over
from bot.slack.listening import carefully
from bot.slack.messages import sample_messages
from bot.slack.messenger import NotPosted
from bot.slack.mrkdwn import bold, escape
from bot.slack.parts import Ack, AppParts, Respond
from bot.slack.posting import post_all
from bot.slack.replies import reply
from bot.slack.time_words import read_day
from bot.slack.uploads import File
from bot.stages import DeliveryState, KnownCompany, Message

LONGEST_COMMAND = 8000
LATEST = 50
"""Alerts of a channel among which ``/watch status`` looks for lost ones."""
FREE = (words.Help, words.ListWatches, words.Status, words.Audit, words.Export)
"""What anybody may ask, since it changes nothing."""

Timed = TypeVar("Timed", chosen.Digest, chosen.Quiet)
Answer = Callable[[Any, ChannelList, str], Awaitable[Message | None]]
"""From a request, the channel's list and the trigger id (for forms) to an answer; ``None``: a form was opened."""


class WatchCommand:
    def __init__(self, parts: AppParts) -> None:
        self._parts, self._home = parts, Home(parts)
        self._answers: dict[type, Answer] = {
            words.Help: self._help,
            words.Add: self._add,
            words.WatchAll: self._all,
            words.Remove: self._remove,
            words.ListWatches: self._list,
            words.Import: self._import,
            words.Export: self._export,
            words.MuteCompany: self._mute,
            words.Unmute: self._unmute,
            words.SetDigest: self._digest,
            words.SetQuiet: self._quiet,
            words.SetAmendments: self._amendments,
            words.Test: self._test,
            words.Status: self._status,
            words.Audit: self._audit,
        }

    def register(self, app: AsyncApp) -> None:
        app.command("/watch")(carefully(self.answer))
        app.action(re.compile(rf"^{answers.WATCH_PICK}"))(carefully(self.pick))
        app.view(watch_modals.IMPORT)(carefully(self.imported))

    async def answer(self, ack: Ack, command: dict[str, Any], respond: Respond) -> None:
        await ack()
        place = Place(
            await self._parts.team_id(),
            str(command["channel_id"]),
            str(command.get("channel_name") or ""),
            str(command["user_id"]),
        )
        message = await self._answered(str(command.get("text") or ""), place, str(command.get("trigger_id") or ""))
        if message is not None:
            await reply(respond, message)
        await self._home.refresh(place.user)

    async def _answered(self, text: str, place: Place, trigger: str) -> Message | None:
        try:
            request = words.parse_watch(text[:LONGEST_COMMAND])
        except words.WordsFault as fault:
            return answers.plain(str(fault))
        if not isinstance(request, FREE) and (why := await self._parts.permissions.refusal(place.user, place.channel)):
            return answers.plain(why)
        return await self._answers[type(request)](request, ChannelList(self._parts, place), trigger)

    async def pick(self, ack: Ack, action: dict[str, Any], body: dict[str, Any], respond: Respond) -> None:
        """A button under "Did you mean". Its value came back from a person's client and is checked like any words."""
        await ack()
        try:
            value = json.loads(str(action.get("value")))
            subject, rules = (
                str(value["subject"])[: words.LONGEST_SUBJECT],
                words.read_rules(" or ".join(value["rules"])),
            )
        except (ValueError, KeyError, TypeError):
            return
        place = await self._place_of(body)
        why = await self._parts.permissions.refusal(place.user, place.channel)
        if why:
            await reply(respond, answers.plain(why), replace=True)
            return
        result = await ChannelList(self._parts, place).add(subject, rules, whatever=value.get("as_is") is True)
        await reply(respond, answers.added_message([result], rules), replace=True)

    async def imported(self, ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        """The form of ``/watch import`` was sent."""
        lines, faults = watch_files.read_import(watch_modals.pasted(view))
        place = Place(await self._parts.team_id(), *watch_modals.place_of(view), user=str(body["user"]["id"]))
        why = await self._parts.permissions.refusal(place.user, place.channel)
        if why or faults or not lines:
            await ack(response_action="errors", errors={watch_modals.PASTED: why or watch_files.fault_words(faults)})
            return
        await ack(response_action="clear")
        results = await self._import_lines(ChannelList(self._parts, place), lines)
        message = answers.imported_message(results)
        await call(
            self._parts.client.chat_postEphemeral(
                channel=place.channel, user=place.user, text=message.text, blocks=list(message.blocks)
            )
        )

    async def _place_of(self, body: dict[str, Any]) -> Place:
        channel = body.get("channel") or {}
        names = str(channel.get("id") or ""), str(channel.get("name") or "")
        return Place(await self._parts.team_id(), *names, user=str(body["user"]["id"]))

    async def _help(self, _: words.Help, __: ChannelList, ___: str) -> Message:
        return answers.help_message()

    async def _add(self, request: words.Add, channel: ChannelList, _: str) -> Message:
        results = [await channel.add(subject, request.rules) for subject in request.subjects]
        return await self._with_warning(channel, answers.added_message(results, request.rules))

    async def _all(self, request: words.WatchAll, channel: ChannelList, _: str) -> Message:
        result = await channel.add_everything(request.rules)
        return await self._with_warning(channel, answers.added_message([result], request.rules))

    async def _with_warning(self, channel: ChannelList, message: Message) -> Message:
        """Say at once what would otherwise be found out at the first alert."""
        if channel.place.channel.startswith("D"):
            return message
        described = await self._parts.directory.channel(channel.place.channel)
        return answers.with_channel_warning(message, described)

    async def _remove(self, request: words.Remove, channel: ChannelList, _: str) -> Message:
        meant, gone = await channel.remove(request.subject)
        if meant is None:
            return answers.not_watched_message(request.subject, await channel.like(request.subject))
        what = answers.listed_words(meant)
        if gone:
            return answers.plain(f"No longer watched here: {what}.")
        return answers.plain(f"{what}: that one is changed in the file, by whoever keeps this bot.")

    async def _list(self, request: words.ListWatches, channel: ChannelList, _: str) -> Message:
        listed, mutes, preferences = await channel.listed(), await channel.mutes(), await channel.preferences()
        return answers.list_message(listed, mutes, preferences, request.page)

    async def _import(self, request: words.Import, channel: ChannelList, trigger: str) -> Message | None:
        if not request.lines:
            await call(self._parts.client.views_open(trigger_id=trigger, view=watch_modals.import_view(channel.place)))
            return None
        lines, faults = watch_files.read_import(watch_files.spoken_list(request.lines))
        if faults or not lines:
            return answers.plain(escape(watch_files.fault_words(faults)))
        return answers.imported_message(await self._import_lines(channel, lines))

    async def _import_lines(self, channel: ChannelList, lines: list[watch_files.Line]) -> list[AddResult]:
        results = []
        for line in lines:
            if line.everything:
                results.append(await channel.add_everything(line.rules))
            else:
                results.append(await channel.add(line.subject, line.rules))
        return results

    async def _export(self, request: words.Export, channel: ChannelList, _: str) -> Message:
        listed, place = await channel.listed(), channel.place
        text = watch_files.export_json(listed) if request.kind == "json" else watch_files.export_csv(listed)
        name = f"watchlist-{re.sub(r'[^a-z0-9_-]', '', place.channel_name) or place.channel}.{request.kind}"
        comment = f"{len(listed)} watches of {escape(f'#{place.channel_name}', 90)}"
        file = File(name, text.encode(), name)
        told = await hand_over(self._parts, file, comment, place.user, place.channel, here=request.here)
        return answers.plain(told)

    async def _mute(self, request: words.MuteCompany, channel: ChannelList, _: str) -> Message:
        company = await self._company(request.subject)
        if company is None:
            near = await nearest(self._parts.ledger, request.subject)
            return answers.nobody_to_mute_message(request.subject, near, request.said)
        now, until = self._parts.clock.now(), None
        if request.span is not None:
            until = now + request.span
        elif request.until:
            until = await self._day(request.until, channel.place.user)
            if until is None or until <= now:
                return answers.plain(f"`{words.shown(request.until)}` is no day to come.")
        await channel.mute(company, until)
        return answers.muted_message(company.name, until)

    async def _day(self, iso: str, user: str) -> datetime | None:
        return read_day(iso, ZoneInfo(await self._parts.directory.zone(user)))

    async def _unmute(self, request: words.Unmute, channel: ChannelList, _: str) -> Message:
        company = await self._company(request.subject)
        if company is None or not await channel.unmute(company):
            return answers.plain(f"{bold(request.subject, 100)} is not muted here.")
        return answers.plain(f"{bold(company.name, 100)} is heard here again.")

    async def _company(self, subject: str) -> KnownCompany | None:
        found = await find_companies(self._parts.ledger, subject)
        return found[0] if found else None

    async def _digest(self, request: words.SetDigest, channel: ChannelList, _: str) -> Message:
        digest = await self._zoned(request.digest, channel.place.user) if request.digest else None
        await channel.prefer(chosen.DIGEST, chosen.digest_json(digest))
        if digest is None:
            return answers.plain("No digest any more: alerts come as they happen.")
        return answers.plain(f"One digest {escape(digest.words())}; failures still come at once.")

    async def _quiet(self, request: words.SetQuiet, channel: ChannelList, _: str) -> Message:
        quiet = await self._zoned(request.quiet, channel.place.user) if request.quiet else None
        await channel.prefer(chosen.QUIET, chosen.quiet_json(quiet))
        if quiet is None:
            return answers.plain("No quiet hours any more.")
        return answers.plain(f"Quiet {escape(quiet.words())}.")

    async def _zoned(self, wanted: Timed, user: str) -> Timed:
        """In the person's own time zone, where they named none."""
        return wanted if wanted.zone else replace(wanted, zone=await self._parts.directory.zone(user))

    async def _amendments(self, request: words.SetAmendments, channel: ChannelList, _: str) -> Message:
        await channel.prefer(chosen.AMENDMENTS, str(request.amendments))
        how = {
            chosen.Amendments.BOTH: "changes the first alert and answers in its thread",
            chosen.Amendments.UPDATE: "changes the first alert",
            chosen.Amendments.THREAD: "answers in the first alert's thread",
        }
        return answers.plain(f"From now on an amendment {how[request.amendments]}.")

    async def _test(self, _: words.Test, channel: ChannelList, __: str) -> Message:
        place = channel.place
        alert = await asyncio.to_thread(self._parts.sample)
        try:
            await post_all(self._parts, place.channel, sample_messages(alert, place.user), "test")
        except NotPosted as failure:
            return answers.not_posted_message(failure.fault.reason)
        return answers.plain("It works: an alert of a made-up company is in the channel.")

    async def _status(self, _: words.Status, channel: ChannelList, __: str) -> Message:
        here = await self._parts.ledger.latest_deliveries(channel.place.team_id, channel.place.channel, LATEST)
        lost = [each for each in here if each.state is DeliveryState.ABANDONED]
        return with_lost_alerts(await self._home.status(), lost)

    async def _audit(self, request: words.Audit, channel: ChannelList, _: str) -> Message:
        place = channel.place
        changes = await self._parts.ledger.changes(place.team_id, place.channel, (request.page + 1) * PAGE_SIZE)
        companies = await self._parts.ledger.companies(sorted(companies_in(changes)))
        return audit_message(changes, request.page, {each.cik: each.name for each in companies})

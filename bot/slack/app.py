"""The Slack app: one set of listeners for both transports, and what stands before them all.

Order of what every payload passes: signature (HTTP only, by Bolt) → our workspace? → seen before? → listener.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse

from bot.slack.commands.buttons import Buttons
from bot.slack.commands.channel_events import ChannelEvents
from bot.slack.commands.home import Home
from bot.slack.commands.lookup import LookupCommand
from bot.slack.commands.mention import Mention
from bot.slack.commands.watch import WatchCommand
from bot.slack.parts import Ack, AppParts
from bot.slack.response_hook import ResponseHook

_EVENT_ID = re.compile(r"[A-Za-z0-9]{1,40}")
Next = Callable[[], Awaitable[BoltResponse]]

log = structlog.get_logger(__name__)


def slack_app(parts: AppParts) -> AsyncApp:
    """``parts.signing_secret`` may be empty with Socket Mode, where Slack signs nothing."""
    app = AsyncApp(
        client=parts.client,
        signing_secret=parts.signing_secret or None,
        request_verification_enabled=bool(parts.signing_secret),
        raise_error_for_unhandled_request=False,
    )
    gate = Gate(parts)
    app.middleware(gate.only_our_workspace)
    app.middleware(gate.once)
    app.middleware(gate.answers_within_reach)
    app.error(not_let_in)
    for room in (LookupCommand, WatchCommand, Mention, Buttons, Home, ChannelEvents):
        room(parts).register(app)
    app.event(re.compile(".*"))(not_asked_for)
    return app


class Gate:
    """What is turned away before any listener hears of it."""

    def __init__(self, parts: AppParts) -> None:
        self._parts = parts

    async def only_our_workspace(self, body: dict[str, Any], next: Next) -> BoltResponse:  # noqa: A002 - Bolt's name
        """Ids in a payload mean something in their own workspace alone."""
        named = body.get("team")
        team = body.get("team_id") or (named.get("id") if isinstance(named, dict) else named)
        ours = await self._parts.team_id()
        if team != ours:
            log.warning("slack.other_workspace", team=team)
            return BoltResponse(status=200, body="")
        return await next()

    async def once(self, body: dict[str, Any], next: Next) -> BoltResponse:  # noqa: A002 - Bolt's name
        """Slack sends an event again when our answer was late; it is acted on once."""
        event_id = body.get("event_id")
        if (
            isinstance(event_id, str)
            and _EVENT_ID.fullmatch(event_id)
            and not await self._parts.ledger.first_time(event_id)
        ):
            log.info("slack.event_repeated", event_id=event_id)
            return BoltResponse(status=200, body="")
        return await next()

    async def answers_within_reach(self, context: AsyncBoltContext, next: Next) -> BoltResponse:  # noqa: A002 - Bolt's
        """Listeners answer through our own session instead of one of Bolt's."""
        if context.response_url:
            context["respond"] = ResponseHook(context.response_url, self._parts.client)
        return await next()


async def not_asked_for(ack: Ack) -> None:
    """An event that none of our listeners wants: unacknowledged, it would come again and again."""
    await ack()


async def not_let_in(error: Exception, body: dict[str, Any]) -> None:
    """The gate itself failed (Slack or the ledger is away): Slack gets an error, and sends events again."""
    about = body.get("command") or body.get("type") or "?"
    log.error("slack.gate_failed", about=about, error=type(error).__name__, exc_info=error)

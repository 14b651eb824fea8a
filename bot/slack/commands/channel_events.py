"""What happens to channels: left, archived, renamed, entered. The lists follow."""

from __future__ import annotations

from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp

from bot.slack.client import SlackMessenger
from bot.slack.listening import carefully
from bot.slack.notes import channel_disabled
from bot.slack.owners import tell_owners
from bot.slack.parts import AppParts

log = structlog.get_logger(__name__)


class ChannelEvents:
    def __init__(self, parts: AppParts) -> None:
        self._parts = parts

    def register(self, app: AsyncApp) -> None:
        app.event("member_joined_channel")(carefully(self.somebody_joined))
        app.event("channel_rename")(carefully(self.renamed))
        app.event("group_rename")(carefully(self.renamed))
        app.event("channel_archive")(carefully(self.archived))
        app.event("group_archive")(carefully(self.archived))
        app.event("channel_unarchive")(carefully(self.unarchived))
        app.event("group_unarchive")(carefully(self.unarchived))
        app.event("channel_shared")(carefully(self.shared))
        app.event("channel_unshared")(carefully(self.unshared))
        app.event("app_uninstalled")(carefully(self.removed))
        app.event("tokens_revoked")(carefully(self.removed))

    async def somebody_joined(self, event: dict[str, Any]) -> None:
        """Who may change a list, and where we may post, has changed."""
        self._parts.directory.forget()
        log.info("slack.member_joined", channel=event.get("channel"))
        if event.get("user") == await self._parts.directory.own_id():
            await self._enable(str(event.get("channel") or ""))

    async def unarchived(self, event: dict[str, Any]) -> None:
        await self._enable(str(event.get("channel") or ""))

    async def _enable(self, channel: str) -> None:
        """What rested while we could not post there holds again."""
        resumed = await self._parts.ledger.enable_channel(await self._parts.team_id(), channel)
        log.info("slack.channel_enabled", channel=channel, watches=resumed)

    async def shared(self, event: dict[str, Any]) -> None:
        """Another organisation sees the channel from now on; what that means is a matter of the settings."""
        self._parts.directory.forget()
        log.info("slack.channel_shared", channel=event.get("channel"))

    async def unshared(self, event: dict[str, Any]) -> None:
        """One organisation less; the last one frees the channel."""
        self._parts.directory.forget()
        if not event.get("is_ext_shared"):
            await self._enable(str(event.get("channel") or ""))

    async def renamed(self, event: dict[str, Any]) -> None:
        self._parts.directory.forget()
        log.info("slack.channel_renamed", channel=(event.get("channel") or {}).get("id"))

    async def archived(self, event: dict[str, Any]) -> None:
        """Nothing can be posted there any more; its watches rest until it is unarchived, and their owners are told."""
        channel = str(event.get("channel") or "")
        stopped = await self._parts.ledger.disable_channel(await self._parts.team_id(), channel, "is_archived")
        log.warning("slack.channel_archived", channel=channel, watches=len(stopped))
        key = f"archived:{channel}:{self._parts.clock.now().isoformat()}"
        await tell_owners(SlackMessenger(self._parts.client), stopped, channel_disabled(channel, "is_archived"), key)

    async def removed(self) -> None:
        """Alerts wait in the ledger until there is a token that works."""
        log.error("slack.app_removed", so="alerts wait until the app is installed again")

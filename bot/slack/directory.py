"""Who and what there is in the workspace: channels by name, members, user groups, people's time zones."""

from __future__ import annotations

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.slack.client import call
from bot.slack.messenger import NotPosted

KEPT_SECONDS = 300.0
"""How long an answer is believed: a person who joins a channel may change its list within five minutes."""
PAGES = 20


class Directory:
    """Asks Slack and remembers for a while. What Slack refuses to tell is empty, never guessed."""

    def __init__(self, client: AsyncWebClient, clock: Clock) -> None:
        self._client, self._clock = client, clock
        self._kept: dict[str, tuple[float, Any]] = {}
        self._own: dict[str, Any] = {}

    async def team_id(self) -> str:
        """The workspace that the token belongs to."""
        return str((await self._auth()).get("team_id", ""))

    async def own_id(self) -> str:
        """The app's own user ID."""
        return str((await self._auth()).get("user_id", ""))

    async def channel_id(self, name: str) -> str | None:
        """The ID of ``#governance``; IDs go through. Only channels that the app is in are known."""
        if not name.startswith("#"):
            return name
        channels = await self.channels()
        return next((each["id"] for each in channels if each.get("name") == name.removeprefix("#")), None)

    async def channels(self) -> list[dict[str, Any]]:
        """Every channel that the app is in."""
        kinds = "public_channel,private_channel"
        return await self._all(
            "channels", "channels", self._client.users_conversations, types=kinds, exclude_archived=True, limit=200
        )

    async def channels_of(self, user_id: str) -> list[dict[str, Any]]:
        """The channels that both this person and the app are in."""
        kinds = "public_channel,private_channel"
        theirs = await self._all(
            f"channels of {user_id}",
            "channels",
            self._client.users_conversations,
            user=user_id,
            types=kinds,
            exclude_archived=True,
            limit=200,
        )
        ours = {each["id"] for each in await self.channels()}
        return [each for each in theirs if each["id"] in ours]

    async def channel(self, channel_id: str) -> dict[str, Any] | None:
        """What Slack tells of a channel; ``None`` where the app can't see it."""
        try:
            answer = await self._once(f"channel {channel_id}", self._client.conversations_info, channel=channel_id)
        except NotPosted:
            return None
        described: dict[str, Any] = answer.get("channel", {})
        return described

    async def shared_outside(self, channel: str) -> bool:
        """Whether another organisation sees the channel, or is invited to. Raises `NotPosted` where Slack won't say."""
        channel_id = await self.channel_id(channel)
        if channel_id is None or channel_id.startswith(("D", "U", "W")):
            return False
        answer = await self._once(f"channel {channel_id}", self._client.conversations_info, channel=channel_id)
        described = answer.get("channel") or {}
        return bool(described.get("is_ext_shared") or described.get("is_pending_ext_shared"))

    async def members(self, channel_id: str) -> frozenset[str]:
        """User IDs; empty where the app can't see them."""
        try:
            key = f"members {channel_id}"
            found = await self._all(key, "members", self._client.conversations_members, channel=channel_id, limit=1000)
        except NotPosted:
            return frozenset()
        return frozenset(found)

    async def group(self, group_id: str) -> frozenset[str]:
        """User IDs of a user group; empty where the app can't see it."""
        try:
            answer = await self._once(f"group {group_id}", self._client.usergroups_users_list, usergroup=group_id)
        except NotPosted:
            return frozenset()
        return frozenset(answer.get("users", ()))

    async def zone(self, user_id: str) -> str:
        """A person's time zone; New York's, where EDGAR and most meetings are, when Slack does not tell."""
        try:
            answer = await self._once(f"user {user_id}", self._client.users_info, user=user_id)
        except NotPosted:
            return "America/New_York"
        return str(answer.get("user", {}).get("tz") or "America/New_York")

    async def _auth(self) -> dict[str, Any]:
        """Who the token is: the same for as long as it is used."""
        if not self._own:
            self._own = await call(self._client.auth_test())
        return self._own

    async def _all(self, key: str, field: str, ask: Any, **args: Any) -> list[Any]:
        found: list[Any] = []
        cursor = ""
        for _ in range(PAGES):
            page = await self._once(f"{key} {cursor}", ask, cursor=cursor or None, **args)
            found += page.get(field, [])
            cursor = page.get("response_metadata", {}).get("next_cursor", "")
            if not cursor:
                break
        return found

    async def _once(self, key: str, ask: Any, **args: Any) -> dict[str, Any]:
        kept = self._kept.get(key)
        if kept is not None and self._clock.monotonic() - kept[0] < KEPT_SECONDS:
            held: dict[str, Any] = kept[1]
            return held
        answer = await call(ask(**args))
        self._kept[key] = (self._clock.monotonic(), answer)
        return answer

    def forget(self) -> None:
        """Ask again: something in the workspace has changed."""
        self._kept.clear()

"""Who may change what a channel hears, and have something posted there."""

from __future__ import annotations

from collections.abc import Sequence

from bot.slack.directory import Directory


class Permissions:
    """``editors``: user IDs and user-group IDs (``S…``) from the settings; with none, a channel's members may."""

    def __init__(self, directory: Directory, editors: Sequence[str] = (), *, inside_only: bool = False) -> None:
        self._directory, self._editors, self._inside_only = directory, tuple(editors), inside_only

    async def outside(self, channel: str) -> str | None:
        """Why nothing may be posted into a channel that another organisation sees; ``None`` when it may."""
        if self._inside_only and await self._directory.shared_outside(channel):
            return "This channel is shared with another organisation, and my settings keep me out of such channels."
        return None

    async def posting_refusal(self, user: str, channel: str) -> str | None:
        """Why this person may have nothing posted into a channel, in words for them; ``None`` when they may."""
        if channel.startswith("D"):
            return None
        members = await self._directory.members(channel)
        if not members:
            return "I am not in that channel. Invite me there first: `/invite @ballotwire`"
        return await self.outside(channel) if user in members else "You are not in that channel."

    async def refusal(self, user: str, channel: str) -> str | None:
        """Why this person may not change this channel's list, in words for them; ``None`` when they may."""
        if why := await self.outside(channel):
            return why
        if self._editors:
            if user in self._editors or await self._in_a_group(user):
                return None
            return "Only the people named in the settings may change what channels watch. `/watch list` shows who did."
        if channel.startswith("D"):
            return None
        members = await self._directory.members(channel)
        if not members:
            return "I cannot see who is in this channel. Invite me first: `/invite @ballotwire`."
        if user not in members:
            return "Only members of the channel may change what it watches."
        return None

    async def _in_a_group(self, user: str) -> bool:
        for editor in self._editors:
            if editor.startswith("S") and user in await self._directory.group(editor):
                return True
        return False

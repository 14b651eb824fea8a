"""``response_url``: five uses in thirty minutes, for the person who asked or for the channel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.standin.slack.files import file_fault
from bot.standin.slack.limits import message_fault
from bot.standin.slack.workspace import BOT_ID, BOT_USER_ID, Json, Workspace

USES, LIFE_SECONDS = 5, 30 * 60


@dataclass
class Hook:
    user: str
    channel: str
    born: float
    original_ts: str = ""
    uses: int = 0


class Hooks:
    """The addresses given out, and what was said to them."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._given: dict[str, Hook] = {}

    def give(self, user: str, channel: str, original_ts: str = "") -> str:
        hook_id = self._workspace.next_id("hook-")
        self._given[hook_id] = Hook(user, channel, self._workspace.clock.monotonic(), original_ts)
        return hook_id

    async def receive(self, request: web.Request) -> web.Response:
        hook = self._given.get(request.match_info["hook_id"])
        if hook is None or self._workspace.clock.monotonic() - hook.born > LIFE_SECONDS:
            return web.json_response({"ok": False, "error": "expired_url"}, status=404)
        if hook.uses >= USES:
            return web.json_response({"ok": False, "error": "used_url"}, status=404)
        hook.uses += 1
        return self._say(hook, await request.json())

    def _say(self, hook: Hook, said: dict[str, Any]) -> web.Response:
        if said.get("delete_original"):
            self._remove(hook.original_ts)
            return web.Response(text="ok")
        text, blocks = str(said.get("text") or ""), said.get("blocks") or []
        if fault := message_fault(text, blocks):
            return web.json_response({"ok": False, "error": fault[0]}, status=400)
        if code := file_fault(self._workspace, blocks):
            self._workspace.changed()
            return web.json_response({"ok": False, "error": code}, status=404)
        if said.get("replace_original") and hook.original_ts:
            self._remove(hook.original_ts)
        self.show(hook.user, hook.channel, said)
        return web.Response(text="ok")

    def show(self, user: str, channel_id: str, said: Json) -> None:
        """An answer in the channel, or only before the person's eyes."""
        text, blocks = str(said.get("text") or ""), said.get("blocks") or []
        ts = self._workspace.next_ts()
        if said.get("response_type") == "in_channel":
            author = {"type": "message", "user": BOT_USER_ID, "bot_id": BOT_ID}
            self._workspace.channels[channel_id].messages.append(author | {"ts": ts, "text": text, "blocks": blocks})
        else:
            self._workspace.ephemerals.append(
                {"user": user, "channel": channel_id, "text": text, "blocks": blocks, "ts": ts, "is_ephemeral": True}
            )
        self._workspace.changed()

    def _remove(self, ts: str) -> None:
        kept = [e for e in self._workspace.ephemerals if e["ts"] != ts]
        self._workspace.ephemerals[:] = kept
        self._workspace.changed()

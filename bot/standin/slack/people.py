"""What a person does in Slack, carried to the app: commands, clicks, submissions, typing in a select."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.standin.slack.envelopes import ACK_SECONDS, Ack, NobodyListens, Wire
from bot.standin.slack.hooks import Hooks
from bot.standin.slack.views import Triggers, stored
from bot.standin.slack.workspace import APP_ID, Json, Workspace


class People:
    """Acts as a person. Every act returns the app's `Ack`; late ones are also kept in ``broken``."""

    def __init__(self, workspace: Workspace, hooks: Hooks, triggers: Triggers, origin: Callable[[], str]) -> None:
        self._workspace, self._hooks, self._triggers, self._origin = workspace, hooks, triggers, origin
        self.wire: Wire | None = None
        self.acks: list[Ack] = []
        self.broken: list[str] = []

    async def command(self, user: str, channel: str, command: str, text: str) -> Ack:
        """``/lookup INNO`` typed into a channel. Slack sends the words with ``&``, ``<`` and ``>`` escaped."""
        place = self._workspace.channels[channel]
        payload = {
            "token": "deprecated",
            "team_id": self._workspace.team_id,
            "team_domain": "standin",
            "channel_id": channel,
            "channel_name": "directmessage" if place.direct_with else place.name,
            "user_id": user,
            "user_name": self._workspace.people[user].name,
            "command": command,
            "text": text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"),
            "api_app_id": APP_ID,
            "is_enterprise_install": "false",
            "response_url": self._response_url(user, channel),
            "trigger_id": self._triggers.give(user),
        }
        ack = await self._deliver("slash_commands", payload)
        if ack.payload:
            self._hooks.show(user, channel, ack.payload)
        return ack

    async def click(self, user: str, channel: str, message: Json, action: Json) -> Ack:
        """A button or a menu under a message. ``action`` as it stands in the block, plus what was chosen."""
        container = {"type": "message", "message_ts": message["ts"], "channel_id": channel}
        container["is_ephemeral"] = bool(message.get("is_ephemeral"))
        payload = self._interaction("block_actions", user) | {
            "container": container,
            "channel": {"id": channel, "name": self._workspace.channels[channel].name},
            "message": message,
            "actions": [_acted(action)],
            "response_url": self._response_url(user, channel, message["ts"]),
            "trigger_id": self._triggers.give(user),
        }
        return await self._deliver("interactive", payload)

    async def click_in_view(self, user: str, view: Json, action: Json) -> Ack:
        """A button on the home or in a modal."""
        payload = self._interaction("block_actions", user) | {
            "container": {"type": "view", "view_id": view["id"]},
            "view": view,
            "actions": [_acted(action)],
            "trigger_id": self._triggers.give(user),
        }
        return await self._deliver("interactive", payload)

    async def submit(self, user: str, view: Json, values: Json) -> Ack:
        """Press the modal's button. ``values``: block_id → action_id → what was entered, in Slack's own form."""
        filled = view | {"state": {"values": values}}
        payload = self._interaction("view_submission", user) | {"view": filled, "response_urls": []}
        ack = await self._deliver("interactive", payload)
        answer = ack.payload or {}
        if answer.get("response_action") in ("update", "push"):
            same = view["id"] if answer["response_action"] == "update" else ""
            stored(self._workspace, answer["view"], user, same)
        elif ack.in_time and answer.get("response_action") != "errors":
            self._workspace.views.pop(view["id"], None)
        return ack

    async def suggest(self, user: str, view: Json, action_id: str, block_id: str, typed: str) -> list[Json]:
        """Type into an external select and see what it offers."""
        payload = self._interaction("block_suggestion", user) | {
            "view": view,
            "action_id": action_id,
            "block_id": block_id,
            "value": typed,
            "container": {"type": "view", "view_id": view["id"]},
        }
        ack = await self._deliver("interactive", payload)
        options: list[Json] = (ack.payload or {}).get("options", [])
        return options

    async def event(self, event: Json, *, event_id: str = "", retry: int = 0) -> Ack:
        """Something happened: the Events API's outer envelope around ``event``."""
        payload = {
            "token": "deprecated",
            "team_id": self._workspace.team_id,
            "api_app_id": APP_ID,
            "event": event,
            "type": "event_callback",
            "event_id": event_id or self._workspace.next_id("Ev"),
            "event_time": int(self._workspace.clock.now().timestamp()),
            "authorizations": [{"team_id": self._workspace.team_id, "user_id": "U0BALLOT", "is_bot": True}],
        }
        return await self._deliver("events_api", payload, retry)

    async def open_home(self, user: str) -> Ack:
        return await self.event({"type": "app_home_opened", "user": user, "channel": "D0", "tab": "home"})

    def _interaction(self, kind: str, user: str) -> Json:
        team = {"id": self._workspace.team_id, "domain": "standin"}
        person = {"id": user, "username": self._workspace.people[user].name, "team_id": team["id"]}
        return {"type": kind, "user": person, "team": team, "api_app_id": APP_ID, "token": "deprecated"}

    def _response_url(self, user: str, channel: str, original_ts: str = "") -> str:
        return f"{self._origin()}/hooks/response/{self._hooks.give(user, channel, original_ts)}"

    async def _deliver(self, kind: str, payload: Json, retry: int = 0) -> Ack:
        if self.wire is None:
            raise NobodyListens
        ack = await self.wire.deliver(kind, payload, retry)
        self.acks.append(ack)
        if not ack.in_time:
            what = payload.get("command") or payload.get("type")
            self.broken.append(f"{what}: status {ack.status} after {ack.seconds:.2f} s of {ACK_SECONDS:.0f}")
        return ack


def _acted(action: Json) -> Json:
    given: dict[str, Any] = {"block_id": "b", "action_ts": "1"}
    return given | action

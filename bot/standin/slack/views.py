"""Modals and homes: what is open before whom, and the three seconds a trigger lasts."""

from __future__ import annotations

from dataclasses import dataclass

from bot.standin.slack.limits import as_objects, view_fault
from bot.standin.slack.methods import Refused, method
from bot.standin.slack.workspace import APP_ID, BOT_ID, Json, Workspace

TRIGGER_SECONDS = 3.0


@dataclass
class Trigger:
    user: str
    born: float
    used: bool = False


class Triggers:
    """Trigger IDs handed out with commands and clicks: three seconds, one use."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._given: dict[str, Trigger] = {}

    def give(self, user: str) -> str:
        trigger_id = self._workspace.next_id("trigger.")
        self._given[trigger_id] = Trigger(user, self._workspace.clock.monotonic())
        return trigger_id

    def use(self, trigger_id: str) -> str:
        """The person before whom a view may now be opened."""
        trigger = self._given.get(trigger_id)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.used:
            raise Refused("exchanged_trigger_id")
        if self._workspace.clock.monotonic() - trigger.born > TRIGGER_SECONDS:
            raise Refused("expired_trigger_id")
        trigger.used = True
        return trigger.user


def _checked(args: Json) -> Json:
    view = as_objects(args.get("view"))
    if not isinstance(view, dict):
        raise Refused("invalid_arguments", "no view")
    if fault := view_fault(view):
        raise Refused(*fault)
    return view


def stored(workspace: Workspace, view: Json, user: str, view_id: str = "") -> Json:
    view_id = view_id or workspace.next_id("V")
    frame = {"id": view_id, "team_id": workspace.team_id, "app_id": APP_ID, "bot_id": BOT_ID, "_user": user}
    workspace.views[view_id] = view | frame | {"hash": workspace.next_ts(), "root_view_id": view_id}
    workspace.views[view_id].setdefault("state", {"values": {}})
    workspace.changed()
    return workspace.views[view_id]


@method("views.open")
def views_open(workspace: Workspace, args: Json) -> Json:
    view = _checked(args)
    return {"view": stored(workspace, view, args["_triggers"].use(str(args.get("trigger_id"))))}


@method("views.push")
def views_push(workspace: Workspace, args: Json) -> Json:
    return views_open(workspace, args)


@method("views.update")
def views_update(workspace: Workspace, args: Json) -> Json:
    view = _checked(args)
    old = workspace.views.get(str(args.get("view_id")))
    if old is None:
        raise Refused("not_found")
    if args.get("hash") and args["hash"] != old["hash"]:
        raise Refused("hash_conflict")
    return {"view": stored(workspace, view, old["_user"], old["id"])}


@method("views.publish")
def views_publish(workspace: Workspace, args: Json) -> Json:
    user = str(args.get("user_id"))
    if user not in workspace.people:
        raise Refused("user_not_found")
    view = _checked(args)
    old = workspace.homes.get(user)
    if args.get("hash") and old is not None and args["hash"] != old["hash"]:
        raise Refused("hash_conflict")
    workspace.homes[user] = stored(workspace, view, user, old["id"] if old else "")
    return {"view": workspace.homes[user]}

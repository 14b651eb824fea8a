"""The workspace in a browser: channels with their threads, what people see alone, homes and open forms; kept fresh."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from bot.standin.preview import Room, render_view, workspace_page
from bot.standin.slack.naming import named
from bot.standin.slack.workspace import Channel, Json, Workspace

REFRESH = """
let seen = document.body.dataset.version;
setInterval(async () => {
  try {
    const now = await (await fetch("/version")).text();
    if (now === seen) return;
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    document.querySelector("main").replaceWith(page.querySelector("main"));
    seen = now;
  } catch (gone) { /* the stand-in has stopped; the last state stays to be read */ }
}, 700);
"""
POLICY = "default-src 'self'; style-src 'unsafe-inline'; img-src http: https: data:"
FOOT = '<script src="/refresh.js"></script>'


def channel_page(workspace: Workspace, channel: Channel | None) -> str:
    """A channel's page; without one, all that have something to show, one after the other."""
    rooms = {c.id: _room(workspace, c) for c in workspace.channels.values()}
    shown = [rooms[channel.id]] if channel else [room for room in rooms.values() if room.messages] or [*rooms.values()]
    title = f"#{channel.name}" if channel else "All channels"
    return _page(workspace, shown, title)


def person_page(workspace: Workspace, user: str) -> str:
    """What the app shows to one person: its home, and the form that was opened before them last."""
    views = [view for view in workspace.views.values() if view["_user"] == user and view["type"] == "modal"]
    shown = [*([workspace.homes[user]] if user in workspace.homes else []), *views[-1:]]
    page = _page(workspace, [], f"{workspace.people[user].name}'s home")
    inside = (
        "".join(render_view(named(workspace, view)) for view in shown)
        or '<p class="quiet">Nothing has been shown here yet.</p>'
    )
    return page.replace("<main></main>", f"<main>{inside}</main>")


def _page(workspace: Workspace, shown: list[Room], title: str) -> str:
    side = [_room(workspace, channel) for channel in workspace.channels.values()]
    version = f'data-version="{workspace.version}"'
    return workspace_page(shown, side, title=f"{title} · Ballotwire", attributes=version, foot=FOOT)


def _room(workspace: Workspace, channel: Channel) -> Room:
    """Messages and answers to one person in the order in which they came; replies inside their thread."""
    alone = [_alone(workspace, each) for each in workspace.ephemerals if each["channel"] == channel.id]
    messages = sorted([*_threads(workspace, channel), *alone], key=lambda message: _order(message["ts"]))
    return Room(channel.name, f"/channel/{channel.id}", messages=tuple(messages))


def _threads(workspace: Workspace, channel: Channel) -> Iterator[Json]:
    for message in channel.top_level():
        replies = [_shown(workspace, each) for each in channel.thread(message["ts"]) if each is not message]
        yield _shown(workspace, message) | ({"replies": replies} if replies else {})


def _alone(workspace: Workspace, message: Json) -> Json:
    return _shown(workspace, message) | {"ephemeral": True, "only_for": workspace.people[message["user"]].name}


def _shown(workspace: Workspace, message: Json) -> Json:
    """With the pictures that were uploaded with it, or that its blocks show."""
    files = [file | _picture(workspace, file["id"]) for file in message.get("files") or ()]
    blocks = [_filled(workspace, block) for block in message.get("blocks") or ()]
    return named(workspace, message | {"files": files, "blocks": blocks})


def _filled(workspace: Workspace, block: Json) -> Json:
    if block.get("type") != "image" or "slack_file" not in block:
        return block
    return block | {"image_url": _picture(workspace, block["slack_file"]["id"]).get("picture", "")}


def _picture(workspace: Workspace, file_id: str) -> Json:
    upload = workspace.uploads[file_id]
    if not upload.content.startswith(b"\x89PNG"):
        return {}
    return {"picture": f"data:image/png;base64,{base64.b64encode(upload.content).decode()}"}


def _order(ts: str) -> tuple[int, int]:
    seconds, _, number = ts.partition(".")
    return int(seconds), int(number or 0)

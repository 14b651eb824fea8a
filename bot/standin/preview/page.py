"""A whole page: the workspace's channels at the side, one channel's messages in the middle, or all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files

from bot.standin.preview.message import APP_FACE, Json, render_message

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src http: https: data:"
"""No script at all: a page of messages needs none."""
STYLE = (files(__package__) / "style.css").read_text(encoding="utf-8")
_EMPTY = '<p class="quiet">Nothing has been posted here yet.</p>'


@dataclass(frozen=True, slots=True)
class Room:
    """A channel as the page shows it. ``address`` is where its own page is."""

    name: str
    address: str = "#"
    topic: str = ""
    messages: tuple[Json, ...] = ()


def channel_page(
    name: str, messages: Iterable[Json], *, channels: Sequence[tuple[str, str]] = (), topic: str = ""
) -> str:
    """The page of one channel, for looking at; ``channels`` are (name, address) for the side."""
    shown = Room(name, topic=topic, messages=tuple(messages))
    side = [Room(each, address) for each, address in channels] or [shown]
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    return workspace_page([shown], side, title=f"#{name} · Ballotwire", head=policy)


def workspace_page(
    shown: Sequence[Room], side: Sequence[Room], *, title: str, head: str = "", attributes: str = "", foot: str = ""
) -> str:
    """``head``, ``attributes`` (of the body) and ``foot`` are HTML of the caller's own, and not escaped."""
    here = shown[0].name if len(shown) == 1 else None
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"{head}<title>{escape(title)}</title><style>{STYLE}</style></head><body {attributes}>"
        f'<div class="workspace">{_side(side, here)}<main>{"".join(map(_room, shown))}</main></div>{foot}</body></html>'
    )


def _room(room: Room) -> str:
    messages = "".join(render_message(message) for message in room.messages)
    return (
        f'<section class="room"><header class="top"><h1># {escape(room.name)}</h1><p>{escape(room.topic)}</p></header>'
        f'<div class="messages">{messages or _EMPTY}</div></section>'
    )


def _side(rooms: Sequence[Room], here: str | None) -> str:
    links = "".join(
        f'<a href="{escape(room.address)}"{" class=here" if room.name == here else ""}># {escape(room.name)}</a>'
        for room in rooms
    )
    return f'<nav><p class="brand">{APP_FACE}<span>Ballotwire demo</span></p><p class="label">Channels</p>{links}</nav>'

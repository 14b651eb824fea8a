"""A whole page: the workspace's channels at the side, one channel's messages in the middle."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files

from bot.standin.preview.message import APP_FACE, Json, render_message

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src http: https: data:"
"""No script at all: a page of messages needs none."""


def channel_page(
    name: str, messages: Iterable[Json], *, channels: Sequence[tuple[str, str]] = (), topic: str = "", head: str = ""
) -> str:
    """``channels`` are (name, address) for the side; ``head`` is further HTML of the caller's own."""
    style = (files(__package__) / "style.css").read_text(encoding="utf-8")
    policy = "" if head else f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    shown = "".join(render_message(message) for message in messages)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">{policy}'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>#{escape(name)} · Ballotwire</title><style>{style}</style>{head}</head><body>"
        f'<div class="workspace">{_side(name, channels)}<main><header class="top"><h1># {escape(name)}</h1>'
        f"<p>{escape(topic)}</p></header><div class='messages'>{shown or _EMPTY}</div></main></div></body></html>"
    )


_EMPTY = '<p class="quiet">Nothing has been posted here yet.</p>'


def _side(name: str, channels: Sequence[tuple[str, str]]) -> str:
    links = "".join(
        f'<a href="{escape(address)}"{" class=here" if each == name else ""}># {escape(each)}</a>'
        for each, address in channels or ((name, "#"),)
    )
    return f'<nav><p class="brand">{APP_FACE}<span>Ballotwire demo</span></p><p class="label">Channels</p>{links}</nav>'

"""A message with its face and name, an answer that one person sees, and a modal or home view."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from typing import Any

from bot.standin.preview.blocks import render_blocks, text_of
from bot.standin.preview.mrkdwn import ZONE, render_mrkdwn

Json = dict[str, Any]

APP_NAME = "Ballotwire"
APP_FACE = (
    '<svg viewBox="0 0 36 36" aria-hidden="true"><rect width="36" height="36" rx="8" fill="#0b3d5c"/>'
    '<path d="M8 19h20v8a2 2 0 0 1-2 2H10a2 2 0 0 1-2-2z" fill="#fff"/><path d="M12 21.5h12" stroke="#0b3d5c" '
    'stroke-width="2" stroke-linecap="round"/><path d="M13 7h10v11H13z" fill="#f2c14e"/><path d="M15.3 12.4l2 2 3.6-4" '
    'fill="none" stroke="#0b3d5c" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/></svg>'
)
"""A ballot going into its box."""
EYE = (
    '<svg viewBox="0 0 20 14" aria-hidden="true"><path d="M1 7c2-3.7 5.2-5.6 9-5.6S17 3.3 19 7c-2 3.7-5.2 5.6-9 5.6'
    'S3 10.7 1 7z" fill="none" stroke="currentColor" stroke-width="1.6"/><circle cx="10" cy="7" r="2.6"'
    ' fill="currentColor"/></svg>'
)
_FACES = ("#2e7d6b", "#9c4f96", "#b5651d", "#3b6ea5", "#8a6d3b")


def render_message(message: Json) -> str:
    """One message as Slack holds it: ``text``, ``blocks``, ``ts``, who said it (``username``, ``bot_id``, ``user``).

    ``ephemeral`` says that one person sees it, ``only_for`` who that is; ``replies`` holds its thread; ``files`` what
    was uploaded with it.
    """
    name, app = _author(message)
    blocks = message.get("blocks") or []
    said = render_blocks(blocks) if blocks else _plain(message.get("text") or "")
    body = said + "".join(map(_file, message.get("files") or ())) + _replies(message)
    alone = _alone(message) if message.get("ephemeral") else ""
    badge = '<span class="app">APP</span>' if app else ""
    look = "message ephemeral" if alone else "message"
    who = f'<p class="who"><b>{escape(name)}</b>{badge}{_time(message)}</p>'
    return (
        f'<article class="{look}">{alone}<div class="face">{_face(name, app=app)}</div>'
        f'<div class="content">{who}{body}</div></article>'
    )


def render_view(view: Json) -> str:
    """A modal as a window over the page, or a home tab as a page."""
    if view.get("type") != "modal":
        return f'<div class="home">{render_blocks(view.get("blocks", []))}</div>'
    close = text_of(view.get("close")) or "Cancel"
    submit = ""
    if view.get("submit"):
        submit = f'<span class="button primary" role="button">{text_of(view["submit"])}</span>'
    return (
        f'<div class="modal" role="dialog"><header><h2>{text_of(view.get("title"))}</h2></header>'
        f'<div class="inside">{render_blocks(view.get("blocks", []))}</div>'
        f'<footer><span class="button" role="button">{close}</span>{submit}</footer></div>'
    )


def _alone(message: Json) -> str:
    return f'<p class="only-you">{EYE}Only visible to {escape(str(message.get("only_for") or "you"))}</p>'


def _file(file: Json) -> str:
    """A file that was uploaded, as a card with its name; a picture as such where its bytes are at hand."""
    name, alt = escape(str(file.get("title") or file.get("name") or "file")), escape(str(file.get("alt_txt") or ""))
    picture = str(file.get("picture") or "")
    if picture.startswith("data:image/png;base64,"):
        return f'<figure class="file"><figcaption>{name}</figcaption><img src="{escape(picture)}" alt="{alt}"></figure>'
    size = f"{file['size']:,} bytes" if isinstance(file.get("size"), int) else ""
    return f'<p class="file"><b>{name}</b> <span>{size}</span></p>'


def _plain(text: str) -> str:
    return f'<div class="block section">{render_mrkdwn(text)}</div>'


def _author(message: Json) -> tuple[str, bool]:
    """The name shown, and whether an app said it."""
    marks = ("ephemeral", "bot_id", "app_id")
    app = any(message.get(mark) for mark in marks) or message.get("subtype") == "bot_message"
    profile = message.get("bot_profile") or {}
    named = message.get("username") or profile.get("name") or message.get("user_name")
    return (str(named or APP_NAME), True) if app or not message.get("user") else (str(named or message["user"]), False)


def _face(name: str, *, app: bool) -> str:
    if app:
        return APP_FACE
    color = _FACES[sum(map(ord, name)) % len(_FACES)]
    return (
        f'<svg viewBox="0 0 36 36" aria-hidden="true"><rect width="36" height="36" rx="8" fill="{color}"/>'
        f'<text x="18" y="24" text-anchor="middle" fill="#fff" font-size="16">{escape(name[:1].upper())}</text></svg>'
    )


def _time(message: Json) -> str:
    try:
        at = datetime.fromtimestamp(float(message.get("ts", "")), UTC).astimezone(ZONE)
    except (ValueError, OverflowError, OSError):
        return ""
    return f'<time datetime="{at.isoformat()}">{f"{at:%I:%M %p}".lstrip("0")}</time>'


def _replies(message: Json) -> str:
    replies = message.get("replies") or []
    if not replies:
        return ""
    count = f"{len(replies)} {'reply' if len(replies) == 1 else 'replies'}"
    return f'<div class="thread"><p class="count">{count}</p>{"".join(map(render_message, replies))}</div>'

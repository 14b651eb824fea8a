"""The workspace as a page in a browser: channels, their messages and what people see alone; refreshed while open."""

from __future__ import annotations

from html import escape

from bot.standin import preview
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


def channel_page(workspace: Workspace, channel: Channel | None) -> str:
    """A whole page. Without a channel, all of them one after the other."""
    shown = [channel] if channel else [c for c in workspace.channels.values() if c.messages or not c.direct_with]
    links = "".join(f'<a href="/channel/{escape(c.id)}">#{escape(c.name)}</a>' for c in workspace.channels.values())
    body = "".join(_channel(workspace, c) for c in shown)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ballotwire stand-in Slack</title>'
        f"<style>{preview.STYLE}{_STYLE}</style></head>"
        f'<body data-version="{workspace.version}"><nav><a href="/">all</a>{links}</nav><main>{body}</main>'
        '<script src="/refresh.js"></script></body></html>'
    )


def _channel(workspace: Workspace, channel: Channel) -> str:
    messages = "".join(_message(m) for m in channel.messages)
    alone = "".join(_alone(workspace, e) for e in workspace.ephemerals if e["channel"] == channel.id)
    empty = "" if messages or alone else "<p class=quiet>Nothing has been posted here yet.</p>"
    head = f'<section class="channel" id="{escape(channel.id)}"><h1># {escape(channel.name)}</h1>'
    return f"{head}{messages}{alone}{empty}</section>"


def _message(message: Json) -> str:
    reply = " reply" if message.get("thread_ts", message["ts"]) != message["ts"] else ""
    files = "".join(
        f'<p class="file">📎 {escape(f["title"])} ({f["size"]} bytes)</p>' for f in message.get("files", [])
    )
    return f'<article class="posted{reply}">{preview.render_message(message)}{files}</article>'


def _alone(workspace: Workspace, message: Json) -> str:
    name = escape(workspace.people[message["user"]].name)
    head = f'<article class="posted alone"><p class="quiet">Only visible to {name}</p>'
    return f"{head}{preview.render_message(message)}</article>"


_STYLE = """
nav{padding:8px 20px;background:#3f0e40}nav a{color:#fff;margin-right:14px;text-decoration:none;font-size:14px}
.channel{max-width:820px;margin:0 auto;padding:8px 20px}
.channel h1{font-size:18px;border-bottom:1px solid #ddd;padding-bottom:8px}
.posted{padding:8px 0}.reply{margin-left:40px;border-left:3px solid #ddd;padding-left:12px}
.alone{background:#fffbe9;padding:8px 12px;border-radius:6px;margin:8px 0}
.quiet{color:#6b6b6b;font-size:13px;margin:2px 0}
"""

"""Block Kit as HTML, the way Slack would show it: for the demo's page and for looking at messages without Slack.

Only what is in a message is shown and nothing in it can act: no address but http, https and mailto is followed, no
script or style comes from a message. A block of an unknown type is shown as such, never dropped.
"""

from __future__ import annotations

from importlib.resources import files

from bot.standin.preview.blocks import render_blocks
from bot.standin.preview.message import render_message, render_view
from bot.standin.preview.mrkdwn import render_mrkdwn
from bot.standin.preview.page import channel_page

STYLE = (files(__package__) / "style.css").read_text(encoding="utf-8")

__all__ = ["STYLE", "channel_page", "render_blocks", "render_message", "render_mrkdwn", "render_view"]

"""Block Kit as HTML, the way Slack would show it: for the demo's page and for looking at messages without Slack.

Only what is in a message is shown and nothing in it can act: no address but http, https and mailto is followed, no
script or style comes from a message. A block of an unknown type is shown as such, never dropped.
"""

from __future__ import annotations

from bot.standin.preview.blocks import render_blocks
from bot.standin.preview.message import render_message, render_view
from bot.standin.preview.mrkdwn import render_mrkdwn
from bot.standin.preview.page import STYLE, Room, channel_page, workspace_page

__all__ = [
    "STYLE",
    "Room",
    "channel_page",
    "render_blocks",
    "render_message",
    "render_mrkdwn",
    "render_view",
    "workspace_page",
]

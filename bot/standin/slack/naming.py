"""People and channels by their names where a message says their ids, as Slack shows them."""

from __future__ import annotations

import re
from typing import TypeVar

from bot.standin.slack.workspace import Workspace

T = TypeVar("T")

_MENTION = re.compile(r"<([@#])([A-Z0-9]+)>")


def named(workspace: Workspace, shown: T) -> T:
    """The same text, block, message or view with a name at every mention of somebody who is known."""
    if isinstance(shown, str):
        return _MENTION.sub(lambda mention: _with_name(workspace, mention), shown)  # type: ignore[return-value]
    if isinstance(shown, dict):
        return {key: named(workspace, value) for key, value in shown.items()}  # type: ignore[return-value]
    if isinstance(shown, list | tuple):
        return type(shown)(named(workspace, each) for each in shown)
    return shown


def _with_name(workspace: Workspace, mention: re.Match[str]) -> str:
    mark, wanted = mention.groups()
    found = workspace.people.get(wanted) if mark == "@" else workspace.channels.get(wanted)
    return f"<{mark}{wanted}|{found.name}>" if found else mention[0]

"""The audit trail in words: who changed what. Pure."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from bot.slack.blocks import header, section
from bot.slack.commands.watch_answers import plain
from bot.slack.mrkdwn import Mrkdwn, escape, joined, moment
from bot.slack.preferences import AMENDMENTS, DIGEST, QUIET, read_preferences
from bot.stages import Change, Message

PAGE_SIZE = 20
ACTIONS = {
    "watch.add": "watches",
    "watch.remove": "no longer watches",
    "mute.add": "muted",
    "mute.remove": "unmuted",
    "channel.disable": "stopped telling the channel:",
    "channel.enable": "tells the channel again",
    "alert.share": "shared the alert of",
}
"""What the ledger calls it, and what people do."""


def audit_message(changes: Sequence[Change], page: int) -> Message:
    """One page of changes, the latest first."""
    shown = changes[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    lines = [Mrkdwn(f"{moment(each.at)} – {_actor(each.actor)} {escape(change_words(each), 250)}") for each in shown]
    if not lines:
        return plain("Nobody has changed anything here." if page == 0 else "That is all.")
    return Message(joined("\n", lines), (header("Who changed what"), section(*lines)))


def change_words(change: Change) -> str:
    """``watches cik 844143, only failures``, ``chose: digest daily at 17:00 (New York time)``."""
    if not change.action.startswith("set."):
        return f"{ACTIONS.get(change.action, change.action)} {change.detail}".strip()
    name = change.action.removeprefix("set.")
    return f"chose: {name} {_chosen(name, change.detail)}"


def _chosen(name: str, detail: str) -> str:
    """What was chosen, from the value as it was kept; the value itself where it is none of ours."""
    try:
        value = ast.literal_eval(detail)
    except (ValueError, SyntaxError):
        return detail
    if value is None:
        return "off"
    try:
        kept = read_preferences({name: value})
    except (KeyError, TypeError, ValueError):
        return detail
    words = {DIGEST: kept.digest and kept.digest.words(), QUIET: kept.quiet and kept.quiet.words()}
    return words.get(name) or (str(kept.amendments) if name == AMENDMENTS else detail)


def _actor(actor: str) -> str:
    return f"<@{actor}>" if actor.startswith(("U", "W")) and actor.isalnum() else str(escape(actor, 60))

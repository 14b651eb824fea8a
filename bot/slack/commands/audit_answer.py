"""The audit trail in words: who changed what. Pure."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence

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


SUBJECTS = {"company ": "", "ticker ": "", "everything": "every company"}
"""How the ledger begins to name what is watched, and what people call it."""
CIK = re.compile(r"\bCIK (\d+)", re.IGNORECASE)


def companies_in(changes: Sequence[Change]) -> set[str]:
    """The CIKs that these changes are about."""
    return {found[1] for each in changes for found in CIK.finditer(each.detail)}


def audit_message(changes: Sequence[Change], page: int, names: Mapping[str, str]) -> Message:
    """One page of changes, the latest first. ``names``: of companies, by CIK."""
    shown = changes[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    lines = [joined(" ", (moment(each.at), Mrkdwn(f"– {_actor(each.actor)}"), _did(each, names))) for each in shown]
    if not lines:
        return plain("Nobody has changed anything here." if page == 0 else "That is all.")
    return Message(joined("\n", lines), (header("Who changed what"), section(*lines)))


def _did(change: Change, names: Mapping[str, str]) -> Mrkdwn:
    return escape(change_words(change, names), 250)


def change_words(change: Change, names: Mapping[str, str]) -> str:
    """``watches Innovo Group (CIK 844143), only failures``, ``chose: digest daily at 17:00 (New York time)``."""
    if not change.action.startswith("set."):
        return f"{ACTIONS.get(change.action, change.action)} {_about(change.detail, names)}".strip()
    name = change.action.removeprefix("set.")
    return f"chose: {name} {_chosen(name, change.detail)}"


def _about(detail: str, names: Mapping[str, str]) -> str:
    for kept, said in SUBJECTS.items():
        if detail.startswith(kept):
            return said + detail.removeprefix(kept)
    return CIK.sub(lambda found: f"{names[found[1]]} (CIK {found[1]})" if found[1] in names else found[0], detail)


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

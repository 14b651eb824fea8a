"""The forms behind the buttons: for how long to mute, where to share. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from bot.slack.mrkdwn import cut

MUTE, HOW_LONG = "mute_company", "how_long"
SHARE, WHERE = "share_alert", "where"

SPANS = {"7": "A week", "30": "30 days", "90": "90 days", "365": "A year", "0": "For good"}
"""Days, and what to call them."""


@dataclass(frozen=True, slots=True)
class MuteAsked:
    cik: str
    channel: str
    channel_name: str
    days: int


@dataclass(frozen=True, slots=True)
class ShareAsked:
    accession: str
    channel: str


def mute_view(cik: str, company: str, channel: str, channel_name: str) -> dict[str, Any]:
    options = [{"text": _plain(words), "value": days} for days, words in SPANS.items()]
    element = {"type": "static_select", "action_id": HOW_LONG, "options": options, "initial_option": options[1]}
    return {
        "type": "modal",
        "callback_id": MUTE,
        "title": _plain("Mute a company"),
        "submit": _plain("Mute"),
        "close": _plain("Cancel"),
        "private_metadata": json.dumps({"cik": cik, "channel": channel, "name": channel_name}),
        "blocks": [
            {"type": "section", "text": _plain(cut(f"Say nothing of {company} in this channel.", 300))},
            {"type": "input", "block_id": HOW_LONG, "label": _plain("For how long"), "element": element},
        ],
    }


def mute_of(view: dict[str, Any]) -> MuteAsked:
    kept = kept_in(view)
    chosen = chosen_in(view, HOW_LONG).get("selected_option") or {}
    days = str(chosen.get("value") or "30")
    return MuteAsked(
        str(kept.get("cik") or ""),
        str(kept.get("channel") or ""),
        str(kept.get("name") or ""),
        int(days) if days in SPANS else 30,
    )


def share_view(accession: str) -> dict[str, Any]:
    element = {
        "type": "conversations_select",
        "action_id": WHERE,
        "placeholder": _plain("A channel"),
        "default_to_current_conversation": True,
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    return {
        "type": "modal",
        "callback_id": SHARE,
        "title": _plain("Share this alert"),
        "submit": _plain("Share"),
        "close": _plain("Cancel"),
        "private_metadata": json.dumps({"accession": accession}),
        "blocks": [{"type": "input", "block_id": WHERE, "label": _plain("Where to"), "element": element}],
    }


def share_of(view: dict[str, Any]) -> ShareAsked:
    chosen = chosen_in(view, WHERE).get("selected_conversation")
    return ShareAsked(str(kept_in(view).get("accession") or ""), str(chosen or ""))


def kept_in(view: dict[str, Any]) -> dict[str, Any]:
    """What a form carries with it; nothing where that is not ours."""
    try:
        kept = json.loads(view.get("private_metadata") or "{}")
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}


def chosen_in(view: dict[str, Any], block_id: str) -> dict[str, Any]:
    """The state of a block's one element."""
    values: dict[str, Any] = (view.get("state") or {}).get("values") or {}
    return next(iter((values.get(block_id) or {}).values()), {})


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}

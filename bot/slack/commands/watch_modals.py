"""Forms around a channel's list, as views. Pure."""

from __future__ import annotations

import json
from typing import Any

from bot.slack.channel_list import Place

IMPORT, PASTED = "watch_import", "pasted"


def import_view(place: Place) -> dict[str, Any]:
    """A form to paste a list into. The channel travels in its private metadata."""
    hint = (
        "One a line: a ticker, a CIK or a name; after a comma what it is narrowed to. A CSV of /watch export works too."
    )
    return {
        "type": "modal",
        "callback_id": IMPORT,
        "title": _plain("Import a watchlist"),
        "submit": _plain("Import"),
        "close": _plain("Cancel"),
        "private_metadata": json.dumps({"channel": place.channel, "name": place.channel_name}),
        "blocks": [
            {
                "type": "input",
                "block_id": PASTED,
                "label": _plain("Companies"),
                "hint": _plain(hint),
                "element": {
                    "type": "plain_text_input",
                    "action_id": PASTED,
                    "multiline": True,
                    "max_length": 3000,
                    "placeholder": _plain("INNO\nAcme Corp, failures or say-on-pay below 70"),
                },
            }
        ],
    }


def pasted(view: dict[str, Any]) -> str:
    """What was pasted. Half of a character, which JSON can hold and no database, becomes a question mark."""
    value = str(_values(view).get(PASTED, {}).get(PASTED, {}).get("value") or "")
    return value.encode("utf-8", "replace").decode()


def place_of(view: dict[str, Any]) -> tuple[str, str]:
    """(channel ID, name) that a form was opened for. Who sends it is checked again: a client may send anything."""
    try:
        kept = json.loads(view.get("private_metadata") or "{}")
    except ValueError:
        return "", ""
    return str(kept.get("channel") or ""), str(kept.get("name") or "")


def _values(view: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = (view.get("state") or {}).get("values") or {}
    return values


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}

"""The App Home and its editor, as views. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.companies import Candidate
from bot.slack.blocks import Block, button, context, divider, header, section
from bot.slack.channel_list import Listed
from bot.slack.commands.button_modals import chosen_in, kept_in
from bot.slack.commands.status_answer import alert_line
from bot.slack.commands.watch_answers import listed_words, preference_lines
from bot.slack.mrkdwn import Mrkdwn, bold, cut
from bot.slack.preferences import Preferences
from bot.stages import Delivery, Message

EDIT, EDITOR = "home_edit", "home_editor"
COMPANY, RULES, REMOVE = "company", "rules", "remove"
SHOWN_WATCHES, SHOWN_ALERTS, SHOWN_CHANNELS = 8, 3, 12
MOST_OPTIONS = 100


@dataclass(frozen=True, slots=True)
class Section:
    """One channel on a person's home."""

    channel: str
    name: str
    listed: Sequence[Listed]
    latest: Sequence[Delivery]
    preferences: Preferences


@dataclass(frozen=True, slots=True)
class Edited:
    """What the editor was sent with. ``remove``: values of watches, as `watch_value` writes them."""

    channel: str
    channel_name: str
    company: str
    rules: str
    remove: tuple[str, ...]


def home_view(sections: Sequence[Section], status: Message) -> dict[str, Any]:
    """Their channels' lists and latest alerts, and how the watching goes."""
    blocks: list[Block] = [header("Ballotwire"), section(Mrkdwn(status.text)), divider()]
    if not sections:
        how = "I am in none of your channels yet. Invite me with `/invite @ballotwire` and say `/watch add INNO` there."
        blocks.append(section(Mrkdwn(how)))
    for each in sections[:SHOWN_CHANNELS]:
        blocks += _channel_blocks(each)
    if len(sections) > SHOWN_CHANNELS:
        blocks.append(context(Mrkdwn(f"… and {len(sections) - SHOWN_CHANNELS} more channels; `/watch list` in each.")))
    return {"type": "home", "blocks": blocks}


def _channel_blocks(each: Section) -> list[Block]:
    watched = [Mrkdwn(f"• {listed_words(one)}") for one in each.listed[:SHOWN_WATCHES]]
    if len(each.listed) > SHOWN_WATCHES:
        watched.append(Mrkdwn(f"… and {len(each.listed) - SHOWN_WATCHES} more"))
    value = json.dumps({"channel": each.channel, "name": each.name})
    edit = button("Edit", EDIT, value, cut(f"Edit what {each.name} watches", 75))
    blocks = [
        section(bold(f"#{each.name}"), *(watched or [Mrkdwn("Nothing is watched here.")]), accessory=edit),
        *([context(*preference_lines(each.preferences))] if preference_lines(each.preferences) else []),
    ]
    alerts = [alert_line(delivery) for delivery in each.latest[:SHOWN_ALERTS]]
    return [*blocks, *([context(*alerts)] if alerts else []), divider()]


def editor_view(channel: str, name: str, listed: Sequence[Listed]) -> dict[str, Any]:
    """A form to add a company by typing ahead, and to take others off."""
    removable = [_option(each) for each in listed if not each.from_file][:MOST_OPTIONS]
    blocks: list[Block] = [
        section(Mrkdwn(f"What {bold(f'#{name}', 80)} hears of.")),
        _input(COMPANY, "Add a company", _company_select(), optional=True),
        _input(RULES, "Only (optional)", _rules_element(), optional=True),
    ]
    if removable:
        blocks.append(_input(REMOVE, "Take off the list", _remove_select(removable), optional=True))
    if any(each.from_file for each in listed):
        blocks.append(context(Mrkdwn("What is in the watchlist file is changed there.")))
    return {
        "type": "modal",
        "callback_id": EDITOR,
        "title": _plain("Edit watchlist"),
        "submit": _plain("Save"),
        "close": _plain("Cancel"),
        "private_metadata": json.dumps({"channel": channel, "name": name}),
        "blocks": blocks,
    }


def edited(view: dict[str, Any]) -> Edited:
    kept = kept_in(view)
    company = chosen_in(view, COMPANY).get("selected_option") or {}
    removed = chosen_in(view, REMOVE).get("selected_options") or []
    return Edited(
        str(kept.get("channel") or ""),
        str(kept.get("name") or ""),
        str(company.get("value") or ""),
        str(chosen_in(view, RULES).get("value") or ""),
        tuple(str(option.get("value")) for option in removed),
    )


def watch_value(each: Listed) -> str:
    """What tells a watch from the others of its channel, within an option's 150 characters."""
    return f"{each.watch.subject}|{each.watch.value}"[:150]


def company_options(companies: Sequence[Candidate]) -> list[dict[str, Any]]:
    """What a type-ahead offers. The value is the CIK."""
    return [
        {"text": _plain(cut(f"{each.ticker}: {each.name}" if each.ticker else each.name, 75)), "value": each.cik}
        for each in companies[:MOST_OPTIONS]
    ]


def _option(each: Listed) -> dict[str, Any]:
    name = each.company or each.watch.value or "Every company"
    only = f", only {' or '.join(each.watch.rules)}" if each.watch.rules else ""
    return {"text": _plain(cut(f"{name}{only}", 75)), "value": watch_value(each)}


def _company_select() -> dict[str, Any]:
    placeholder = _plain("A ticker, a CIK or a name")
    return {"type": "external_select", "action_id": COMPANY, "min_query_length": 2, "placeholder": placeholder}


def _remove_select(options: list[dict[str, Any]]) -> dict[str, Any]:
    placeholder = _plain("Nothing")
    return {"type": "multi_static_select", "action_id": REMOVE, "options": options, "placeholder": placeholder}


def _rules_element() -> dict[str, Any]:
    placeholder = _plain("failures or say-on-pay below 70")
    return {"type": "plain_text_input", "action_id": RULES, "max_length": 200, "placeholder": placeholder}


def _input(block_id: str, label: str, element: dict[str, Any], *, optional: bool) -> Block:
    return {"type": "input", "block_id": block_id, "label": _plain(label), "element": element, "optional": optional}


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}

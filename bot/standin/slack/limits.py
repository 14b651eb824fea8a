"""What Slack refuses to show: the published limits of Block Kit, and the one that is only known from reports."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MESSAGE_CHARACTERS = 12_000
"""Of all text in the blocks together; above it Slack answers ``msg_blocks_too_long``. Seen, not documented."""
TEXT_CHARACTERS = 40_000
TABLE_ROWS, TABLE_COLUMNS = 100, 20

BLOCK_TYPES = frozenset(
    {"header", "section", "divider", "context", "actions", "image", "table", "rich_text", "markdown", "input", "alert"}
    | {"video", "file"}
)


def message_fault(text: str, blocks: list[Json]) -> tuple[str, str] | None:
    """Slack's error code and a word on why, or nothing when the message may be shown."""
    if not text and not blocks:
        return "no_text", "neither text nor blocks"
    if len(text) > TEXT_CHARACTERS:
        return "msg_too_long", f"text of {len(text)} characters"
    if len(blocks) > MESSAGE_BLOCKS:
        return "invalid_blocks", f"{len(blocks)} blocks in one message"
    if sum(b.get("type") == "table" for b in blocks) > 1:
        return "invalid_attachments", "only_one_table_allowed"
    if sum(len(t) for t in _texts(blocks)) > MESSAGE_CHARACTERS:
        return "msg_blocks_too_long", "more than about 12,000 characters of text"
    return _first_fault(blocks)


def view_fault(view: Json) -> tuple[str, str] | None:
    """The same for a modal or a home."""
    blocks = view.get("blocks", [])
    if len(blocks) > VIEW_BLOCKS:
        return "invalid_arguments", f"{len(blocks)} blocks in one view"
    for part in ("title", "submit", "close"):
        if len(view.get(part, {}).get("text", "")) > 24:
            return "invalid_arguments", f"{part} of more than 24 characters"
    if len(view.get("private_metadata", "")) > 3000:
        return "invalid_arguments", "private_metadata of more than 3000 characters"
    if view.get("type") == "modal" and not view.get("title"):
        return "invalid_arguments", "a modal without a title"
    if any(b.get("type") == "input" for b in blocks) and view.get("type") == "modal" and not view.get("submit"):
        return "invalid_arguments", "an input without a submit"
    return _first_fault(blocks)


def _first_fault(blocks: list[Json]) -> tuple[str, str] | None:
    seen: set[str] = set()
    for place, block in enumerate(blocks):
        why = _block_fault(block)
        if not why and (block_id := block.get("block_id")):
            why = "block_id used twice" if block_id in seen else ""
            seen.add(block_id)
        if why:
            return "invalid_blocks", f"/blocks/{place}: {why}"
    return None


def _block_fault(block: Json) -> str:
    kind = block.get("type")
    if kind not in BLOCK_TYPES:
        return f"unknown block type {kind!r}"
    if len(block.get("block_id", "")) > 255:
        return "block_id of more than 255 characters"
    check = _CHECKS.get(str(kind))
    return check(block) if check else ""


def _header(block: Json) -> str:
    text = block.get("text", {})
    if text.get("type") != "plain_text":
        return "a header is plain_text"
    return _length("header", text.get("text", ""), 150)


def _section(block: Json) -> str:
    text, fields = block.get("text"), block.get("fields")
    if text is None and not fields:
        return "a section needs text or fields"
    if text is not None and (why := _length("section", text.get("text", ""), 3000)):
        return why
    if fields is not None and not 1 <= len(fields) <= 10:
        return f"{len(fields)} fields"
    if why := next((w for f in fields or [] if (w := _length("field", f.get("text", ""), 2000))), ""):
        return why
    return _element_fault(block["accessory"]) if "accessory" in block else ""


def _context(block: Json) -> str:
    elements = block.get("elements", [])
    if not 1 <= len(elements) <= 10:
        return f"{len(elements)} context elements"
    return next(
        (w for e in elements if e.get("type") != "image" and (w := _length("context", e.get("text", ""), 3000))), ""
    )


def _actions(block: Json) -> str:
    elements = block.get("elements", [])
    if not 1 <= len(elements) <= 25:
        return f"{len(elements)} actions"
    ids = [e.get("action_id") for e in elements if e.get("action_id")]
    if len(ids) != len(set(ids)):
        return "action_id used twice in one block"
    return next((why for e in elements if (why := _element_fault(e))), "")


def _table(block: Json) -> str:
    rows = block.get("rows", [])
    if not 1 <= len(rows) <= TABLE_ROWS:
        return f"{len(rows)} rows"
    if len(block.get("column_settings", [])) > TABLE_COLUMNS:
        return "too many column settings"
    for number, row in enumerate(rows):
        if not 1 <= len(row) <= TABLE_COLUMNS:
            return f"{len(row)} cells in row {number}"
        if any(
            c.get("type") in ("raw_text", "raw_number") and str(c.get("text", c.get("value", ""))) == "" for c in row
        ):
            return f"an empty cell in row {number}"
    return ""


def _image(block: Json) -> str:
    if not block.get("alt_text"):
        return "an image needs alt_text"
    sources = [name for name in ("image_url", "slack_file") if block.get(name)]
    if len(sources) != 1:
        return f"an image has one source, not {len(sources)}"
    far = _length("image_url", block["image_url"], 3000) if "image_url" in block else ""
    return far or _length("alt_text", block["alt_text"], 2000)


def _input(block: Json) -> str:
    if not block.get("label", {}).get("text"):
        return "an input needs a label"
    return _element_fault(block.get("element", {}))


def _element_fault(element: Json) -> str:
    kind = element.get("type", "")
    if not kind:
        return "an element without a type"
    if len(element.get("action_id", "")) > 255:
        return "action_id of more than 255 characters"
    if kind == "button":
        return _button(element)
    options = element.get("options", [])
    if kind == "overflow" and not 1 <= len(options) <= 5:
        return f"{len(options)} options in an overflow"
    if len(options) > (10 if kind in ("checkboxes", "radio_buttons") else 100):
        return f"{len(options)} options"
    return next((why for o in options if (why := option_fault(o))), "")


def _button(element: Json) -> str:
    url = element.get("url", "")
    if url and not url.startswith(("https://", "http://")):
        return "a button's url is a web address"
    return (
        _length("button", element.get("text", {}).get("text", ""), 75)
        or (_length("value", element["value"], 2000) if "value" in element else "")
        or _length("accessibility_label", element.get("accessibility_label", "-"), 75)
        or _length("url", url or "-", 3000)
    )


def option_fault(option: Json) -> str:
    return _length("option", option.get("text", {}).get("text", ""), 75) or _length(
        "value", option.get("value", ""), 150
    )


def _length(what: str, text: str, limit: int) -> str:
    if not text:
        return f"empty {what}"
    return f"{what} of {len(text)} characters" if len(text) > limit else ""


def _texts(value: object) -> Iterator[str]:
    """Every string that is shown, however deep."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("text", "alt_text", "value") and isinstance(inner, str):
                yield inner
            else:
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def as_objects(value: object) -> Any:
    """Blocks, views and metadata come as JSON or as a string of JSON, by transport."""
    if isinstance(value, str) and value[:1] in "[{":
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


_CHECKS = {
    "header": _header,
    "section": _section,
    "context": _context,
    "actions": _actions,
    "table": _table,
    "image": _image,
    "input": _input,
}

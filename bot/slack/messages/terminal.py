"""A message as text for a terminal: `ballotwire run` prints it where no Slack is configured, and the demo shows it."""

from __future__ import annotations

import re

from bot.slack.blocks import Block
from bot.stages import Message

_TOKEN = re.compile(r"<(?:!date\^[^|>]*\|([^>]*)|([^|>]*)\|([^>]*)|([^>]*))>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def plain_text(message: Message) -> str:
    """Headings, lines, and tables aligned in columns. Buttons are left out, save those that open an address."""
    parts = [part for block in message.blocks if (part := _block(block))]
    return "\n\n".join(parts) if parts else _plain(message.text)


def _block(block: Block) -> str:
    match block:
        case {"type": "header", "text": {"text": str(text)}}:
            return f"{text}\n{'=' * min(len(text), 100)}"
        case {"type": "section", "text": {"text": str(text)}}:
            return _plain(text)
        case {"type": "section", "fields": list(fields)}:
            return "\n".join(_plain(field["text"]).replace("\n", ": ", 1) for field in fields)
        case {"type": "context", "elements": list(elements)}:
            return "\n".join(_plain(element["text"]) for element in elements if "text" in element)
        case {"type": "table", "rows": list(rows)}:
            return _table([[_cell(cell) for cell in row] for row in rows], block)
        case {"type": "actions", "elements": list(elements)}:
            return "\n".join(f"{each['text']['text']}: {each['url']}" for each in elements if "url" in each)
        case {"type": "image", "alt_text": str(alt)}:
            return f"[{alt}]"
        case {"type": "divider"}:
            return "-" * 40
    return ""


def _table(rows: list[list[str]], block: Block) -> str:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    settings = block.get("column_settings")
    right = [each.get("align") == "right" for each in settings] if isinstance(settings, list) else [False] * len(widths)
    lines = [
        "  ".join(
            cell.rjust(width) if aligned else cell.ljust(width)
            for cell, width, aligned in zip(row, widths, right, strict=True)
        ).rstrip()
        for row in rows
    ]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def _cell(cell: Block) -> str:
    match cell:
        case {"text": str(text)}:
            return text
        case {"elements": list(elements)}:
            return "".join(_cell(element) for element in elements)
    return ""


def _plain(text: str) -> str:
    """Mrkdwn without its marks: links as label and address, dates as their fallback, entities resolved."""
    shown = _TOKEN.sub(_spelled, text)
    shown = re.sub(r"(?m)(?<!\w)([*_])(?=\S)([^\n]+?)(?<=\S)\1(?!\w)", r"\2", shown)
    for entity, character in _ENTITIES:
        shown = shown.replace(entity, character)
    return shown


def _spelled(token: re.Match[str]) -> str:
    date, url, label, bare = token.groups()
    return date or (f"{label} ({url})" if url is not None else bare)

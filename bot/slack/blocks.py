"""Block Kit blocks that keep Slack's limits by construction: whatever goes in, what comes out can be posted.

Plain dicts, as Slack takes them. Text that is too long is cut between words; rows and lines that do not fit are counted
in a last line ("… 12 more"). The limits are those of Slack's reference of 2026 and of what was seen to be refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.slack.mrkdwn import Mrkdwn, clean, cut, cut_mrkdwn, fitting, length, safe_url

Block = dict[str, object]

HEADER_LIMIT = 150
SECTION_LIMIT = 3000
FIELDS_LIMIT = 10
FIELD_LIMIT = 2000
CONTEXT_LIMIT = 10
ACTIONS_LIMIT = 25
BUTTON_LIMIT = 75
VALUE_LIMIT = 255
"""Ours: Slack takes 2,000, but a value is a key and no store."""
ALT_LIMIT = 2000
ROWS_LIMIT = 100
"""With the heading row."""
COLUMNS_LIMIT = 20
BLOCK_LIMIT = 6000
"""Ours, for the parts of one block together, so that any block fits into a message."""
CELL_LIMIT = 120
"""Ours: Slack names none, and a cell with more is no table to read."""
ABSENT = "–"
"""What an empty cell shows: Slack refuses empty text, and a missing count is not nought."""


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    right: bool = False
    """Aligned to the right, as figures are, and never broken into lines."""
    whole: bool = False
    """Short words that are not broken into lines either."""


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    bold: bool = False


def header(text: str) -> Block:
    return {"type": "header", "text": _plain(text, HEADER_LIMIT)}


def section(*lines: Mrkdwn, accessory: Block | None = None, limit: int = SECTION_LIMIT) -> Block:
    """Lines of mrkdwn under each other; those that do not fit are counted in the last."""
    block: Block = {"type": "section", "text": _mrkdwn(fitting(lines, min(limit, SECTION_LIMIT)) or _ABSENT)}
    return block if accessory is None else {**block, "accessory": accessory}


def fields(pairs: Iterable[Mrkdwn]) -> Block:
    """Up to ten short texts in two columns."""
    shown = [each for each in pairs if each.strip()][:FIELDS_LIMIT] or [_ABSENT]
    limit = min(FIELD_LIMIT, BLOCK_LIMIT // len(shown))
    return {"type": "section", "fields": [_mrkdwn(cut_mrkdwn(each, limit)) for each in shown]}


def context(*lines: Mrkdwn) -> Block:
    """Small print, one element a line."""
    shown = [line for line in lines if line.strip()][:CONTEXT_LIMIT] or [_ABSENT]
    limit = min(SECTION_LIMIT, BLOCK_LIMIT // len(shown))
    return {"type": "context", "elements": [_mrkdwn(cut_mrkdwn(line, limit)) for line in shown]}


def divider() -> Block:
    return {"type": "divider"}


def image(url: str, alt: str, title: str = "") -> Block:
    block: Block = {"type": "image", "image_url": url, "alt_text": _text(alt, ALT_LIMIT)}
    return {**block, "title": _plain(title, ALT_LIMIT)} if title else block


def uploaded_image(file_id: str, alt: str, title: str = "") -> Block:
    """An image that was uploaded to Slack as a file."""
    block: Block = {"type": "image", "slack_file": {"id": file_id}, "alt_text": _text(alt, ALT_LIMIT)}
    return {**block, "title": _plain(title, ALT_LIMIT)} if title else block


def actions(*elements: Block | None) -> Block:
    """Things to press; ``None`` stands for one that there is no use for here."""
    present = [each for each in elements if each is not None][:ACTIONS_LIMIT]
    if not present:
        raise ValueError("a row of actions has at least one")
    return {"type": "actions", "elements": present}


def button(text: str, action_id: str, value: str, spoken: str = "") -> Block:
    """``value`` is a key of ours (an accession number, a CIK); ``spoken`` what a screen reader says instead."""
    if not 0 < length(value) <= VALUE_LIMIT:
        raise ValueError(f"a button's value has 1 to {VALUE_LIMIT} characters")
    return {**_button(text, action_id, spoken), "value": value}


def link_button(text: str, action_id: str, url: str, spoken: str = "") -> Block | None:
    """A button that opens an address; none where the address may not be followed."""
    address = safe_url(url)
    return None if address is None else {**_button(text, action_id, spoken), "url": address}


def table(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> Block:
    """One table. Rows beyond the limit are counted in the last row."""
    if len(rows) > ROWS_LIMIT - 1:
        left = len(rows) - (ROWS_LIMIT - 2)
        rows = [*rows[: ROWS_LIMIT - 2], [Cell(f"… {left} more"), *(Cell("") for _ in columns[1:])]]
    width = min(len(columns), COLUMNS_LIMIT)
    return {
        "type": "table",
        "column_settings": [
            {"align": "right" if column.right else "left", "is_wrapped": not (column.right or column.whole)}
            for column in columns[:width]
        ],
        "rows": [
            [_cell(Cell(column.title, bold=True)) for column in columns[:width]],
            *([_cell(cell) for cell in row[:width]] for row in rows),
        ],
    }


def texts(node: object) -> Iterator[str]:
    """Every string that a block carries, save the names of types."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, value in node.items():
            if key != "type":
                yield from texts(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from texts(value)


def size(*blocks: Block) -> int:
    """What blocks weigh towards a message: all their text, addresses and keys, so more than Slack can be counting."""
    return sum(length(text) for block in blocks for text in texts(block))


_ABSENT = Mrkdwn(ABSENT)


def _button(text: str, action_id: str, spoken: str) -> Block:
    block: Block = {"type": "button", "text": _plain(text, BUTTON_LIMIT), "action_id": action_id}
    return {**block, "accessibility_label": _text(spoken, BUTTON_LIMIT)} if spoken else block


def _cell(cell: Cell) -> Block:
    text = _text(cell.text, CELL_LIMIT)
    if not cell.bold:
        return {"type": "raw_text", "text": text}
    strong = {"type": "text", "text": text, "style": {"bold": True}}
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [strong]}]}


def _text(text: str, limit: int) -> str:
    return cut(clean(text), limit) or ABSENT


def _plain(text: str, limit: int) -> Block:
    return {"type": "plain_text", "text": _text(text, limit), "emoji": False}


def _mrkdwn(text: Mrkdwn) -> Block:
    """``verbatim``: Slack adds no links and mentions of its own to the words of a filing."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}

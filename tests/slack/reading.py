"""What stands in a message, for tests to look at."""

from __future__ import annotations

import re

from bot.slack.blocks import Block, texts
from bot.stages import Message


def said(message: Message) -> str:
    return "\n".join(text for block in message.blocks for text in texts(block))


def buttons(message: Message) -> dict[str, Block]:
    rows = [block for block in message.blocks if block["type"] == "actions"]
    return {each["action_id"]: each for row in rows for each in row["elements"]}  # type: ignore[attr-defined]


def table_of(message: Message) -> list[list[str]]:
    (table,) = [block for block in message.blocks if block["type"] == "table"]
    return [["".join(texts(cell)) for cell in row] for row in table["rows"]]  # type: ignore[attr-defined]


def mrkdwn_texts(node: object) -> list[str]:
    """Every text that Slack reads as markup."""
    if isinstance(node, dict):
        own = [str(node["text"])] if node.get("type") == "mrkdwn" else []
        return own + [text for value in node.values() for text in mrkdwn_texts(value)]
    return [text for value in node for text in mrkdwn_texts(value)] if isinstance(node, list | tuple) else []


def marked(texts_: list[str]) -> set[str]:
    """What stands between angle brackets: the start of each."""
    return {token.partition("|")[0] for text in texts_ for token in re.findall(r"<([^>]*)>", text)}

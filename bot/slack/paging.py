"""From blocks to messages: as many as are needed, each within what Slack takes, nothing dropped.

The first message holds ``head``, as much of ``body`` as fits, and ``foot``. What is left goes into further messages,
which belong into the first one's thread.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence

from bot.slack.blocks import HEADER_LIMIT, Block, context, header, size
from bot.slack.mrkdwn import Mrkdwn, cut, cut_mrkdwn, escape, fitting, length
from bot.stages import Message

BLOCKS_LIMIT = 50
TEXT_LIMIT = 3000
"""Of the fallback text. Slack advises 4,000 and counts it, as far as is known, towards the message."""
LONG_TEXT_LIMIT = 1200
"""Of the fallback text where the blocks need the room."""
MESSAGE_LIMIT = 9000
"""Of text in all. Slack names no limit; messages were seen refused (``msg_blocks_too_long``) from 11,341 on."""
RESERVE = 700
"""Room for the line that says where the rest is, and for the block ids."""


def message(
    text: Mrkdwn, blocks: Sequence[Block], *, foot: Sequence[Block] = (), more: str = "There is more than fits here."
) -> Message:
    """One message. Blocks that do not fit are left out, and ``more`` says so before the foot."""
    return _first(text, (), blocks, foot, more)[0]


def paged(
    text: Mrkdwn, *, head: Sequence[Block], body: Sequence[Block], foot: Sequence[Block], title: str
) -> tuple[Message, ...]:
    """``head`` and ``foot`` are small; a table of ``body`` is split between rows. ``title`` heads what is continued."""
    note = "The rest is in this message's thread."
    opening, rest = _first(text, head, body, foot, note)
    if rest:
        opening, rest = _first(cut_lines(text, LONG_TEXT_LIMIT), head, body, foot, note)
    messages = [opening]
    while rest:
        heading = cut(f"{title}, continued ({len(messages) + 1})", HEADER_LIMIT)
        page, rest = _take(rest, MESSAGE_LIMIT - 2 * RESERVE - HEADER_LIMIT, BLOCKS_LIMIT - 1)
        messages.append(_message(escape(heading), [header(heading), *page]))
    return tuple(messages)


def cut_lines(text: Mrkdwn, limit: int) -> Mrkdwn:
    """Whole lines of a text, and its last line always: that is where the link is."""
    if length(text) <= limit:
        return text
    *lines, last = text.split("\n")
    end = cut_mrkdwn(Mrkdwn(last), limit // 2)
    return Mrkdwn(f"{fitting(map(Mrkdwn, lines), limit - length(end) - 1)}\n{end}".lstrip("\n"))


def _first(
    text: Mrkdwn, head: Sequence[Block], body: Sequence[Block], foot: Sequence[Block], more: str
) -> tuple[Message, list[Block]]:
    fallback = cut_lines(text, TEXT_LIMIT)
    room = MESSAGE_LIMIT - length(fallback) - size(*head, *foot) - RESERVE
    taken, rest = _take(list(body), room, BLOCKS_LIMIT - len(head) - len(foot) - 1)
    note = [context(Mrkdwn(f"_{more}_"))] if rest else []
    return _message(fallback, [*head, *taken, *note, *foot]), rest


def _take(body: list[Block], room: int, places: int) -> tuple[list[Block], list[Block]]:
    """What fits, and what is left: in order, one table a message. Every block fits into a message of its own.

    A section right before a table is its heading, and stays with it.
    """
    taken: list[Block] = []
    while body and len(taken) < places:
        block = body[0]
        if block["type"] == "table":
            if any(each["type"] == "table" for each in taken):
                break
            whole, left = _split_table(block, room)
            if whole is None:
                break
            taken.append(whole)
            room -= size(whole)
            body = [*([left] if left else []), *body[1:]]
            if left:
                break
        elif size(block) <= room:
            taken.append(block)
            room -= size(block)
            body = body[1:]
        else:
            break
    if body and body[0]["type"] == "table" and taken and taken[-1]["type"] == "section":
        body = [taken.pop(), *body]
    return taken, body


def _split_table(block: Block, room: int) -> tuple[Block | None, Block | None]:
    """The rows that fit in the room under the table's heading, and a table of the others under the same heading."""
    if size(block) <= room:
        return block, None
    rows = _rows(block)
    room -= size({**block, "rows": rows[:1]})
    count = 0
    for row in rows[1:]:
        room -= size(*row)
        if room < 0:
            break
        count += 1
    if count == 0:
        return None, block
    return {**block, "rows": rows[: count + 1]}, {**block, "rows": [rows[0], *rows[count + 1 :]]}


def _rows(block: Block) -> list[list[Block]]:
    rows = block["rows"]
    assert isinstance(rows, list)  # noqa: S101 (a table of ours)
    return rows


def _message(text: Mrkdwn, blocks: Sequence[Block]) -> Message:
    return Message(text=text, blocks=tuple(_with_ids(blocks)))


def _with_ids(blocks: Iterable[Block]) -> Iterator[Block]:
    """Ids unique in the message that change with what a block says, as an updated message needs."""
    for index, block in enumerate(blocks):
        print_ = zlib.crc32(json.dumps(block, sort_keys=True).encode())
        yield {**block, "block_id": f"{index}-{print_:08x}"}

"""Messages that a person asked for, into a channel: by the same way as an alert, but kept in no outbox."""

from __future__ import annotations

from collections.abc import Sequence

from bot.slack.carrying import Carrier
from bot.slack.client import SlackMessenger
from bot.slack.messenger import Posted
from bot.slack.pace import Pace
from bot.slack.parts import AppParts
from bot.slack.plan import Part, part_key
from bot.stages import Message


async def post_all(
    parts: AppParts, channel: str, messages: Sequence[Message], about: str, thread_ts: str | None = None
) -> None:
    """The first message, and the rest in its thread; all in a thread that is there. ``about`` is what they tell of.

    Raises `NotPosted`.
    """
    carrier = Carrier(SlackMessenger(parts.client), Pace(parts.clock))
    key = f"{about}:{channel}:{parts.clock.now().isoformat()}"
    first: Posted | None = None
    for number, message in enumerate(messages):
        part = Part(message, part_key(key, number), thread_ts or (first.ts if first else None))
        posted = await carrier.post(channel, part)
        first = first or posted

"""A late alert says that it is late, and why."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.slack.faults import in_words
from bot.stages import Delivery, Message

WORTH_TELLING = timedelta(minutes=2)
MOST_BLOCKS = 50


def with_delay_told(message: Message, delivery: Delivery, now: datetime) -> Message:
    """``message`` with a last line "Delivered 14 min late: Slack was rate limiting." where that is so."""
    late = now - delivery.created_at
    if late < WORTH_TELLING:
        return message
    error = getattr(delivery, "last_error", "")
    line = f"Delivered {duration(late)} late: {in_words(error) if error else 'this bot was behind or not running'}."
    text = f"{message.text}\n{line}"
    if not message.blocks or len(message.blocks) >= MOST_BLOCKS:
        return Message(text, message.blocks)
    told: dict[str, object] = {"type": "context", "elements": [{"type": "mrkdwn", "text": f":hourglass: {line}"}]}
    return Message(text, (*message.blocks, told))


def duration(span: timedelta) -> str:
    """``14 min``, ``3 h 5 min``, ``2 days``."""
    minutes = int(span.total_seconds() // 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{hours // 24} days"

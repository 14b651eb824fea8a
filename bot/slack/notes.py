"""What the delivery itself has to say: that an alert is late and why, that a channel takes nothing any more."""

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
    why = in_words(delivery.last_error) if delivery.last_error else "this bot was behind or not running"
    line = f"Delivered {duration(late)} late: {why}."
    text = f"{message.text}\n{line}"
    if not message.blocks or len(message.blocks) >= MOST_BLOCKS:
        return Message(text, message.blocks)
    told: dict[str, object] = {"type": "context", "elements": [{"type": "mrkdwn", "text": f":hourglass: {line}"}]}
    return Message(text, (*message.blocks, told))


def channel_disabled(channel: str, reason: str) -> Message:
    """To whoever asked for the channel's watches. ``channel`` is an ID, or a name with ``#``."""
    shown = channel if channel.startswith("#") else f"<#{channel}>"
    why = f"I can no longer post to {shown}: {in_words(reason)}."
    return Message(f"{why} Its watches are paused; `/watch add` there resumes them.", ())


def duration(span: timedelta) -> str:
    """``14 min``, ``3 h 5 min``, ``2 days``."""
    minutes = int(span.total_seconds() // 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{hours // 24} days"

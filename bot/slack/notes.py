"""What the delivery itself has to say: that an alert is late and why, that a channel takes nothing any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.slack.faults import in_words
from bot.slack.inside import SHARED
from bot.stages import Delivery, Message

WORTH_TELLING = timedelta(minutes=2)


def delay_words(delivery: Delivery, now: datetime) -> str:
    """``delivered 14 min late: Slack was rate limiting``, or ``""`` for a delivery that is not late."""
    late = now - delivery.created_at
    if late < WORTH_TELLING:
        return ""
    why = in_words(delivery.last_error) if delivery.last_error else "this bot was behind or not running"
    return f"delivered {duration(late)} late: {why}"


def channel_disabled(channel: str, reason: str) -> Message:
    """To whoever asked for the channel's watches. ``channel`` is an ID, or a name with ``#``."""
    shown = channel if channel.startswith("#") else f"<#{channel}>"
    why = f"I can no longer post to {shown}: {in_words(reason)}."
    until = "it is shared no more" if reason == SHARED else "I am in again: `/invite @ballotwire` there"
    return Message(f"{why} Its watches rest until {until}.", ())


def were_refused(reason: str, span: timedelta) -> Message:
    """To whoever asked for watches, once Slack lets us in again."""
    text = f"For {duration(span)} I could not post anything: {in_words(reason)}. What waited is being told now."
    return Message(text, ())


def duration(span: timedelta) -> str:
    """``14 min``, ``3 h 5 min``, ``2 days``; ``less than a minute``."""
    minutes = int(span.total_seconds() // 60)
    if minutes < 1:
        return "less than a minute"
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{hours // 24} days"

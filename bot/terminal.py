"""Where no Slack is configured, alerts are printed: a messenger whose channel is the terminal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import count

from bot.slack.messages import plain_text
from bot.slack.messenger import CannotLook, Posted
from bot.stages import Message


class TerminalMessenger:
    """``write`` takes a text of several lines."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write
        self._numbers = count(1)

    async def post(
        self,
        channel: str,
        message: Message,
        key: str,
        thread_ts: str | None = None,
        *,
        broadcast: bool = False,
    ) -> Posted:
        """Print it. A terminal that is gone raises, and the delivery is tried again."""
        again = " (continued)" if thread_ts else ""
        self._write(f"── {channel}{again} ──\n{plain_text(message)}\n")
        return Posted(channel[:20], f"{next(self._numbers)}.000000")

    async def update(self, place: Posted, message: Message) -> None:
        """What was printed stands; the new version follows it."""
        self._write(f"── {place.channel_id} (changed) ──\n{plain_text(message)}\n")

    async def find(self, channel: str, key: str, since: datetime, thread_ts: str | None = None) -> Posted | None:
        """What was printed can't be looked at."""
        raise CannotLook("a terminal has no history")

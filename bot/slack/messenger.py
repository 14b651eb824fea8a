"""What the delivery asks of whoever carries messages: Slack, or a terminal in its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.slack.faults import SlackFault, Verdict
from bot.stages import Message

KEY_SEPARATOR = "|"
"""Between the keys of a message that stands for several deliveries."""


@dataclass(frozen=True, slots=True)
class Posted:
    """Where a message stands: the channel's ID and the message's own ``ts``."""

    channel_id: str
    ts: str


class NotPosted(Exception):
    """The call failed; `fault` says what that means. The text is the reason alone and holds no secret."""

    def __init__(self, fault: SlackFault) -> None:
        super().__init__(fault.reason)
        self.fault = fault

    def left_open(self) -> NotPosted:
        """The same where something before it has arrived, or may have: nobody may call the whole not posted."""
        if self.fault.verdict is not Verdict.TRANSIENT and self.fault.verdict is not Verdict.CREDENTIALS:
            return self
        return NotPosted(SlackFault(Verdict.UNCONFIRMED, self.fault.reason, self.fault.retry_after))


class CannotLook(Exception):
    """The channel's history is not open to us, and will not be by waiting."""


class Messenger(Protocol):
    async def post(
        self, channel: str, message: Message, key: str, thread_ts: str | None = None, *, broadcast: bool = False
    ) -> Posted:
        """Post once; never again by itself. The message carries ``key``, or several in one. Raises `NotPosted`."""
        ...

    async def update(self, place: Posted, message: Message) -> None:
        """Replace what stands there. Raises `NotPosted`."""
        ...

    async def find(self, channel: str, key: str, since: datetime, thread_ts: str | None = None) -> Posted | None:
        """The message that carries ``key``, in the channel or in a thread.

        Raises `CannotLook` where the history can't be read at all, `NotPosted` where it can't be read now.
        """
        ...

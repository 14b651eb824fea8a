"""Where the settings say so, nothing is posted into channels that other organisations see (Slack Connect)."""

from __future__ import annotations

from datetime import datetime

from bot.slack.directory import Directory
from bot.slack.faults import SlackFault, Verdict
from bot.slack.messenger import Messenger, NotPosted, Posted
from bot.stages import Message

SHARED = "shared_outside"


class InsideOnly:
    """A `Messenger` that takes a shared channel for one that takes nothing. What Slack does not tell now is waited
    for: nothing goes out on a guess.
    """

    def __init__(self, messenger: Messenger, directory: Directory) -> None:
        self._messenger, self._directory = messenger, directory

    async def post(
        self, channel: str, message: Message, key: str, thread_ts: str | None = None, *, broadcast: bool = False
    ) -> Posted:
        await self._refuse_shared(channel)
        return await self._messenger.post(channel, message, key, thread_ts, broadcast=broadcast)

    async def update(self, place: Posted, message: Message) -> None:
        await self._refuse_shared(place.channel_id)
        await self._messenger.update(place, message)

    async def find(self, channel: str, key: str, since: datetime, thread_ts: str | None = None) -> Posted | None:
        return await self._messenger.find(channel, key, since, thread_ts)

    async def _refuse_shared(self, channel: str) -> None:
        try:
            shared = await self._directory.shared_outside(channel)
        except NotPosted as failure:
            if failure.fault.verdict is Verdict.CHANNEL:  # the call itself will say so
                return
            if failure.fault.verdict is Verdict.CREDENTIALS:
                raise
            raise NotPosted(SlackFault(Verdict.TRANSIENT, failure.fault.reason, failure.fault.retry_after)) from None
        if shared:
            raise NotPosted(SlackFault(Verdict.CHANNEL, SHARED))

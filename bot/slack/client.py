"""The Slack SDK as this project uses it: one session, no retries behind our back, faults as values."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable
from datetime import datetime, timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.faults import Verdict, classify
from bot.slack.messenger import KEY_SEPARATOR, CannotLook, NotPosted, Posted
from bot.slack.reach import Reach
from bot.stages import Message

TIMEOUT = 30
"""Seconds for a whole call. Longer than Slack ever takes; shorter than a lease."""
CLOCKS_DIFFER = timedelta(minutes=5)
"""How far before the attempt a search in the history begins."""
PAGES_TO_SEARCH = 10
EVENT_TYPE = "ballotwire_alert"
KEY_NAMESPACE = uuid.UUID("5b1d1d0e-6f0b-5c0e-9a59-0f2f5d0c7c11")

CALL_FAILURES = (
    SlackClientError,
    aiohttp.ClientError,
    OSError,
    TimeoutError,
    ValueError,
    # The SDK calls .get on the answer, also when it is plain text or a list.
    AttributeError,
    TypeError,
)


def slack_session(base_url: str) -> aiohttp.ClientSession:
    """A session that goes nowhere but to Slack, which is at ``base_url``."""
    timeout = aiohttp.ClientTimeout(total=TIMEOUT, connect=10)
    return aiohttp.ClientSession(timeout=timeout, middlewares=(Reach(base_url),))


def slack_client(token: str, base_url: str, session: aiohttp.ClientSession) -> AsyncWebClient:
    """``base_url`` with or without its last slash: ``https://slack.com/api/``."""
    return AsyncWebClient(
        token=token, base_url=f"{base_url.rstrip('/')}/", session=session, timeout=TIMEOUT, retry_handlers=[]
    )


def client_msg_id(key: str) -> str:
    """A UUID that is the same for ever for one key. Slack may refuse a second message with it; that is not promised."""
    return str(uuid.uuid5(KEY_NAMESPACE, key))


async def answered(request: Awaitable[AsyncSlackResponse]) -> AsyncSlackResponse:
    """One call's answer with its headers. Raises `NotPosted` for whatever may go wrong with it."""
    try:
        return await request
    except CALL_FAILURES as error:
        raise NotPosted(classify(error)) from None


async def call(request: Awaitable[AsyncSlackResponse]) -> dict[str, Any]:
    """What one call was answered with. Raises `NotPosted`."""
    data = (await answered(request)).data
    if not isinstance(data, dict):
        raise NotPosted(classify(ValueError("the answer is no object")))
    return data


class SlackMessenger:
    """The `Messenger` that is Slack."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._ids: dict[str, str] = {}

    async def post(
        self, channel: str, message: Message, key: str, thread_ts: str | None = None, *, broadcast: bool = False
    ) -> Posted:
        answer = await call(
            self._client.chat_postMessage(
                channel=channel,
                text=message.text,
                blocks=list(message.blocks) or None,
                thread_ts=thread_ts,
                reply_broadcast=broadcast or None,
                metadata={"event_type": EVENT_TYPE, "event_payload": {"key": key}},
                client_msg_id=client_msg_id(key),
                unfurl_links=False,
                unfurl_media=False,
                link_names=False,
                parse="none",
            )
        )
        posted = Posted(str(answer.get("channel", channel)), str(answer.get("ts", "")))
        self._ids[channel] = posted.channel_id
        return posted

    async def update(self, place: Posted, message: Message) -> None:
        await call(
            self._client.chat_update(
                channel=place.channel_id, ts=place.ts, text=message.text, blocks=list(message.blocks)
            )
        )

    async def find(self, channel: str, key: str, since: datetime, thread_ts: str | None = None) -> Posted | None:
        try:
            channel_id = await self._id_of(channel)
            return await self._search(channel_id, key, since - CLOCKS_DIFFER, thread_ts)
        except NotPosted as fault:
            if fault.fault.verdict in {Verdict.CREDENTIALS, Verdict.CHANNEL, Verdict.CONTENT}:
                raise CannotLook(fault.fault.reason) from None
            raise

    async def _search(self, channel_id: str, key: str, since: datetime, thread_ts: str | None) -> Posted | None:
        cursor = ""
        for _ in range(PAGES_TO_SEARCH):
            page = await self._page(channel_id, since, thread_ts, cursor)
            for message in page.get("messages", []):
                if _carries(message, key):
                    return Posted(channel_id, str(message["ts"]))
            cursor = page.get("response_metadata", {}).get("next_cursor", "")
            if not cursor:
                return None
        raise CannotLook("history_too_long")

    async def _page(self, channel_id: str, since: datetime, thread_ts: str | None, cursor: str) -> dict[str, Any]:
        oldest = f"{since.timestamp():.6f}"
        more: dict[str, Any] = {"oldest": oldest, "limit": 100, "include_all_metadata": True, "cursor": cursor or None}
        if thread_ts:
            return await call(self._client.conversations_replies(channel=channel_id, ts=thread_ts, **more))
        return await call(self._client.conversations_history(channel=channel_id, **more))

    async def _id_of(self, channel: str) -> str:
        """History takes IDs only, and a watchlist may hold names."""
        if not channel.startswith("#"):
            return channel
        if channel not in self._ids:
            await self._learn_ids()
        if channel not in self._ids:
            raise CannotLook("channel_not_found")
        return self._ids[channel]

    async def _learn_ids(self) -> None:
        cursor = ""
        for _ in range(PAGES_TO_SEARCH):
            page = await call(
                self._client.users_conversations(
                    types="public_channel,private_channel", limit=200, exclude_archived=True, cursor=cursor or None
                )
            )
            self._ids |= {f"#{c['name']}": c["id"] for c in page.get("channels", []) if c.get("name")}
            cursor = page.get("response_metadata", {}).get("next_cursor", "")
            if not cursor:
                return


def _carries(message: dict[str, Any], key: str) -> bool:
    payload = message.get("metadata", {}).get("event_payload", {})
    return key in str(payload.get("key", "")).split(KEY_SEPARATOR) or message.get("client_msg_id") == client_msg_id(key)

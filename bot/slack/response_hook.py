"""Where a command or a button is answered: the address that its payload brings."""

from __future__ import annotations

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient
from slack_sdk.webhook.webhook_response import WebhookResponse


class ResponseHook:
    """What listeners call ``respond``. Bolt's own opens a session for each answer, and that would go anywhere.

    Raises `bot.slack.reach.HostRefused` for an address that is none of Slack's.
    """

    def __init__(self, url: str, client: AsyncWebClient) -> None:
        self._hook = AsyncWebhookClient(url, session=client.session, proxy=client.proxy, ssl=client.ssl)

    async def __call__(self, **message: Any) -> WebhookResponse:
        return await self._hook.send(**message)

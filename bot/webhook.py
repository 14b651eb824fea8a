"""Telling the operators by another path than our own app in Slack: an address that takes ``{"text": …}``."""

from __future__ import annotations

import aiohttp
import structlog

from bot.proxy import proxy_for

TIMEOUT = aiohttp.ClientTimeout(total=10)

log = structlog.get_logger(__name__)


class Webhook:
    """Such as an incoming webhook of Slack's or Mattermost's. The address is a secret and is in no log; where it is
    redirected to, nobody follows.
    """

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session, self._url = session, url

    async def say(self, words: str) -> bool:
        """Whether it was taken."""
        try:
            proxy = proxy_for(self._url)
            asked = self._session.post(
                self._url, json={"text": words}, timeout=TIMEOUT, allow_redirects=False, proxy=proxy
            )
            async with asked as answer:
                taken = answer.status < 300
                reason = f"http_{answer.status}"
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            taken, reason = False, type(error).__name__
        if not taken:
            log.warning("alarm.webhook_failed", reason=reason)
        return taken

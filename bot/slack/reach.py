"""How far requests to Slack go: to the configured host and those below it, whatever an answer points at.

Slack names addresses itself: where to put a file, where to answer a command, which socket to open, where a page moved.
Each of them goes through a session that asks here first, and so does each step of a redirect.
"""

from __future__ import annotations

import aiohttp
import structlog
from aiohttp import ClientHandlerType, ClientRequest, ClientResponse
from yarl import URL

from bot.proxy import proxy_for

SECURE = {"https": True, "wss": True, "http": False, "ws": False}

log = structlog.get_logger(__name__)


class HostRefused(aiohttp.ClientError):
    """An address that is none of Slack's. The text names its host alone, for the rest may be a secret."""


class Reach:
    """A middleware for sessions. ``base_url`` is Slack's Web API: ``https://slack.com/api/`` lets through every
    ``https`` and ``wss`` address of slack.com and of ``*.slack.com``, and a stand-in's lets through its own alone.
    """

    def __init__(self, base_url: str) -> None:
        self._home = URL(base_url)

    def allows(self, url: URL) -> bool:
        """The same host or one below it, on the same port, and as secure as the configured one."""
        home = self._home
        host, own = url.raw_host or "", home.raw_host or ""
        within = bool(own) and (host == own or host.endswith(f".{own}"))
        return within and url.port == home.port and SECURE.get(url.scheme) == SECURE.get(home.scheme)

    def check(self, url: URL) -> None:
        """Raise `HostRefused` for an address outside, and say so in the log."""
        if self.allows(url):
            return
        refused, allowed = _origin(url), _origin(self._home)
        log.error("slack.host_refused", host=refused, allowed=allowed)
        raise HostRefused(f"{refused} is not {allowed}, nor below it")

    async def __call__(self, request: ClientRequest, send: ClientHandlerType) -> ClientResponse:
        self.check(request.url)
        # The SDK would take the environment's proxy for every host, be it exempt or this machine.
        way = proxy_for(str(request.url))
        request.update_proxy(URL(way) if way else None, None, None)
        return await send(request)


def _origin(url: URL) -> str:
    """Scheme, host and port, without whatever else the address holds."""
    return f"{url.scheme}://{url.host_port_subcomponent}"

"""The proxy that the environment names (HTTPS_PROXY, HTTP_PROXY, NO_PROXY), for the hosts for which it is meant."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

_ALIKE = {"wss": "https", "ws": "http"}


def proxy_for(url: str) -> str | None:
    """The way to this address, ``None`` for straight on: so is every address of this machine itself."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if _is_here(host) or proxy_bypass(host):
        return None
    return getproxies().get(_ALIKE.get(parts.scheme, parts.scheme))


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False

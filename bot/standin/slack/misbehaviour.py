"""Faults on cue: what the next calls of a method shall suffer."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web


@dataclass(frozen=True, slots=True)
class Fault:
    """One bad answer.

    ``accepts``: the call is carried out first, and only its answer is spoilt. ``drop`` closes the connection with no
    answer, ``hang`` keeps it open without one. Otherwise ``status`` and ``body`` are sent; ``error`` is the
    ``{"ok": false}`` family.
    """

    status: int = 200
    body: str = ""
    content_type: str = "text/html"
    error: str = ""
    retry_after: str = ""
    drop: bool = False
    hang: bool = False
    location: str = ""
    accepts: bool = False


def ok_false(error: str, *, accepts: bool = False) -> Fault:
    return Fault(error=error, accepts=accepts)


def http_error(status: int, *, content_type: str = "text/html", accepts: bool = False) -> Fault:
    return Fault(status, f"<html><body><h1>{status} error</h1></body></html>", content_type, accepts=accepts)


def rate_limited(retry_after: int | str = 30) -> Fault:
    return Fault(429, '{"ok":false,"error":"ratelimited"}', "application/json", retry_after=str(retry_after))


DROP_BEFORE = Fault(drop=True)
DROP_AFTER = Fault(drop=True, accepts=True)
HANG_BEFORE = Fault(hang=True)
HANG_AFTER = Fault(hang=True, accepts=True)
HTML_OK = Fault(200, "<html>All is well</html>", "text/html")
"""What a proxy in between answers: 200, and not Slack."""


class Script:
    """The faults still to come, a queue a method. Without one, calls go through."""

    def __init__(self) -> None:
        self._coming: dict[str, deque[Fault | None]] = defaultdict(deque)
        self._released = asyncio.Event()

    def then(self, method: str, *faults: Fault | None) -> None:
        """Next calls of ``method`` suffer these in turn; ``None`` lets one through."""
        self._coming[method].extend(faults)

    def clear(self, method: str) -> None:
        """Behave again."""
        self._coming.pop(method, None)

    def next(self, method: str) -> Fault | None:
        coming = self._coming[method]
        return coming.popleft() if coming else None

    def release(self) -> None:
        """Let go of calls that hang."""
        self._released.set()

    async def answer(
        self, fault: Fault, request: web.Request, carry_out: Callable[[], Awaitable[object]]
    ) -> web.StreamResponse:
        if fault.accepts:
            await carry_out()
        if fault.hang:
            await self._released.wait()
        if fault.hang or fault.drop:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=500)
        if fault.error:
            return web.json_response({"ok": False, "error": fault.error})
        named = {"Retry-After": fault.retry_after, "Location": fault.location}
        headers = {name: value for name, value in named.items() if value}
        return web.Response(status=fault.status, text=fault.body, content_type=fault.content_type, headers=headers)

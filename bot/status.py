"""``/healthz``, ``/readyz`` and ``/metrics``: whether the bot is alive, whether it is well, and its figures."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web

from bot.edgar.client import Traffic
from bot.health import Vitals, findings
from bot.metrics import Metrics

log = structlog.get_logger(__name__)


class StatusPages:
    """``look`` takes the vitals; it never raises."""

    def __init__(self, look: Callable[[], Awaitable[Vitals]], traffic: Traffic, metrics: Metrics) -> None:
        self._look, self._traffic, self._metrics = look, traffic, metrics

    async def serve(self, host: str, port: int, stopping: asyncio.Event) -> None:
        """Answer until ``stopping`` is set."""
        runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=1)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
            log.info("status.listening", port=runner.addresses[0][1])
            await stopping.wait()
        finally:
            await runner.cleanup()

    def application(self) -> web.Application:
        pages = web.Application()
        pages.router.add_get("/healthz", self._alive)
        pages.router.add_get("/readyz", self._ready)
        pages.router.add_get("/metrics", self._figures)
        return pages

    async def _alive(self, _request: web.Request) -> web.Response:
        return web.Response(text="alive\n")

    async def _ready(self, _request: web.Request) -> web.Response:
        found = findings(await self._look())
        ready = all(one.well for one in found)
        lines = "".join(f"{'ok ' if one.well else 'BAD'} {one.name}: {one.words}\n" for one in found)
        return web.Response(text=lines, status=200 if ready else 503)

    async def _figures(self, _request: web.Request) -> web.Response:
        page = self._metrics.page(await self._look(), self._traffic)
        return web.Response(body=page, headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"})

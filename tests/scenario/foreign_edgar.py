"""A replay server that nobody of us wrote: it knows the rows of one recorded feed and refuses everything else.

It shares nothing with `bot.standin`, so that what it gets right is not what that happens to get right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

S3 = '<?xml version="1.0" encoding="UTF-8"?><Error><Code>{}</Code><Message>no</Message></Error>'
FRAME = (
    '<?xml version="1.0" encoding="ISO-8859-1" ?><feed xmlns="http://www.w3.org/2005/Atom">'
    "<title>Latest Filings</title><updated>{}</updated>{}</feed>"
)


def s3_404(_: web.Request) -> web.Response:
    return web.Response(status=404, text=S3.format("NoSuchKey"), content_type="application/xml")


def s3_403(_: web.Request) -> web.Response:
    return web.Response(status=403, text=S3.format("AccessDenied"), content_type="application/xml")


def plain_404(_: web.Request) -> web.Response:
    return web.Response(status=404, text="404: Not Found")


@dataclass
class Foreign:
    """``rows`` a page, or as many as are asked for; ``filters`` by the form type, or serves all."""

    refuse: Callable[[web.Request], web.Response] = s3_404
    rows: int | None = None
    filters: bool = True
    feed: list[str] = field(default_factory=list)
    """The entries as they were recorded, newest first."""
    served_at: str = ""
    url: str = ""
    asked: Counter[str] = field(default_factory=Counter)

    async def answer(self, request: web.Request) -> web.Response:
        self.asked[request.path] += 1
        if request.query.get("action") != "getcurrent":
            return self.refuse(request)
        start, form = int(request.query.get("start", 0)), request.query.get("type", "")
        if start > 5000:
            return web.Response(
                status=503, text="<html><title>File Unavailable</title></html>", content_type="text/html"
            )
        shown = [row for row in self.feed if not self.filters or _form(row).startswith(form)]
        page = shown[start : start + (self.rows or int(request.query.get("count", 40)))]
        return web.Response(
            body=FRAME.format(self.served_at, "".join(page)).encode("latin-1"), content_type="application/atom+xml"
        )


def _form(row: str) -> str:
    found = re.search(r'term="([^"]*)"', row)
    return found[1] if found else ""


@asynccontextmanager
async def listening(foreign: Foreign) -> AsyncIterator[Foreign]:
    app = web.Application()
    app.router.add_route("*", "/{anything:.*}", foreign.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    foreign.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield foreign
    finally:
        await runner.cleanup()

"""An EDGAR on this machine: the feed, the archive and the indexes over HTTP, and every way of not answering.

For the demo and for the tests. It listens on loopback only, keeps what was asked of it, and like the real one refuses
who does not say who he is and, when told to, who asks too fast.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import re
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.clock import Clock
from bot.standin.edgar import pages
from bot.standin.edgar.filings import EASTERN, ServedFiling
from bot.standin.edgar.misbehaviour import (
    MAINTENANCE_PAGE,
    MISSING_XML,
    NO_KEY_XML,
    RATE_PAGE,
    UNDECLARED_PAGE,
    Cue,
    Misbehaviour,
)
from bot.standin.edgar.recording import Recording
from bot.standin.edgar.shelf import FeedSource, Shelf, days, index_written, quarter_start
from bot.standin.edgar.spoiling import spoilt

_LAST_START = 5000
_BLOCK = timedelta(minutes=10)
_COUNTS = {10, 20, 40, 80, 100}
_BEGAN = datetime(1993, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that came in."""

    at: datetime
    moment: float
    """On the clock's monotonic scale."""
    path: str
    """With its query."""
    user_agent: str


class StandinEdgar:
    """Use as an asynchronous context manager; `url` stands in for all of EDGAR's hosts.

    ``rate_limit``: requests a second above which it blocks for ten minutes. ``filtering`` off: the feed ignores the
    form type that is asked for and shows all. ``largest_page``: rows of a page of the feed, whatever is asked for.
    """

    def __init__(
        self,
        clock: Clock,
        filings: Iterable[ServedFiling] = (),
        *,
        recording: Recording | None = None,
        rate_limit: float | None = None,
        filtering: bool = True,
        largest_page: int = 100,
    ) -> None:
        self.shelf = Shelf(filings)
        self.asked: list[Asked] = []
        self.unsearchable: set[str] = set()
        """Accession numbers that the full-text search does not hold."""
        self.blocks = 0
        self.url = ""
        self._clock = clock
        self._recording = recording
        self._feed: FeedSource = recording or self.shelf
        self._rate_limit = rate_limit
        self._filtering = filtering
        self._largest_page = largest_page
        self._cues: list[Cue] = []
        self._was_asked = asyncio.Event()
        self._recent: deque[float] = deque()
        self._blocked_until: datetime | None = None
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self, port: int = 0) -> str:
        """Listen on loopback; returns the address."""
        app = web.Application(middlewares=[self._gate])
        app.add_routes(
            [
                web.get("/cgi-bin/browse-edgar", self._current),
                web.get("/Archives/edgar/data/{cik:\\d+}/{folder:\\d+}/{name}", self._document),
                web.get("/Archives/edgar/data/{cik:\\d+}/{name}", self._document),
                web.get("/Archives/edgar/daily-index/{year:\\d+}/QTR{quarter:[1-4]}/{name}", self._daily),
                web.get("/Archives/edgar/full-index/{year:\\d+}/QTR{quarter:[1-4]}/{name}", self._full),
                web.get("/submissions/{name}", self._submissions),
                web.get("/files/company_tickers.json", self._tickers),
                web.get("/files/company_tickers_exchange.json", self._tickers_exchange),
                web.get("/LATEST/search-index", self._search),
                web.get("/{anything:.*}", self._missing),
            ]
        )
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        host, bound = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{bound}"
        return self.url

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def add(self, filing: ServedFiling) -> None:
        """Have one more filing to serve."""
        self.shelf.add(filing)

    def cue(self, misbehaviour: Misbehaviour, where: str = "", times: int | None = 1) -> Cue:
        """Misbehave at the next requests whose path and query hold ``where``."""
        cue = Cue(misbehaviour, where, times)
        self._cues.append(cue)
        return cue

    async def until(self, holds: Callable[[], object], seconds: float = 5.0) -> None:
        """Wait for something that requests make true; ``TimeoutError`` if they do not."""
        async with asyncio.timeout(seconds):
            while not holds():
                self._was_asked.clear()
                await self._was_asked.wait()

    def behave(self) -> None:
        """Forget every cue and every block."""
        self._cues.clear()
        self._blocked_until = None

    @web.middleware
    async def _gate(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        agent = request.headers.get("User-Agent", "")
        self.asked.append(Asked(self._clock.now(), self._clock.monotonic(), request.path_qs, agent))
        self._was_asked.set()
        if self._too_fast():
            return _plain(403, "text/html", RATE_PAGE)
        if "@" not in agent:
            return _plain(403, "text/html", UNDECLARED_PAGE)
        for cue in self._cues:
            if cue.due(request.path_qs):
                return await spoilt(cue.misbehaviour, request, handler)
        return await handler(request)

    def _too_fast(self) -> bool:
        if self._rate_limit is None:
            return False
        now = self._clock.monotonic()
        self._recent.append(now)
        while self._recent[0] < now - 1:
            self._recent.popleft()
        still = self._blocked_until is not None and self._clock.now() < self._blocked_until
        if still or len(self._recent) > self._rate_limit:
            self.blocks += not still
            self._blocked_until = self._clock.now() + _BLOCK
            return True
        return False

    async def _current(self, request: web.Request) -> web.StreamResponse:
        query = request.query
        start, count = _number(query.get("start"), 0), _number(query.get("count"), 40)
        if start > _LAST_START:
            return _plain(503, "text/html", MAINTENANCE_PAGE)
        now = self._clock.now()
        wanted = query.get("type", "") if self._filtering else ""
        rows = [row for row in self._feed.rows(now) if row.form_type.startswith(wanted)]
        shown = rows[start : start + min(count if count in _COUNTS else 40, self._largest_page)]
        response = _plain(200, "application/atom+xml", pages.feed_page([row.xml for row in shown], now))
        response.headers["Cache-Control"] = "no-cache"
        return response

    async def _document(self, request: web.Request) -> web.StreamResponse:
        found = re.fullmatch(
            r"(\d{10}-\d{2}-\d{6})(\.txt|-index\.html?|-index-headers\.html)", request.match_info["name"]
        )
        filing = self.shelf.text(found[1], self._clock.now()) if found else None
        if found is None or filing is None or not _belongs(filing, request.match_info["cik"]):
            return await self._missing(request)
        if found[2] == ".txt":
            return _file(request, filing.body, "text/plain", filing.text_at)
        if found[2] == "-index-headers.html":
            return _file(request, pages.header_page(filing), "text/html", filing.text_at)
        return _plain(200, "text/html", pages.index_page(filing))

    async def _daily(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        first, after = _quarter(request)
        if name == "index.json":
            names = [f"master.{day:%Y%m%d}.idx" for day in days(first, after) if self._index_of(day)]
            return _plain(200, "application/json", pages.listing(names))
        found = re.fullmatch(r"master\.(\d{8})\.idx", name)
        day = datetime.strptime(found[1], "%Y%m%d").replace(tzinfo=EASTERN).date() if found else None
        listed = self._index_of(day) if day and first <= day < after else []
        if day is None or not listed:
            return await self._missing(request)
        return _file(request, pages.master_index(listed, day, daily=True), "text/plain", self._clock.now())

    def _index_of(self, day: date) -> list[ServedFiling]:
        return self.shelf.filed_on(day) if index_written(day, self._clock.now()) else []

    async def _full(self, request: web.Request) -> web.StreamResponse:
        first, after = _quarter(request)
        today = self._clock.now().astimezone(EASTERN).date()
        listed = self.shelf.filed_before(first, min(after, today))
        name = request.match_info["name"]
        if not listed or name not in {"master.idx", "master.gz"}:
            return await self._missing(request)
        body = pages.master_index(listed, max(filing.filed for filing in listed), daily=False)
        if name == "master.gz":
            return _file(request, gzip.compress(body, mtime=0), "application/x-gzip", _BEGAN)
        return _file(request, body, "text/plain", _BEGAN)

    async def _submissions(self, request: web.Request) -> web.StreamResponse:
        found = re.fullmatch(r"CIK(\d{10})\.json", request.match_info["name"])
        cik = str(int(found[1])) if found else ""
        registrant = self.shelf.registrants().get(cik)
        if registrant is None:
            recorded = self._recorded(request)
            return recorded or _plain(404, "application/xml", NO_KEY_XML)
        filings = self.shelf.of_company(cik, self._clock.now())
        return _plain(200, "application/json", pages.submissions(registrant, filings))

    async def _tickers(self, request: web.Request) -> web.StreamResponse:
        body = pages.company_tickers(list(self.shelf.registrants().values()))
        return self._recorded(request) or _file(request, body, "application/json", _BEGAN)

    async def _tickers_exchange(self, request: web.Request) -> web.StreamResponse:
        body = pages.company_tickers_exchange(list(self.shelf.registrants().values()))
        return self._recorded(request) or _file(request, body, "application/json", _BEGAN)

    async def _search(self, request: web.Request) -> web.StreamResponse:
        phrase, forms = request.query.get("q", "").strip('"'), request.query.get("forms", "")
        found = self.shelf.holding(phrase, forms, self._clock.now()) if phrase else []
        if not phrase and (day := request.query.get("startdt")) and day == request.query.get("enddt"):
            filed = self.shelf.filed_on(date.fromisoformat(day))
            found = [filing for filing in filed if filing.form_type.startswith(forms)]
        found = [filing for filing in found if filing.accession_number not in self.unsearchable]
        return _plain(200, "application/json", pages.search_hits(found, _number(request.query.get("from"), 0)))

    async def _missing(self, request: web.Request) -> web.StreamResponse:
        return self._recorded(request) or _plain(403, "application/xml", MISSING_XML)

    def _recorded(self, request: web.Request) -> web.StreamResponse | None:
        found = self._recording.file(request.path, self._clock.now()) if self._recording else None
        if found is None:
            return None
        return _plain(found.status, found.headers.get("Content-Type", "application/octet-stream"), found.body)


def _belongs(filing: ServedFiling, cik: str) -> bool:
    return any(registrant.cik == str(int(cik)) for registrant in filing.registrants)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdigit() else otherwise


def _quarter(request: web.Request) -> tuple[date, date]:
    year, quarter = int(request.match_info["year"]), int(request.match_info["quarter"])
    return quarter_start(year, quarter), quarter_start(year, quarter + 1)


def _plain(status: int, content_type: str, body: bytes) -> web.Response:
    return web.Response(status=status, body=body, headers={"Content-Type": content_type})


def _file(request: web.Request, body: bytes, content_type: str, modified: datetime) -> web.Response:
    """A file of the archive: known by its ETag, compressed where that is welcome, unchanged when it is."""
    etag = f'"{hashlib.md5(body, usedforsecurity=False).hexdigest()}"'
    known = {"ETag": etag, "Last-Modified": pages.http_date(modified)}
    if request.headers.get("If-None-Match") == etag:
        return web.Response(status=304, headers=known)
    response = _plain(200, content_type, body)
    response.headers.update(known)
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response.enable_compression(web.ContentCoding.gzip)
    return response

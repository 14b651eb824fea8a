"""The one HTTP client through which everything of EDGAR comes: at our pace, in our name, judged before believed."""

from __future__ import annotations

import ssl
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

import aiohttp
import structlog

from bot.clock import Clock
from bot.edgar.addresses import Addresses
from bot.edgar.bodies import Inflater
from bot.edgar.faults import (
    HEAD_BYTES,
    EdgarFault,
    Expected,
    HostNotAllowed,
    Kind,
    Malformed,
    NotThere,
    RateBlocked,
    Unavailable,
    UndeclaredAgent,
    Verdict,
    classify,
)
from bot.edgar.pace import DEFAULT_RATE, Pace
from bot.edgar.sieve import Sieve
from bot.edgar.turns import Turns
from bot.edgar.user_agent import user_agent_faults
from bot.proxy import proxy_for

log = structlog.get_logger(__name__)

MEGABYTE = 1_000_000
_LONGEST_REFUSAL = 1 * MEGABYTE
_REDIRECTS = 3


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much we take. Seconds and bytes."""

    total_seconds: float = 60.0
    read_seconds: float = 20.0
    connect_seconds: float = 10.0
    most_bytes: int = 64 * MEGABYTE
    attempts: int = 3
    first_wait: float = 1.0
    """Seconds before the second attempt; doubled before each further one."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What the server said a file is known by, to ask whether it changed."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """As a conditional request carries them."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A good answer. ``body`` is decompressed; empty when `not_modified`."""

    url: str
    body: bytes
    content_type: str
    validators: Validators
    not_modified: bool = False


@dataclass(slots=True)
class Traffic:
    """What went out and what came back since the start, for people and for metrics."""

    requests: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    last_success: datetime | None = None
    last_fault: str = ""
    last_fault_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Question:
    expected: Expected
    validators: Validators
    most_bytes: int
    slim: bool


@dataclass(frozen=True, slots=True)
class _Answer:
    verdict: Verdict
    status: int
    headers: Mapping[str, str]
    body: bytes


class _Interrupted(aiohttp.ClientError):
    """The connection broke. A type of its own, because the HTTP library silently repeats a GET after its own one."""


async def _once(request: aiohttp.ClientRequest, send: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    try:
        return await send(request)
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
        raise _Interrupted(str(error) or type(error).__name__) from error


class EdgarClient:
    """Use as an asynchronous context manager; one for the whole process, its ``turns`` shared with others."""

    def __init__(
        self,
        addresses: Addresses,
        user_agent: str,
        clock: Clock,
        *,
        rate: float = DEFAULT_RATE,
        limits: Limits = Limits(),
        on_block: Callable[[datetime, str], Awaitable[None]] | None = None,
        turns: Turns | None = None,
    ) -> None:
        if faults := user_agent_faults(user_agent):
            raise ValueError("; ".join(faults))
        self.addresses = addresses
        self.traffic = Traffic()
        self._agent = user_agent
        self._clock = clock
        self._limits = limits
        self._pace = Pace(clock, rate, turns)
        self._on_block = on_block
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        timeout = aiohttp.ClientTimeout(
            total=self._limits.total_seconds,
            sock_connect=self._limits.connect_seconds,
            sock_read=self._limits.read_seconds,
        )
        self._session = aiohttp.ClientSession(
            headers={"User-Agent": self._agent, "Accept-Encoding": "gzip, deflate"},
            timeout=timeout,
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            middlewares=(_once,),
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    def blocked(self) -> tuple[datetime, str] | None:
        """Until when EDGAR is left alone and why, or ``None``."""
        return self._pace.blocked()

    def block(self, until: datetime, reason: str) -> None:
        """Leave EDGAR alone until then, because a block was remembered from before a restart."""
        self._pace.block(reason, until)

    async def get(
        self,
        url: str,
        expected: Expected,
        *,
        validators: Validators | None = None,
        most_bytes: int | None = None,
        attempts: int | None = None,
        slim: bool = False,
    ) -> Fetched:
        """Fetch a file, or raise the `EdgarFault` that says why not. Only what may pass by itself is tried again.

        ``slim``: it is a submission, of which pictures, XBRL and the like are not kept.
        """
        left = attempts or self._limits.attempts
        wait = self._limits.first_wait
        while True:
            left -= 1
            try:
                asked = _Question(expected, validators or Validators(), most_bytes or self._limits.most_bytes, slim)
                return await self._get_once(url, asked)
            except (Unavailable, Malformed) as fault:
                if left <= 0 or not _may_pass(fault):
                    raise
                log.info("edgar.retry", url=url, reason=fault.reason, wait=wait)
            await self._clock.sleep(wait)
            wait *= 2

    async def _get_once(self, url: str, question: _Question) -> Fetched:
        asked = url
        for _ in range(_REDIRECTS + 1):
            answer = await self._exchange(asked, question)
            if answer.verdict.kind is not Kind.REDIRECT:
                return await self._accepted(asked, answer)
            asked = urljoin(asked, answer.headers.get("Location", ""))
        raise Malformed(f"redirected more than {_REDIRECTS} times", url)

    async def _exchange(self, url: str, question: _Question) -> _Answer:
        if not self.addresses.allows(url):
            raise HostNotAllowed("this host is not one of the configured EDGAR hosts", url)
        self._refuse_while_blocked(url)
        await self._pace.turn()
        self._refuse_while_blocked(url)
        self.traffic.requests += 1
        began = self._clock.monotonic()
        try:
            return await self._send(url, question)
        except EdgarFault as fault:
            self._note_fault(fault.reason, "malformed")
            raise
        except TimeoutError:
            raise self._unavailable("no answer in time", url) from None
        except (aiohttp.ClientError, ssl.SSLError, ConnectionError) as error:
            raise self._unavailable(f"the connection failed: {str(error) or type(error).__name__}", url) from error
        finally:
            log.debug("edgar.asked", url=url, seconds=round(self._clock.monotonic() - began, 3))

    async def _send(self, url: str, question: _Question) -> _Answer:
        if self._session is None:
            raise RuntimeError("the EDGAR client is used outside its context")
        headers = question.validators.headers()
        asked = self._session.get(url, headers=headers, allow_redirects=False, proxy=proxy_for(url))
        async with asked as response:
            body = await _read(response, question, url)
            content_type = response.headers.get("Content-Type", "").lower()
            verdict = classify(response.status, content_type, body[:HEAD_BYTES], url, question.expected)
            return _Answer(verdict, response.status, response.headers, body)

    def _refuse_while_blocked(self, url: str) -> None:
        if blocked := self._pace.blocked():
            until, reason = blocked
            raise RateBlocked(f"EDGAR is left alone until {until:%H:%M:%S} UTC: {reason}", url, until=until)

    async def _accepted(self, url: str, answer: _Answer) -> Fetched:
        kind, reason = answer.verdict.kind, answer.verdict.reason
        if kind in {Kind.OK, Kind.NOT_MODIFIED}:
            self.traffic.outcomes[kind.value] += 1
            self.traffic.last_success = self._clock.now()
            return _fetched(url, answer)
        self._note_fault(reason, kind.value)
        if kind in {Kind.RATE_BLOCKED, Kind.UNDECLARED_AGENT}:
            raise await self._stop_everything(url, answer)
        fault = {Kind.NOT_THERE: NotThere, Kind.PAGING_END: NotThere, Kind.UNAVAILABLE: Unavailable}.get(
            kind, Malformed
        )
        raise fault(reason, url, answer.status)

    async def _stop_everything(self, url: str, answer: _Answer) -> RateBlocked:
        kind, reason = answer.verdict.kind, answer.verdict.reason
        until = self._pace.block(reason)
        log.error("edgar.blocked", url=url, reason=reason, until=until.isoformat(), status=answer.status)
        if self._on_block is not None:
            await self._on_block(until, reason)
        blocked = UndeclaredAgent if kind is Kind.UNDECLARED_AGENT else RateBlocked
        return blocked(f"{reason}; EDGAR is left alone until {until:%H:%M:%S} UTC", url, answer.status, until)

    def _unavailable(self, reason: str, url: str) -> Unavailable:
        self._note_fault(reason, Kind.UNAVAILABLE.value)
        return Unavailable(reason, url)

    def _note_fault(self, reason: str, outcome: str) -> None:
        self.traffic.outcomes[outcome] += 1
        self.traffic.last_fault = reason
        self.traffic.last_fault_at = self._clock.now()


def _may_pass(fault: EdgarFault) -> bool:
    """Whether the same question may get a better answer in a second: broken transfers and servers, not wrong types."""
    return isinstance(fault, Unavailable) or "cut short" in fault.reason or "damaged" in fault.reason


async def _read(response: aiohttp.ClientResponse, question: _Question, url: str) -> bytes:
    good = response.status == 200
    encoding = response.headers.get("Content-Encoding", "").lower().strip()
    try:
        sieve = Sieve() if good and question.slim else None
        inflater = Inflater(encoding, question.most_bytes if good else _LONGEST_REFUSAL, sieve)
        async for piece in response.content.iter_chunked(65_536):
            inflater.feed(piece)
        return inflater.finish()
    except Malformed as fault:
        raise Malformed(fault.reason, url, response.status) from None
    except aiohttp.ClientPayloadError as error:
        raise Malformed(f"the body was cut short: {error}", url, response.status) from error


def _fetched(url: str, answer: _Answer) -> Fetched:
    return Fetched(
        url=url,
        body=answer.body if answer.verdict.kind is Kind.OK else b"",
        content_type=answer.headers.get("Content-Type", ""),
        validators=Validators(answer.headers.get("ETag"), answer.headers.get("Last-Modified")),
        not_modified=answer.verdict.kind is Kind.NOT_MODIFIED,
    )

"""Fetching a filing's documents, and what to do while they are not there yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.edgar.addresses import Addresses
from bot.edgar.client import Fetched
from bot.edgar.faults import EdgarFault, Expected, HostNotAllowed, Malformed, NotThere, RateBlocked
from bot.edgar.header import HeaderPage, parse_header_page
from bot.stages import Filing

LARGEST_SUBMISSION = 200_000_000
"""Bytes that may arrive. An 8-K with pictures and XBRL is below 50 MB, and most of that is not kept."""


class Client(Protocol):
    """What fetching needs of the client."""

    addresses: Addresses

    async def get(
        self, url: str, expected: Expected, *, most_bytes: int | None = None, slim: bool = False
    ) -> Fetched: ...


async def fetch_submission(client: Client, filing: Filing) -> bytes:
    """The submission, without pictures, XBRL and the like. Raises the `EdgarFault` that says why not.

    `NotThere` is normal for half a minute after the feed first shows a filing (measured: median 23 s, at most 422 s).
    """
    try:
        return await _text(client, client.addresses.submission(filing))
    except NotThere:
        return await _text(client, client.addresses.flat_submission(filing))


async def _text(client: Client, url: str) -> bytes:
    fetched = await client.get(url, Expected.TEXT, most_bytes=LARGEST_SUBMISSION, slim=True)
    if not fetched.body or fetched.body.isspace():
        raise Malformed("the submission is empty", url)
    if b"<SEC-DOCUMENT>" in fetched.body[:8192] and b"</SEC-DOCUMENT>" not in fetched.body[-4096:]:
        raise Malformed("the submission was cut short: its end mark is missing", url)
    return fetched.body


async def fetch_header_page(client: Client, filing: Filing) -> HeaderPage:
    """The small page that tells items and documents, for when these decide whether the rest is wanted."""
    fetched = await client.get(client.addresses.header_page(filing), Expected.HTML, most_bytes=5_000_000)
    return parse_header_page(fetched.body)


@dataclass(frozen=True, slots=True)
class FetchAgain:
    """Try the document again at that time."""

    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class GiveUp:
    """The document will not come; somebody should look."""

    reason: str


_SOON = (10, 20, 30, 60, 60, 120, 300, 300)
"""Seconds between attempts at a document that isn't there yet: about 15 minutes in all."""
_LATER = (30, 60, 120, 300, 600, 1200, 1800, 3600)
"""Seconds between attempts after a server's fault; the last one repeats."""
_PATIENCE = timedelta(days=3)


def next_fetch(fault: EdgarFault, attempts: int, first_tried: datetime, now: datetime) -> FetchAgain | GiveUp:
    """What follows a failed attempt to fetch a document. ``attempts`` counts those made so far, this one included."""
    if isinstance(fault, HostNotAllowed):
        return GiveUp(fault.reason)
    if isinstance(fault, RateBlocked):
        return FetchAgain(fault.until or now + timedelta(minutes=10), fault.reason)
    if now - first_tried > _PATIENCE:
        return GiveUp(f"still failing after {_PATIENCE.days} days: {fault.reason}")
    steps = _SOON if isinstance(fault, NotThere) else _LATER
    if attempts <= len(steps):
        return FetchAgain(now + timedelta(seconds=steps[attempts - 1]), fault.reason)
    return FetchAgain(now + timedelta(hours=1), fault.reason)

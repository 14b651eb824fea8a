"""A large submission is never held in memory twice: what nobody reads is dropped as it streams in."""

from __future__ import annotations

import asyncio
import tracemalloc
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

from bot.edgar.addresses import Addresses
from bot.edgar.archive import fetch_submission
from bot.edgar.client import EdgarClient
from bot.stages import Filer, Filing
from parsers.read import read_report
from parsers.report import Kind
from tests.edgar.conftest import AGENT
from tests.fakes.clock import FakeClock

MEGABYTE = 1_000_000
PICTURES, CONTRACT = 42 * MEGABYTE, 18 * MEGABYTE
"""Bytes of the submission that are left out, and bytes of it that are kept."""
MOST_TIMES_THE_KEPT = 1.5

REPORT = (
    "<html><body><p>Item 5.07 Submission of Matters to a Vote of Security Holders</p>"
    "<p>At the annual meeting on March 2, 2026 the auditors were ratified:</p>"
    "<table><tr><td>For</td><td>Against</td><td>Abstain</td></tr>"
    "<tr><td>8,204,117</td><td>31,250</td><td>4,008</td></tr></table></body></html>"
)


def _document(kind: str, file: str, line: str, size: int) -> Iterator[bytes]:
    yield f"<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>1\n<FILENAME>{file}\n<TEXT>\n".encode()
    piece = (line + "\n").encode() * max(1, min(size, 65_536) // len(line))
    for _ in range(max(1, size // len(piece))):
        yield piece
    yield b"</TEXT>\n</DOCUMENT>\n"


def submission() -> Iterator[bytes]:
    """Sixty megabytes, piece by piece."""
    yield b"<SEC-DOCUMENT>0009900200-26-000001.txt : 20260302\n<SEC-HEADER>\n</SEC-HEADER>\n"
    yield from _document("8-K", "a.htm", REPORT, 1)
    yield from _document("EX-10.1", "contract.htm", "<p>The parties agree to what they agreed to before.</p>", CONTRACT)
    yield from _document("GRAPHIC", "photo.jpg", "M" + "1TE&" * 15, PICTURES)
    yield b"</SEC-DOCUMENT>\n"


@asynccontextmanager
async def served() -> AsyncIterator[str]:
    """A server on the loopback that answers each request with the submission, and never holds it itself."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n")
        for piece in submission():
            writer.write(piece)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def test_fetching_and_reading_sixty_megabytes_takes_little_more_than_what_is_kept(clock: FakeClock) -> None:
    filing = Filing("0009900200-26-000001", "8-K", (Filer("9900201", "Acme (Holdings) Corp"),))
    async with served() as url, EdgarClient(Addresses(url, url, url), AGENT, clock) as client:
        tracemalloc.start()
        try:
            body = await fetch_submission(client, filing)
            report = read_report(body, filing.accession_number)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert 0.95 * CONTRACT < len(body) < 1.05 * CONTRACT
    assert report.kind is Kind.MEETING_RESULTS
    assert report.proposals[0].votes.votes_for == 8_204_117
    assert peak < MOST_TIMES_THE_KEPT * len(body), f"{peak / len(body):.2f} times"

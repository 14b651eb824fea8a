"""Pages of the feed that are made to hurt: time grows with their length and no faster, and nobody waits for them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Collection
from contextlib import suppress

import pytest

from bot.edgar.addresses import Addresses
from bot.edgar.apart import parsed_apart
from bot.edgar.client import EdgarClient, Fetched, Validators
from bot.edgar.current import read_current
from bot.edgar.faults import Expected, Malformed
from bot.edgar.feed import LARGEST_PAGE, parse_feed
from bot.stages import PollOutcome
from bot.standin.edgar import Misbehaviour, StandinEdgar
from tests.fakes.clock import FakeClock
from tests.parsers.growth import MOST, growth

FEED = b'<?xml version="1.0" encoding="ISO-8859-1" ?><feed xmlns="http://www.w3.org/2005/Atom">'
ROW = FEED + b"<entry>"
BROKEN = FEED + b"<b x=y>"
"""No XML from here on, so that the library's other reader takes it."""
PIECES: dict[str, tuple[bytes, bytes]] = {
    "tags inside tags": (FEED, b"<a>"),
    "rows inside rows": (FEED, b"<entry>"),
    "rows inside rows of no XML": (BROKEN, b"<entry>"),
    "markup of no XML inside a row": (BROKEN, b"<content type='xhtml'><div>"),
    "rows": (FEED, b"<entry><id>a</id></entry>"),
    "terms of a row": (ROW, b'<category term="8-K" label="form type"/>'),
    "links of a row": (ROW, b'<link href="x"/>'),
    "texts of a row": (ROW, b"<content type='xhtml'><div>a</div></content>"),
    "people of a row": (ROW, b"<author><name>a</name></author>"),
    "brackets of a title": (ROW + b"<title>8-K - ", b"(1) "),
    "dashes of a title": (ROW + b"<title>", b"8-K - "),
    "a name of a megabyte": (ROW + b"<title>8-K - ", b"Harbor "),
    "accession numbers of a row": (ROW + b"<summary>", b"0001234567-26-000001 "),
    "items of a row": (ROW + b"<summary>", b"Item 5.07: "),
    "references": (ROW + b"<title>", b"a&#65;"),
    "references without end": (FEED, b"&amp"),
    "brackets": (FEED, b"<"),
    "comments without end": (FEED, b"<!--"),
    "declarations without end": (FEED, b"<!a "),
    "attributes": (FEED + b"<a ", b'b="c" '),
    "quotes inside quotes": (FEED + b"<a b='", b"<a b='"),
    "entities": (b"<!DOCTYPE a [", b'<!ENTITY a "b">'),
    "NULs": (ROW + b"<title>", b"\0"),
    "halves of surrogate pairs": (ROW + b"<title>", b"&#xD800;\xed\xa0\x80"),
}


def taken(body: bytes) -> None:
    with suppress(Malformed):
        parse_feed(body)


@pytest.mark.parametrize("name", PIECES)
def test_time_grows_with_a_pages_length_and_no_faster(name: str) -> None:
    head, piece = PIECES[name]
    assert growth(lambda count: taken(head + piece * count), 12_000 // len(piece)) <= MOST


def namespaces(shape: str) -> bytes:
    return FEED + "".join(shape.format(number) for number in range(20_000)).encode()


RUNAWAY: dict[str, Callable[[], bytes]] = {
    "namespaces inside one another": lambda: namespaces('<a xmlns:x{0}="u{0}">'),
    "namespaces beside one another": lambda: namespaces('<a xmlns:x{0}="u{0}"/>'),
    "tags inside tags": lambda: FEED + b"<a>" * 300_000,
    "rows inside rows that end": lambda: FEED + b"<entry>" * 90_000 + b"</entry>" * 90_000 + b"</feed>",
}


@pytest.mark.parametrize("name", RUNAWAY)
def test_what_takes_the_library_minutes_is_refused_before(name: str) -> None:
    with pytest.raises(Malformed, match=r"namespaces|inside one another"):
        parse_feed(RUNAWAY[name]())


def test_a_title_without_end_does_not_lose_the_filing() -> None:
    link = b'<link href="https://www.sec.gov/Archives/edgar/data/77/000123456726000001/x-index.htm"/>'
    rest = b"<id>0001234567-26-000001</id><updated>2026-03-02T17:00:00-05:00</updated>"
    term = b'<category label="form type" term="8-K"/>'
    title = b"<title>8-K - " + b"Harbor " * 150_000 + b"(0000000077) (Filer)</title>"
    (entry,) = parse_feed(ROW + title + link + rest + term + b"</entry></feed>").entries
    assert (entry.accession_number, entry.form_type, entry.filer.cik) == ("0001234567-26-000001", "8-K", "77")
    assert len(entry.filer.name) <= 500


async def test_while_a_page_is_taken_apart_everybody_else_has_turns(clock: FakeClock) -> None:
    turns_before_the_page_was_done = 20
    pages = iter([FEED + b"<entry><id>a</id></entry>" * 20_000 + b"</feed>", FEED + b"</feed>"])

    class Client:
        addresses = Addresses()

        async def get(self, url: str, expected: Expected, *, most_bytes: int | None = None) -> Fetched:
            assert (expected, most_bytes) == (Expected.ATOM, LARGEST_PAGE)
            return Fetched(url, next(pages), "application/atom+xml", Validators())

    async def nothing(_: Collection[str]) -> set[str]:
        return set()

    reading = asyncio.create_task(read_current(Client(), nothing, clock.now(), clock.now()))
    turns = 0
    while not reading.done():
        await asyncio.sleep(0)
        turns += 1
    assert (await reading).rows == 20_000
    assert turns > turns_before_the_page_was_done


async def test_a_page_that_is_never_done_with_is_malformed() -> None:
    released = threading.Event()
    with pytest.raises(Malformed, match="taking 4 bytes apart took longer"):
        await parsed_apart(lambda _: released.wait(30), b"page", seconds=0.01)
    released.set()


async def test_a_page_without_end_is_refused_and_never_a_page_without_news(
    client: EdgarClient, edgar: StandinEdgar, clock: FakeClock
) -> None:
    edgar.cue(Misbehaviour.ENDLESS)

    async def nothing(_: Collection[str]) -> set[str]:
        return set()

    reading = await read_current(client, nothing, clock.now(), clock.now())
    assert (reading.outcome, reading.complete) == (PollOutcome.MALFORMED, False)
    assert "larger than" in reading.detail

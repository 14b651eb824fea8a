"""Fetching what a filing holds, and what follows when it isn't there yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.edgar.archive import FetchAgain, GiveUp, fetch_header_page, fetch_submission, next_fetch
from bot.edgar.client import EdgarClient
from bot.edgar.faults import EdgarFault, Expected, HostNotAllowed, Malformed, NotThere, RateBlocked, Unavailable
from bot.edgar.header import parse_header_page
from bot.stages import Filer, Filing
from bot.standin.edgar import Misbehaviour, StandinEdgar, sample_filings
from tests.edgar.recordings import shared
from tests.edgar.samples import ACME, filing
from tests.fakes.clock import FakeClock

NOW = datetime(2026, 3, 2, 14, 30, tzinfo=UTC)


def _filing(number: int) -> Filing:
    return Filing(f"0009900200-26-{number:06d}", "8-K", (Filer(ACME.cik, ACME.name),))


async def test_the_submission_comes_as_it_was_filed(client: EdgarClient, edgar: StandinEdgar, clock: FakeClock) -> None:
    served = filing(1, clock.now())
    edgar.add(served)
    assert await fetch_submission(client, _filing(1)) == served.body


async def test_a_body_that_unpacks_to_more_than_its_cap_is_not_unpacked_to_its_end(
    client: EdgarClient, edgar: StandinEdgar, clock: FakeClock
) -> None:
    edgar.add(replace(filing(1, clock.now()), body=b"<DOCUMENT>" + b" " * 20_000_000))
    with pytest.raises(Malformed, match="larger than 1,000,000 bytes"):
        await client.get(client.addresses.submission(_filing(1)), Expected.TEXT, most_bytes=1_000_000)


async def test_a_document_that_comes_later_is_not_there_and_then_it_is(
    client: EdgarClient, edgar: StandinEdgar, clock: FakeClock
) -> None:
    edgar.add(replace(filing(1, clock.now()), text_at=clock.now() + timedelta(seconds=40)))
    with pytest.raises(NotThere):
        await fetch_submission(client, _filing(1))
    await clock.sleep(60)
    assert b"Report 1." in await fetch_submission(client, _filing(1))


async def test_a_submission_without_its_end_mark_was_cut_short(
    client: EdgarClient, edgar: StandinEdgar, clock: FakeClock
) -> None:
    edgar.add(filing(1, clock.now()))
    edgar.cue(Misbehaviour.CUT_FEED, ".txt")
    with pytest.raises(Malformed, match="cut short"):
        await fetch_submission(client, _filing(1))


async def test_the_header_page_tells_items_filers_and_documents(client: EdgarClient, edgar: StandinEdgar) -> None:
    amendment = sample_filings()["tessera-vale-amendment-2026"]
    edgar.add(amendment.shown(NOW))
    page = await fetch_header_page(
        client, Filing(amendment.accession_number, "8-K/A", (Filer("9900103", "Tessera Vale Corp"),))
    )
    assert page.form_type == "8-K/A"
    assert page.items == ("5.07",)
    assert page.filers == (Filer("9900103", "Tessera Vale Corp"),)
    assert [(one.name, one.changed) for one in page.former_names] == [("VALE MEDICAL HOLDINGS INC", date(2019, 3, 4))]
    assert [one.type for one in page.documents] == ["8-K/A", "GRAPHIC"]
    assert page.accepted == amendment.accepted


def test_real_header_pages_are_read() -> None:
    page = parse_header_page(shared("edgar", "samples", "headers", "23AndMe.index-headers.html").read_bytes())
    assert page.accession_number == "0001193125-24-152391"
    assert page.items == ("7.01", "9.01")
    assert page.filers == (Filer("1804591", "23andMe Holding Co."),)
    assert next(one.name for one in page.former_names) == "VG Acquisition Corp."
    assert [one.filename for one in page.documents][:2] == ["d836506d8k.htm", "d836506dex991.htm"]
    assert str(page.accepted) == "2024-06-03 08:06:02-04:00"
    page = parse_header_page(shared("edgar", "samples", "headers", "index-headers.html").read_bytes())
    assert (page.items, page.filed) == (("5.07",), date(2024, 6, 3))


def test_a_page_without_a_header_is_malformed() -> None:
    with pytest.raises(Malformed):
        parse_header_page(b"<html><body>nothing</body></html>")


@pytest.mark.parametrize(
    ("fault", "attempts", "seconds"),
    [
        (NotThere("x"), 1, 10),
        (NotThere("x"), 4, 60),
        (NotThere("x"), 9, 3600),
        (Unavailable("x"), 1, 30),
        (Malformed("x"), 2, 60),
        (RateBlocked("x", until=NOW + timedelta(minutes=7)), 1, 420),
    ],
)
def test_a_failed_fetch_is_tried_again_at_a_time_that_fits_its_fault(
    fault: EdgarFault, attempts: int, seconds: int
) -> None:
    decided = next_fetch(fault, attempts, NOW, NOW)
    assert decided == FetchAgain(NOW + timedelta(seconds=seconds), "x")


def test_documents_that_come_within_minutes_are_waited_for_often() -> None:
    tried = [next_fetch(NotThere("x"), attempt, NOW, NOW) for attempt in range(1, 9)]
    waits = [(again.at - NOW).total_seconds() for again in tried if isinstance(again, FetchAgain)]
    assert sum(waits[:5]) == 180
    assert sum(waits) == 900


@pytest.mark.parametrize("fault", [HostNotAllowed("elsewhere"), NotThere("gone")])
def test_what_cannot_come_is_given_up(fault: EdgarFault) -> None:
    assert isinstance(next_fetch(fault, 20, NOW - timedelta(days=4), NOW), GiveUp)

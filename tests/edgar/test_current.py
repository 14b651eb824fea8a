"""How far the feed is read, and what is said when it could not be."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

import pytest

from bot.edgar.addresses import Addresses
from bot.edgar.client import EdgarClient, Fetched, Validators
from bot.edgar.current import FeedReading, read_current
from bot.edgar.faults import Expected
from bot.stages import Filer, PollOutcome
from bot.standin.edgar import Misbehaviour, StandinEdgar
from tests.edgar.conftest import AGENT, IMPATIENT
from tests.edgar.samples import ACME, BOLT, filing
from tests.fakes.clock import FakeClock


async def _read(client: EdgarClient, clock: FakeClock, known: Collection[str] = (), hours: float = 24) -> FeedReading:
    async def are_known(accessions: Collection[str]) -> set[str]:
        return set(accessions) & set(known)

    return await read_current(client, are_known, clock.now() - timedelta(hours=hours), clock.now())


def _fill(edgar: StandinEdgar, newest: datetime, count: int, seconds: float = 60) -> list[str]:
    """Filings, one every so many seconds back from the newest; their accession numbers, newest first."""
    made = [filing(number, newest - timedelta(seconds=seconds * number)) for number in range(count)]
    for one in made:
        edgar.add(one)
    return [one.accession_number for one in made]


async def test_reading_ends_where_a_page_brings_nothing_new(
    client: EdgarClient, edgar: StandinEdgar, clock: FakeClock
) -> None:
    numbers = _fill(edgar, clock.now(), 350)
    reading = await _read(client, clock, known=numbers[3:], hours=1)
    assert reading.complete
    assert reading.outcome is PollOutcome.OK
    assert reading.new == set(numbers[:3])
    assert reading.pages == 2


async def test_a_known_filing_is_not_enough_before_the_wanted_time_is_reached(
    client: EdgarClient, edgar: StandinEdgar, clock: FakeClock
) -> None:
    numbers = _fill(edgar, clock.now(), 350)
    held = numbers[250]
    reading = await _read(client, clock, known=set(numbers) - {held}, hours=5)
    assert held in reading.new
    assert reading.complete


async def test_the_wanted_time_is_not_enough_while_pages_bring_news(
    client: EdgarClient, edgar: StandinEdgar, clock: FakeClock
) -> None:
    numbers = _fill(edgar, clock.now(), 250)
    reading = await _read(client, clock, known=numbers[210:], hours=0)
    assert reading.new == set(numbers[:210])


async def test_registrants_of_one_filing_are_one_filing_though_other_rows_stand_between(
    client: EdgarClient, edgar: StandinEdgar, clock: FakeClock
) -> None:
    edgar.add(filing(1, clock.now(), ACME, BOLT))
    edgar.add(filing(2, clock.now(), ACME, BOLT))
    reading = await _read(client, clock)
    assert [one.accession_number[-1] for one in reading.filings] == ["2", "1"]
    for one in reading.filings:
        assert one.filers == (Filer(ACME.cik, ACME.name), Filer(BOLT.cik, BOLT.name))


async def test_registrants_of_one_filing_are_joined_across_pages(
    client: EdgarClient, edgar: StandinEdgar, clock: FakeClock
) -> None:
    _fill(edgar, clock.now(), 99)
    edgar.add(filing(500, clock.now() - timedelta(hours=3), ACME, BOLT))
    reading = await _read(client, clock)
    split = next(one for one in reading.filings if one.accession_number.endswith("500"))
    assert [filer.cik for filer in split.filers] == [ACME.cik, BOLT.cik]


async def test_amendments_and_kin_are_taken_and_other_forms_left(
    client: EdgarClient, edgar: StandinEdgar, clock: FakeClock
) -> None:
    for number, form in enumerate(["8-K", "8-K/A", "8-K12B", "8-K12G3/A", "10-K", "4", "6-K"]):
        edgar.add(filing(number, clock.now(), form=form))
    edgar._filtering = False
    reading = await _read(client, clock)
    assert sorted(one.form_type for one in reading.filings) == ["8-K", "8-K/A", "8-K12B", "8-K12G3/A"]
    assert reading.rows == 7


async def test_a_fault_on_a_later_page_keeps_what_was_read_and_is_partial(
    client: EdgarClient, edgar: StandinEdgar, clock: FakeClock
) -> None:
    numbers = _fill(edgar, clock.now(), 350)
    edgar.cue(Misbehaviour.MAINTENANCE, "start=200", times=None)
    reading = await _read(client, clock)
    assert reading.outcome is PollOutcome.PARTIAL
    assert not reading.complete
    assert reading.new == set(numbers[:200])
    assert "row 200" in reading.detail


async def test_a_fault_beyond_the_wanted_time_takes_nothing_from_completeness(
    client: EdgarClient, edgar: StandinEdgar, clock: FakeClock
) -> None:
    _fill(edgar, clock.now(), 350)
    edgar.cue(Misbehaviour.MAINTENANCE, "start=200", times=None)
    reading = await _read(client, clock, hours=3)
    assert reading.complete
    assert reading.outcome is PollOutcome.OK


@pytest.mark.parametrize(
    ("misbehaviour", "outcome"),
    [
        (Misbehaviour.RATE_BLOCK, PollOutcome.REFUSED),
        (Misbehaviour.BLOCK_WITH_200, PollOutcome.REFUSED),
        (Misbehaviour.UNDECLARED_AGENT, PollOutcome.REFUSED),
        (Misbehaviour.MISSING_FILE, PollOutcome.REFUSED),
        (Misbehaviour.MAINTENANCE, PollOutcome.UNAVAILABLE),
        (Misbehaviour.SILENCE, PollOutcome.UNAVAILABLE),
        (Misbehaviour.SLOW_DRIP, PollOutcome.UNAVAILABLE),
        (Misbehaviour.RESET, PollOutcome.UNAVAILABLE),
        (Misbehaviour.HTML_WITH_200, PollOutcome.MALFORMED),
        (Misbehaviour.EMPTY_BODY, PollOutcome.MALFORMED),
        (Misbehaviour.CUT_GZIP, PollOutcome.MALFORMED),
        (Misbehaviour.ENDLESS, PollOutcome.MALFORMED),
        (Misbehaviour.REDIRECT, PollOutcome.UNAVAILABLE),
        (Misbehaviour.CUT_FEED, PollOutcome.PARTIAL),
    ],
    ids=str,
)
async def test_a_feed_that_is_refused_is_never_no_news(
    client: EdgarClient, edgar: StandinEdgar, clock: FakeClock, misbehaviour: Misbehaviour, outcome: PollOutcome
) -> None:
    _fill(edgar, clock.now(), 30)
    edgar.cue(misbehaviour, times=None)
    reading = await _read(client, clock)
    assert reading.outcome is outcome, reading.detail
    assert not reading.complete
    assert reading.detail


async def test_an_empty_feed_is_not_taken_for_no_news(client: EdgarClient, clock: FakeClock) -> None:
    reading = await _read(client, clock)
    assert reading.outcome is PollOutcome.PARTIAL
    assert not reading.complete


async def test_beyond_row_5000_the_feed_has_no_more_and_the_gap_is_said(
    client: EdgarClient, edgar: StandinEdgar, clock: FakeClock
) -> None:
    _fill(edgar, clock.now(), 5300, seconds=1)
    reading = await _read(client, clock, hours=100)
    assert reading.outcome is PollOutcome.PARTIAL
    assert "does not reach back" in reading.detail
    assert reading.complete
    assert len(reading.filings) == 5100
    assert not any("start=5100" in asked.path for asked in edgar.asked)


async def test_a_feed_that_repeats_one_page_ends_there_and_says_how_far_it_reached(
    client: EdgarClient, edgar: StandinEdgar, clock: FakeClock
) -> None:
    _fill(edgar, clock.now(), 5)
    body = (await client.get(client.addresses.current("8-K", 0), Expected.ATOM)).body

    class Repeating:
        addresses = client.addresses
        asked = 0

        async def get(self, url: str, expected: Expected, *, most_bytes: int | None = None) -> Fetched:  # noqa: ARG002
            assert expected is Expected.ATOM
            self.asked += 1
            return Fetched(url, body, "application/atom+xml", Validators())

    async def nothing(_: Collection[str]) -> set[str]:
        return set()

    repeating = Repeating()
    reading = await read_current(repeating, nothing, clock.now() - timedelta(days=1), clock.now())
    assert (reading.complete, reading.outcome, len(reading.filings)) == (True, PollOutcome.PARTIAL, 5)
    assert "does not reach back" in reading.detail
    assert repeating.asked == 3


@pytest.mark.parametrize("rows", [10, 40, 99])
async def test_a_server_that_gives_fewer_rows_a_page_is_read_without_a_hole(
    client: EdgarClient, edgar: StandinEdgar, clock: FakeClock, rows: int
) -> None:
    _fill(edgar, clock.now(), 230)
    async with StandinEdgar(clock, edgar.shelf.filings.values(), largest_page=rows) as small:
        addresses = Addresses(small.url, small.url, small.url)
        async with EdgarClient(addresses, AGENT, clock, limits=IMPATIENT) as its_client:
            reading = await _read(its_client, clock)
    assert reading.complete
    assert len(reading.filings) == 230

"""Three real crawls of the evening of 12 December 2025, played again in their order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from functools import partial
from html import unescape

import pytest
import yaml

from bot.edgar.addresses import Addresses
from bot.edgar.calendar import reach
from bot.edgar.client import EdgarClient
from bot.edgar.current import FeedReading, read_current
from bot.edgar.feed import parse_feed
from bot.replay import recorded_exchanges
from bot.stages import Filing, PollOutcome
from bot.standin.edgar import Exchange, Recording, StandinEdgar
from tests.edgar.conftest import AGENT
from tests.edgar.recordings import shared
from tests.fakes.clock import FakeClock

CRAWLS = ("1802ET", "1803ET", "180344ET")


def _cassette(name: str) -> str:
    return f"getcurrent_all_2025-12-12_{name}.vcr.yaml"


def expected_registrants(names: Iterable[str]) -> dict[str, set[str]]:
    """Accession number to CIKs of every 8-K and 8-K/A row, read from the YAML with nothing of ours."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in names:
        text = shared("edgar", "samples", "cassettes", _cassette(name)).read_text(encoding="utf-8")
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
        for interaction in loader.get_single_data()["interactions"]:
            page = interaction["response"]["body"]["string"]
            for entry in page.split("<entry>")[1:]:
                form = unescape(re.search(r'term="([^"]*)"', entry)[1])  # type: ignore[index]
                if form in {"8-K", "8-K/A"}:
                    accession = entry.split("accession-number=")[1][:20]
                    cik = re.search(r"/data/(\d+)/", entry)[1]  # type: ignore[index]
                    found[accession].add(cik)
    return dict(found)


class SeenFilings:
    """A ledger of accession numbers, and how often each was new."""

    def __init__(self) -> None:
        self.filings: dict[str, Filing] = {}
        self.times_new: dict[str, int] = defaultdict(int)

    async def known(self, accessions: Collection[str]) -> set[str]:
        return set(accessions) & set(self.filings)

    def take(self, reading: FeedReading) -> None:
        for filing in reading.filings:
            if filing.accession_number not in self.filings:
                self.times_new[filing.accession_number] += 1
            self.filings[filing.accession_number] = filing


def _through(last: datetime | None, served: datetime) -> datetime:
    return reach(served, last, last).through


def _exchanges() -> list[Exchange]:
    return [
        exchange
        for name in CRAWLS
        for exchange in recorded_exchanges(shared("edgar", "samples", "cassettes", _cassette(name)))
    ]


@pytest.mark.parametrize("filtering", [True, False], ids=["the feed filters by form", "the feed shows every form"])
async def test_every_current_report_of_the_crawls_is_found_exactly_once_with_all_its_registrants(
    filtering: bool,
) -> None:
    recording = Recording(_exchanges())
    looks = recording.looks
    seen = SeenFilings()
    last: datetime | None = None
    clock = FakeClock(looks[0])
    async with (
        StandinEdgar(clock, recording=recording, filtering=filtering) as edgar,
        EdgarClient(Addresses(edgar.url, edgar.url, edgar.url), AGENT, clock) as client,
    ):
        for look in looks:
            await clock.sleep(max(0.0, (look - clock.now()).total_seconds()))
            reading = await read_current(client, seen.known, partial(_through, last), clock.now())
            assert reading.outcome is PollOutcome.OK, reading.detail
            seen.take(reading)
            last = reading.served_at
    expected = expected_registrants(CRAWLS)
    assert len(expected) > 250
    found = {number: {filer.cik for filer in filing.filers} for number, filing in seen.filings.items()}
    assert {number: found.get(number) for number in expected} == expected
    assert set(found) - set(expected) <= {
        number for number, filing in seen.filings.items() if filing.form_type not in {"8-K", "8-K/A"}
    }
    assert set(seen.times_new.values()) == {1}
    held = [filing for filing in seen.filings.values() if filing.accession_number == "0001493152-25-027346"]
    assert [str(filing.accepted) for filing in held] == ["2025-12-11 21:51:49-05:00"]


def test_every_row_of_every_recorded_page_is_read() -> None:
    rows = entries = 0
    for exchange in _exchanges():
        if exchange.status == 200:
            page = parse_feed(exchange.body, exchange.headers["Content-Type"])
            assert page.faults == ()
            rows += exchange.body.count(b"<entry>")
            entries += len(page.entries)
    assert entries == rows > 15_000

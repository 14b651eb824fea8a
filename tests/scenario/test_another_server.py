"""Recordings behind somebody else's server: every current report in them once, with all its registrants."""

from __future__ import annotations

import asyncio
import re
import signal
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
import yaml
from aiohttp import web

from bot.clock import SystemClock
from bot.edgar.addresses import Addresses
from bot.edgar.client import EdgarClient
from bot.ledger.ledger import Ledger
from bot.names import Names
from bot.poll import Poller
from bot.stages import FilingState, PollOutcome
from tests.edgar.recordings import shared
from tests.fakes.clock import FakeClock
from tests.scenario.desk import AGENT, FakeReader, pipeline_on
from tests.scenario.foreign_edgar import Foreign, listening, plain_404, s3_403, s3_404
from tests.scenario.processes import process

CRAWLS = ("1802ET", "1803ET", "180344ET")


@cache
def recorded(crawl: str) -> tuple[str, tuple[str, ...]]:
    """When a crawl was served, and its rows; read from the cassette with nothing of ours."""
    path = shared("edgar", "samples", "cassettes", f"getcurrent_all_2025-12-12_{crawl}.vcr.yaml")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(path.read_text(encoding="utf-8"))
    pages = [one["response"]["body"]["string"] for one in loader.get_single_data()["interactions"]]
    served = re.search(r"<updated>([^<]+)</updated>", pages[0].split("<entry>")[0])
    rows = [f"<entry>{part.partition('</entry>')[0]}</entry>" for page in pages for part in page.split("<entry>")[1:]]
    assert served is not None
    return served[1], tuple(dict.fromkeys(rows))  # a crawl begins its first page twice


def expected(crawls: Sequence[str]) -> dict[str, set[str]]:
    """Accession number to CIKs of every row of Form 8-K or its kin."""
    found: dict[str, set[str]] = defaultdict(set)
    for crawl in crawls:
        for row in recorded(crawl)[1]:
            number = re.search(r"accession-number=(\d{10}-\d{2}-\d{6})", row)
            cik = re.search(r"/data/(\d+)/", row)
            if 'term="8-K' in row and number and cik:
                found[number[1]].add(cik[1])
    return dict(found)


async def held(ledger: Ledger, numbers: Sequence[str]) -> dict[str, set[str]]:
    seen = [await ledger.filing(number) for number in numbers]
    return {one.filing.accession_number: {filer.cik for filer in one.filing.filers} for one in seen if one}


@pytest.mark.parametrize(
    ("refuse", "rows", "filters"),
    [
        (s3_404, None, True),
        (s3_404, None, False),
        (s3_403, 40, True),
        (plain_404, 80, True),
        (s3_404, 1000, False),
    ],
    ids=["by form", "every form", "40 a page", "80 a page and plain refusals", "1000 a page"],
)
async def test_a_foreign_server_s_recordings_are_found_once_with_all_registrants(
    tmp_path: Path, refuse: Callable[[web.Request], web.Response], rows: int | None, filters: bool
) -> None:
    clock = FakeClock(datetime.fromisoformat(recorded(CRAWLS[0])[0]))
    ledger = await Ledger.open(f"sqlite:///{tmp_path}/ledger.db", clock)
    new = 0
    async with listening(Foreign(refuse, rows, filters)) as foreign:
        addresses = Addresses(foreign.url, foreign.url, foreign.url, foreign.url)
        async with EdgarClient(addresses, AGENT, clock) as client:
            poller = Poller(client, ledger, clock, announce_first=True)
            for crawl in CRAWLS:
                foreign.served_at, entries = recorded(crawl)
                foreign.feed = list(entries)
                await clock.sleep(60)
                poll = await poller.poll()
                assert poll.outcome is PollOutcome.OK, poll.detail
                new += poll.new_filings
            assert await Names(client, ledger, clock).refresh() is False
            await pipeline_on(ledger, client, FakeReader(), [], clock).read_due()
            assert client.blocked() is None
    wanted = expected(CRAWLS)
    assert await held(ledger, list(wanted)) == wanted
    assert new == len(wanted) == sum((await ledger.filing_counts()).values())
    waiting = await ledger.filing_counts()
    assert waiting[FilingState.READ] == waiting[FilingState.POISON] == 0
    assert waiting[FilingState.SEEN] > 0, "documents that are not there yet are waited for"
    await ledger.close()


async def test_the_real_program_reads_a_foreign_server(tmp_path: Path) -> None:
    (tmp_path / "watchlist.toml").write_text('[[channels]]\nchannel = "#all"\neverything = true\n')
    served, entries = recorded(CRAWLS[0])
    async with listening(Foreign(feed=list(entries), served_at=served)) as foreign:
        bot = await process(tmp_path, "run", BALLOTWIRE_EDGAR_URL=foreign.url, BALLOTWIRE_EDGAR_RATE="10")
        assert bot.stderr is not None
        said = b""
        async with asyncio.timeout(60):
            while b"feed.polled" not in said:
                said += await bot.stderr.readline()
        bot.send_signal(signal.SIGTERM)
        await asyncio.wait_for(bot.communicate(), 15)
    assert bot.returncode == 0
    wanted = expected(CRAWLS[:1])
    ledger = await Ledger.open(f"sqlite:///{tmp_path}/ledger.db", SystemClock())
    try:
        assert await held(ledger, list(wanted)) == wanted
        (poll,) = await ledger.last_polls(5)
        assert (poll.outcome, poll.new_filings) == (PollOutcome.OK, len(wanted))
        assert poll.finished_at - poll.started_at < timedelta(seconds=30)
    finally:
        await ledger.close()

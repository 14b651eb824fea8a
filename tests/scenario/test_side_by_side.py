"""Commands beside a running bot, and commands that are stopped: real processes against an EDGAR on loopback."""

from __future__ import annotations

import asyncio
import re
import signal
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.ledger.ledger import Ledger
from bot.stages import FilingState
from bot.standin.edgar import StandinEdgar
from bot.standin.slack import APP_TOKEN, BOT_TOKEN, StandinSlack
from tests.edgar.samples import ACME, BOLT, filing
from tests.scenario.processes import process

HISTORY = [filing(number, datetime(2012, 1, 2, tzinfo=UTC) + timedelta(days=number), ACME) for number in range(1, 25)]
AT_ONCE = 4
"""Filings that a backfill has in work at the same time."""


def fetched(edgar: StandinEdgar) -> Counter[str]:
    """How often each submission was asked for."""
    paths = [re.search(r"(\d{10}-\d{2}-\d{6})\.txt$", asked.path) for asked in edgar.asked]
    return Counter(found[1] for found in paths if found)


async def finished(folder: Path) -> set[str]:
    """The filings that the ledger holds as read."""
    ledger = await Ledger.open(f"sqlite:///{folder}/ledger.db", SystemClock())
    try:
        found = [await ledger.filing(one.accession_number) for one in HISTORY]
    finally:
        await ledger.close()
    return {one.filing.accession_number for one in found if one and one.state is not FilingState.SEEN}


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL], ids=["ctrl-c", "kill -9"])
async def test_a_backfill_that_is_stopped_goes_on_where_it_was_and_tells_nobody(tmp_path: Path, how: int) -> None:
    (tmp_path / "watchlist.toml").write_text('[[channels]]\nchannel = "#all"\neverything = true\n')
    async with StandinEdgar(SystemClock(), HISTORY) as edgar, StandinSlack(SystemClock()) as slack:
        settings = {
            "BALLOTWIRE_EDGAR_URL": edgar.url,
            "BALLOTWIRE_EDGAR_RATE": "10",
            "SLACK_API_URL": slack.api_url,
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
        }
        running = await process(tmp_path, "backfill", ACME.cik, **settings)
        await edgar.until(lambda: len(fetched(edgar)) >= 8, 30)
        running.send_signal(how)
        _, said = await asyncio.wait_for(running.communicate(), 15)
        assert running.returncode == (1 if how is signal.SIGINT else -signal.SIGKILL)
        if how is signal.SIGINT:
            assert "stopped; the same command goes on from here" in said.decode()
            assert "Traceback" not in said.decode()
        before, done = fetched(edgar), await finished(tmp_path)
        assert 0 < len(done) < len(HISTORY)
        assert len(set(before) - done) <= AT_ONCE

        resumed = await process(tmp_path, "backfill", ACME.cik, **settings)
        told, _ = await asyncio.wait_for(resumed.communicate(), 30)
        assert resumed.returncode == 0
        assert "24 of 24 filings are in the ledger, 0 left for later" in told.decode()
        after = fetched(edgar)
        assert {number for number in done if after[number] != 1} == set()
        assert max(after.values()) <= 2
        assert await finished(tmp_path) == {one.accession_number for one in HISTORY}
        assert slack.calls == []


async def test_a_backfill_beside_a_running_bot_shares_its_pace(tmp_path: Path) -> None:
    """Each alone would ask five times a second: EDGAR counts them together."""
    (tmp_path / "watchlist.toml").write_text('[[channels]]\nchannel = "#all"\neverything = true\n')
    now = SystemClock().now()
    news = [filing(100 + number, now, BOLT) for number in range(12)]
    async with StandinEdgar(SystemClock(), [*HISTORY[:12], *news]) as edgar:
        settings = {"BALLOTWIRE_EDGAR_URL": edgar.url, "BALLOTWIRE_EDGAR_RATE": "5"}
        bot = await process(tmp_path, "run", "--announce-first", **settings)
        backfill = await process(tmp_path, "backfill", ACME.cik, **settings)
        await edgar.until(lambda: len(fetched(edgar)) >= 24, 60)
        await asyncio.wait_for(backfill.communicate(), 15)
        bot.send_signal(signal.SIGTERM)
        await asyncio.wait_for(bot.communicate(), 15)
    moments = [asked.moment for asked in edgar.asked]
    busiest = max(sum(start <= moment < start + 4.0 for moment in moments) for start in moments)
    assert busiest <= 24, "five a second, and some that came later than they were sent"
    assert len(moments) > 30, "enough to be too many at ten a second"
    of_both = {asked.path.split("/")[4] for asked in edgar.asked if asked.path.endswith(".txt")}
    assert of_both == {ACME.cik, BOLT.cik}

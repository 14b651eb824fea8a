"""The durable steps of the daily audit and of reading history: killed there, started again, counted."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from bot.audit import MARK
from bot.clock import SystemClock
from bot.edgar.calendar import at, eastern, previous_business_day
from bot.ledger.ledger import Ledger
from bot.poll import BEGAN
from bot.stages import DeliveryState, FilingState
from tests.crash.stage import CHANNELS, killed, settled, stage, stop

AUDITED = {
    "missed filing recorded": "after record_seen audit",
    "day settled": f"before set_cursor {MARK}",
    "mark moved": f"after set_cursor {MARK}",
}
BACKFILLED = {
    "listed": "after record_seen",
    "fetched": "before record_reading",
    "read": "before record_report",
    "recorded": "after record_report",
}


@pytest.mark.parametrize("step", AUDITED)
async def test_what_the_audit_found_survives_the_death_of_the_process_and_arrives_once(
    step: str, tmp_path: Path
) -> None:
    database = f"sqlite:///{tmp_path}/ledger.db"
    day = previous_business_day(previous_business_day(eastern(SystemClock().now()).date()))
    async with stage(tmp_path, database) as it:
        missed = it.file_results(31, accepted=at(day, time(11)), in_feed=False)
        ledger = await Ledger.open(database, SystemClock())
        await ledger.set_cursor(BEGAN, at(day, time(9)).isoformat())
        assert await killed(await it.start(die=AUDITED[step])), f"the process was never killed {AUDITED[step]}"
        again = await it.start()
        await it.until_arrived([missed])
        assert await settled(database) == {DeliveryState.DELIVERED: len(CHANNELS)}
        assert await stop(again) == 0
        assert it.arrived() == {(channel, missed): 1 for channel in CHANNELS}
        assert (await ledger.cursor(MARK) or "") >= day.isoformat()
        await ledger.close()


@pytest.mark.parametrize("step", BACKFILLED)
async def test_reading_history_goes_on_where_it_was_killed_and_tells_nobody(step: str, tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/ledger.db"
    async with stage(tmp_path, database) as it:
        years = [datetime(2010 + number, 5, 20, 15, tzinfo=UTC) for number in range(10)]
        history = [it.file_results(number, accepted=moment) for number, moment in enumerate(years, 1)]
        (cik,) = {one.registrants[0].cik for one in it.edgar.shelf.filings.values() if one.accession_number in history}
        assert await killed(await it.start(die=BACKFILLED[step], backfill=cik))
        again = await it.start(backfill=cik)
        assert await again.wait() == 0
        ledger = await Ledger.open(database, SystemClock())
        held = [await ledger.filing(accession) for accession in history]
        assert [seen and seen.state for seen in held] == [FilingState.READ] * len(history)
        assert await ledger.delivery_counts() == dict.fromkeys(DeliveryState, 0)
        await ledger.close()
        fetched = [asked.path for asked in it.edgar.asked if asked.path.endswith(".txt")]
        assert len(fetched) - len(set(fetched)) <= 4, "more was read twice than was in work"
        assert it.arrived() == {}

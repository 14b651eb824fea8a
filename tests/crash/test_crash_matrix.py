"""For every durable step: the process is killed there by SIGKILL, started again on the same file, and what arrived is
counted. Lost: nothing. Twice: nothing, since the channels' history can be read.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.ledger.ledger import Ledger
from bot.stages import DeliveryState
from bot.standin.slack.misbehaviour import HANG_AFTER
from tests.crash.stage import CHANNELS, killed, settled, stage, stop

STEPS = {
    "seen": "after record_seen",
    "fetched": "before record_reading",
    "being read": "after record_reading",
    "read": "before record_report",
    "recorded": "after record_report",
    "claimed": "after claim_due",
    "attempted": "after record_attempt",
    "sent": "before record_delivered",
    "confirmed": "after record_delivered",
    "polled": "before set_cursor",
    "poll recorded": "after record_poll",
}


RUNTIMES_KILL_AFTER = 10.0
"""Seconds."""


@pytest.mark.parametrize("step", STEPS)
async def test_an_alert_survives_the_death_of_the_process_and_arrives_once(step: str, tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/ledger.db"
    async with stage(tmp_path, database) as it:
        accession = it.file_results(31)
        assert await killed(await it.start(die=STEPS[step])), f"the process was never killed {STEPS[step]}"
        again = await it.start()
        await it.until_arrived([accession])
        assert await settled(database) == {DeliveryState.DELIVERED: len(CHANNELS)}
        assert await stop(again) == 0
        assert it.arrived() == {(channel, accession): 1 for channel in CHANNELS}
        assert it.slack.broken == []


@pytest.mark.parametrize("step", STEPS)
async def test_where_history_cannot_be_read_a_kill_doubles_at_most_what_was_being_sent(
    step: str, tmp_path: Path
) -> None:
    database = f"sqlite:///{tmp_path}/ledger.db"
    async with stage(tmp_path, database, blind=True) as it:
        accessions = [it.file_results(31), it.file_results(32)]
        assert await killed(await it.start(die=STEPS[step])), f"the process was never killed {STEPS[step]}"
        again = await it.start()
        await it.until_arrived(accessions)
        assert await settled(database) == {DeliveryState.DELIVERED: len(CHANNELS) * len(accessions)}
        assert await stop(again) == 0
        twice = [key for key, times in it.arrived().items() if times > 1]
        assert set(it.arrived().values()) <= {1, 2}
        in_flight = len(CHANNELS) if step in ("attempted", "sent", "confirmed") else 0
        assert len(twice) <= in_flight, "more than the one in flight of each channel came twice"
        if step == "sent":
            assert twice, "Slack was not blind after all"


@pytest.mark.parametrize(("url", "slack"), [("sqlite", "answers"), ("postgresql", "says nothing")], indirect=["url"])
async def test_sigterm_ends_in_time_and_leaves_nothing_claimed(url: str, slack: str, tmp_path: Path) -> None:
    async with stage(tmp_path, url) as it:
        accessions = [it.file_results(number) for number in range(31, 43)]
        if slack == "says nothing":
            it.slack.script.then("chat.postMessage", *[None] * 2, *[HANG_AFTER] * 2)
        process = await it.start()
        await it.slack.until(lambda: it.arrived().total() >= (4 if slack == "says nothing" else 2), 30)
        told = SystemClock().monotonic()
        assert await stop(process) == 0
        assert SystemClock().monotonic() - told < RUNTIMES_KILL_AFTER
        assert await claimed(url) == 0
        it.slack.script.release()
        again = await it.start()
        await it.until_arrived(accessions)
        assert await settled(url) == {DeliveryState.DELIVERED: len(CHANNELS) * len(accessions)}
        assert await stop(again) == 0
        assert set(it.arrived().values()) == {1}


async def claimed(database: str) -> int:
    """How many deliveries somebody holds."""
    ledger = await Ledger.open(database, SystemClock())
    counts = await ledger.delivery_counts()
    await ledger.close()
    return counts[DeliveryState.CLAIMED] + counts[DeliveryState.SENT]

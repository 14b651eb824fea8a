"""The database goes away under a bot at work, and comes back."""

from __future__ import annotations

from pathlib import Path

from bot.stages import DeliveryState
from tests.crash.stage import CHANNELS, settled, stage, stop


async def test_a_bot_whose_database_vanishes_says_so_and_goes_on_when_it_is_back(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    database = f"sqlite:///{data}/ledger.db"
    async with stage(tmp_path, database) as it:
        process = await it.start()
        first = it.file_results(100)
        await it.until_arrived([first])
        data.rename(tmp_path / "away")
        second = it.file_results(101)
        asked = len(it.edgar.asked)
        await it.until_logged("is gone")
        assert process.returncode is None
        assert not data.exists()
        (tmp_path / "away").rename(data)
        await it.until_arrived([second])
        assert await settled(database) == {DeliveryState.DELIVERED: 2 * len(CHANNELS)}
        assert await stop(process) == 0
        assert it.arrived() == {(channel, accession): 1 for channel in CHANNELS for accession in (first, second)}
        assert len(it.edgar.asked) > asked

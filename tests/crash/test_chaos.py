from __future__ import annotations

from pathlib import Path

import pytest

from tests.crash.chaos import chaos
from tests.crash.stage import stage


@pytest.mark.timeout(300)
async def test_kills_at_random_moments_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    async with stage(tmp_path, f"sqlite:///{tmp_path}/ledger.db") as it:
        toll = await chaos(it, kills=8, seed=20260302)
    assert (toll.kills, toll.lost, toll.duplicates) == (8, 0, 0), str(toll)


@pytest.mark.timeout(300)
async def test_where_history_cannot_be_read_a_kill_doubles_at_most_one_alert_on_average(tmp_path: Path) -> None:
    async with stage(tmp_path, f"sqlite:///{tmp_path}/ledger.db", blind=True) as it:
        toll = await chaos(it, kills=6, seed=20260303)
    assert toll.lost == 0, str(toll)
    assert toll.duplicates <= toll.kills, str(toll)

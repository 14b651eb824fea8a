"""Who hears of what came out while nobody looked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.catchup import SINGLE_ALERTS, Telling, catching_up, missed, seeding
from bot.stages import Filer, Filing

NOW = datetime(2026, 3, 2, 14, 30, tzinfo=UTC)


def _accepted(at: datetime | None) -> Filing:
    return Filing("0001015402-04-002424", "8-K", (Filer("844143", "X"),), accepted=at)


@pytest.mark.parametrize(
    ("accepted", "began", "telling"),
    [
        (NOW - timedelta(hours=1), NOW, Telling.SILENT),
        (None, NOW, Telling.SILENT),
        (NOW, NOW, Telling.ALERT),
        (NOW + timedelta(hours=1), NOW, Telling.ALERT),
        (NOW - timedelta(hours=14), None, Telling.ALERT),
    ],
    ids=["before the start", "time unknown", "at the start", "after it", "held overnight, after the first reading"],
)
def test_only_what_was_there_before_the_first_start_is_silent(
    accepted: datetime | None, began: datetime | None, telling: Telling
) -> None:
    decided = seeding(_accepted(accepted), began)
    assert decided.telling is telling
    assert decided.reason


def test_a_gap_longer_than_any_tempo_means_that_filings_were_missed() -> None:
    assert not catching_up(None, NOW)
    assert not catching_up(NOW - timedelta(minutes=30), NOW)
    assert catching_up(NOW - timedelta(minutes=31), NOW)


def test_missed_results_come_singly_up_to_a_number_and_then_as_one_digest() -> None:
    told = [missed(number).telling for number in range(SINGLE_ALERTS + 2)]
    assert told == [Telling.ALERT] * SINGLE_ALERTS + [Telling.DIGEST] * 2

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.tempo import Every

NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)


def test_the_first_look_is_at_once_and_the_next_after_the_delay_of_that_moment() -> None:
    trigger = Every(lambda moment: 20 if moment == NOW else 900)
    assert trigger.get_next_fire_time(None, NOW) == NOW
    assert trigger.get_next_fire_time(NOW, NOW) == NOW + timedelta(seconds=20)
    later = NOW + timedelta(seconds=20)
    assert trigger.get_next_fire_time(later, later) == later + timedelta(seconds=900)


def test_the_first_look_can_be_put_off() -> None:
    assert Every(lambda _: 60, at_once=False).get_next_fire_time(None, NOW) == NOW + timedelta(minutes=1)


def test_looks_that_were_missed_become_one_now() -> None:
    assert Every(lambda _: 20).get_next_fire_time(NOW, NOW + timedelta(hours=1)) == NOW + timedelta(hours=1)

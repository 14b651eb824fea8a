"""Turns that several processes take from one file."""

from __future__ import annotations

import struct
from datetime import timedelta
from pathlib import Path

import pytest

from bot.edgar.pace import Pace
from bot.edgar.turns import OwnTurns, SharedTurns
from tests.fakes.clock import FakeClock


def test_two_processes_never_get_the_same_turn(tmp_path: Path) -> None:
    bot, command = SharedTurns(tmp_path / "turns"), SharedTurns(tmp_path / "turns")
    assert [bot.take(100.0, 0.2), command.take(100.0, 0.2), bot.take(100.1, 0.2)] == pytest.approx(
        [100.0, 100.2, 100.4]
    )
    assert command.take(200.0, 0.2) == 200.0


def test_a_turn_of_another_boot_is_forgotten(tmp_path: Path) -> None:
    SharedTurns(tmp_path / "turns").take(900_000.0, 0.2)
    assert SharedTurns(tmp_path / "turns").take(5.0, 0.2) == 5.0


def test_a_file_that_is_damaged_or_gone_is_a_new_one(tmp_path: Path) -> None:
    turns = SharedTurns(tmp_path / "turns")
    (tmp_path / "turns").write_bytes(b"\x00")
    assert (turns.take(7.0, 0.2), turns.refused()) == (7.0, None)
    (tmp_path / "turns").unlink()
    assert turns.take(8.0, 0.2) == 8.0


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"precious")
    (tmp_path / "turns").symlink_to(tmp_path / "precious")
    with pytest.raises(OSError, match="symbolic"):
        SharedTurns(tmp_path / "turns").take(1.0, 1.0)
    assert (tmp_path / "precious").read_bytes() == b"precious"


def test_a_file_of_noughts_and_infinities_stops_nobody_for_ever(tmp_path: Path) -> None:
    turns = SharedTurns(tmp_path / "turns")
    for value in (float("inf"), float("nan"), -1.0):
        (tmp_path / "turns").write_bytes(struct.pack("<dd", value, value))
        assert turns.take(7.0, 0.2) == 7.0
        (tmp_path / "turns").write_bytes(struct.pack("<dd", 0.0, value))
        assert Pace(FakeClock(), turns=turns).blocked() is None
    (tmp_path / "turns").write_bytes(struct.pack("<dd", 0.0, 9e9))
    assert Pace(FakeClock(), turns=turns).blocked() is None


def test_one_that_is_refused_stops_all_and_the_longest_refusal_counts(tmp_path: Path) -> None:
    clock = FakeClock()
    refused, other = (Pace(clock, turns=SharedTurns(tmp_path / "turns")) for _ in range(2))
    until = refused.block("rate block")
    assert other.blocked() == (until, "another process was refused")
    refused.block("remembered", clock.now() + timedelta(minutes=1))
    assert other.blocked() == (until, "another process was refused")


async def test_a_refusal_elsewhere_ends(tmp_path: Path) -> None:
    clock = FakeClock()
    refused, other = (Pace(clock, turns=SharedTurns(tmp_path / "turns")) for _ in range(2))
    refused.block("rate block")
    await clock.sleep(600)
    assert other.blocked() is None


async def test_two_paces_on_one_file_keep_one_pace(tmp_path: Path) -> None:
    clock = FakeClock()
    one, other = (Pace(clock, 5.0, SharedTurns(tmp_path / "turns")) for _ in range(2))
    began = clock.monotonic()
    for _ in range(10):
        await one.turn()
        await other.turn()
    assert clock.monotonic() - began == pytest.approx(19 * 0.2)


def test_a_process_alone_needs_no_file() -> None:
    turns = OwnTurns()
    assert [turns.take(1.0, 0.5), turns.take(1.0, 0.5)] == [1.0, 1.5]

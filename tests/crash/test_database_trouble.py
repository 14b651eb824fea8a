"""The database fails under a bot at work and is well again: the bot says so, stays, loses and doubles nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.ledger.ledger import Ledger
from bot.stages import DeliveryState
from tests.crash.stage import CHANNELS, Stage, settled, stage, stop
from tests.fakes.postgresql import PostgreSQL

OBEYS_PERMISSIONS = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
"""Root would write every file, whatever its permissions say."""


@contextmanager
def small_disk(folder: Path, size: str = "3m") -> Iterator[Path]:
    """A disk of its own, in memory. Skips the test where none may be mounted, which must not be so in CI."""
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)], capture_output=True)
    if mounted.returncode:
        missing = f"a small disk needs the right to mount: {mounted.stderr.decode().strip()}"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(disk: Path) -> Path:
    """A file that leaves no room for another byte."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (65536, 4096, 1):
            try:
                while file.write(b"\0" * size) == size:
                    pass
            except OSError:
                continue
    return ballast


async def all_arrived_once(it: Stage, accessions: list[str]) -> None:
    await it.until_arrived(accessions, patience=90)
    assert await settled(it.database) == {DeliveryState.DELIVERED: len(accessions) * len(CHANNELS)}
    assert it.arrived() == {(channel, accession): 1 for channel in CHANNELS for accession in accessions}


async def test_a_bot_whose_database_vanishes_says_so_and_goes_on_when_it_is_back(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    async with stage(tmp_path, f"sqlite:///{data}/ledger.db") as it:
        process = await it.start()
        first = it.file_results(100)
        await it.until_arrived([first])
        data.rename(tmp_path / "away")
        second = it.file_results(101)
        await it.until_logged("is gone")
        assert process.returncode is None
        assert not data.exists()
        (tmp_path / "away").rename(data)
        await all_arrived_once(it, [first, second])
        assert await stop(process) == 0


async def test_a_full_disk_is_told_and_when_there_is_room_again_nothing_was_lost(tmp_path: Path) -> None:
    with small_disk(tmp_path / "data") as disk:
        async with stage(tmp_path, f"sqlite:///{disk}/ledger.db") as it:
            process = await it.start()
            accessions = [it.file_results(100)]
            await it.until_arrived(accessions)
            ballast = fill(disk)
            assert shutil.disk_usage(disk).free == 0
            accessions += [it.file_results(number) for number in range(101, 104)]
            await it.until_logged("LedgerFull")
            assert process.returncode is None
            ballast.unlink()
            await all_arrived_once(it, accessions)
            assert await stop(process) == 0


async def test_a_file_that_may_not_be_written_is_told_and_used_as_soon_as_it_may(tmp_path: Path) -> None:
    file = tmp_path / "ledger.db"
    async with stage(tmp_path, f"sqlite:///{file}") as it:
        await (await Ledger.open(it.database, SystemClock())).close()
        file.chmod(0o400)
        process = await it.start(under=OBEYS_PERMISSIONS)
        accession = it.file_results(100)
        await it.until_logged("LedgerReadOnly")
        assert process.returncode is None
        for name in (
            "ledger.db",
            "ledger.db-wal",
            "ledger.db-shm",
        ):  # SQLite gives all three the permissions of the first
            if (tmp_path / name).exists():
                (tmp_path / name).chmod(0o600)
        await all_arrived_once(it, [accession])
        assert await stop(process) == 0


async def test_a_postgresql_that_is_stopped_is_told_and_when_it_runs_again_nothing_was_lost(
    postgresql: PostgreSQL, tmp_path: Path
) -> None:
    async with stage(tmp_path, postgresql.new_database()) as it:
        process = await it.start()
        first = it.file_results(100)
        await it.until_arrived([first])
        postgresql.halt()
        second = it.file_results(101)
        await it.until_logged("LedgerUnavailable")
        assert process.returncode is None
        postgresql.resume()
        await all_arrived_once(it, [first, second])
        assert await stop(process) == 0

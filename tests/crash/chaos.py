"""Kills at random moments under load, with a seed: how many, what was lost, what came twice.

python -m tests.crash.chaos --kills 200 --seed 1
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bot.clock import SystemClock
from tests.crash.stage import CHANNELS, Stage, settled, stage, stop

FILINGS_A_KILL = 2
LONGEST_LIFE = 1.5
"""Seconds that a process lives at most before it is killed; it needs about half of that to begin."""


@dataclass(frozen=True, slots=True)
class Toll:
    kills: int
    filings: int
    lost: int
    duplicates: int

    def __str__(self) -> str:
        alerts = self.filings * len(CHANNELS)
        return f"kills {self.kills}, alerts {alerts}, lost {self.lost}, duplicates {self.duplicates}"


async def chaos(it: Stage, kills: int, seed: int) -> Toll:
    """Kill a bot at work so many times while filings come in; then let one live, and count."""
    chance = random.Random(seed)  # noqa: S311 - chaos that can be repeated
    clock = SystemClock()
    accessions: list[str] = []
    for _ in range(kills):
        process = await it.start()
        for _ in range(FILINGS_A_KILL):
            accessions.append(it.file_results(len(accessions) + 100))
            await clock.sleep(chance.uniform(0, LONGEST_LIFE / FILINGS_A_KILL))
        process.kill()
        await process.wait()
    last = await it.start()
    await it.until_arrived(accessions, patience=60.0 + len(accessions) * 2.2)
    await settled(it.database)
    await stop(last)
    arrived = it.arrived()
    lost = sum((channel, accession) not in arrived for channel in CHANNELS for accession in accessions)
    return Toll(kills, len(accessions), lost, arrived.total() - len(arrived))


async def _main(kills: int, seed: int, *, blind: bool) -> Toll:
    with tempfile.TemporaryDirectory() as folder:
        async with stage(Path(folder), f"sqlite:///{folder}/ledger.db", blind=blind) as it:
            return await chaos(it, kills, seed)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--blind", action="store_true", help="Slack lets nobody read a channel's history")
    asked = parser.parse_args()
    toll = asyncio.run(_main(asked.kills, asked.seed, blind=asked.blind))
    sys.stdout.write(f"{toll}\n")
    sys.exit(1 if toll.lost or toll.duplicates > (toll.kills if asked.blind else 0) else 0)

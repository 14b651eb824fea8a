"""What the bot is killed on: stand-ins for EDGAR and Slack that outlive it, and counting what arrived."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.clock import SystemClock
from bot.ledger.ledger import Ledger
from bot.stages import DeliveryState
from bot.standin.edgar import StandinEdgar, sample_filings
from bot.standin.slack import StandinSlack
from bot.standin.slack.scopes import HISTORY, NEEDED

CHANNELS = ("C0ONE", "C0TWO")
PATIENCE = 40.0
WITHOUT_HISTORY = frozenset[str]().union(*NEEDED.values()) - HISTORY


OVER = {DeliveryState.DELIVERED, DeliveryState.ABANDONED}


@dataclass
class Stage:
    edgar: StandinEdgar
    slack: StandinSlack
    folder: Path
    database: str
    started: list[asyncio.subprocess.Process] = field(default_factory=list)

    async def start(self, die: str = "", backfill: str = "", under: Sequence[str] = ()) -> asyncio.subprocess.Process:
        """A bot in a process of its own, on the same ledger as every other, when it is up.

        ``under`` is a program that runs it, with its arguments.
        """
        told = {
            "edgar": self.edgar.url,
            "slack": self.slack.api_url,
            "database": self.database,
            "watchlist": str(self.folder / "watchlist.toml"),
            "die": die,
            "backfill": backfill,
        }
        log = (self.folder / "log").open("ab")
        try:
            command = (*under, sys.executable, "-m", "tests.crash.bot_to_kill", json.dumps(told))
            process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE, stderr=log)
        finally:
            log.close()
        self.started.append(process)
        assert process.stdout is not None
        up = await asyncio.wait_for(process.stdout.readline(), PATIENCE)
        assert up == b"up\n", (self.folder / "log").read_text()[-4000:]
        return process

    def file_results(
        self, number: int, name: str = "harrow-pike-2026", *, accepted: datetime | None = None, in_feed: bool = True
    ) -> str:
        """One more filing with results, accepted now where nothing else is said; its accession number."""
        sample = sample_filings()[name]
        accession = f"{sample.accession_number[:-6]}{number:06d}"
        body = sample.body.replace(sample.accession_number.encode(), accession.encode())
        at = self.slack.clock.now() if accepted is None else accepted
        served = replace(sample.accepted_at(at), accession_number=accession, body=body, in_feed=in_feed)
        self.edgar.add(served)
        return accession

    def arrived(self) -> Counter[tuple[str, str]]:
        """How many messages each channel holds of each alert, by the key in their metadata."""
        return Counter(
            (channel, message["metadata"]["event_payload"]["key"].split(":")[0])
            for channel in CHANNELS
            for message in self.slack.workspace.channels[channel].messages
        )

    async def until_logged(self, words: str) -> None:
        """Wait until the bot's log holds these words."""
        async with asyncio.timeout(PATIENCE):
            while words not in (self.folder / "log").read_text():
                await self.slack.clock.sleep(0.05)

    async def until_arrived(self, accessions: list[str], patience: float = PATIENCE) -> None:
        """Wait until every channel has every alert; the log of the bot is shown where that never happens."""
        wanted = {(channel, accession) for channel in CHANNELS for accession in accessions}
        try:
            await self.slack.until(lambda: wanted <= self.arrived().keys(), patience)
        except TimeoutError:
            log = (self.folder / "log").read_text()[-4000:]
            raise AssertionError(f"lost: {sorted(wanted - self.arrived().keys())}\n{log}") from None


async def settled(database: str) -> dict[DeliveryState, int]:
    """Wait until every delivery is over, and say how: nothing waits, nothing is held."""
    clock = SystemClock()
    ledger = await Ledger.open(database, clock)
    try:
        async with asyncio.timeout(PATIENCE):
            while True:
                counts = {state: count for state, count in (await ledger.delivery_counts()).items() if count}
                if counts.keys() <= OVER:
                    return counts
                await clock.sleep(0.05)
    finally:
        await ledger.close()


async def stop(process: asyncio.subprocess.Process) -> int:
    """SIGTERM, and the exit code."""
    process.send_signal(signal.SIGTERM)
    return await asyncio.wait_for(process.wait(), 20)


async def killed(process: asyncio.subprocess.Process) -> bool:
    """Whether the process ended itself by SIGKILL, as it was told to."""
    return await asyncio.wait_for(process.wait(), PATIENCE) == -signal.SIGKILL


@asynccontextmanager
async def stage(folder: Path, database: str, *, blind: bool = False) -> AsyncIterator[Stage]:
    """``blind``: Slack does not let the app read any channel's history."""
    clock = SystemClock()
    watchlist = "".join(f'[[channels]]\nchannel = "{channel}"\neverything = true\n' for channel in CHANNELS)
    (folder / "watchlist.toml").write_text(watchlist)
    old = sample_filings()["calder-street-earnings-2026"].accepted_at(clock.now() - timedelta(days=4))
    async with StandinEdgar(clock, [old]) as edgar, StandinSlack(clock, WITHOUT_HISTORY if blind else None) as slack:
        slack.workspace.add_person("U0ANA", "ana")
        for channel in CHANNELS:
            slack.workspace.add_channel(channel, channel.lower(), ["U0ANA"])
        it = Stage(edgar, slack, folder, database)
        try:
            yield it
        finally:
            await _end(it.started)


async def _end(processes: Sequence[asyncio.subprocess.Process]) -> None:
    """A test that failed leaves no bot behind."""
    for process in processes:
        if process.returncode is None:
            process.kill()
            await process.wait()

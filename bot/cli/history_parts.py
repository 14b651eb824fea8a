"""The parts that commands need which talk to EDGAR and the ledger, and to nobody else."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.backfill import Backfill, Progress
from bot.clock import Clock
from bot.companies import find_companies
from bot.compose import check_settings, edgar_client
from bot.edgar.archive import fetch_submission
from bot.edgar.client import EdgarClient
from bot.further import Further
from bot.ledger.ledger import Ledger
from bot.names import Names
from bot.pipeline import Pipeline
from bot.stages import Watch
from config.settings import Settings
from parsers.read import read_report


@dataclass(frozen=True, slots=True)
class HistoryParts:
    """What reading without telling takes."""

    clock: Clock
    ledger: Ledger
    client: EdgarClient
    pipeline: Pipeline
    """Nobody watches through it, so nothing that it reads is told."""

    def backfill(self, told: Callable[[Progress], None] = lambda _: None, *, patient: bool = True) -> Backfill:
        return Backfill(self.client, self.ledger, self.pipeline.take, self.clock, told, patient=patient)

    def further(self, backfill: Backfill) -> Further:
        """What finds companies that the ledger does not know."""
        names = Names(self.client, self.ledger, self.clock)
        return Further(self.client, lambda query: find_companies(self.ledger, query), names, backfill)


@asynccontextmanager
async def history_parts(
    settings: Settings, clock: Clock, *, opened: Callable[[str, Clock], Awaitable[Ledger]] = Ledger.open
) -> AsyncIterator[HistoryParts]:
    """Open the ledger and the way to EDGAR for as long as a command takes."""
    check_settings(settings)
    ledger = await opened(settings.database_url, clock)
    try:
        async with await edgar_client(settings, clock, ledger) as client:
            pipeline = Pipeline(
                ledger,
                lambda filing: fetch_submission(client, filing),
                read_report,
                _nobody,
                client.addresses.filing_page,
                clock,
            )
            yield HistoryParts(clock, ledger, client, pipeline)
    finally:
        await ledger.close()


async def _nobody() -> tuple[Watch, ...]:
    return ()

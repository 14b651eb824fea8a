"""Following a company into its new CIK: read who follows whom, keep it, and tell those who watch the predecessor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import structlog

from bot.edgar.forms import tells_a_succession
from bot.reading import read_apart
from bot.stages import Filing, Match, SeenFiling, Succession, Via
from bot.succession import Records, identify
from bot.watchers import Watchers
from parsers.errors import Unreadable
from parsers.succession import StatedSuccession

log = structlog.get_logger(__name__)


class SuccessionRecords(Records, Protocol):
    """What following asks of the ledger."""

    async def record_succession(
        self, filing: Filing, succession: Succession, matches: Sequence[Match], url: str, *, late: bool = False
    ) -> int: ...


ReadSuccession = Callable[[bytes], StatedSuccession]


class Following:
    def __init__(self, ledger: SuccessionRecords, watchers: Watchers, read: ReadSuccession) -> None:
        self._ledger, self._watchers, self._read = ledger, watchers, read

    async def follow(self, seen: SeenFiling, data: bytes, url: str) -> int:
        """What a successor's filing tells; how many deliveries are new. Other filings tell nothing of the kind.

        Raises `LedgerFault` alone: what cannot be read keeps nobody from the filing's results. To do it again changes
        nothing.
        """
        filing = seen.filing
        if not tells_a_succession(filing.form_type):
            return 0
        succession = await identify(self._ledger, await self._stated(data, filing), filing)
        if succession is None:
            log.warning("succession.unknown", accession=filing.accession_number, filers=[f.name for f in filing.filers])
            return 0
        found = await self._watchers.of_predecessors(succession) if seen.announce else []
        told = await self._ledger.record_succession(filing, succession, found, url, late=seen.via is Via.AUDIT)
        log.info(
            "succession.found",
            accession=filing.accession_number,
            successor=succession.successor.cik,
            predecessors=[one.cik or one.name for one in succession.predecessors],
            candidates=[one.cik for one in succession.candidates],
            deliveries=told,
        )
        return told

    async def _stated(self, data: bytes, filing: Filing) -> StatedSuccession:
        """What the text states; only who filed it, where it cannot be read."""
        try:
            return await read_apart(lambda content, _: self._read(content), data, filing.accession_number)
        except Unreadable as fault:
            log.warning("succession.unread", accession=filing.accession_number, fault=str(fault))
            return StatedSuccession(())

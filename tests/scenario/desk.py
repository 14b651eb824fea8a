"""A bot without Slack on one desk: a stand-in EDGAR, the real client, poller, pipeline and ledger, a clock in hand.

The reader is a fake: a submission's body is the name of what it tells, so that these scenarios hold whatever the
parsers can read.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.edgar.addresses import Addresses
from bot.edgar.archive import fetch_submission
from bot.edgar.calendar import EASTERN
from bot.edgar.client import EdgarClient
from bot.ledger.ledger import Ledger
from bot.pipeline import Pipeline
from bot.poll import Poller
from bot.stages import Filer, Filing, SeenFiling, Watch, WatchSubject
from bot.standin.edgar import Registrant, ServedFiling, StandinEdgar
from parsers.errors import Unreadable
from parsers.report import MeetingReport
from tests.fakes.clock import FakeClock
from tests.fakes.filings import HARBOR, no_result, report

EVERYTHING = Watch("T1", "C1", WatchSubject.EVERYTHING)
AGENT = "Ballotwire tests@example.org"


def served(
    number: int,
    accepted: datetime,
    *,
    tells: str = "results",
    items: tuple[str, ...] = ("5.07",),
    registrants: tuple[Registrant, ...] = (Registrant(HARBOR.cik, HARBOR.name),),
    form_type: str = "8-K",
) -> ServedFiling:
    """A filing for the stand-in; ``tells`` is what the fake reader makes of it.

    ``results``, ``nothing`` and ``rubbish`` are of Harbor; ``of 77 Name`` tells another company's results,
    ``also Name`` those of both; a whole submission tells none.
    """
    return ServedFiling(
        accession_number=f"0001234567-26-{number:06d}",
        form_type=form_type,
        registrants=registrants,
        items=items,
        accepted=accepted,
        filed=accepted.astimezone(EASTERN).date(),
        shown_at=accepted,
        text_at=accepted,
        body=tells.encode(),
    )


@dataclass
class FakeReader:
    """Reads a body that says what it tells, and remembers what it was asked to read."""

    asked: list[str] = field(default_factory=list)

    def __call__(self, data: bytes, source: str) -> MeetingReport:
        said = data.decode()
        self.asked.append(said)
        if said == "rubbish":
            raise Unreadable("this is rubbish")
        number = source.rpartition("/")[2].removesuffix("-index.htm")
        of = Filing(number, "8-K", (HARBOR,))
        if said.startswith("<SEC-DOCUMENT>"):
            return no_result(Filing(number, "8-K12B", ()))
        if said.startswith("of "):
            cik, _, name = said.removeprefix("of ").partition(" ")
            return replace(report(Filing(number, "8-K", (Filer(cik, name),))), tickers=())
        if said.startswith("also "):
            of = Filing(number, "8-K", (HARBOR, Filer("77", said.removeprefix("also "))))
        return no_result(of) if said == "nothing" else report(of)


@dataclass
class Desk:
    clock: FakeClock
    edgar: StandinEdgar
    client: EdgarClient
    ledger: Ledger
    poller: Poller
    pipeline: Pipeline
    reader: FakeReader
    watches: list[Watch]
    recorded: list[str] = field(default_factory=list)

    async def round(self, seconds: float = 20) -> int:
        """Let time pass, look at the feed, read what is due; how many filings were read."""
        await self.clock.sleep(seconds)
        await self.poller.poll()
        return await self.pipeline.read_due()

    async def fetch(self, filing: Filing) -> bytes:
        return await fetch_submission(self.client, filing)

    async def watched(self) -> list[Watch]:
        return self.watches

    async def state_of(self, filing: ServedFiling) -> SeenFiling:
        seen = await self.ledger.filing(filing.accession_number)
        assert seen is not None, f"{filing.accession_number} was never seen"
        return seen

    async def told(self, filing: ServedFiling) -> list[str]:
        """The channels that hear of a filing, each with the kind of alert."""
        deliveries = await self.ledger.deliveries_of(filing.accession_number)
        return [f"{one.channel} {one.alert.kind}" for one in deliveries]


def pipeline_on(
    ledger: Ledger, client: EdgarClient, reader: FakeReader, watches: list[Watch], clock: FakeClock
) -> Pipeline:
    async def watched() -> list[Watch]:
        return watches

    return Pipeline(
        ledger,
        lambda filing: fetch_submission(client, filing),
        reader,
        watched,
        client.addresses.filing_page,
        clock,
    )


@asynccontextmanager
async def desk(folder: Path, *, announce_first: bool = False, begun: bool = True) -> AsyncIterator[Desk]:
    """``begun``: the bot has looked once at a feed that holds an old filing, so that what follows is news."""
    clock = FakeClock()
    long_ago = served(999_999, clock.now() - timedelta(days=4), items=("1.01",))
    async with AsyncExitStack() as stack:
        edgar = await stack.enter_async_context(StandinEdgar(clock, [long_ago]))
        addresses = Addresses(edgar.url, edgar.url, edgar.url, edgar.url)
        client = await stack.enter_async_context(EdgarClient(addresses, AGENT, clock))
        ledger = await Ledger.open(f"sqlite:///{folder}/ledger.db", clock)
        stack.push_async_callback(ledger.close)
        reader, watches = FakeReader(), [EVERYTHING]

        pipeline = pipeline_on(ledger, client, reader, watches, clock)
        poller = Poller(client, ledger, clock, announce_first=announce_first)
        it = Desk(clock, edgar, client, ledger, poller, pipeline, reader, watches)
        if begun:
            await it.round(0)
        yield it

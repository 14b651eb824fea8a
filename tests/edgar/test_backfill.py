"""Reading history: what is looked at, how it goes on after an end, and that it tells nobody."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.backfill import Backfill, Progress, items_decide, quarters, unpacked, worth_of_history
from bot.edgar.client import EdgarClient
from bot.edgar.faults import Malformed, NotThere, UndeclaredAgent
from bot.stages import Filer, Filing, FilingState, SeenFiling, Via
from bot.standin.edgar import Misbehaviour, Registrant, StandinEdgar
from tests.edgar.records import Records
from tests.edgar.samples import ACME, BOLT, filing
from tests.fakes.clock import FakeClock

NOW = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)


class Taker:
    """Reads nothing and remembers what it was given. May fail, leave for later, or stop everything."""

    def __init__(self, records: Records) -> None:
        self.taken: list[SeenFiling] = []
        self.later: set[str] = set()
        self.stop_at: int | None = None
        self.stopped = asyncio.Event()
        self._records = records

    async def take(self, seen: SeenFiling) -> None:
        if self.stop_at is not None and len(self.taken) >= self.stop_at:
            self.stopped.set()
            await asyncio.Event().wait()
        self.taken.append(seen)
        if seen.filing.accession_number not in self.later:
            self._records.finish(seen.filing.accession_number, FilingState.READ)

    def numbers(self) -> list[int]:
        return [int(seen.filing.accession_number[-6:]) for seen in self.taken]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(NOW)


@pytest.fixture
def records(clock: FakeClock) -> Records:
    return Records(clock)


@pytest.fixture
def taker(records: Records) -> Taker:
    return Taker(records)


@pytest.fixture
def backfill(client: EdgarClient, records: Records, taker: Taker, clock: FakeClock) -> Backfill:
    return Backfill(client, records, taker.take, clock)


def _meetings(edgar: StandinEdgar, *registrants: Registrant, years: int = 4) -> None:
    """A meeting, an earnings report and an amendment every spring, numbered by the year."""
    for year in range(2023, 2023 + years):
        spring = datetime(year, 5, 20, 16, 0, tzinfo=UTC)
        edgar.add(filing(year, spring, *registrants, items=("5.07",)))
        edgar.add(filing(year + 10_000, spring, *registrants, items=("2.02", "9.01")))
        edgar.add(filing(year + 20_000, spring + timedelta(days=3), *registrants, form="8-K/A", items=("5.07",)))


async def test_a_company_s_meetings_are_read_and_nothing_of_them_is_told(
    backfill: Backfill, edgar: StandinEdgar, records: Records, taker: Taker
) -> None:
    _meetings(edgar)
    progress = await backfill.company(ACME.cik)
    assert sorted(taker.numbers()) == [2023, 2024, 2025, 2026, 22023, 22024, 22025, 22026]
    assert {(seen.via, seen.announce) for seen in records.seen.values()} == {(Via.BACKFILL, False)}
    assert (progress.listed, progress.done, progress.failed) == (8, 8, 0)


async def test_nothing_filed_before_the_wanted_day_is_looked_at(
    backfill: Backfill, edgar: StandinEdgar, taker: Taker
) -> None:
    _meetings(edgar)
    await backfill.company(ACME.cik, date(2025, 5, 21))
    assert sorted(taker.numbers()) == [2026, 22025, 22026]


async def test_a_company_s_names_and_tickers_are_kept(
    backfill: Backfill, edgar: StandinEdgar, records: Records
) -> None:
    _meetings(edgar, Registrant("9900300", "New Acme", (("OLD ACME INC", date(2020, 1, 2)),), ("ACM",)))
    await backfill.company("9900300")
    assert records.names["9900300"].former_names == ("OLD ACME INC",)
    assert [(one.symbol, one.cik, one.listed) for one in records.listed] == [("ACM", "9900300", True)]


async def test_it_goes_on_where_it_was_stopped(backfill: Backfill, edgar: StandinEdgar, taker: Taker) -> None:
    _meetings(edgar)
    taker.stop_at = 3
    running = asyncio.create_task(backfill.company(ACME.cik))
    await taker.stopped.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert len(taker.taken) == 3
    taker.stop_at = None
    progress = await backfill.company(ACME.cik)
    assert len(taker.taken) == len(set(taker.numbers())) == 8
    assert progress.done == 8


async def test_what_cannot_be_fetched_now_is_counted_as_left(
    backfill: Backfill, edgar: StandinEdgar, taker: Taker
) -> None:
    _meetings(edgar)
    taker.later = {"0009900200-26-002024"}
    progress = await backfill.company(ACME.cik)
    assert (progress.listed, progress.done, progress.failed) == (8, 7, 1)


async def test_everybody_s_reports_come_from_the_quarterly_indexes(
    backfill: Backfill, edgar: StandinEdgar, taker: Taker, records: Records
) -> None:
    _meetings(edgar, ACME, BOLT)
    progress = await backfill.everybody(date(2025, 1, 1))
    assert sorted(taker.numbers()) == [2025, 2026, 22025, 22026]
    assert records.seen["0009900200-26-012025"].state is FilingState.SKIPPED
    assert [filer.cik for filer in taker.taken[0].filing.filers] == [ACME.cik, BOLT.cik]
    assert taker.taken[0].filing.items == ("5.07",)
    assert progress.done == progress.listed == 6


async def test_the_small_header_page_saves_fetching_what_tells_no_vote(backfill: Backfill, edgar: StandinEdgar) -> None:
    _meetings(edgar)
    await backfill.everybody(date(2026, 1, 1))
    asked = [one.path for one in edgar.asked if "012026" in one.path]
    assert [path.endswith("-index-headers.html") for path in asked] == [True]


async def test_a_company_without_a_list_stops_no_other(backfill: Backfill, edgar: StandinEdgar, taker: Taker) -> None:
    _meetings(edgar)
    progress = await backfill.companies(["404", ACME.cik])
    assert len(taker.taken) == 8
    assert (progress.done, progress.failed) == (8, 1)


async def test_an_undeclared_agent_stops_it_and_is_said(backfill: Backfill, edgar: StandinEdgar) -> None:
    _meetings(edgar)
    edgar.cue(Misbehaviour.UNDECLARED_AGENT, "submissions")
    with pytest.raises(UndeclaredAgent):
        await backfill.companies([ACME.cik, BOLT.cik])
    assert len(edgar.asked) == 1


@pytest.mark.parametrize("where", ["-index-headers.html", "full-index/2025/QTR2"])
async def test_a_block_in_the_middle_is_waited_out(
    backfill: Backfill, edgar: StandinEdgar, clock: FakeClock, where: str
) -> None:
    _meetings(edgar)
    block = edgar.cue(Misbehaviour.RATE_BLOCK, where)
    progress = await backfill.everybody(date(2025, 1, 1))
    assert block.times == 0
    assert clock.now() - NOW > timedelta(minutes=10)
    assert progress.done == progress.listed == 6


async def test_an_unknown_company_is_said(backfill: Backfill) -> None:
    with pytest.raises(NotThere):
        await backfill.company("404")


async def test_progress_never_runs_backwards(
    client: EdgarClient, edgar: StandinEdgar, records: Records, taker: Taker, clock: FakeClock
) -> None:
    heard: list[Progress] = []
    _meetings(edgar)
    await Backfill(client, records, taker.take, clock, heard.append).everybody(date(2024, 1, 1))
    assert [one.done for one in heard] == sorted(one.done for one in heard)
    assert heard[-1].done == heard[-1].listed


def _filed(day: str, *items: str, form: str = "8-K") -> Filing:
    return Filing("0001015402-04-002424", form, (Filer("844143", "X"),), items, filed=date.fromisoformat(day))


@pytest.mark.parametrize(
    ("old", "fetched"),
    [
        (_filed("2026-05-01", "5.07", "9.01"), True),
        (_filed("2026-05-01", "8.01", "9.01"), False),
        (_filed("2026-05-01"), True),
        (_filed("2010-02-27", "8.01"), True),
        (_filed("2006-05-01", "4.01"), True),
        (_filed("2004-06-04", "5", "7"), True),
        (_filed("1998-06-04", "4"), True),
        (_filed("2026-05-01", "5.07", form="8-K/A"), True),
        (_filed("2026-05-01", form="10-Q"), False),
    ],
)
def test_old_filings_are_fetched_where_they_may_tell_a_result(old: Filing, fetched: bool) -> None:
    assert worth_of_history(old).fetch is fetched


def test_the_header_page_is_asked_only_where_items_are_unknown_and_can_be_trusted() -> None:
    assert items_decide(_filed("2026-05-01"))
    assert not items_decide(_filed("2026-05-01", "5.07"))
    assert not items_decide(_filed("2004-06-04"))


def test_quarters_run_from_the_one_day_to_the_other() -> None:
    assert quarters(date(2003, 11, 5), date(2004, 6, 30)) == [(2003, 4), (2004, 1), (2004, 2)]


def test_an_index_cut_in_its_compression_is_not_a_short_index() -> None:
    with pytest.raises(Malformed, match="cut short"):
        unpacked(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff")
    assert unpacked(b"plain") == b"plain"

"""Reading history: what is looked at, how it goes on after an end, and that it tells nobody."""

from __future__ import annotations

import asyncio
import gzip
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.backfill import Backfill, Progress
from bot.edgar.client import EdgarClient
from bot.edgar.faults import Malformed, NotThere, UndeclaredAgent
from bot.edgar.indexes import quarters, unpacked
from bot.stages import Filer, Filing, FilingState, SeenFiling, Via
from bot.standin.edgar import Misbehaviour, Registrant, StandinEdgar
from bot.worth import items_decide, worth_of_history
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


def _busy_day(edgar: StandinEdgar, day: date, filings: int = 120) -> None:
    """A day of current reports of which every fortieth tells results, each of three documents."""
    noon = datetime(day.year, day.month, day.day, 17, tzinfo=UTC)
    for number in range(filings):
        items = ("5.07", "9.01") if number % 40 == 0 else ("1.01", "9.01")
        one = filing(number + 1, noon + timedelta(seconds=number), items=items)
        edgar.add(replace(one, body=one.body + b"<DOCUMENT>\n</DOCUMENT>\n" * 2))


async def test_the_items_of_a_busy_day_are_asked_for_at_once(
    backfill: Backfill, edgar: StandinEdgar, taker: Taker, records: Records
) -> None:
    _busy_day(edgar, date(2019, 5, 21))
    progress = await backfill.everybody(date(2019, 5, 1))
    assert sorted(taker.numbers()) == [1, 41, 81]
    assert (progress.done, progress.listed) == (120, 120)
    searches = [one.path for one in edgar.asked if "search-index" in one.path]
    assert len(searches) == 4, "360 documents, a hundred a page"
    assert not [one.path for one in edgar.asked if "index-headers" in one.path]
    assert sum(seen.state is FilingState.SKIPPED for seen in records.seen.values()) == 117


async def test_what_the_search_does_not_hold_is_decided_by_its_header_page(
    backfill: Backfill, edgar: StandinEdgar, taker: Taker
) -> None:
    _busy_day(edgar, date(2019, 5, 21))
    unsearched = filing(500, datetime(2019, 5, 21, 18, tzinfo=UTC), items=("5.07",))
    edgar.add(unsearched)
    edgar.unsearchable.add(unsearched.accession_number)
    await backfill.everybody(date(2019, 5, 1))
    assert sorted(taker.numbers()) == [1, 41, 81, 500]
    asked = [one.path for one in edgar.asked if "index-headers" in one.path]
    assert [unsearched.accession_number in path for path in asked] == [True]


@pytest.mark.parametrize("misbehaviour", [Misbehaviour.MISSING_FILE, Misbehaviour.MAINTENANCE, Misbehaviour.CUT_FEED])
async def test_without_the_search_every_header_page_is_asked_for(
    backfill: Backfill, edgar: StandinEdgar, taker: Taker, misbehaviour: Misbehaviour
) -> None:
    for day in range(20, 26):
        edgar.cue(misbehaviour, f"startdt=2019-05-{day}", times=None)
    _busy_day(edgar, date(2019, 5, 21), 50)
    progress = await backfill.everybody(date(2019, 5, 1))
    assert sorted(taker.numbers()) == [1, 41]
    assert (progress.done, progress.failed) == (50, 0)
    assert sum("index-headers" in one.path for one in edgar.asked) == 50


async def test_a_day_that_was_listed_before_is_not_searched_again(
    backfill: Backfill, edgar: StandinEdgar, taker: Taker
) -> None:
    _busy_day(edgar, date(2019, 5, 21))
    await backfill.everybody(date(2019, 5, 1))
    edgar.asked.clear()
    await backfill.everybody(date(2019, 5, 1))
    assert not [one.path for one in edgar.asked if "full-index" not in one.path]
    assert len(taker.taken) == 3


async def test_a_company_s_quarterly_reports_are_read_of_the_time_in_which_they_told_results(
    backfill: Backfill, edgar: StandinEdgar, taker: Taker
) -> None:
    edgar.add(filing(1, datetime(2005, 8, 9, tzinfo=UTC), form="10-Q", items=()))
    edgar.add(filing(2, datetime(2005, 6, 9, tzinfo=UTC), items=("4.01",)))
    edgar.add(filing(3, datetime(2012, 8, 9, tzinfo=UTC), form="10-Q", items=()))
    await backfill.company(ACME.cik)
    assert sorted(taker.numbers()) == [1, 2]


async def test_who_waits_for_an_answer_waits_for_current_reports_only(
    backfill: Backfill, edgar: StandinEdgar, taker: Taker
) -> None:
    edgar.add(filing(1, datetime(2005, 8, 9, tzinfo=UTC), form="10-Q", items=()))
    edgar.add(filing(2, datetime(2005, 6, 9, tzinfo=UTC), items=("4.01",)))
    await backfill.company(ACME.cik, most=4)
    assert taker.numbers() == [2]


async def test_news_that_waits_to_be_told_is_left_to_the_bot(
    backfill: Backfill, edgar: StandinEdgar, taker: Taker, records: Records
) -> None:
    """Read by a command, through which nobody watches, it would be done with and never told."""
    waiting = filing(1, NOW - timedelta(days=1))
    edgar.add(waiting)
    known = Filing(waiting.accession_number, "8-K", (Filer(ACME.cik, ACME.name),), ("5.07",), filed=waiting.filed)
    await records.record_seen([known], Via.FEED)
    progress = await backfill.company(ACME.cik)
    assert (progress.done, progress.failed, taker.taken) == (0, 1, [])


async def test_news_that_waits_to_be_read_is_not_ruled_out_as_history(
    client: EdgarClient, edgar: StandinEdgar, taker: Taker, records: Records, clock: FakeClock
) -> None:
    """An Item 8.01 may bear a release: news is judged more generously than history."""
    backfill = Backfill(client, records, taker.take, clock, takes_news=True)
    waiting = filing(1, NOW - timedelta(days=1), items=("8.01",))
    edgar.add(waiting)
    known = Filing(waiting.accession_number, "8-K", (Filer(ACME.cik, ACME.name),), ("8.01",), filed=waiting.filed)
    await records.record_seen([known], Via.FEED)
    await backfill.everybody(date(2026, 11, 1))
    assert taker.numbers() == [1]


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
        (_filed("2010-02-27", form="10-Q"), True),
        (_filed("2003-08-14", form="10-QSB/A"), True),
        (_filed("1999-03-30", form="10-K405"), True),
        (_filed("2026-05-01", "3.03", form="8-K12B"), True),
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
        unpacked(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff", 1_000)
    assert unpacked(b"plain", 1_000) == b"plain"
    assert unpacked(gzip.compress(b"plain"), 1_000) == b"plain"


def test_an_index_that_unpacks_to_more_than_its_cap_is_not_unpacked_to_its_end() -> None:
    with pytest.raises(Malformed, match="larger than 1,000,000 bytes"):
        unpacked(gzip.compress(b"\0" * 50_000_000), 1_000_000)

"""A company that the ledger does not know: found by EDGAR's lists, or by who prints its ticker."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.backfill import Backfill
from bot.edgar.client import EdgarClient
from bot.edgar.faults import Malformed
from bot.edgar.search import frequent_filers, parse_hits
from bot.further import Further
from bot.names import READ, Names
from bot.stages import Filer, FilingState, KnownCompany, SeenFiling
from bot.standin.edgar import Misbehaviour, Registrant, StandinEdgar, sample_filings
from tests.edgar.recordings import shared
from tests.edgar.records import Records
from tests.edgar.samples import filing
from tests.fakes.clock import FakeClock

NOW = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
LIVING = Registrant("9900300", "Living Corp", tickers=("LIV", "LIV-B"))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(NOW)


@pytest.fixture
def records(clock: FakeClock) -> Records:
    return Records(clock)


@pytest.fixture
def names(client: EdgarClient, records: Records, clock: FakeClock) -> Names:
    return Names(client, records, clock)


@pytest.fixture
def further(client: EdgarClient, records: Records, clock: FakeClock, names: Names) -> Further:
    async def find(query: str) -> list[KnownCompany]:
        bearers = {one.cik for one in records.listed if one.symbol == query.upper()}
        return [one for one in records.names.values() if one.cik in bearers]

    async def take(seen: SeenFiling) -> None:
        records.finish(seen.filing.accession_number, FilingState.READ)

    return Further(client, find, names, Backfill(client, records, take, clock, patient=False))


@pytest.mark.parametrize("query", ["12345678901", "9" * 5000, "٣٢٠١٩٣"])
async def test_a_number_that_is_no_cik_is_a_name_that_nobody_has(query: str, further: Further) -> None:
    assert (await further.companies(query)).companies == ()


async def test_a_dead_ticker_is_found_by_the_filings_that_print_it(further: Further, edgar: StandinEdgar) -> None:
    edgar.add(sample_filings()["innovo-2004"])
    found = await further.companies("INNO")
    assert found.companies == (Filer("844143", "INNOVO GROUP INC"),)
    assert found.reason == "filings of theirs print 'INNO'"


async def test_a_living_ticker_is_found_in_the_list_of_today(further: Further, edgar: StandinEdgar) -> None:
    edgar.add(filing(1, NOW - timedelta(days=1), LIVING))
    found = await further.companies("liv-b")
    assert found.companies == (Filer("9900300", "Living Corp"),)
    assert found.reason == "in EDGAR's list of today's tickers"


async def test_a_cik_needs_no_search(further: Further, edgar: StandinEdgar) -> None:
    assert (await further.companies("0000844143")).companies == (Filer("844143", ""),)
    assert edgar.asked == []


async def test_nobody_is_found_by_a_word_that_no_filing_prints(further: Further, edgar: StandinEdgar) -> None:
    edgar.add(sample_filings()["innovo-2004"])
    assert (await further.companies("INN")).companies == ()


async def test_the_latest_meetings_are_read_and_no_more(
    further: Further, edgar: StandinEdgar, records: Records
) -> None:
    for year in range(2015, 2026):
        edgar.add(filing(year, datetime(year, 5, 20, tzinfo=UTC), LIVING))
    await further.read_latest("LIV")
    assert sorted(int(number[-6:]) for number in records.seen) == [2022, 2023, 2024, 2025]
    assert {seen.state for seen in records.seen.values()} == {FilingState.READ}


REFUSALS = [
    (Misbehaviour.RATE_BLOCK, "EDGAR is left alone until"),
    (Misbehaviour.BLOCK_WITH_200, "EDGAR is left alone until"),
    (Misbehaviour.UNDECLARED_AGENT, "EDGAR is left alone until"),
    (Misbehaviour.MAINTENANCE, "503"),
    (Misbehaviour.SILENCE, "no answer in time"),
    (Misbehaviour.RESET, "the connection failed"),
    (Misbehaviour.HTML_WITH_200, "HTML"),
]


@pytest.mark.parametrize("query", ["INNO", "844143"])
@pytest.mark.parametrize(("misbehaviour", "reason"), REFUSALS)
async def test_edgar_that_does_not_answer_is_said_and_is_never_nobody_of_that_name(
    further: Further, edgar: StandinEdgar, clock: FakeClock, misbehaviour: Misbehaviour, reason: str, query: str
) -> None:
    edgar.cue(misbehaviour, times=None)
    found = await further.read_latest(query)
    assert found.companies == ()
    assert reason in found.refused
    assert clock.now() - NOW < timedelta(minutes=1), "who asks does not wait until a block is over"


async def test_a_cik_that_nobody_has_is_no_refusal(further: Further) -> None:
    found = await further.read_latest("9999999")
    assert (found.companies, found.refused) == ((), "")


async def test_meetings_that_could_not_be_fetched_are_said(
    client: EdgarClient, records: Records, clock: FakeClock, names: Names, edgar: StandinEdgar
) -> None:
    async def find(query: str) -> list[KnownCompany]:
        return []

    async def fails(seen: SeenFiling) -> None:
        """Leaves it to be tried again."""

    edgar.add(filing(1, NOW - timedelta(days=1), LIVING))
    backfill = Backfill(client, records, fails, clock, patient=False)
    found = await Further(client, find, names, backfill).read_latest("9900300")
    assert found.refused == "filings of theirs that could not be fetched yet: 1"


async def test_the_lists_are_read_once_a_day(
    names: Names, edgar: StandinEdgar, records: Records, clock: FakeClock
) -> None:
    edgar.add(filing(1, NOW - timedelta(days=1), LIVING))
    assert await names.refresh()
    today = date(2026, 11, 24)
    assert [(one.symbol, one.cik, one.exchange, one.last_seen) for one in records.listed] == [
        ("LIV", "9900300", None, today),
        ("LIV-B", "9900300", None, today),
        ("LIV", "9900300", "Nasdaq", today),
        ("LIV-B", "9900300", "Nasdaq", today),
    ]
    assert not await names.refresh()
    await clock.sleep(24 * 3600)
    assert await names.refresh()


async def test_a_list_that_has_not_changed_is_not_sent_again(
    names: Names, client: EdgarClient, edgar: StandinEdgar, records: Records, clock: FakeClock
) -> None:
    edgar.add(filing(1, NOW - timedelta(days=1), LIVING))
    await names.refresh()
    held = list(records.listed)
    await clock.sleep(24 * 3600)
    assert await names.refresh()
    assert client.traffic.outcomes == {"ok": 2, "not modified": 2}
    assert records.listed == held, "what was not sent is still there"


async def test_one_list_is_enough_where_the_other_is_not_served(
    names: Names, edgar: StandinEdgar, records: Records
) -> None:
    edgar.add(filing(1, NOW - timedelta(days=1), LIVING))
    edgar.cue(Misbehaviour.MISSING_FILE, "company_tickers_exchange.json", times=None)
    assert await names.refresh()
    assert {one.symbol for one in records.listed} == {"LIV", "LIV-B"}


async def test_a_list_that_cannot_be_read_leaves_what_is_there_and_is_asked_for_again(
    names: Names, edgar: StandinEdgar, records: Records
) -> None:
    edgar.add(filing(1, NOW - timedelta(days=1), LIVING))
    for name in ("company_tickers.json", "company_tickers_exchange.json"):
        edgar.cue(Misbehaviour.HTML_WITH_200, name)
    assert not await names.refresh()
    assert records.listed == []
    assert READ not in records.cursors
    assert await names.refresh()


async def test_the_name_of_a_company_that_is_watched_by_cik_is_learnt_once(
    names: Names, edgar: StandinEdgar, records: Records
) -> None:
    edgar.add(filing(1, NOW - timedelta(days=1), replace(LIVING, former_names=(("Live Inc", date(2020, 1, 1)),))))
    assert await names.learn(["9900300", "9999999", "9900300"]) == 1
    assert records.names["9900300"].name == "Living Corp"
    assert records.names["9900300"].former_names == ("Live Inc",)
    asked = len(edgar.asked)
    assert await names.learn(["9900300", "9999999"]) == 0
    assert len(edgar.asked) == asked, "neither the known one nor the one that is nobody's"


async def test_a_name_that_could_not_be_learnt_is_asked_for_again(names: Names, edgar: StandinEdgar) -> None:
    edgar.add(filing(1, NOW - timedelta(days=1), LIVING))
    edgar.cue(Misbehaviour.MAINTENANCE, times=2)
    assert await names.learn(["9900300"]) == 0
    assert await names.learn(["9900300"]) == 1


def test_every_document_of_a_filing_is_a_hit_and_the_filing_counts_once() -> None:
    filings = parse_hits(shared("edgar", "samples", "edgarWebR", "efts_search-index_POST_small.json").read_bytes())
    assert len(filings) == 5
    assert frequent_filers(filings) == [Filer("50863", "INTEL CORP")]


def test_who_files_most_comes_first_and_stray_hits_are_left_out() -> None:
    def hit(number: int, *names: str) -> dict[str, object]:
        source = {
            "adsh": f"0000000001-26-{number:06d}",
            "display_names": names,
            "form": "8-K",
            "file_date": "2004-06-04",
        }
        return {"_source": source}

    hits = [hit(n, "OLD CO  (CIK 0000000007)") for n in range(6)]
    hits += [hit(10 + n, "NEW CO  (INNO, INNO-W)  (CIK 0000000008)") for n in range(2)]
    hits += [hit(20, "STRAY, INC. (THE)  (CIK 0000000009)"), hit(21, "no number")]
    filings = parse_hits(json.dumps({"hits": {"hits": hits}}).encode())
    assert frequent_filers(filings) == [Filer("7", "OLD CO"), Filer("8", "NEW CO")]
    assert filings[8].filers == (Filer("9", "STRAY, INC. (THE)"),)
    assert filings[9].filers == ()


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[]", b'{"hits": {"hits": [{}]}}', b"<html>", b'{"hits": {"hits": [3]}}']
)
def test_what_is_no_answer_of_the_search_is_malformed(body: bytes) -> None:
    with pytest.raises(Malformed):
        parse_hits(body)


def test_a_filing_held_by_the_stand_in_is_searched_by_whole_words(edgar: StandinEdgar) -> None:
    edgar.add(replace(sample_filings()["innovo-2004"], text_at=NOW))
    assert edgar.shelf.holding("Stock Incentive Plan", "8-K", NOW)
    assert not edgar.shelf.holding("Stock Incentive Pl", "8-K", NOW)
    assert not edgar.shelf.holding("INNO", "8-K", NOW - timedelta(days=1))

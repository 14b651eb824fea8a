from __future__ import annotations

from datetime import timedelta

import pytest

from bot.ledger.faults import LedgerFull
from bot.stages import FilingState, Watch, WatchSubject
from bot.standin.edgar import Misbehaviour
from tests.scenario.desk import EVERYTHING, Desk, pipeline_on, served


async def test_a_filing_whose_items_tell_no_vote_is_recorded_and_never_fetched(it: Desk) -> None:
    one = served(1, it.clock.now(), items=("1.01",))
    it.edgar.add(one)
    await it.round()
    assert (await it.state_of(one)).state is FilingState.SKIPPED
    assert not [asked for asked in it.edgar.asked if one.undashed in asked.path]
    assert await it.told(one) == []


async def test_a_filing_that_tells_no_result_is_recorded_and_nothing_is_posted(it: Desk) -> None:
    one = served(1, it.clock.now(), tells="nothing", items=("2.02",))
    it.edgar.add(one)
    await it.round()
    assert (await it.state_of(one)).state is FilingState.NO_RESULT
    assert await it.told(one) == []


async def test_a_channel_hears_only_of_what_it_watches(it: Desk) -> None:
    it.watches[:] = [
        Watch("T1", "C1", WatchSubject.TICKER, "HLTN"),
        Watch("T1", "C2", WatchSubject.COMPANY, "Somebody Else"),
        Watch("T1", "C3", WatchSubject.EVERYTHING, rules=("failures",)),
    ]
    one = served(1, it.clock.now())
    it.edgar.add(one)
    await it.round()
    assert await it.told(one) == ["C1 results"]


async def test_a_document_that_is_not_there_yet_is_tried_again_within_seconds(it: Desk) -> None:
    one = served(1, it.clock.now())
    it.edgar.add(one)
    it.edgar.cue(Misbehaviour.MISSING_FILE, ".txt", times=2)  # the folder's address and the flat one
    await it.round()
    waiting = await it.state_of(one)
    assert (waiting.state, waiting.attempts) == (FilingState.SEEN, 1)
    assert waiting.next_attempt_at - it.clock.now() <= timedelta(seconds=15)
    await it.round(15)
    assert await it.told(one) == ["C1 results"]


async def test_a_filing_that_cannot_be_read_is_set_aside_after_four_tries_and_told_as_such(it: Desk) -> None:
    one = served(1, it.clock.now(), tells="rubbish")
    it.edgar.add(one)
    for seconds in (0, 15, 60):
        await it.round(seconds)
        assert (await it.state_of(one)).state is FilingState.SEEN
        assert await it.told(one) == []
    await it.round(300)
    aside = await it.state_of(one)
    assert (aside.state, aside.last_error) == (FilingState.POISON, "this is rubbish")
    assert it.reader.asked == ["rubbish"] * 4
    assert await it.told(one) == ["C1 unreadable"]


async def test_an_unreadable_filing_that_need_not_hold_results_is_set_aside_quietly(it: Desk) -> None:
    one = served(1, it.clock.now(), tells="rubbish", items=("8.01",))
    it.edgar.add(one)
    for seconds in (0, 15, 60, 300):
        await it.round(seconds)
    assert (await it.state_of(one)).state is FilingState.POISON
    assert await it.told(one) == []


async def test_a_poison_filing_stops_no_other(it: Desk) -> None:
    poison = [served(number, it.clock.now(), tells="rubbish") for number in range(1, 8)]
    good = served(50, it.clock.now())
    for one in (*poison, good):
        it.edgar.add(one)
    await it.round()
    assert await it.told(good) == ["C1 results"]


async def test_a_filing_on_which_the_program_died_each_time_is_not_read_for_ever(it: Desk) -> None:
    one = served(1, it.clock.now())
    it.edgar.add(one)
    await it.clock.sleep(20)
    await it.poller.poll()
    for _ in range(4):
        await it.ledger.record_reading(one.accession_number)
    await it.pipeline.read_due()
    aside = await it.state_of(one)
    assert aside.state is FilingState.POISON
    assert it.reader.asked == []
    assert await it.told(one) == ["C1 unreadable"]


async def test_a_disk_that_is_full_for_a_while_makes_no_filing_unreadable(it: Desk) -> None:
    one = served(1, it.clock.now())
    it.edgar.add(one)
    await it.clock.sleep(20)
    await it.poller.poll()

    class Full(type(it.ledger)):  # type: ignore[misc]
        left = 10

        async def record_report(self, *args: object, **options: object) -> int:
            if self.left:
                self.left -= 1
                raise LedgerFull("database or disk is full")
            told: int = await super().record_report(*args, **options)
            return told

    full = Full(it.ledger._database, it.clock)
    await pipeline_on(full, it.client, it.reader, it.watches, it.clock).read_due()
    assert it.reader.asked == ["results"]
    assert await it.told(one) == ["C1 results"]


async def test_a_company_that_only_the_submission_names_is_watched_too(it: Desk) -> None:
    it.watches[:] = [Watch("T1", "C1", WatchSubject.CIK, "77")]
    one = served(1, it.clock.now(), tells="also HARBOR FINANCE, L.P.")
    it.edgar.add(one)
    await it.round()
    assert await it.told(one) == ["C1 results"]


async def test_an_outage_of_the_archive_delays_and_loses_nothing(it: Desk) -> None:
    filings = [served(number, it.clock.now()) for number in range(1, 6)]
    for one in filings:
        it.edgar.add(one)
    it.edgar.cue(Misbehaviour.MAINTENANCE, "/Archives/", times=None)
    await it.round()
    assert [await it.told(one) for one in filings] == [[]] * 5
    it.edgar.behave()
    for _ in range(4):
        await it.round(60)
    assert [await it.told(one) for one in filings] == [["C1 results"]] * 5


@pytest.mark.parametrize("watches", [[], [EVERYTHING]])
async def test_history_is_read_and_never_told(it: Desk, watches: list[Watch]) -> None:
    from bot.stages import Filing, Via
    from tests.fakes.filings import HARBOR

    it.watches[:] = watches
    one = served(1, it.clock.now() - timedelta(days=400))
    it.edgar.add(one)
    old = Filing(one.accession_number, "8-K", (HARBOR,), one.items, one.accepted, one.filed)
    await it.ledger.record_seen([old], Via.BACKFILL, announce=False)
    await it.pipeline.read_due()
    assert (await it.state_of(one)).state is FilingState.READ
    assert await it.told(one) == []

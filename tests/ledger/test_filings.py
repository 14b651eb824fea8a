from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.ledger.ledger import Ledger
from bot.stages import Filer, FilingState, Via
from tests.fakes.clock import FakeClock
from tests.fakes.filings import HARBOR, filing, no_result, report


async def test_a_filing_is_new_once_however_often_it_is_seen(ledger: Ledger) -> None:
    first, second = filing(1), filing(2)
    assert await ledger.record_seen([first, first], Via.FEED) == [first]
    assert await ledger.record_seen([first, second], Via.AUDIT) == [second]
    assert await ledger.known([first.accession_number, "0009999999-26-000001"]) == {first.accession_number}


async def test_a_filing_comes_back_as_it_went_in(ledger: Ledger, clock: FakeClock) -> None:
    seen = filing(1, filers=(HARBOR, Filer("77", "HARBOR FINANCE, L.P.")))
    await ledger.record_seen([seen], Via.AUDIT, announce=False)
    (due,) = await ledger.due_filings(10)
    assert due.filing == seen
    assert (due.via, due.announce, due.state, due.attempts) == (Via.AUDIT, False, FilingState.SEEN, 0)
    assert due.seen_at == clock.now()


async def test_a_filer_that_turns_up_on_a_later_page_is_added_to_the_filing(ledger: Ledger) -> None:
    other = Filer("77", "HARBOR FINANCE, L.P.")
    await ledger.record_seen([filing(1)], Via.FEED)
    assert await ledger.record_seen([filing(1, filers=(HARBOR, other))], Via.FEED) == []
    seen = await ledger.filing(filing(1).accession_number)
    assert seen is not None
    assert set(seen.filing.filers) == {HARBOR, other}


async def test_what_is_to_be_told_is_read_before_history_and_in_order_of_acceptance(ledger: Ledger) -> None:
    await ledger.record_seen([filing(1)], Via.BACKFILL, announce=False)
    await ledger.record_seen([filing(3), filing(2)], Via.FEED)
    due = await ledger.due_filings(10)
    assert [one.filing for one in due] == [filing(2), filing(3), filing(1)]
    assert [one.filing for one in await ledger.due_filings(1)] == [filing(2)]


async def test_a_fault_is_tried_again_at_its_time_and_not_before(ledger: Ledger, clock: FakeClock) -> None:
    await ledger.record_seen([filing(1)], Via.FEED)
    again = clock.now() + timedelta(seconds=30)
    await ledger.record_fault(filing(1).accession_number, "not there yet", again)
    assert await ledger.due_filings(10) == []
    await clock.sleep(30)
    (due,) = await ledger.due_filings(10)
    assert (due.attempts, due.last_error) == (1, "not there yet")


@pytest.mark.parametrize("state", [FilingState.SKIPPED, FilingState.NO_RESULT, FilingState.POISON, FilingState.READ])
async def test_a_filing_that_is_done_with_is_not_due_again(ledger: Ledger, state: FilingState) -> None:
    one = filing(1)
    await ledger.record_seen([one], Via.FEED)
    if state is FilingState.SKIPPED:
        await ledger.record_skipped(one.accession_number, "Form 4 tells no vote")
    elif state is FilingState.NO_RESULT:
        await ledger.record_report(one, no_result(one), [], "https://sec.example/1")
    elif state is FilingState.READ:
        await ledger.record_report(one, report(one), [], "https://sec.example/1")
    else:
        await ledger.record_poison(one, "cut in half", [], "https://sec.example/1")
    assert await ledger.due_filings(10) == []
    assert (await ledger.filing_counts())[state] == 1
    assert sum((await ledger.filing_counts()).values()) == 1


async def test_filings_set_aside_are_listed_with_their_fault_and_can_be_read_again(ledger: Ledger) -> None:
    one = filing(1)
    await ledger.record_seen([one], Via.FEED)
    await ledger.record_fault(one.accession_number, "cut in half", one.accepted or pytest.fail("no time"))
    await ledger.record_poison(one, "cut in half", [], "https://sec.example/1")
    (aside,) = await ledger.set_aside()
    assert (aside.filing, aside.attempts, aside.last_error) == (one, 1, "cut in half")
    await ledger.read_again([one.accession_number])
    (due,) = await ledger.due_filings(10)
    assert (due.state, due.attempts, due.reads_begun) == (FilingState.SEEN, 0, 0)


async def test_readings_that_began_are_counted_apart_from_fetches_that_failed(ledger: Ledger, clock: FakeClock) -> None:
    await ledger.record_seen([filing(1)], Via.FEED)
    await ledger.record_fault(filing(1).accession_number, "not there yet", clock.now())
    await ledger.record_reading(filing(1).accession_number)
    await ledger.record_unread(filing(1).accession_number, "cut in half", clock.now())
    await ledger.record_reading(filing(1).accession_number)
    (due,) = await ledger.due_filings(10)
    assert (due.attempts, due.reads_begun, due.last_error) == (1, 2, "cut in half")


async def test_what_was_seen_and_never_finished_can_be_asked_for(ledger: Ledger) -> None:
    await ledger.record_seen([filing(1), filing(2)], Via.FEED)
    await ledger.record_skipped(filing(2).accession_number, "Form 4 tells no vote")
    asked = [filing(number).accession_number for number in (1, 2, 3)]
    assert await ledger.unread(asked) == {filing(1).accession_number}


async def test_a_company_that_changes_its_name_is_known_by_both(ledger: Ledger) -> None:
    renamed = replace(filing(70), filers=(Filer(HARBOR.cik, "LANTERN HOLDINGS INC"),))
    await ledger.record_seen([filing(1), renamed], Via.FEED)
    known = await ledger.company(HARBOR.cik)
    assert known is not None
    assert (known.name, known.former_names) == ("LANTERN HOLDINGS INC", (HARBOR.name,))


async def test_an_old_filing_read_later_does_not_bring_an_old_name_back(ledger: Ledger) -> None:
    renamed = replace(filing(70), filers=(Filer(HARBOR.cik, "LANTERN HOLDINGS INC"),))
    await ledger.record_seen([renamed], Via.FEED)
    await ledger.record_seen([filing(1)], Via.BACKFILL, announce=False)
    known = await ledger.company(HARBOR.cik)
    assert known is not None
    assert (known.name, known.former_names) == ("LANTERN HOLDINGS INC", (HARBOR.name,))

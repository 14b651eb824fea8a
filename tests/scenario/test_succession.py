"""A company that reorganises into a new CIK keeps its watchers, and they are told once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from bot.audit import Auditor
from bot.lookup import Meetings, lookup
from bot.pipeline import Pipeline
from bot.stages import AlertKind, Filer, Filing, FilingState, Succession, Via, Watch, WatchSubject
from bot.standin.edgar import Registrant, ServedFiling
from bot.watched import watched_ciks
from parsers.errors import Unreadable
from parsers.report import MeetingReport
from tests.fakes.filings import HARBOR
from tests.fakes.successions import HOLDINGS, submission
from tests.scenario.desk import Desk, desk, served

NEW = Filer(HOLDINGS[1], HOLDINGS[0])
REORGANISED = Registrant(NEW.cik, NEW.name)
SENTENCE = "Harbor Holdings, Inc. is the successor issuer to Harbor Lantern Corp. pursuant to Rule 12g-3(a)."
WORDS = f"<p>{SENTENCE}</p>"
BY_CIK = Watch("T1", "C1", WatchSubject.CIK, HARBOR.cik)
BY_NAME = Watch("T1", "C2", WatchSubject.COMPANY, "Harbor Lantern")
NAMESAKE = Filing("0000000088-26-000001", "8-K", (Filer("88", HARBOR.name),), ("1.01",), filed=date(2026, 2, 2))
SOMEBODY_ELSE = Watch("T1", "C3", WatchSubject.CIK, "88")


def reorganised(it: Desk, number: int = 1, *, form: str = "8-K12B", text: str = WORDS) -> ServedFiling:
    one = served(number, it.clock.now(), items=("3.03",), registrants=(REORGANISED,), form_type=form)
    one = replace(one, body=submission(text, form=form))
    it.edgar.add(one)
    return one


def results(it: Desk, number: int) -> ServedFiling:
    one = served(number, it.clock.now(), tells=f"of {NEW.cik} {NEW.name}", registrants=(REORGANISED,))
    it.edgar.add(one)
    return one


async def test_who_watches_the_predecessor_is_told_and_nobody_else(it: Desk) -> None:
    it.watches[:] = [BY_CIK, BY_NAME, SOMEBODY_ELSE, Watch("T1", "C4", WatchSubject.EVERYTHING)]
    one = reorganised(it)
    await it.round()
    assert await it.told(one) == ["C1 succession", "C2 succession"]
    (told, _) = await it.ledger.deliveries_of(one.accession_number)
    assert told.alert.succession == Succession(
        NEW,
        (HARBOR,),
        (),
        "Harbor Holdings, Inc. is the successor issuer to Harbor Lantern Corp. pursuant to Rule 12g-3(a).",
    )
    assert told.reasons == ("watches CIK 1234567 (HARBOR LANTERN CORP)",)


async def test_the_watch_goes_on_under_the_new_cik(it: Desk) -> None:
    it.watches[:] = [BY_CIK, BY_NAME, SOMEBODY_ELSE]
    before = results(it, 1)
    await it.round()
    assert await it.told(before) == []
    reorganised(it, 2)
    await it.round()
    after = results(it, 3)
    await it.round()
    assert await it.told(after) == ["C1 results", "C2 results"]
    (told, _) = await it.ledger.deliveries_of(after.accession_number)
    assert told.reasons == ("watches CIK 1234567 (HARBOR LANTERN CORP, now HARBOR HOLDINGS INC)",)


async def test_a_watch_by_ticker_goes_on_before_any_list_knows_who_bears_it_now(it: Desk) -> None:
    it.edgar.add(served(1, it.clock.now()))
    await it.round()
    it.watches[:] = [Watch("T1", "C1", WatchSubject.TICKER, "HLTN")]
    told = reorganised(it, 2)
    await it.round()
    after = results(it, 3)
    await it.round()
    assert await it.told(told) == ["C1 succession"]
    assert await it.told(after) == ["C1 results"]


async def test_a_company_that_was_never_seen_is_followed_by_the_name_that_the_filing_gives_it(it: Desk) -> None:
    it.watches[:] = [Watch("T1", "C1", WatchSubject.COMPANY, "Dune Light Trust")]
    told = reorganised(it, text="<p>Harbor Holdings, Inc. is the successor issuer to Dune Light Trust.</p>")
    await it.round()
    after = results(it, 2)
    await it.round()
    assert await it.told(told) == ["C1 succession"]
    assert await it.told(after) == ["C1 results"]


async def test_co_registrants_of_which_one_follows_the_other_are_told_apart_by_the_words(it: Desk) -> None:
    it.watches[:] = [BY_CIK]
    both = (Registrant(HARBOR.cik, HARBOR.name), REORGANISED)
    one = served(1, it.clock.now(), items=("3.03",), registrants=both, form_type="8-K12B")
    named = [(each.name, each.cik) for each in both]
    it.edgar.add(replace(one, body=submission(WORDS, *named)))
    await it.round()
    (told,) = await it.ledger.deliveries_of(one.accession_number)
    assert told.alert.succession is not None
    assert (told.alert.succession.successor, told.alert.succession.predecessors) == (NEW, (HARBOR,))


async def test_history_of_the_watchlist_is_that_of_the_successors_too(it: Desk) -> None:
    reorganised(it)
    await it.round()
    assert await watched_ciks(it.ledger, [BY_CIK, SOMEBODY_ELSE]) == [HARBOR.cik, "88", NEW.cik]


async def test_an_amendment_and_a_second_reading_tell_nobody_again(it: Desk) -> None:
    it.watches[:] = [BY_CIK]
    one = reorganised(it)
    await it.round()
    amended = reorganised(it, 2, form="8-K12B/A")
    await it.round()
    await it.ledger.read_again([one.accession_number, amended.accession_number])
    await it.round()
    assert await it.told(one) == ["C1 succession"]
    assert await it.told(amended) == []


async def test_the_other_forms_of_a_successor_are_known(it: Desk) -> None:
    it.watches[:] = [BY_CIK]
    for number, form in enumerate(("8-K12G3", "8-K15D5/A"), start=1):
        text = WORDS.replace("Harbor Lantern Corp.", "Harbor Lantern Corporation") + f"<p>{number}</p>"
        one = replace(reorganised(it, number, form=form, text=text))
        await it.round()
        assert await it.told(one) == (["C1 succession"] if number == 1 else [])
    assert len(await it.ledger.predecessors([NEW.cik])) == 1


async def test_what_is_not_beyond_doubt_is_told_as_that_and_moves_no_watch(it: Desk) -> None:
    await it.ledger.record_seen([NAMESAKE], Via.FEED, announce=False)
    it.watches[:] = [BY_CIK, SOMEBODY_ELSE]
    one = reorganised(it)
    await it.round()
    assert await it.told(one) == ["C1 succession", "C3 succession"]
    (told, _) = await it.ledger.deliveries_of(one.accession_number)
    assert told.alert.succession is not None
    assert told.alert.succession.predecessors == ()
    assert {each.cik for each in told.alert.succession.candidates} == {HARBOR.cik, "88"}
    after = results(it, 3)
    await it.round()
    assert await it.told(after) == []


async def test_history_is_learnt_and_told_to_nobody(tmp_path: Path) -> None:
    async with desk(tmp_path, begun=False) as it:
        it.watches[:] = [BY_CIK]
        one = reorganised(it)
        await it.round(60)
        assert await it.told(one) == []
        after = results(it, 2)
        await it.round()
        assert await it.told(after) == ["C1 results"]


async def test_a_succession_that_the_feed_lost_is_told_late(it: Desk) -> None:
    it.watches[:] = [BY_CIK]
    one = served(1, it.clock.now(), items=("3.03",), registrants=(REORGANISED,), form_type="8-K12B")
    it.edgar.add(replace(one, body=submission(WORDS), in_feed=False))
    await it.round()
    assert await it.told(one) == []
    await it.clock.sleep(timedelta(days=1).total_seconds())
    await Auditor(it.client, it.ledger, it.clock).audit()
    await it.pipeline.read_due()
    (told,) = await it.ledger.deliveries_of(one.accession_number)
    assert (told.alert.kind, told.alert.late) == (AlertKind.SUCCESSION, True)


async def test_text_that_cannot_be_read_keeps_nobody_from_the_results(it: Desk) -> None:
    it.watches[:] = [BY_CIK]
    one = served(1, it.clock.now(), tells="results", items=("5.07",), form_type="8-K12B")
    it.edgar.add(one)
    await it.round()
    assert await it.told(one) == ["C1 results"]


async def test_a_reading_that_ends_between_the_two_halves_loses_and_doubles_nothing(it: Desk) -> None:
    """The succession is kept and told before the filing is recorded as read; the next reading does both again."""
    it.watches[:] = [BY_CIK]
    one = reorganised(it)
    await it.clock.sleep(20)
    await it.poller.poll()

    def breaks_off(data: bytes, source: str) -> MeetingReport:
        raise Unreadable(f"{source}: broken off after {len(data)} bytes")

    await Pipeline(it.ledger, it.fetch, breaks_off, it.watched, it.client.addresses.filing_page, it.clock).read_due()
    assert (await it.state_of(one)).state is FilingState.SEEN
    assert await it.told(one) == ["C1 succession"]
    await it.round(20)
    assert (await it.state_of(one)).state is FilingState.NO_RESULT
    assert await it.told(one) == ["C1 succession"]


async def test_a_look_up_of_either_shows_the_meetings_of_both(it: Desk) -> None:
    old = served(1, it.clock.now())
    it.edgar.add(old)
    await it.round()
    reorganised(it, 2)
    await it.round()
    new = results(it, 3)
    await it.round()
    for query, related in ((HARBOR.cik, "successors"), (NEW.cik, "predecessors"), ("Harbor Lantern", "successors")):
        answer = await lookup(it.ledger, f"{query} all")
        assert isinstance(answer, Meetings)
        numbers = {one.filing.accession_number for one in answer.meetings}
        assert numbers == {old.accession_number, new.accession_number}
        (other,) = getattr(answer, related)
        assert other.cik == (NEW.cik if related == "successors" else HARBOR.cik)

from __future__ import annotations

from bot.ledger.ledger import Ledger
from bot.stages import AlertKind, Filer, Filing, Match, Succession, Via
from parsers.report import Kind
from tests.fakes.filings import HARBOR, filing, report

URL = "https://sec.example/Archives/1-index.htm"
OLD, NEW, NEWEST, OTHER = (Filer(cik, name) for cik, name in (("1", "OLD"), ("2", "NEW"), ("3", "NEWEST"), ("4", "O")))
HERE = Match("T1", "C1", ("watches CIK 1 (OLD)",))
THERE = Match("T1", "C2", ("watches CIK 1 (OLD)",))


async def kept(ledger: Ledger, number: int, succession: Succession, *matches: Match) -> int:
    one = filing(number, filers=(succession.successor,), form_type="8-K12B")
    await ledger.record_seen([one], Via.FEED)
    return await ledger.record_succession(one, succession, matches, URL)


async def test_a_chain_is_followed_to_both_its_ends(ledger: Ledger) -> None:
    await kept(ledger, 1, Succession(NEW, (OLD, OTHER)))
    await kept(ledger, 2, Succession(NEWEST, (NEW,)))
    assert [link.predecessor for link in await ledger.predecessors([NEWEST.cik])] == [NEW, OTHER, OLD]
    assert [link.successor for link in await ledger.successors([OLD.cik])] == [NEW, NEWEST]
    assert await ledger.predecessors([OLD.cik]) == []


async def test_a_chain_that_bites_its_tail_has_an_end(ledger: Ledger) -> None:
    await kept(ledger, 1, Succession(NEW, (OLD,)))
    await kept(ledger, 2, Succession(OLD, (NEW,)))
    assert [link.predecessor for link in await ledger.predecessors([NEW.cik])] == [OLD, NEW]


async def test_what_is_not_beyond_doubt_is_no_link(ledger: Ledger) -> None:
    await kept(ledger, 1, Succession(NEW, (), (OLD, OTHER)), HERE)
    assert await ledger.predecessors([NEW.cik]) == []
    assert await ledger.successors([OLD.cik]) == []


async def test_a_predecessor_without_a_cik_is_known_by_its_name(ledger: Ledger) -> None:
    await kept(ledger, 1, Succession(NEW, (Filer("", "Old Lantern Trust"),)))
    assert [link.predecessor.name for link in await ledger.predecessors([NEW.cik])] == ["Old Lantern Trust"]


async def test_an_alert_comes_back_with_who_follows_whom_and_without_a_meeting(ledger: Ledger) -> None:
    told = Succession(NEW, (OLD,), (OTHER,), "New follows Old.")
    assert await kept(ledger, 1, told, HERE) == 1
    (delivery,) = await ledger.deliveries_of(filing(1).accession_number)
    assert (delivery.alert.kind, delivery.alert.succession) == (AlertKind.SUCCESSION, told)
    assert (delivery.alert.report.kind, delivery.alert.report.proposals) == (Kind.NONE, ())
    assert delivery.reasons == HERE.reasons


async def test_each_channel_hears_of_a_succession_once_however_many_filings_tell_it(ledger: Ledger) -> None:
    told = Succession(NEW, (OLD,), (), "New follows Old.")
    assert await kept(ledger, 1, told, HERE) == 1
    assert await kept(ledger, 1, told, HERE) == 0
    assert await kept(ledger, 2, Succession(NEW, (OLD,), (), "Amended: New follows Old."), HERE, THERE) == 1
    claimed = await ledger.deliveries_of(filing(1).accession_number)
    assert [one.channel for one in claimed] == ["C1"]


async def test_what_was_open_and_is_settled_is_told_again(ledger: Ledger) -> None:
    assert await kept(ledger, 1, Succession(NEW, (), (OLD,)), HERE) == 1
    assert await kept(ledger, 2, Succession(NEW, (OLD,)), HERE) == 1
    assert await kept(ledger, 3, Succession(NEW, (OLD,)), HERE) == 0


async def test_a_succession_told_is_not_taken_for_the_same_filings_results(ledger: Ledger) -> None:
    one: Filing = filing(1, filers=(HARBOR,), form_type="8-K12B")
    await ledger.record_seen([one], Via.FEED)
    await ledger.record_succession(one, Succession(HARBOR, (OLD,)), [HERE], URL)
    (told,) = await ledger.deliveries_of(one.accession_number)
    await ledger.record_delivered(told.id, "C1", "1700000000.000100")
    assert await ledger.told("T1", "C1", one.accession_number) is None
    assert await ledger.record_report(one, report(one), [HERE], URL) == 1
    kinds = [each.alert.kind for each in await ledger.deliveries_of(one.accession_number)]
    assert kinds == [AlertKind.SUCCESSION, AlertKind.RESULTS]

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.ledger.ledger import Ledger
from bot.stages import AlertKind, DeliveryState, Filer, Match, Via
from parsers.report import Kind
from parsers.version import READER_VERSION
from tests.fakes.clock import FakeClock
from tests.fakes.filings import HARBOR, filing, no_result, report

URL = "https://sec.example/Archives/1-index.htm"
HERE = Match("T1", "C1", ("watches HLTN",))
THERE = Match("T1", "C2", ("watches everything",))


async def test_a_report_comes_back_as_it_went_in(ledger: Ledger, clock: FakeClock) -> None:
    one = filing(1)
    await ledger.record_seen([one], Via.FEED)
    await ledger.record_report(one, report(one), [], URL)
    stored = await ledger.report(one.accession_number)
    assert stored is not None
    assert stored.report == report(one)
    assert (stored.filing, stored.filing_url, stored.reader_version) == (one, URL, READER_VERSION)
    assert stored.recorded_at == clock.now()


async def test_a_report_brings_one_delivery_a_match_with_its_reasons(ledger: Ledger) -> None:
    one = filing(1)
    await ledger.record_seen([one], Via.FEED)
    assert await ledger.record_report(one, report(one), [HERE, THERE], URL, late=True) == 2
    first, second = await ledger.deliveries_of(one.accession_number)
    assert (first.channel, first.reasons, first.state) == ("C1", ("watches HLTN",), DeliveryState.PENDING)
    assert (second.channel, second.reasons) == ("C2", ("watches everything",))
    assert first.idempotency_key == f"{one.accession_number}:results:T1:C1"
    assert first.alert.report == report(one)
    assert (first.alert.kind, first.alert.late, first.alert.filing_url) == (AlertKind.RESULTS, True, URL)


async def test_recording_a_report_twice_tells_nobody_twice(ledger: Ledger) -> None:
    one = filing(1)
    await ledger.record_seen([one], Via.FEED)
    await ledger.record_report(one, report(one), [HERE], URL)
    changed = report(one, say_on_pay=(100, 900))
    assert await ledger.record_report(one, changed, [HERE, THERE], URL) == 1
    assert [one.channel for one in await ledger.deliveries_of(one.accession_number)] == ["C1", "C2"]
    stored = await ledger.report(one.accession_number)
    assert stored is not None
    assert stored.report == changed


async def test_a_filing_without_a_result_is_kept_and_never_told(ledger: Ledger) -> None:
    one = filing(1)
    await ledger.record_seen([one], Via.FEED)
    assert await ledger.record_report(one, no_result(one), [], URL) == 0
    stored = await ledger.report(one.accession_number)
    assert stored is not None
    assert stored.report.kind is Kind.NONE
    assert await ledger.reports_of([HARBOR.cik]) == []


async def test_a_filing_that_cannot_be_read_is_told_as_such(ledger: Ledger) -> None:
    one = filing(1)
    await ledger.record_seen([one], Via.FEED)
    assert await ledger.record_poison(one, "cut in half", [HERE], URL) == 1
    (delivery,) = await ledger.deliveries_of(one.accession_number)
    assert delivery.alert.kind is AlertKind.UNREADABLE
    assert (delivery.alert.filing, delivery.alert.filing_url) == (one, URL)
    assert delivery.alert.report.review_reasons == ("cut in half",)


async def test_a_filing_that_a_later_version_can_read_is_told_in_full(ledger: Ledger) -> None:
    one = filing(1)
    await ledger.record_seen([one], Via.FEED)
    await ledger.record_poison(one, "cut in half", [HERE], URL)
    assert await ledger.record_report(one, report(one), [HERE], URL) == 1
    bare, full = await ledger.deliveries_of(one.accession_number)
    assert (bare.alert.kind, full.alert.kind) == (AlertKind.UNREADABLE, AlertKind.RESULTS)


async def test_reports_of_a_company_come_latest_meeting_first_and_each_once(ledger: Ledger) -> None:
    partner = Filer("77", "HARBOR FINANCE, L.P.")
    for number, year in ((1, 2024), (2, 2026), (3, 2025)):
        one = filing(number, filers=(HARBOR, partner))
        told = report(one)
        await ledger.record_seen([one], Via.BACKFILL, announce=False)
        when = replace(told.meeting, date=date(year, 5, 1))
        await ledger.record_report(one, replace(told, meeting=when), [], URL)
    found = await ledger.reports_of([HARBOR.cik, partner.cik])
    assert [one.report.meeting.date for one in found] == [date(2026, 5, 1), date(2025, 5, 1), date(2024, 5, 1)]
    assert [one.filing for one in await ledger.latest_reports(1, offset=1)] == [filing(3, filers=(HARBOR, partner))]
    assert await ledger.reports_of(["99"]) == []


async def test_the_ticker_that_a_filing_prints_belongs_to_its_first_filer(ledger: Ledger) -> None:
    one = filing(1, filers=(HARBOR, Filer("77", "HARBOR FINANCE, L.P.")))
    await ledger.record_seen([one], Via.FEED)
    await ledger.record_report(one, report(one), [], URL)
    (company,) = await ledger.companies_by_ticker("hltn")
    assert (company.cik, company.name) == (HARBOR.cik, HARBOR.name)
    (ticker,) = company.tickers
    assert (ticker.symbol, ticker.exchange, ticker.listed) == ("HLTN", "NASDAQ", False)
    assert (ticker.first_seen, ticker.last_seen) == (date(2026, 2, 27), date(2026, 2, 27))


async def test_reports_that_name_a_director_are_found_across_companies(ledger: Ledger) -> None:
    one = filing(1)
    await ledger.record_seen([one], Via.FEED)
    await ledger.record_report(one, report(one), [], URL)
    assert [found.filing for found in await ledger.reports_naming(["quill"])] == [one]
    assert await ledger.reports_naming(["quilt"]) == []
    assert await ledger.reports_naming(["%"]) != []


async def test_reports_of_another_reader_can_be_found(ledger: Ledger) -> None:
    one = filing(1)
    await ledger.record_seen([one], Via.FEED)
    await ledger.record_report(one, report(one), [], URL)
    assert await ledger.read_by_other_versions(READER_VERSION) == []
    assert await ledger.read_by_other_versions("another") == [one.accession_number]


async def test_a_report_keeps_filers_that_only_the_submission_names(ledger: Ledger) -> None:
    one = filing(1)
    await ledger.record_seen([one], Via.FEED)
    fuller = replace(one, filers=(HARBOR, Filer("77", "HARBOR FINANCE, L.P.")))
    await ledger.record_report(fuller, report(fuller), [], URL)
    (stored,) = await ledger.reports_of(["77"])
    assert stored.filing == fuller

"""The audit: what the feed never showed is found, and its mark passes no day that was not settled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.audit import MARK, Auditor, DayOutcome, later_index
from bot.edgar.client import EdgarClient
from bot.poll import BEGAN
from bot.stages import Via
from bot.standin.edgar import Misbehaviour, StandinEdgar
from tests.edgar.records import Records
from tests.edgar.samples import ACME, BOLT, filing
from tests.fakes.clock import FakeClock

NEW_YORK = ZoneInfo("America/New_York")
MONDAY = date(2026, 3, 2)


def eastern(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=NEW_YORK)


@pytest.fixture
def clock() -> FakeClock:
    """The Saturday after a week of filings."""
    return FakeClock(eastern(date(2026, 3, 7), 12))


@pytest.fixture
def records(clock: FakeClock) -> Records:
    held = Records(clock)
    held.cursors[BEGAN] = eastern(MONDAY, 11).isoformat()
    return held


@pytest.fixture
def auditor(client: EdgarClient, records: Records, clock: FakeClock) -> Auditor:
    return Auditor(client, records, clock)


@pytest.fixture(autouse=True)
def week(edgar: StandinEdgar) -> None:
    """Two filings a business day, numbered by the day: 20 and 21 on Monday, 30 and 31 on Tuesday…"""
    for number in range(5):
        noon = eastern(MONDAY + timedelta(days=number), 12)
        edgar.add(filing(10 * (number + 2), noon, ACME, BOLT))
        edgar.add(filing(10 * (number + 2) + 1, noon, form="8-K/A"))


async def test_what_the_feed_never_showed_is_recorded_to_be_told_late(auditor: Auditor, records: Records) -> None:
    report = await auditor.audit()
    assert report.missed == 10
    assert {seen.via for seen in records.seen.values()} == {Via.AUDIT}
    assert all(seen.announce for seen in records.seen.values())
    assert records.seen["0009900200-26-000020"].filing.filers[1].cik == BOLT.cik


async def test_what_is_known_is_no_gap(auditor: Auditor, records: Records, edgar: StandinEdgar) -> None:
    await auditor.audit()
    again = await Auditor(auditor._client, records, auditor._clock).audit(MONDAY)
    assert [(day.listed, len(day.missed)) for day in again.days] == [(2, 0)] * 5


async def test_the_mark_follows_settled_days(auditor: Auditor, records: Records) -> None:
    report = await auditor.audit()
    assert report.mark == date(2026, 3, 6)
    assert records.cursors[MARK] == "2026-03-06"
    assert not await auditor.due()


async def test_a_day_is_looked_at_only_when_its_index_is_final(auditor: Auditor, clock: FakeClock) -> None:
    await auditor.audit()
    await clock.sleep(17 * 3600)
    assert not await auditor.due()
    await clock.sleep(3600 + 60)
    assert [day.day for day in (await auditor.audit()).days] == [date(2026, 3, 7)]


@pytest.mark.parametrize(
    "misbehaviour",
    [
        Misbehaviour.MAINTENANCE,
        Misbehaviour.RESET,
        Misbehaviour.HTML_WITH_200,
        Misbehaviour.EMPTY_BODY,
        Misbehaviour.CUT_GZIP,
        Misbehaviour.REDIRECT,
        Misbehaviour.MISSING_FILE,
    ],
    ids=str,
)
async def test_the_mark_never_passes_a_day_that_was_not_read(
    auditor: Auditor, records: Records, edgar: StandinEdgar, misbehaviour: Misbehaviour
) -> None:
    cue = edgar.cue(misbehaviour, "20260304", times=None)
    report = await auditor.audit()
    outcomes = {day.day.day: day.outcome for day in report.days}
    assert outcomes == {
        2: DayOutcome.READ,
        3: DayOutcome.READ,
        4: DayOutcome.OPEN,
        5: DayOutcome.READ,
        6: DayOutcome.READ,
    }
    assert records.cursors[MARK] == "2026-03-03"
    assert "0009900200-26-000060" in records.seen
    assert await auditor.due()
    cue.times = 0
    again = await auditor.audit()
    assert [day.day.day for day in again.days] == [4]
    assert records.cursors[MARK] == "2026-03-06"


async def test_a_block_ends_the_audit_and_settles_nothing(
    auditor: Auditor, records: Records, edgar: StandinEdgar, clock: FakeClock
) -> None:
    edgar.cue(Misbehaviour.RATE_BLOCK, "20260303")
    report = await auditor.audit()
    assert [day.outcome for day in report.days] == [DayOutcome.READ, DayOutcome.OPEN]
    assert records.cursors[MARK] == "2026-03-02"
    await clock.sleep(601)
    assert (await auditor.audit()).mark == date(2026, 3, 6)


async def test_weekends_are_not_asked_for(auditor: Auditor, edgar: StandinEdgar, clock: FakeClock) -> None:
    await clock.sleep(48 * 3600)
    report = await auditor.audit()
    assert [(day.day.day, day.outcome) for day in report.days][-2:] == [(7, DayOutcome.CLOSED), (8, DayOutcome.CLOSED)]
    assert not any("2026030" + day in asked.path for asked in edgar.asked for day in "78")


async def test_a_holiday_without_an_index_is_settled(client: EdgarClient, clock: FakeClock, records: Records) -> None:
    records.cursors[BEGAN] = eastern(date(2026, 2, 16), 11).isoformat()
    day = (await Auditor(client, records, clock).audit()).days[0]
    assert (day.day, day.outcome, day.reason) == (
        date(2026, 2, 16),
        DayOutcome.CLOSED,
        "a federal holiday, without an index",
    )


async def test_a_day_closed_by_order_is_settled_by_the_listing_alone(
    client: EdgarClient, edgar: StandinEdgar, records: Records, clock: FakeClock
) -> None:
    for number in (40, 41):
        served = edgar.shelf.filings[f"0009900200-26-{number:06d}"]
        edgar.add(replace(served, filed=date(2026, 3, 5)))
    report = await Auditor(client, records, clock).audit()
    assert report.days[2].outcome is DayOutcome.CLOSED
    assert report.days[2].reason.startswith("closed by order")
    edgar.cue(Misbehaviour.MAINTENANCE, "index.json", times=None)
    again = await Auditor(client, records, clock).audit(date(2026, 3, 4))
    assert again.days[0].outcome is DayOutcome.OPEN


async def test_days_before_the_first_start_are_recorded_and_not_told(auditor: Auditor, records: Records) -> None:
    records.cursors[BEGAN] = eastern(date(2026, 3, 5), 11).isoformat()
    await auditor.audit(MONDAY)
    silent = {number[-2:] for number, seen in records.seen.items() if not seen.announce}
    assert silent == {"20", "21", "30", "31", "40", "41"}


async def test_an_audit_by_hand_does_not_move_the_mark_over_days_that_nobody_looked_at(
    auditor: Auditor, records: Records
) -> None:
    report = await auditor.audit(date(2026, 3, 5))
    assert [day.day.day for day in report.days] == [5, 6]
    assert MARK not in records.cursors


async def test_before_the_first_start_there_is_nothing_to_audit(client: EdgarClient, clock: FakeClock) -> None:
    report = await Auditor(client, Records(clock), clock).audit()
    assert (report.days, report.mark) == ((), None)


def test_a_listing_is_a_witness_only_when_it_holds_a_later_day() -> None:
    assert later_index(frozenset({"master.20260305.idx"}), date(2026, 3, 4))
    assert later_index(frozenset({"master.20260305.idx.gz"}), date(2026, 3, 4))
    assert not later_index(frozenset({"master.20260303.idx"}), date(2026, 3, 4))
    assert not later_index(frozenset({"master.20260304.idx", "master.20260305.idx"}), date(2026, 3, 4))
    assert not later_index(frozenset(), date(2026, 3, 4))

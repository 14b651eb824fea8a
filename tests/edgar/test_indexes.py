"""The indexes: what counts as the whole truth of a day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.edgar.faults import Malformed
from bot.edgar.indexes import check_daily, parse_listing, parse_master
from bot.stages import Filer
from bot.standin.edgar.misbehaviour import MAINTENANCE_PAGE, MISSING_XML
from bot.standin.edgar.pages import listing, master_index
from tests.edgar.recordings import shared
from tests.edgar.samples import ACME, BOLT, filing

DAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
FILED = [filing(1, NOON, ACME, BOLT), filing(2, NOON, BOLT, form="8-K/A"), filing(3, NOON, form="10-K")]
INDEX = master_index(FILED, DAY, daily=True)


def test_current_reports_are_read_each_once_with_all_registrants() -> None:
    index = parse_master(INDEX)
    assert [(one.accession_number[-1], one.form_type) for one in index.filings] == [("1", "8-K"), ("2", "8-K/A")]
    assert index.filings[0].filers == (Filer(ACME.cik, ACME.name), Filer(BOLT.cik, BOLT.name))
    assert index.filings[0].filed == DAY
    assert (index.lines, index.last_day) == (4, DAY)


def test_the_index_of_a_quarter_writes_its_dates_otherwise() -> None:
    assert parse_master(master_index(FILED, DAY, daily=False)).filings == parse_master(INDEX).filings


def test_real_indexes_are_read() -> None:
    index = parse_master(shared("edgar", "samples", "index", "master.20181231.idx").read_bytes())
    assert [one.accession_number for one in index.filings] == ["0001144204-18-066755"]
    assert (index.lines, index.last_day) == (10, date(2018, 12, 31))
    index = parse_master(shared("edgar", "samples", "index", "full-index_1993QTR4_master.idx").read_bytes())
    assert [one.filers[0].name for one in index.filings] == ["LOUISIANA LAND & EXPLORATION CO"]
    assert index.lines == 20


def test_a_name_may_hold_a_bar() -> None:
    index = parse_master(INDEX.replace(BOLT.name.encode(), b"Bolt | Partners"))
    assert index.filings[1].filers == (Filer(BOLT.cik, "Bolt | Partners"),)


@pytest.mark.parametrize(
    "body", [b"", MAINTENANCE_PAGE, MISSING_XML, b"CIK|Company Name|Form Type|Date Filed|File Name\n", INDEX[:150]]
)
def test_what_has_no_head_and_rule_is_no_index(body: bytes) -> None:
    with pytest.raises(Malformed):
        parse_master(body)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"|20260302|edgar/data/9900202/0009900200-26-000002.txt", b"|20260302|edgar/data/99002"),
        (b"|20260302|edgar/data/9900202/0009900200-26-000002", b"|2026|edgar/data/9900202/0009900200-26-000002"),
        (b"9900202|Bolt - Partners, L.P.|8-K/A", b"x|Bolt - Partners, L.P.|8-K/A"),
    ],
    ids=["path", "date", "CIK"],
)
def test_a_row_of_a_current_report_that_cannot_be_read_spoils_the_index(old: bytes, new: bytes) -> None:
    assert old in INDEX
    with pytest.raises(Malformed, match="row of the index"):
        parse_master(INDEX.replace(old, new))


def test_a_row_of_another_form_that_cannot_be_read_does_not() -> None:
    broken = INDEX.replace(b"|10-K|20260302|", b"|10-K|")
    assert len(parse_master(broken).filings) == 2


def test_the_index_of_another_day_is_not_taken_for_this_one() -> None:
    check_daily(parse_master(INDEX), DAY)
    with pytest.raises(Malformed, match="not of 2026-03-03"):
        check_daily(parse_master(INDEX), date(2026, 3, 3))
    with pytest.raises(Malformed, match="filed on that day"):
        check_daily(parse_master(INDEX.replace(b"Last Data Received", b"Nothing")), date(2026, 3, 3))


def test_an_index_without_a_row_is_not_a_quiet_day() -> None:
    with pytest.raises(Malformed, match="no row"):
        check_daily(parse_master(master_index([], DAY, daily=True)), DAY)


def test_a_listing_names_its_files() -> None:
    assert parse_listing(listing(["master.20260302.idx", "x"])) == {"master.20260302.idx", "x"}
    for body in (b"", b"[]", b'{"directory": {}}', MAINTENANCE_PAGE):
        with pytest.raises(Malformed):
            parse_listing(body)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(INDEX)), st.binary(max_size=12), st.integers(0, 60))
def test_damage_is_told_or_harmless_and_never_a_crash(at: int, put: bytes, dropped: int) -> None:
    try:
        index = parse_master(INDEX[:at] + put + INDEX[at + dropped :])
    except Malformed:
        return
    assert len(index.filings) <= index.lines

"""A page of the feed, from bytes alone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.edgar.faults import Malformed
from bot.edgar.feed import parse_feed
from bot.stages import Filer
from bot.standin.edgar.misbehaviour import MAINTENANCE_PAGE, MISSING_XML, RATE_PAGE
from bot.standin.edgar.pages import feed_page, feed_row
from tests.edgar.samples import ACME, BOLT, filing

NOW = datetime(2026, 3, 2, 14, 30, tzinfo=UTC)
SERVED = filing(7, NOW, ACME, BOLT, items=("5.07", "9.01"))
PAGE = feed_page([feed_row(SERVED, ACME), feed_row(SERVED, BOLT)], NOW)


def _page(*rows: bytes) -> bytes:
    return feed_page(rows, NOW)


def _row(old: str, new: str) -> bytes:
    row = feed_row(SERVED, ACME)
    assert old.encode() in row
    return row.replace(old.encode(), new.encode())


def test_a_row_says_what_was_filed_by_whom_and_when() -> None:
    entry = parse_feed(PAGE).entries[0]
    assert entry.accession_number == "0009900200-26-000007"
    assert entry.form_type == "8-K"
    assert entry.filer == Filer("9900201", "Acme (Holdings) Corp")
    assert entry.role == "Filer"
    assert entry.items == ("5.07", "9.01")
    assert entry.accepted == NOW
    assert entry.filed == date(2026, 3, 2)
    assert entry.url.endswith("/9900201/000990020026000007/0009900200-26-000007-index.htm")


def test_names_may_hold_parentheses_and_dashes() -> None:
    assert [entry.filer.name for entry in parse_feed(PAGE).entries] == ["Acme (Holdings) Corp", "Bolt - Partners, L.P."]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Smith &amp; Sons", "Smith & Sons"),
        ("O&#39;Neil", "O'Neil"),
        ("&lt;!channel&gt; Corp", "<!channel> Corp"),
        ("Caf\xe9", "Caf\xe9"),
    ],
)
def test_a_name_is_unescaped_once(printed: str, name: str) -> None:
    row = feed_row(SERVED, ACME).replace(b"Acme (Holdings) Corp", printed.encode("latin-1"))
    assert parse_feed(_page(row)).entries[0].filer.name == name


def test_the_clock_of_the_feed_is_read() -> None:
    assert parse_feed(PAGE).served_at == NOW


def test_a_time_without_offset_is_eastern() -> None:
    row = _row("<updated>2026-03-02T09:30:00-05:00</updated>", "<updated>2026-03-02T09:30:00</updated>")
    assert parse_feed(_page(row)).entries[0].accepted == NOW


def test_a_bad_row_hides_no_other_and_is_named() -> None:
    page = parse_feed(_page(_row("<updated>2026", "<updated>soon"), feed_row(SERVED, BOLT)))
    assert [entry.filer.cik for entry in page.entries] == ["9900202"]
    assert page.rows == 2
    assert [fault.form_type for fault in page.faults] == ["8-K"]
    assert page.faults[0].reason.startswith("row 1: ")


def test_a_title_of_another_shape_does_not_lose_the_filing() -> None:
    page = parse_feed(_page(_row("8-K - Acme (Holdings) Corp (0009900201) (Filer)", "Acme reports")))
    assert page.faults == ()
    assert (page.entries[0].form_type, page.entries[0].filer) == ("8-K", Filer("9900201", "Acme reports"))


def test_the_accession_number_is_found_where_the_id_lacks_it() -> None:
    page = parse_feed(_page(_row("urn:tag:sec.gov,2008:accession-number=0009900200-26-000007", "urn:x")))
    assert page.entries[0].accession_number == "0009900200-26-000007"


def test_a_feed_cut_in_the_middle_gives_its_whole_rows_and_a_fault() -> None:
    whole = parse_feed(PAGE)
    page = parse_feed(PAGE[: PAGE.rindex(b"<updated>")])
    assert page.faults
    assert page.entries[0] == whole.entries[0]


def test_a_feed_without_its_last_line_is_a_fault() -> None:
    assert parse_feed(PAGE.replace(b"</feed>", b"")).faults


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_another_encoding_of_the_same_characters_is_read(encoding: str) -> None:
    assert len(parse_feed(PAGE.decode("latin-1").encode(encoding)).entries) == 2


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_another_encoding_is_recognised_and_refused(encoding: str) -> None:
    with pytest.raises(Malformed, match="encoding"):
        parse_feed(PAGE.decode("latin-1").encode(encoding))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"  \n",
        RATE_PAGE,
        MAINTENANCE_PAGE,
        MISSING_XML,
        b"no markup",
        b"\x00\x01\x02",
        b"/etc/hostname",
        b"<?xml version='1.0'?><rss version='2.0'><channel><title>x</title></channel></rss>",
        b"{}",
    ],
    ids=[
        "nothing",
        "blank",
        "block page",
        "maintenance page",
        "file store",
        "prose",
        "binary",
        "a path",
        "RSS",
        "JSON",
    ],
)
def test_what_is_no_feed_is_never_a_feed_without_news(body: bytes) -> None:
    with pytest.raises(Malformed):
        parse_feed(body)


def test_an_empty_feed_has_no_rows_and_no_fault() -> None:
    page = parse_feed(_page())
    assert (page.rows, page.entries, page.faults) == (0, (), ())


def test_entities_without_end_do_not_run_away() -> None:
    entities = "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(12))
    bomb = f"<?xml version='1.0'?><!DOCTYPE f [<!ENTITY a0 'ha'>{entities}]><feed xmlns='http://www.w3.org/2005/Atom'>"
    body = (bomb + "<title>&a12;</title></feed>").encode()
    try:
        assert parse_feed(body).entries == ()
    except Malformed:
        return


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(PAGE)), st.binary(max_size=12), st.integers(0, 40))
def test_damage_is_a_fault_or_a_refusal_and_never_a_crash(at: int, put: bytes, dropped: int) -> None:
    try:
        page = parse_feed(PAGE[:at] + put + PAGE[at + dropped :])
    except Malformed:
        return
    assert len(page.entries) <= page.rows

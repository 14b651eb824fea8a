from __future__ import annotations

from datetime import date, datetime

import pytest

from parsers.header import FormerName, Header, Registrant, read_header
from parsers.items import item_number
from parsers.submission import read_submission

TAGGED = """<ACCESSION-NUMBER>0009990005-26-000001
<TYPE>8-K/A
<PUBLIC-DOCUMENT-COUNT>2
<PERIOD>20260601
<ITEMS>5.07
<FILING-DATE>20260603
<FILER>
<COMPANY-DATA>
<CONFORMED-NAME>TIDE & MILL CO
<CIK>0009990005
</COMPANY-DATA>
<FORMER-COMPANY>
<FORMER-CONFORMED-NAME>TIDE CO
<DATE-CHANGED>20010203
</FORMER-COMPANY>
</FILER>
"""
SAID = Header(
    accession_number="0009990005-26-000001",
    form_type="8-K/A",
    period=date(2026, 6, 1),
    filed=date(2026, 6, 3),
    items=("5.07",),
    registrants=(Registrant("TIDE & MILL CO", "9990005", former_names=(FormerName("TIDE CO", date(2001, 2, 3)),)),),
)


def test_the_bulk_feeds_tags_say_the_same_as_the_archives_lines() -> None:
    assert read_header(TAGGED) == SAID


def test_tags_without_line_ends_say_the_same() -> None:
    assert read_header(TAGGED.replace("\n", "")) == SAID


def test_the_bulk_feed_has_no_acceptance_time() -> None:
    data = f"<SUBMISSION>\n{TAGGED}<DOCUMENT><TYPE>8-K/A<SEQUENCE>1<TEXT>Item 5.07</TEXT></DOCUMENT>".encode()
    submission = read_submission(data)
    assert submission.header == SAID
    assert [(d.type, d.text) for d in submission.documents] == [("8-K/A", "Item 5.07")]


def test_an_index_headers_page_gives_the_header_and_no_document() -> None:
    page = (
        "<HTML><HEAD><TITLE>SEC EDGAR Submission</TITLE>\n<!--\n<SEC-HEADER>0009990005-26-000001.hdr.sgml : 20260603\n"
        f"<ACCEPTANCE-DATETIME>20260603170102\n{TAGGED}</SEC-HEADER>\n-->\n</HEAD><BODY><PRE>&lt;SEC-HEADER&gt;</PRE>"
    )
    submission = read_submission(page.encode())
    assert submission.documents == ()
    assert submission.header.accepted == datetime(2026, 6, 3, 17, 1, 2)  # noqa: DTZ001 - New York's wall clock
    assert submission.header.items == ("5.07",)


def test_what_a_header_does_not_say_is_none() -> None:
    assert read_header("nothing of a header here") == Header()


def test_a_date_that_is_none_is_not_guessed() -> None:
    header = read_header("ACCESSION NUMBER:\t0009990005-26-000001\nCONFORMED PERIOD OF REPORT:\t20261399\n")
    assert (header.accession_number, header.period) == ("0009990005-26-000001", None)


def test_every_role_of_a_registrant_is_kept() -> None:
    header = read_header(
        "ACCESSION NUMBER: 0009990005-26-000001\n\nSUBJECT COMPANY:\n\n\tCOMPANY DATA:\n"
        "\t\tCOMPANY CONFORMED NAME:\t\tTARGET CO\n\t\tCENTRAL INDEX KEY:\t\t0000000012\n\n"
        "FILED BY:\n\n\tCOMPANY DATA:\n"
        "\t\tCOMPANY CONFORMED NAME:\t\tHOLDER LP\n\t\tCENTRAL INDEX KEY:\t\t0000000034\n"
    )
    assert [(r.role, r.name, r.cik) for r in header.registrants] == [
        ("SUBJECT COMPANY", "TARGET CO", "12"),
        ("FILED BY", "HOLDER LP", "34"),
    ]


@pytest.mark.parametrize(
    ("name", "old", "number"),
    [
        ("Submission of Matters to a Vote of Security Holders", False, "5.07"),
        ("Departure of Directors or Principal Officers; Election of Directors", False, "5.02"),
        ("Departure of Directors or Certain Officers; Election of Directors", False, "5.02"),
        ("Results of Operations and Financial Condition", False, "2.02"),
        ("Results of Operations and Financial Condition", True, "12"),
        ("Other Events", False, "8.01"),
        ("Other events", True, "5"),
        ("Regulation FD Disclosure", True, "9"),
        ("Financial statements and exhibits", True, "7"),
        ("Changes in Registrant's Certifying Accountant", False, "4.01"),
        ("Amendments to Articles of Incorporation or Bylaws; Change in Fiscal Year", False, "5.03"),
        ("Item 5.07: Submission of Matters", False, "5.07"),
        ("5.07", False, "5.07"),
        ("An item of a later year", False, None),
    ],
)
def test_an_items_name_stands_for_its_number(name: str, old: bool, number: str | None) -> None:
    assert item_number(name, old=old) == number


def test_an_item_that_nobody_knows_is_kept_by_its_name() -> None:
    header = read_header("ACCESSION NUMBER: 0009990005-26-000001\nITEM INFORMATION:\t\tAn item of a later year\n")
    assert (header.items, header.unknown_items) == ((), ("An item of a later year",))


def test_names_before_august_2004_are_old_items() -> None:
    header = read_header("ITEM INFORMATION:\t\tOther events\nFILED AS OF DATE:\t\t20040604\n")
    assert header.items == ("5",)

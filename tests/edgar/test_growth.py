"""What EDGAR sends, made to hurt: time grows with its length and no faster, at every door but the feed's own."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest

from bot.edgar.faults import Malformed
from bot.edgar.header import parse_header_page
from bot.edgar.indexes import parse_master
from bot.edgar.sieve import Sieve
from parsers.errors import Unreadable
from parsers.read import read_report
from tests.parsers.growth import MOST, growth

ARRIVING = 65_536
"""Bytes that come at once."""
COLUMNS = b"CIK|Company Name|Form Type|Date Filed|File Name\n-----\n"
HEADER = b"<SEC-DOCUMENT>0001234567-26-000001.txt : 20260302\n<SEC-HEADER>\n"
REPORT = b"<DOCUMENT>\n<TYPE>8-K\n<TEXT>\n<p>Item 5.07 All nominees were elected.</p></TEXT></DOCUMENT>"
WORDS: dict[str, bytes] = {
    "begins of documents": b"<DOCUMENT>",
    "ends of documents": b"</DOCUMENT>",
    "documents": b"<DOCUMENT>\n<TYPE>8-K\n<TEXT>\nx\n</TEXT>\n</DOCUMENT>\n",
    "pictures": b"<DOCUMENT><TYPE>GRAPHIC<TEXT></DOCUMENT>",
    "half a begin": b"<DOCUMEN",
    "begins of headers": b"<SEC-HEADER>",
    "ends of headers": b"</SEC-HEADER>",
    "registrants": b"FILER:\nCOMPANY CONFORMED NAME: a\nCENTRAL INDEX KEY: 0000000077\n",
    "former names": b"FORMER CONFORMED NAME: a\nDATE OF NAME CHANGE: 20200101\n",
    "filers in tags": b"<FILER>\n<CONFORMED-NAME>a\n<CIK>77\n",
    "items": b"ITEM INFORMATION: x\n",
    "accession numbers": b"ACCESSION NUMBER:  0001234567-26-000001\n",
    "a name of a megabyte": b"HARBOR ",
    "capitals": b"A",
    "colons": b"A: ",
    "spaces": b" ",
    "line ends": b"\n",
    "carriage returns": b"\r",
    "NULs": b"\0",
    "brackets": b"<",
    "armour": b"-----BEGIN PRIVACY-ENHANCED MESSAGE-----\n",
    "bars": b"|",
    "forms": b"|8-K",
}


def sieved(body: bytes) -> None:
    sieve = Sieve()
    for at in range(0, len(body), ARRIVING):
        sieve.feed(body[at : at + ARRIVING])
    sieve.finish()


DOORS: dict[str, Callable[[bytes], object]] = {
    "sieve": sieved,
    "header page": lambda body: parse_header_page(b"<html><!--\n<SEC-HEADER>\n" + body + b"</SEC-HEADER>"),
    "page without a header": parse_header_page,
    "index": lambda body: parse_master(COLUMNS + body),
    "header": lambda body: read_report(HEADER + body + b"\n</SEC-HEADER>\n" + REPORT, "x"),
    "name": lambda body: read_report(HEADER + b"FILER:\nCOMPANY CONFORMED NAME: " + body + b"x\n" + REPORT, "x"),
    "lone text": lambda body: read_report(body, "x"),
}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("words", WORDS)
def test_time_grows_with_length_and_no_faster(door: str, words: str) -> None:
    piece = WORDS[words]

    def take(count: int) -> None:
        with suppress(Malformed, Unreadable):
            DOORS[door](piece * count)

    assert growth(take, 20_000 // len(piece)) <= MOST


def test_a_filing_of_ever_more_registrants_is_joined_in_step_with_their_number() -> None:
    def take(count: int) -> None:
        row = "|Harbor|8-K|20260302|edgar/data/77/0001234567-26-000001.txt\n"
        (filing,) = parse_master(COLUMNS + "".join(f"{cik}{row}" for cik in range(1, count + 1)).encode()).filings
        assert len(filing.filers) == count

    assert growth(take, 1_000) <= MOST

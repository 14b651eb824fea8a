from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from parsers.documents import structure
from parsers.errors import Unreadable
from parsers.header import FormerName, Header, Registrant
from parsers.submission import read_submission

HARBOR = (Path(__file__).parent / "samples" / "harbor-2026.txt").read_bytes()


def test_a_submission_gives_its_header() -> None:
    assert read_submission(HARBOR).header == Header(
        accession_number="0009990001-26-000042",
        form_type="8-K",
        period=date(2026, 5, 8),
        filed=date(2026, 5, 12),
        accepted=datetime(2026, 5, 12, 16, 31, 5),  # noqa: DTZ001 - the wall clock in New York, as EDGAR prints it
        items=("5.07", "9.01"),
        registrants=(
            Registrant(
                "HARBOR LIGHT WORKS INC",
                "9990001",
                former_names=(
                    FormerName("HARBOR LAMP CO", date(2011, 3, 4)),
                    FormerName("CASCO OIL LAMPS", date(1998, 7, 1)),
                ),
            ),
            Registrant("HARBOR LIGHT FINANCE LLC", "9990002"),
        ),
    )


def test_a_submission_gives_every_document_with_what_the_submission_calls_it() -> None:
    documents = read_submission(HARBOR).documents
    assert [(d.type, d.name, d.sequence, d.description) for d in documents] == [
        ("8-K", "harbor-8k.htm", 1, "CURRENT REPORT"),
        ("EX-99.1", "", 2, ""),
        ("GRAPHIC", "lamp.jpg", 3, ""),
        ("XML", "R1.htm", 4, ""),
    ]


def test_only_the_report_and_its_releases_may_hold_results() -> None:
    documents = read_submission(HARBOR).documents
    assert [d.type for d in documents if d.may_hold_results] == ["8-K", "EX-99.1"]


def test_a_documents_body_is_what_stands_between_its_text_tags() -> None:
    release = read_submission(HARBOR).documents[1]
    assert release.text == (
        "FOR IMMEDIATE RELEASE\n\nHarbor Light Works announced that its holders elected Ada Reed.\n"
    )


def test_no_document_is_copied_before_it_is_asked_for() -> None:
    documents = read_submission(HARBOR).documents
    assert all(document.buffer is HARBOR for document in documents)


def test_cover_facts_are_found_where_the_text_prints_them() -> None:
    document = structure(read_submission(HARBOR).documents[0])
    facts = [(f.name, f.value, f.context, f.span and document.words(f.span)) for f in document.cover_facts]
    assert facts == [
        ("EntityCentralIndexKey", "0009990001", "c1", None),
        ("EntityRegistrantName", "Harbor Light Works, Inc.", "c1", "Harbor Light Works, Inc."),
        ("Security12bTitle", "Common Stock", "c2", "Common Stock"),
        ("TradingSymbol", "HLW", "c2", "HLW"),
        ("SecurityExchangeName", "NYSE", "c2", "NYSE"),
    ]


def test_hidden_facts_styles_and_the_title_are_no_text_of_the_filing() -> None:
    text = structure(read_submission(HARBOR).documents[0]).text
    assert text.splitlines()[0] == "Harbor Light Works, Inc."
    assert "margin" not in text


def test_a_submission_cut_off_anywhere_still_gives_the_documents_before_the_cut() -> None:
    for end in range(HARBOR.index(b"Item 5.07"), len(HARBOR), 97):
        documents = read_submission(HARBOR[:end]).documents
        assert documents[0].type == "8-K"
        assert "Harbor Light Works, Inc." in structure(documents[0]).text


def test_a_privacy_enhanced_message_of_the_1990s_is_opened() -> None:
    data = b"""-----BEGIN PRIVACY-ENHANCED MESSAGE-----
Proc-Type: 2001,MIC-CLEAR
Originator-Name: keymaster@example.org
MIC-Info: RSA-MD5,RSA,
 kHA7Exd8WmaXPGN3UYQf7PaUjx7WO1D3

<IMS-DOCUMENT>0009990003-95-000007.txt : 19950515
<IMS-HEADER>0009990003-95-000007.hdr.sgml : 19950515
ACCESSION NUMBER:		0009990003-95-000007
CONFORMED SUBMISSION TYPE:	8-K
CONFORMED PERIOD OF REPORT:	19950510
ITEM INFORMATION:		Other events
FILED AS OF DATE:		19950515

FILER:

	COMPANY DATA:
		COMPANY CONFORMED NAME:			OLD MILL CORP
		CENTRAL INDEX KEY:			0009990003
</IMS-HEADER>
<DOCUMENT>
<TYPE>8-K
<SEQUENCE>1
<TEXT>
<PAGE>
- -------------
Item 5.  Other Events
</TEXT>
</DOCUMENT>
-----END PRIVACY-ENHANCED MESSAGE-----
"""
    submission = read_submission(data)
    assert submission.header.items == ("5",)
    assert submission.header.registrants[0].name == "OLD MILL CORP"
    (document,) = submission.documents
    assert structure(document).text == "-------------\nItem 5. Other Events"


def test_a_submission_whose_tags_were_taken_away_is_read_by_its_lines() -> None:
    data = b"""0009990004-98-000002.txt : 19980612
0009990004-98-000002.hdr.sgml : 19980612
ACCESSION NUMBER:		0009990004-98-000002
CONFORMED SUBMISSION TYPE:	10-Q
CONFORMED PERIOD OF REPORT:	19980430
FILED AS OF DATE:		19980612

FILER:

	COMPANY DATA:
		COMPANY CONFORMED NAME:			PLAIN COAT INC
		CENTRAL INDEX KEY:			0009990004
10-Q
1
QUARTERLY REPORT

Item 4.  Submission of Matters to a Vote of Security Holders
EX-27
2

<ARTICLE> 5
"""
    submission = read_submission(data)
    assert submission.header.accession_number == "0009990004-98-000002"
    assert [(d.type, d.sequence, d.may_hold_results) for d in submission.documents] == [
        ("10-Q", 1, True),
        ("EX-27", 2, False),
    ]
    assert submission.documents[0].text.startswith("QUARTERLY REPORT")


def test_a_lone_document_is_a_submission_without_a_header() -> None:
    submission = read_submission(b"<html><p>Item 5.07</p></html>", "report.htm")
    assert submission.header == Header()
    assert [(d.name, d.type, d.is_html, d.may_hold_results) for d in submission.documents] == [
        ("report.htm", "", True, True)
    ]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"%PDF-1.7 \x00\x01", "a PDF, not text"),
        (b"PK\x03\x04rest", "a ZIP archive, not text"),
        (b"\x1f\x8b\x08", "gzip-compressed, not text"),
        (b"\x89PNG\r\n", "a PNG image, not text"),
        (bytes(range(256)) * 40, "binary, not text"),
        (b"\x00" * 5000, "binary, not text"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line_that_names_the_fault(data: bytes, fault: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_submission(data, "mail.bin")
    assert str(refused.value) == f"mail.bin: {fault}"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("The Company’s vote — 5".encode(), "The Company’s vote — 5"),
        ("The Company’s vote — 5".encode("cp1252"), "The Company’s vote — 5"),
        ("Señor".encode("latin-1"), "Señor"),
        ("Ada’s votes".encode("utf-16"), "Ada’s votes"),
        ("\ufeffAda".encode(), "Ada"),
        ("Ada’s".encode()[:-2], "Ada\ufffd"),
        (b"Ada\x00 Reed", "Ada Reed"),
    ],
)
def test_every_encoding_that_filings_come_in_is_decoded(data: bytes, text: str) -> None:
    (document,) = read_submission(data).documents
    assert structure(document).text == text

"""Addresses are built from the configured hosts, and nothing else is ever asked."""

from __future__ import annotations

from datetime import date

import pytest

from bot.edgar.addresses import Addresses
from bot.stages import Filer, Filing

HERE = Addresses("http://127.0.0.1:9000/", "http://127.0.0.1:9001", "http://127.0.0.1:9002")
INNOVO = Filing("0001015402-04-002424", "8-K", (Filer("844143", "INNOVO GROUP INC"),))


def test_every_address_begins_with_a_configured_host() -> None:
    assert HERE.current("8-K", 100) == (
        "http://127.0.0.1:9000/cgi-bin/browse-edgar?action=getcurrent&type=8-K&company=&dateb=&owner=include"
        "&start=100&count=100&output=atom"
    )
    folder = "http://127.0.0.1:9000/Archives/edgar/data/844143/000101540204002424/0001015402-04-002424"
    assert HERE.submission(INNOVO) == f"{folder}.txt"
    assert HERE.header_page(INNOVO) == f"{folder}-index-headers.html"
    assert HERE.flat_submission(INNOVO) == "http://127.0.0.1:9000/Archives/edgar/data/844143/0001015402-04-002424.txt"
    assert HERE.daily_master(date(2026, 4, 1)).endswith("/Archives/edgar/daily-index/2026/QTR2/master.20260401.idx")
    assert HERE.quarter_master(1996, 3).endswith("/Archives/edgar/full-index/1996/QTR3/master.gz")
    assert HERE.submissions("844143") == "http://127.0.0.1:9001/submissions/CIK0000844143.json"


def test_people_are_shown_the_public_page() -> None:
    assert HERE.filing_page(INNOVO).startswith("https://www.sec.gov/Archives/edgar/data/844143/")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9003/x",
        "https://127.0.0.1:9000/x",
        "http://127.0.0.1:9000@elsewhere.example/x",
        "http://user@127.0.0.1:9000/x",
        "http://127.0.0.1:9000.elsewhere.example/x",
        "http://127.0.0.1:99999/x",
        "file:///etc/passwd",
        "//127.0.0.1:9000/x",
        "",
    ],
)
def test_another_host_is_not_allowed(url: str) -> None:
    assert not HERE.allows(url)


def test_the_configured_hosts_are_allowed() -> None:
    assert all(HERE.allows(f"http://127.0.0.1:900{n}/x") for n in range(3))
    assert Addresses().allows("HTTPS://WWW.SEC.GOV:443/files/company_tickers.json")


@pytest.mark.parametrize("name", ["../../etc/passwd", "CIK1.json", "CIK0000320193-submissions-001.json/../x"])
def test_a_page_name_from_outside_cannot_lead_elsewhere(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be part"):
        HERE.submissions_page(name)


@pytest.mark.parametrize(
    ("cik", "accession"), [("../x", "0001015402-04-002424"), ("844143", "0001015402-04-002424/../x"), ("", "x")]
)
def test_a_filing_with_a_strange_number_has_no_address(cik: str, accession: str) -> None:
    with pytest.raises(ValueError, match="cannot be part"):
        HERE.submission(Filing(accession, "8-K", (Filer(cik, "X"),)))


def test_a_host_must_be_a_web_address() -> None:
    with pytest.raises(ValueError, match="not an http"):
        Addresses(www="ftp://www.sec.gov")

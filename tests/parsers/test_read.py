"""The whole reading: every value has its words, and no number is in a report that the filing does not print."""

import gc
from pathlib import Path

import pytest

from parsers.errors import Unreadable
from parsers.read import read_report
from parsers.report import Kind
from tests.parsers.reports import filing, report_of

CORPUS = Path(__file__).parents[1] / "corpus"
BLOCKS = (
    "Of 2,000 shares outstanding, 1,423 were represented in person or by proxy.",
    "1. Election of directors. Each nominee was elected.",
    [
        ["Nominee", "For", "Withheld", "Broker Non-Votes"],
        ["Ann Lee", "1,000", "20", "403"],
        ["Bob Day", "1,005.5", "14.5", "403"],
    ],
    "2. Ratification of Smith LLP as auditors was approved, with 1,400 votes for, 20 against and 3 abstaining.",
)


def test_every_value_has_the_words_it_was_read_from() -> None:
    report = report_of(*BLOCKS)
    assert {pointer for pointer in report.evidence if pointer.startswith("/proposals/0/nominees/1")} == {
        "/proposals/0/nominees/1/name",
        "/proposals/0/nominees/1/elected",
        "/proposals/0/nominees/1/votes/for",
        "/proposals/0/nominees/1/votes/withheld",
        "/proposals/0/nominees/1/votes/broker_non_votes",
    }
    assert report.evidence["/proposals/0/nominees/1/votes/for"].quote == "1,005.5"
    assert report.evidence["/proposals/1/votes/against"].quote == "20"
    assert report.evidence["/proposals/1/outcome"].rule.startswith("stated")
    assert all(found.rule for found in report.evidence.values())


def test_a_filing_without_results_is_none_and_holds_nothing() -> None:
    report = read_report(
        b"<html><body><p>Item 2.02 Results of Operations</p><p>Sales rose by 12%.</p></body></html>", "x.htm"
    )
    assert report.kind is Kind.NONE
    assert report.proposals == ()
    assert report.review_reasons == ()


def test_a_filing_that_is_cut_off_in_the_middle_still_reads() -> None:
    whole = filing(*BLOCKS)
    for end in range(200, len(whole), 97):
        report = read_report(whole[:end], "cut.htm")
        for pointer, found in report.evidence.items():
            if "/votes/" in pointer:
                assert found.quote in whole.decode()


def test_what_is_no_filing_raises_one_clear_line() -> None:
    with pytest.raises(Unreadable, match=r"nothing\.htm"):
        read_report(b"", "nothing.htm")


def test_reading_leaves_nothing_behind() -> None:
    assert read_report(filing(*BLOCKS), "a.htm") == read_report(filing(*BLOCKS), "a.htm")


def test_reading_makes_no_cycle_that_only_the_collector_could_free() -> None:
    filings = [path.read_bytes() for path in sorted(CORPUS.glob("*/filing.*"))]
    gc.collect()
    gc.disable()
    try:
        for data in filings:
            read_report(data, "corpus")
        assert len(filings) > 30
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_the_collector_is_as_it_was_after_a_reading_and_after_one_that_fails() -> None:
    assert gc.isenabled()
    read_report(filing(*BLOCKS), "x.htm")
    assert gc.isenabled()
    with pytest.raises(Unreadable):
        read_report(b"", "nothing.htm")
    assert gc.isenabled()
    gc.disable()
    try:
        read_report(filing(*BLOCKS), "x.htm")
        assert not gc.isenabled()
    finally:
        gc.enable()

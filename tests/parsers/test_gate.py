from __future__ import annotations

import pytest

from parsers.gate import could_tell, worth_reading
from parsers.submission import SubmissionDocument
from parsers.words.results import RULES, ResultRule

TABLES = "<tr><td>Total current assets</td><td>128,645</td><td>133,293</td></tr>" * 700


def exhibit(words: str, type_: str = "EX-99.1") -> SubmissionDocument:
    body = f"<html><body><p>{words}</p><table>{TABLES}</table></body></html>".encode()
    return SubmissionDocument(type_, "ex99.htm", 2, "", 0, len(body), body)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_document_with_a_sentence_that_a_rule_takes_is_read(rule: ResultRule) -> None:
    assert could_tell(exhibit(rule.takes))


def test_an_earnings_release_of_tables_is_passed_over() -> None:
    assert not could_tell(
        exhibit(
            "The board of directors declared a dividend of $0.20 per share, payable to stockholders of record. "
            "Total shareholders’ equity; common stock, 50,400,000 shares authorized."
        )
    )


@pytest.mark.parametrize(
    "words",
    [
        "Item 5.07 Submission of Matters to a Vote of Security Holders. None.",
        "Item 4. Submission of Matters to a Vote of Security Holders",
        "Final voting results are attached.",
        "Shares Voted For 1,118 Against 72",
    ],
)
def test_an_item_made_for_results_is_read_whatever_it_says(words: str) -> None:
    assert could_tell(exhibit(words, "8-K"))


@pytest.mark.parametrize("page", ["{header}<p>{words}</p>", "<p>{words}</p>{header}"])
def test_hidden_facts_before_or_behind_the_words_hide_none_of_them(page: str) -> None:
    header = "<ix:header><ix:hidden>0001234567</ix:hidden></ix:header>"
    assert could_tell(exhibit(page.format(header=header, words=RULES[0].takes)))


def test_a_periodic_report_is_always_read() -> None:
    assert could_tell(exhibit("Nothing.", "10-Q"))


def test_words_apart_in_markup_are_still_beside_each_other() -> None:
    assert could_tell(
        exhibit("the <b>stock</b>&nbsp;<i>holders</i>\n   <span>of the Company</span> <u>Approved</u> it")
    )


def test_a_filing_in_which_nothing_could_tell_is_not_laid_out() -> None:
    assert worth_reading([exhibit("Revenue rose.", "8-K"), exhibit("Revenue rose.")]) == []


def test_beside_an_exhibit_that_could_tell_the_report_is_read_and_other_exhibits_are_not() -> None:
    report, release, tables = exhibit("See Exhibit 99.", "8-K"), exhibit(RULES[0].takes), exhibit("Revenue rose.")
    assert worth_reading([report, release, tables]) == [report, release]


def test_a_report_whose_header_names_the_item_for_results_is_read_whatever_it_says() -> None:
    report, tables = exhibit("Nothing.", "8-K"), exhibit("Revenue rose.")
    assert worth_reading([report, tables], items=("5.07", "9.01")) == [report]
    assert worth_reading([report, tables], items=("8.01", "9.01")) == []

"""Releases tell results in running sentences; each matter of a sentence is a proposal of its own."""

from __future__ import annotations

import pytest

from parsers.read import read_report
from parsers.report import MeetingReport
from tests.parsers.reports import elected

DATELINE = "NEW YORK, May 6, 2021 -- Acme Corp. (NYSE: ACM) held its annual meeting of shareholders on May 5, 2021."


def release(sentence: str) -> MeetingReport:
    return read_report(f"<html><body><p>{DATELINE}</p><p>{sentence}</p></body></html>".encode(), "release.htm")


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Shareholders re-elected Ann Lee, Bob Day and Carl Fox to the board, ratified the selection of Smith LLP "
            "as independent auditor and approved, on an advisory basis, the company's executive compensation.",
            [("auditor_ratification", "approved"), ("say_on_pay", "approved")],
        ),
        (
            "Shareholders approved the reverse stock split and rejected a shareholder proposal on political spending.",
            [("capital_structure", "approved"), ("shareholder_proposal", "not_approved")],
        ),
        (
            "The shareholders also approved amendments to the articles of incorporation and the 2021 equity plan.",
            [("charter_amendment", "approved"), ("equity_plan", "approved")],
        ),
        (
            "Shareholders approved all proposals, including the ratification of Smith LLP and say on pay.",
            [("auditor_ratification", "approved"), ("say_on_pay", "approved")],
        ),
        (
            "Stockholders voted overwhelmingly in favor of the merger with Beta Corp.",
            [("transaction", "approved")],
        ),
        (
            "The majority stockholder approved, by majority written consent, an amendment of the certificate "
            "to increase the number of authorized shares and approved the 1995 Stock Incentive Plan.",
            [("capital_structure", "approved"), ("equity_plan", "approved")],
        ),
    ],
)
def test_each_matter_of_a_sentence_is_told(sentence: str, told: list[tuple[str, str]]) -> None:
    report = release(sentence)
    assert [(p.category.value, p.outcome and p.outcome.value) for p in report.proposals if not p.nominees] == told


def test_the_persons_of_a_compound_sentence_are_its_election() -> None:
    report = release(
        "Shareholders re-elected Ann Lee, Bob Day and Carl Fox to the board and approved the 2021 equity plan."
    )
    assert elected(report) == {"Ann Lee": True, "Bob Day": True, "Carl Fox": True}


def test_an_election_without_names_is_kept_in_doubt() -> None:
    report = release(
        "Shareholders elected all director nominees and ratified the appointment of Smith LLP as auditors."
    )
    assert report.review_reasons == ("an election without the names of its nominees",)


def test_a_frequency_told_in_words_alone_is_what_holders_chose() -> None:
    report = release("Stockholders selected one year as the frequency of future say-on-pay votes.")
    assert [p.frequency_chosen and p.frequency_chosen.value for p in report.proposals] == ["one_year"]

"""What filings and releases say of votes, meetings and elections without telling how a vote of holders ended."""

from __future__ import annotations

import datetime as dt

import pytest

from parsers.document import Document
from parsers.header import Header
from parsers.passages import UNTOLD_COUNTS, find_results
from parsers.read import read_report
from parsers.report import Kind
from tests.parsers.papers import paper

FILED = Header(form_type="8-K", filed=dt.date(2013, 6, 12))
DATELINE = "JUNE 12, 2013 -- News of Acme Corp."

SENTENCES = (
    "Mr. Smith was elected to the Board at the Company's 2012 annual meeting of shareholders.",
    "Mr. Smith, who was elected a director at the annual meeting in May 2011, resigned on June 10, 2013.",
    "On June 10, 2013, the Board elected Jane Doe as a director to serve until the next annual meeting of "
    "shareholders.",
    "Shareholders who elected to receive cash will receive it on June 20, 2013.",
    "On June 10, 2013, the Compensation Committee approved awards under the 2010 Plan, which was approved by "
    "stockholders on May 20, 2010.",
    "The Company's 2013 annual meeting of stockholders will be held on July 30, 2013; stockholders of record on "
    "June 14, 2013 will be entitled to vote.",
    "Glass Lewis recommends Acme stockholders vote FOR all director nominees at the annual meeting on June 20, 2013.",
    "The Board of Directors has set June 28, 2013 as the date of the 2013 annual meeting. Proposals of "
    "stockholders must be received by June 20, 2013.",
    "Starboard urges stockholders to vote the GOLD card to elect its four nominees at the annual meeting of "
    "stockholders to be held on June 26, 2013.",
    "The merger agreement was unanimously approved by the boards of directors of both companies and remains "
    "subject to approval by Acme's stockholders.",
    "On June 11, 2013, Acme and Beta entered into a merger agreement. Holders of 55% of Acme's shares have agreed "
    "to vote in favor of the merger.",
    "On June 11, 2013, the Company received a notice of nomination from a stockholder of four candidates for "
    "election at the 2013 annual meeting.",
    "The Company adjourned its annual meeting, scheduled for June 11, 2013, to June 25, 2013 with respect to "
    "Proposal 2 in order to solicit additional votes.",
    "Net income rose 12%. Shareholders' equity was $1.2 billion at March 31, 2013. The board approved a dividend.",
    "On June 10, 2013 the Bankruptcy Court approved the disclosure statement; holders of claims may vote on the plan.",
    "Effective June 10, 2013 the stockholder rights plan was amended; the amendment was approved by the Board.",
    "The noteholders approved the amendments to the indenture in the consent solicitation, which expired on June "
    "10, 2013.",
    "At the annual meeting of the Board of Directors held on June 11, 2013, the following officers were elected: "
    "Ann Lee, President.",
    "We congratulate John Smith, elected chairman of the National Association at its annual meeting on June 8, 2013.",
    "The employees voted against union representation in an election held on June 7, 2013.",
    "The proposed settlement was approved by the court on June 11, 2013 after shareholder plaintiffs voted to accept.",
    "The Company's stockholders will vote on the proposal at a special meeting, the results of which will be "
    "reported on Form 8-K.",
    "Director Jane Roe notified the Board on June 10, 2013 that she will not stand for re-election at the annual "
    "meeting.",
    "In accordance with the vote of stockholders at the 2011 annual meeting, the Board holds say-on-pay votes "
    "annually.",
    "The tender offer expired on June 10, 2013; stockholders tendered 92% of the outstanding shares.",
    "If re-elected at the annual meeting of stockholders on June 27, 2013, Mr. Lee will chair the committee.",
    "The special committee of independent directors voted to approve the going private transaction on June 9, 2013.",
    "Members of the Company's sales team voted Acme the best place to work.",
    "Acme's board of directors voted on June 10, 2013 to increase the quarterly dividend for shareholders.",
    "A definitive proxy statement has been mailed to holders of record; the results of the vote are expected on "
    "June 28, 2013.",
    "The date of the annual meeting has changed by more than 30 days from the anniversary of last year's meeting, "
    "at which directors were elected.",
)

FORMS = {
    "Item 8.01": lambda words: [paper("Item 8.01 Other Events.", words)],
    "Item 5.02": lambda words: [paper("Item 5.02 Departure of Directors or Certain Officers.", words)],
    "an exhibit": lambda words: [paper("Item 8.01 Other Events.", "See it."), paper(DATELINE, words, type="EX-99.1")],
    "a release alone": lambda words: [paper(DATELINE, words, type="")],
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("words", SENTENCES)
def test_it_tells_no_result(words: str, form: str) -> None:
    documents: list[Document] = FORMS[form](words)
    assert find_results(FILED, documents).kind is Kind.NONE


@pytest.mark.parametrize(
    "words",
    [
        "On June 10, 2013, the holders of the Series A preferred stock elected Mr. Jones to the Board of Directors.",
        "On June 11, 2013, the majority stockholder delivered a written consent approving the merger.",
        "On June 11, 2013, at the annual meeting, each of the nominees was elected.",
        "On June 11, 2013, holders of 61% of the shares voted in favor of the merger at a special meeting.",
    ],
)
def test_a_vote_of_this_week_is_a_result_in_any_item(words: str) -> None:
    for documents in ([paper("Item 8.01 Other Events.", words)], [paper(DATELINE, words, type="")]):
        assert find_results(FILED, documents).kind is Kind.MEETING_RESULTS


def test_a_table_of_sides_without_a_sentence_that_tells_is_a_doubt_and_never_a_silent_none() -> None:
    head = "<html><body><p>Item 8.01 Other Events.</p><p>The holders of each series met. They chose so:</p><table><tr>"
    cells = "<td>Series</td><td>For</td><td>Against</td></tr><tr><td>North</td><td>4,118</td><td>90</td></tr></table>"
    report = read_report((head + cells + "</body></html>").encode(), "series.htm")
    assert report.kind is Kind.MEETING_RESULTS or report.review_reasons == (UNTOLD_COUNTS,)


def test_a_table_of_money_is_no_table_of_sides() -> None:
    head = "<html><body><p>Item 2.02 Results.</p><p>Stockholders' meeting to vote: none.</p><table><tr>"
    cells = "<td>For the year</td><td>Withholding tax</td></tr><tr><td>4,118</td><td>90</td></tr></table>"
    assert read_report((head + cells + "</body></html>").encode(), "money.htm").review_reasons == ()


def test_votes_counted_in_a_sentence_that_tells_no_result_are_a_doubt_and_never_a_silent_none() -> None:
    words = "At the meeting of the holders of each series the votes stood so: for 4,118,200, against 90,400."
    report = read_report(f"<html><body><p>Item 8.01 Other Events.</p><p>{words}</p></body></html>".encode(), "s.htm")
    assert report.kind is Kind.MEETING_RESULTS or report.review_reasons == (UNTOLD_COUNTS,)

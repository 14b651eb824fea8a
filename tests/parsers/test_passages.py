"""Where a filing tells results, and whether it tells any."""

from __future__ import annotations

import datetime as dt

import pytest

from parsers.document import Document
from parsers.header import Header
from parsers.passages import find_results
from parsers.report import Kind
from tests.parsers.papers import paper

FILED = Header(form_type="8-K", filed=dt.date(2020, 5, 12))
HEADING = "Item 5.07. Submission of Matters to a Vote of Security Holders."
MEETING = "On May 7, 2020, Acme Corp. held its annual meeting of stockholders."
TABLE = [["Nominee", "For", "Withheld"], ["Ann Lee", "1,234,567", "89,012"]]
SIGNATURES = "SIGNATURES"


def kind_of(*documents: Document, header: Header = FILED) -> Kind:
    return find_results(header, documents).kind


def words_of(document: Document, header: Header = FILED) -> str:
    found = find_results(header, [document])
    return "\n".join(p.document.words(b.span) for p in found.passages for b in p.blocks)


def test_item_507_is_read_from_its_heading_to_the_next_item() -> None:
    document = paper(
        "Item 5.02 Departure of Directors or Certain Officers.",
        "Mr. Fox left.",
        HEADING,
        MEETING,
        TABLE,
        "Item 9.01 Exhibits.",
    )
    words = words_of(document)
    assert words.startswith(MEETING)
    assert "Ann Lee" in words
    assert "Fox" not in words
    assert "Exhibits" not in words


def test_proposals_that_number_themselves_as_items_do_not_cut_the_passage() -> None:
    document = paper(
        HEADING, MEETING, "Item 1. Election of Directors", TABLE, "Item 2. Executive officers' pay: approved."
    )
    assert "Item 2." in words_of(document)


def test_a_heading_that_runs_on_into_its_text_keeps_the_text() -> None:
    document = paper(f"{HEADING} {MEETING} The stockholders approved the plan by 1,234 votes for and 56 against.")
    assert words_of(document).startswith("On May 7, 2020")


def test_signatures_end_the_passage() -> None:
    assert "Secretary" not in words_of(paper(HEADING, MEETING, TABLE, SIGNATURES, "By: Ann Lee, Secretary"))


def test_a_heading_in_two_cells_of_a_layout_table_is_one() -> None:
    document = paper([["Item 5.07", "Submission of Matters to a Vote of Security Holders."]], MEETING, TABLE)
    assert words_of(document).startswith(MEETING)


def test_a_mention_of_the_item_is_no_heading() -> None:
    document = paper("Item 8.01 Other Events.", "Item 5.07 of the report filed last week is amended as to a date.")
    assert kind_of(document) is Kind.NONE


def test_item_4_of_a_quarterly_report_ends_at_item_5() -> None:
    document = paper(
        "PART I",
        "Item 4. Controls and Procedures",
        "They work.",
        "PART II. OTHER INFORMATION",
        "Item 4. Submission of Matters to a Vote of Security Holders",
        "The annual meeting was held on April 20, 2000. Ann Lee was elected: 1,234 votes for, 56 withheld.",
        "Item 5. Other Information",
        "None of it matters.",
        type="10-Q",
    )
    words = words_of(document, Header(form_type="10-Q", filed=dt.date(2000, 5, 11)))
    assert words.startswith("The annual meeting")
    assert "matters" not in words.lower().replace("submission of matters", "")


@pytest.mark.parametrize(
    "words", ["No matters were submitted to a vote of security holders.", "None.", "Not applicable."]
)
def test_item_4_without_matters_is_no_result(words: str) -> None:
    document = paper(
        "Item 4. Submission of Matters to a Vote of Security Holders", words, "Item 5. Other Information", type="10-K"
    )
    assert kind_of(document) is Kind.NONE


def test_a_table_of_contents_is_passed_over() -> None:
    document = paper(
        "Item 4. Submission of Matters to a Vote of Security Holders ........ 19",
        "PART II",
        "Item 4. Submission of Matters to a Vote of Security Holders",
        "At the annual meeting held on May 2, 2000, stockholders approved the plan.",
        type="10-Q",
    )
    assert words_of(document, Header(form_type="10-Q", filed=dt.date(2000, 5, 11))).startswith("At the annual meeting")


def test_an_item_that_points_to_its_exhibit_is_read_in_the_exhibit() -> None:
    item = paper(HEADING, "The information in the press release attached as Exhibit 99.1 is incorporated by reference.")
    release = paper(
        "Acme Stockholders Approve Merger", "Stockholders approved it today.", type="EX-99.1", name="ex.htm"
    )
    found = find_results(FILED, [item, release])
    assert (found.kind, [p.document.name for p in found.passages]) == (Kind.MEETING_RESULTS, ["ex.htm"])


def test_what_the_item_counts_is_not_read_again_from_an_exhibit() -> None:
    item = paper(HEADING, MEETING, TABLE)
    release = paper("Acme Stockholders Elect Directors", TABLE, "They voted today.", type="EX-99.1", name="ex.htm")
    assert [p.document.name for p in find_results(FILED, [item, release]).passages] == ["paper.htm"]


def test_counts_of_an_exhibit_complete_an_item_that_only_tells_in_words() -> None:
    item = paper(HEADING, MEETING, "The stockholders elected all nominees.")
    release = paper("Acme Stockholders Elect Directors", "They voted today.", TABLE, type="EX-99.1", name="ex.htm")
    assert [p.document.name for p in find_results(FILED, [item, release]).passages] == ["paper.htm", "ex.htm"]


def test_boilerplate_below_a_release_is_left_out() -> None:
    release = paper(
        "Acme Stockholders Approve Merger",
        "RENO, May 7, 2020 -- At a special meeting held today stockholders approved the merger.",
        "About Acme Corp.",
        "Acme makes anvils and had 1,234 of them.",
        type="EX-99.1",
    )
    assert "anvils" not in words_of(release)


YES = """
Acme Stockholders Overwhelmingly Approve Merger with Beta
At a special meeting held today, unitholders approved the sale of the partnership's property.
At the annual meeting held on May 7, 2020, all six nominees were re-elected.
Shareholders of Acme Bancorp have approved the merger, the company said on May 8, 2020.
Preliminary results indicate that stockholders have elected all eight of the company's nominees.
The proposal to adopt the merger agreement received the affirmative vote of 68% of the outstanding shares.
On May 7, 2020, holders of a majority of our common stock acted by written consent to elect Ann Lee.
At the annual meeting of members held on May 7, 2020, the members of the cooperative elected two directors.
Shareholders voted down a proposal to split the chair at Thursday's meeting, and approved the pay plan today.
At the meeting on May 7, 2020, the stockholders did not approve the increase in authorized shares.
"""
NO = """
Acme will hold its special meeting on June 27, 2020 to approve the business combination.
If the proposals are approved at the special meeting, the merger will close in June.
On May 7, 2020, the Board of Directors of Acme elected Ann Lee a director.
At its meeting on May 7, 2020, the Board of Directors approved a dividend and appointed Ann Lee.
Shareholders approved the plan in April 1998; 350,000 shares may be issued under it.
On January 15, 2019, stockholders approved the plan under which the options were granted today.
Stockholders who have voted need not vote again.
We ask that you vote FOR all three of our nominees at the annual meeting on June 3, 2020.
The special meeting was postponed from May 7, 2020 to May 21, 2020 to allow more time to vote.
The annual meeting of May 7, 2020 was adjourned for lack of a quorum until May 21, 2020.
ISS recommends that stockholders vote for the merger at the meeting on May 14, 2020.
Mr. Smith will not stand for re-election at the 2020 annual meeting.
Acme reports record results for the first quarter; holders of record on May 7, 2020 get a dividend.
The merger is subject to the approval of shareholders of both companies, who meet on June 3, 2020.
Noted investor Beta nominated three directors for election at the annual meeting on June 3, 2020.
The option holders may elect to receive cash or stock by May 14, 2020.
We are pleased that our shareholders approved the merger in December, said the chief executive.
At the time of adjournment proxies representing 48% of the shares had been received, of which 92% voted in favor.
The court approved the settlement with shareholders on May 7, 2020.
"""


@pytest.mark.parametrize("sentence", YES.strip().splitlines())
def test_a_release_that_tells_a_result_as_news_is_one(sentence: str) -> None:
    release = paper("RENO, Nev., May 8, 2020 -- News of Acme Corp.", sentence, type="EX-99.1")
    assert kind_of(paper("Item 8.01 Other Events.", "See Exhibit 99.1."), release) is Kind.MEETING_RESULTS


@pytest.mark.parametrize("sentence", NO.strip().splitlines())
def test_a_release_about_other_things_is_none(sentence: str) -> None:
    release = paper("RENO, Nev., May 8, 2020 -- News of Acme Corp.", sentence, type="EX-99.1")
    assert kind_of(paper("Item 8.01 Other Events.", "See Exhibit 99.1."), release) is Kind.NONE


@pytest.mark.parametrize(
    "sentence", [s for s in NO.strip().splitlines() if "January 15" not in s and "in December" not in s]
)
def test_the_same_sentences_alone_are_none(sentence: str) -> None:
    assert kind_of(paper(sentence, type=""), header=Header()) is Kind.NONE


def test_an_announcement_that_there_are_results_tells_none_without_them() -> None:
    words = "On May 8, 2020, Acme issued a release announcing the voting results of its annual meeting (Exhibit 99.1)."
    release = paper("RENO, May 8, 2020 -- Acme announces voting results from its annual meeting", TABLE, type="EX-99.1")
    assert kind_of(paper("Item 8.01 Other Events.", words)) is Kind.NONE
    assert kind_of(paper(HEADING, words)) is Kind.NONE
    assert kind_of(paper("Item 8.01 Other Events.", words), release) is Kind.MEETING_RESULTS


def test_a_vote_of_months_ago_recalled_deep_in_an_earnings_release_is_no_news() -> None:
    release = paper(
        "RENO, May 8, 2020 -- Acme reports record earnings for the first quarter.",
        "x " * 2000,
        "In other news the stockholders approved the merger.",
        type="EX-99.1",
    )
    assert (
        kind_of(paper("Item 2.02 Results of Operations and Financial Condition.", "See Exhibit 99.1."), release)
        is Kind.NONE
    )


def test_an_item_502_that_tells_of_the_vote_of_this_week_is_a_result() -> None:
    document = paper(
        "Item 5.02 Departure of Directors or Certain Officers.",
        "On May 7, 2020, at the annual meeting, the stockholders approved the 2020 Plan.",
    )
    assert kind_of(document) is Kind.MEETING_RESULTS


def test_an_item_502_that_recalls_an_old_vote_is_none() -> None:
    document = paper(
        "Item 5.02 Departure of Directors or Certain Officers.",
        "Ms. Lee was granted options under the 2016 Plan, which stockholders approved on May 5, 2016.",
    )
    assert kind_of(document) is Kind.NONE


def test_a_meeting_adjourned_without_a_vote_is_none_and_not_doubtful() -> None:
    found = find_results(
        FILED,
        [paper(HEADING, "The annual meeting was convened and adjourned until June 4, 2020 for lack of a quorum.")],
    )
    assert (found.kind, found.review_reasons) == (Kind.NONE, ())


def test_an_adjournment_that_was_voted_on_is_a_result() -> None:
    document = paper(
        HEADING, "At the special meeting the stockholders approved the adjournment of the meeting to June 4, 2020."
    )
    assert kind_of(document) is Kind.MEETING_RESULTS


def test_an_item_507_in_which_nothing_can_be_read_is_a_reason_for_review() -> None:
    found = find_results(FILED, [paper(HEADING, "Matters of great weight were pondered.")])
    assert found.kind is Kind.NONE
    assert found.review_reasons == ("Item 5.07 holds text in which no result could be read",)


def test_a_bare_verdict_counts_in_an_item_made_for_results() -> None:
    assert kind_of(paper(HEADING, "Proposal 1: approved.")) is Kind.MEETING_RESULTS


def test_vertical_blocks_of_counts_are_counts() -> None:
    assert (
        kind_of(paper(HEADING, "Increase of the authorized shares", "For: 27,753,626", "Against: 3,420,494"))
        is Kind.MEETING_RESULTS
    )


def test_a_quarterly_report_recalls_votes_in_its_notes_without_telling_them() -> None:
    document = paper(
        "PART I",
        "Item 1. Financial Statements",
        "The split was approved by the stockholders at the annual meeting on April 20, 2000.",
        "PART II",
        "Item 6. Exhibits",
        type="10-Q",
    )
    assert kind_of(document, header=Header(form_type="10-Q", filed=dt.date(2000, 5, 11))) is Kind.NONE


def test_a_proxy_excerpt_filed_beside_the_results_is_not_read() -> None:
    excerpt = paper(
        "Excerpt from the proxy statement", "If approved, the plan will reserve shares.", type="EX-99.1", name="ex.htm"
    )
    assert [p.document.name for p in find_results(FILED, [paper(HEADING, MEETING, TABLE), excerpt]).passages] == [
        "paper.htm"
    ]


@pytest.mark.parametrize(
    "blocks",
    [
        ("Proposal 3. Frequency of votes on pay", [["One Year", "1,000"], ["Two Years", "20"], ["Three Years", "300"]]),
        ("Proposal 1. Election of Directors", [["Jane Doe", "1,000", "20", "400"]]),
        ([["Nominee", "For", "Withheld"]], [["Jane Doe", "1,000", "20"]]),
        ("(a) Election of directors: Jane Doe (1,000 for, 20 withheld), John Roe (1,005 for, 15 withheld).",),
        ("Shares voted for 1,234; shares voted against 56.",),
        ("Affirmative: 1,234. Abstain: 5.",),
    ],
)
def test_in_item_507_two_counts_together_are_a_tally(blocks: tuple[str | list[list[str]], ...]) -> None:
    assert kind_of(paper(HEADING, *blocks)) is Kind.MEETING_RESULTS


def test_days_and_years_are_no_tally() -> None:
    words = "On June 5, 2018 the meeting was adjourned to June 26, 2018 to gather votes for it; nobody was against it."
    assert kind_of(paper(HEADING, words)) is Kind.NONE


def test_an_item_named_in_the_header_and_not_found_in_the_text_is_a_reason_for_review() -> None:
    header = Header(form_type="8-K", filed=dt.date(2020, 5, 12), items=("5.07", "9.01"))
    found = find_results(header, [paper("FORM 8-K", "Item 9.01 Exhibits.", "None.")])
    assert found.review_reasons == ("the filing's header names Item 5.07, and no text of it was found",)


def test_a_long_item_that_also_names_an_exhibit_is_never_a_silent_none() -> None:
    found = find_results(FILED, [paper(HEADING, "Matters were pondered at length. " * 40, "See Exhibit 99.1.")])
    assert found.review_reasons == ("Item 5.07 holds text in which no result could be read",)


AMENDED = Header(form_type="8-K/A", filed=dt.date(2011, 9, 20))
DECISION = (
    "As previously reported, at the annual meeting held on May 5, 2011, holders favored annual votes on executive pay. "
    "On September 15, 2011, the Board of Directors determined that it will hold an advisory vote on pay every year, "
    "until the next vote on the frequency of such votes."
)


def test_an_amendment_that_only_adds_the_boards_frequency_is_none() -> None:
    found = find_results(AMENDED, [paper(HEADING, DECISION, type="8-K/A")])
    assert (found.kind, found.review_reasons) == (Kind.NONE, ())
    assert "board decided" in found.reason


def test_an_amendment_that_restates_the_counts_is_a_result() -> None:
    table = [["1 Year", "2 Years", "3 Years"], ["12,345,678", "1,234", "5,678"]]
    assert kind_of(paper(HEADING, DECISION, table, type="8-K/A"), header=AMENDED) is Kind.MEETING_RESULTS


@pytest.mark.parametrize(
    "heading",
    [
        "ITEM 5.07 – SUBMISSION OF MATTERS TO A VOTE OF SECURITY HOLDERS",
        "Item 5.07",
        "5.07 Submission of Matters to a Vote of Security Holders",
        "Item 5. 07. Submission of Matters to a Vote of Security Holders",
        "Items 5.07 and 8.01. Submission of Matters to a Vote of Security Holders; Other Events",
        "Section 5 – Corporate Governance and Management Item 5.07 Submission of Matters to a Vote of Security Holders",
        "Submission of Matters to a Vote of Security Holders.",
    ],
)
def test_the_heading_in_its_spellings(heading: str) -> None:
    document = paper("FORM 8-K", heading, MEETING, TABLE, "Item 9.01 Exhibits.")
    assert words_of(document).startswith(MEETING)
    assert "Exhibits" not in words_of(document)


def test_a_number_and_a_name_in_two_paragraphs_are_one_heading() -> None:
    document = paper(
        "PART II",
        "Item 4.",
        "Submission of Matters to a Vote of Security Holders",
        "At the annual meeting held on May 2, 2000, stockholders approved the plan.",
        "Item 5.",
        "Other Information",
        "Nothing.",
        type="10-Q",
    )
    words = words_of(document, Header(form_type="10-Q", filed=dt.date(2000, 5, 11)))
    assert words == "At the annual meeting held on May 2, 2000, stockholders approved the plan."


def test_items_in_the_rows_of_one_layout_table_are_cut_apart() -> None:
    rows = [
        ["Item 5.02", "Departure of Directors or Certain Officers."],
        ["", "Mr. Fox left."],
        ["Item 5.07", "Submission of Matters to a Vote of Security Holders."],
        ["", f"{MEETING} The stockholders approved the plan."],
        ["Item 9.01", "Exhibits."],
    ]
    words = words_of(paper(rows))
    assert "approved the plan" in words
    assert "Fox" not in words


def test_the_old_item_5_of_the_form_is_read_by_its_name() -> None:
    document = paper(
        "ITEM 5. OTHER EVENTS",
        "At the annual meeting held April 28, 1998 the stockholders elected nine directors.",
        "ITEM 7. EXHIBITS",
    )
    assert kind_of(document, header=Header(form_type="8-K", filed=dt.date(1998, 5, 1))) is Kind.MEETING_RESULTS

"""The header facts of a meeting, in the words of many writers."""

from __future__ import annotations

import datetime as dt

import pytest

from parsers.document import Document
from parsers.header import Header
from parsers.meeting import MeetingFacts, read_meeting
from parsers.passages import Passage, Results
from parsers.report import Count, FactDoubt, Kind, MeetingType
from tests.parsers.papers import paper

FILED = Header(filed=dt.date(2020, 5, 12))


def read(*paragraphs: str, header: Header = FILED, around: tuple[Document, ...] = ()) -> MeetingFacts:
    document = paper(*paragraphs)
    results = Results(Kind.MEETING_RESULTS, "given", (Passage(document, document.blocks, "Item 5.07", "given"),))
    return read_meeting(results, header, (document, *around))


@pytest.mark.parametrize(
    ("words", "kind", "day"),
    [
        ("On May 7, 2020, Acme Corp. (the “Company”) held its 2020 Annual Meeting of Stockholders.", "annual", 7),
        ("The Annual Meeting of Shareholders of Acme Corp. was held on May 7, 2020 in Reno, Nevada.", "annual", 7),
        ("The Company held its annual meeting of shareholders virtually on Thursday, May 7, 2020.", "annual", 7),
        ("Acme's annual shareholders’ meeting took place May 7, 2020.", "annual", 7),
        ("The 2020 Annual General Meeting of Acme plc was convened on 7 May 2020 at 10:00 a.m.", "annual", 7),
        ("At the Annual Meeting of Members held May 7, 2020, the following matters were voted on.", "annual", 7),
        ("At its Annual Meeting on May 7, 2020, unitholders voted on two proposals.", "annual", 7),
        ("(a) The annual meeting was held on May 7, 2020. (b) The following were elected.", "annual", 7),
        ("On May 7, 2020, at the annual meeting of shareholders, the holders elected nine directors.", "annual", 7),
        ("A Special Meeting of Shareholders of the Fund was held on May 7, 2020.", "special", 7),
        ("On May 7, 2020, the Trust held a special meeting of its beneficial holders.", "special", 7),
        ("On May 7, 2020, the Company convened an extraordinary general meeting of shareholders.", "special", 7),
        ("On May 7, 2020, we held a special meeting in lieu of the 2020 annual meeting of stockholders.", "special", 7),
        ("The Annual and Special Meeting of shareholders was held on May 7, 2020.", "annual", 7),
        (
            "The special meeting originally convened on April 20, 2020 was adjourned and reconvened on May 7, 2020.",
            "special",
            7,
        ),
        (
            "On May 7, 2020, Acme reconvened its Annual Meeting, which had been adjourned on April 30, 2020.",
            "annual",
            7,
        ),
        ("The annual meeting for the fiscal year ended December 31, 2019 was held on May 7, 2020.", "annual", 7),
        (
            "The proxy statement dated March 3, 2020 was for the annual meeting held on May 7, 2020.",
            "annual",
            7,
        ),
        ("Our annual meeting was held on May 7.", "annual", 7),
        ("The annual meeting of shareholders was held by the Company on May 7, 2020.", "annual", 7),
        (
            "On May 7, 2020, holders of a majority of the shares acted by written consent to approve the split.",
            "written_consent",
            7,
        ),
        (
            "On May 7, 2020, the Company received written consents in lieu of a meeting from holders of 61%.",
            "written_consent",
            7,
        ),
        (
            "By written consent dated May 7, 2020, the majority stockholder approved the amendment.",
            "written_consent",
            7,
        ),
    ],
)
def test_kind_and_day_of_the_vote(words: str, kind: str, day: int) -> None:
    meeting = read(words).meeting
    assert (meeting.type, meeting.date) == (MeetingType(kind), dt.date(2020, 5, day))


def test_a_meeting_adjourned_to_a_later_day_was_decided_when_it_was_held() -> None:
    words = "On May 7, 2020, the Company held its annual meeting. As to Proposal 2 it was adjourned until June 4, 2020."
    assert read(words).meeting.date == dt.date(2020, 5, 7)


def test_the_right_to_act_by_written_consent_makes_no_written_consent() -> None:
    words = (
        "On May 7, 2020, Acme held its annual meeting.",
        "Proposal 4. Shareholder proposal on the right to act by written consent.",
    )
    assert read(*words).meeting.type is MeetingType.ANNUAL


def test_a_passage_that_leaves_the_day_out_takes_it_from_the_text_around() -> None:
    passage = "The holders elected each nominee at the Annual Meeting."
    document = paper("On May 7, 2020, Acme held its annual meeting of shareholders (the “Annual Meeting”).", passage)
    results = Results(Kind.MEETING_RESULTS, "given", (Passage(document, document.blocks[1:], "Item 5.07", "given"),))
    assert read_meeting(results, FILED, [document]).meeting.date == dt.date(2020, 5, 7)


def test_today_in_a_release_is_the_day_of_its_dateline() -> None:
    words = "RENO, Nev., May 7, 2020 -- Acme Inc. said its holders approved the merger at a special meeting today."
    facts = read(words)
    assert (facts.meeting.type, facts.meeting.date) == (MeetingType.SPECIAL, dt.date(2020, 5, 7))
    assert facts.evidence["/meeting/date"].quote == "May 7, 2020"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("its holders approved the merger at a special meeting held earlier today", 8),
        ("its holders approved the merger at a special meeting held yesterday", 7),
        ("its holders approved the merger at a special meeting on Wednesday", 6),
        ("its holders approved the merger at a special meeting on Friday", 8),
        ("its holders approved the merger at a special meeting on Thursday, May 7", 7),
    ],
)
def test_a_day_told_by_a_word_is_counted_from_the_dateline(words: str, day: int) -> None:
    """8 May 2020 was a Friday."""
    assert read(f"RENO, Nev., May 8, 2020 -- Acme Inc. said {words}.").meeting.date == dt.date(2020, 5, day)


def test_a_release_of_today_about_yesterdays_meeting_means_yesterday() -> None:
    words = (
        "RENO, Nev., May 8, 2020 -- Acme today said its holders approved the merger.",
        "So voted yesterday's meeting.",
    )
    assert read(*words).meeting.date == dt.date(2020, 5, 7)


def test_the_day_on_which_results_will_be_filed_is_not_the_day_of_the_vote() -> None:
    words = (
        "RENO, May 8, 2020 -- Acme Inc. today announced that its holders approved the merger at a special meeting.",
        "The inspector's final results of the special meeting will be reported on Form 8-K on May 11, 2020.",
    )
    assert read(*words).meeting.date is None


def test_a_release_that_only_dates_itself_tells_no_day_of_the_vote() -> None:
    words = "RENO, Nev., May 8, 2020 -- Acme Inc. today announced that its stockholders have approved the merger."
    assert read(words).meeting.date is None


@pytest.mark.parametrize(
    "words",
    [
        "As of March 9, 2020, the record date for the meeting, 1,000,000 shares were outstanding.",
        "The record date for the meeting was March 9, 2020.",
        "Holders of record at the close of business on March 9, 2020 were entitled to vote.",
        "There were 1,000,000 shares outstanding as of the March 9, 2020 record date.",
        "Only stockholders of record on March 9, 2020 (the “Record Date”) could vote.",
        "At the close of business on March 9, 2020, there were 1,000,000 shares outstanding and entitled to vote.",
        "Holders of 1,000,000 shares outstanding on March 9, 2020, were entitled to vote at the meeting.",
    ],
)
def test_the_record_date_in_its_usual_places(words: str) -> None:
    facts = read("On May 7, 2020, Acme held its annual meeting of shareholders.", words)
    assert facts.meeting.record_date == dt.date(2020, 3, 9)
    assert facts.evidence["/meeting/record_date"].quote == "March 9, 2020"


@pytest.mark.parametrize(
    "words",
    [
        "The dividend is payable to holders of record on April 9, 2020.",
        "The proxy statement was filed on March 9, 2020.",
        "The plan was adopted as of March 9, 2020.",
    ],
)
def test_other_days_are_no_record_date(words: str) -> None:
    assert read("On May 7, 2020, Acme held its annual meeting of shareholders.", words).meeting.record_date is None


@pytest.mark.parametrize(
    ("words", "outstanding", "represented"),
    [
        (
            "Of the 9,000,000 shares outstanding and entitled to vote, 8,000,000 were represented.",
            9000000,
            8000000,
        ),
        (
            "There were 9,000,000 shares entitled to be voted; 8,000,000 shares were voted in person or by proxy.",
            9000000,
            8000000,
        ),
        (
            "8,000,000 shares were represented (88.9 percent of the 9,000,000 shares outstanding).",
            9000000,
            8000000,
        ),
        (
            "A total of 8,000,000 shares, or 88.9%, of the 9,000,000 shares eligible to vote were present.",
            9000000,
            8000000,
        ),
        (
            "Holders of 8,000,000 shares, representing 88.9% of the outstanding shares, were present.",
            None,
            8000000,
        ),
        (
            "The number of shares entitled to vote was 9,000,000. The number present or represented was 8,000,000.",
            9000000,
            8000000,
        ),
        ("There were present at the meeting in person or by proxy 8,000,000 shares of common stock.", None, 8000000),
        ("As of the record date, 9,000,000 shares of common stock were issued and outstanding.", 9000000, None),
        ("Total shares outstanding: 9,000,000", 9000000, None),
        ("8,000,000 of the 9,000,000 outstanding units were voted at the meeting.", 9000000, 8000000),
        (
            "9,000,000 shares were outstanding, of which 8,000,000 attended the meeting, constituting a quorum.",
            9000000,
            8000000,
        ),
        (
            "The holders of 8,000,000 Common Shares (88.9% of the Common Shares outstanding) were present by proxy.",
            None,
            8000000,
        ),
        (
            "There were 9,000,000 shares of Common Stock entitled to vote at the meeting, in person or by proxy.",
            9000000,
            None,
        ),
        ("90.1% of the 9,000,000 shares entitled to vote were represented.", 9000000, None),
        ("Proxies representing 8,000,000 shares, or 88.9%, were received.", None, 8000000),
        ("5,000,000 common shares and 20,000 preferred shares were outstanding and entitled to vote.", None, None),
        (
            "There were 5,100,000 shares of Class A stock, par value $0.0001 (“Class A stock”), and 20,000 shares of "
            "Class F stock, par value $0.0001 per share (together, the “stock”), outstanding.",
            None,
            None,
        ),
        ("The plan reserves 9,000,000 shares, of which 1,000,000 shares are outstanding as options.", None, None),
        ("The nominee received 8,000,000 votes for and 1,000,000 votes against.", None, None),
        ("The amendment requires the votes of 8,000,000 shares, a majority of those outstanding.", None, None),
    ],
)
def test_shares_outstanding_and_represented(words: str, outstanding: Count | None, represented: Count | None) -> None:
    meeting = read("On May 7, 2020, Acme held its annual meeting of shareholders.", words).meeting
    assert (meeting.shares_outstanding, meeting.shares_represented) == (outstanding, represented)


def test_shares_told_class_by_class_without_a_total_are_not_summed() -> None:
    words = "There were 31,098,400 shares of Class A stock and 12,728,100 shares of Class B stock present."
    assert read("On May 7, 2020, Acme held its annual meeting.", words).meeting.shares_represented is None


def test_a_printed_total_of_the_classes_is_taken() -> None:
    words = (
        "There were 3,000,000 shares of Class A stock and 2,000,000 shares of Class B stock outstanding.",
        "An aggregate of 5,000,000 shares was outstanding and entitled to vote.",
    )
    assert read("On May 7, 2020, Acme held its annual meeting.", *words).meeting.shares_outstanding == 5_000_000


def test_shares_in_rows_of_a_table() -> None:
    document = paper(
        "On May 7, 2020, Acme held its annual meeting.",
        [["Shares outstanding on the record date", "9,000,000"], ["Shares represented at the meeting", "8,000,000"]],
    )
    results = Results(Kind.MEETING_RESULTS, "given", (Passage(document, document.blocks, "Item 5.07", "given"),))
    meeting = read_meeting(results, FILED, [document]).meeting
    assert (meeting.shares_outstanding, meeting.shares_represented) == (9_000_000, 8_000_000)


@pytest.mark.parametrize(
    ("words", "quorum"),
    [
        ("A quorum was present.", True),
        ("8,000,000 shares were represented, constituting a quorum.", True),
        ("The meeting lacked a quorum.", False),
        ("A quorum was not present.", False),
        ("A majority is required for a quorum.", None),
        ("Nothing else happened.", None),
    ],
)
def test_a_quorum_is_stated_or_denied_or_not_spoken_of(words: str, quorum: bool | None) -> None:
    assert read("On May 7, 2020, Acme held its annual meeting.", words).meeting.quorum_stated is quorum


@pytest.mark.parametrize(
    ("words", "preliminary"),
    [
        ("The preliminary results below are based on a tabulation by the inspector.", True),
        ("These results are preliminary; final results will be filed by amendment.", True),
        ("The final voting results are set forth below.", False),
        ("This amendment replaces the preliminary results previously reported.", False),
    ],
)
def test_preliminary_counts_are_marked(words: str, preliminary: bool) -> None:
    assert read("On May 7, 2020, Acme held its annual meeting.", words).meeting.preliminary is preliminary


def test_more_shares_represented_than_outstanding_is_a_reason_for_review() -> None:
    facts = read(
        "On May 7, 2020, Acme held its annual meeting.",
        "There were 8,000,000 shares outstanding. A total of 9,000,000 shares were represented.",
    )
    assert [c.passed for c in facts.checks if c.name == "represented within outstanding"] == [False]
    reason = "more are represented than outstanding: 9,000,000 represented of 8,000,000 outstanding"
    assert facts.meeting.doubts == (FactDoubt("shares_represented", reason),)


def test_a_printed_turnout_is_compared_with_the_shares() -> None:
    words = "Of 9,000,000 shares outstanding, 8,000,000 shares, or 88.9%, were represented."
    facts = read("On May 7, 2020, Acme held its annual meeting.", words)
    assert [(c.name, c.passed) for c in facts.checks if c.name == "printed turnout"] == [("printed turnout", True)]


def test_a_meeting_far_from_the_period_of_report_is_a_reason_for_review() -> None:
    header = Header(form_type="8-K", filed=dt.date(2020, 5, 12), period=dt.date(2020, 5, 7))
    facts = read("On February 7, 2020, Acme held its annual meeting.", header=header)
    reason = "the filing's period of report is 2020-05-07, the meeting's date reads 2020-02-07"
    assert facts.meeting.doubts == (FactDoubt("date", reason),)


def test_a_day_of_last_year_is_that_of_the_cover_and_in_doubt() -> None:
    header = Header(form_type="8-K", filed=dt.date(2020, 5, 12), period=dt.date(2020, 5, 7))
    cover = paper("Date of Report (Date of earliest event reported): May 7, 2020")
    facts = read("On May 7, 2019, Acme held its 2020 annual meeting.", header=header, around=(cover,))
    assert facts.meeting.date == dt.date(2020, 5, 7)
    assert facts.evidence["/meeting/date"].quote == "May 7, 2020"
    assert facts.meeting.doubtful == {"date"}


def test_every_value_has_its_words() -> None:
    facts = read(
        "On May 7, 2020, Acme held its annual meeting. There were 9,000,000 shares outstanding. A quorum was present."
    )
    assert {where: e.quote for where, e in facts.evidence.items()} == {
        "/meeting/type": "annual meeting",
        "/meeting/date": "May 7, 2020",
        "/meeting/shares_outstanding": "9,000,000",
        "/meeting/quorum_stated": "quorum",
    }

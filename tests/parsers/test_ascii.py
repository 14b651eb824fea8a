"""Typed pages: what stands side by side by spacing alone, as filings were written into the 2000s."""

from __future__ import annotations

import pytest

from parsers.document import Table
from tests.parsers.blocks import grid, shown, structured


def test_justified_lines_are_one_paragraph() -> None:
    assert shown(
        """<PAGE>
     PORTLAND,  May 8, 1997 -- Harbor Light Works  Inc.  announced
today  that  its  stockholders  elected Ada  Reed  and  approved
the  1997 Stock  Plan  with  20,793,953  votes  and  some  non-
binding advice.

     A second paragraph.
"""
    ) == [
        "PORTLAND, May 8, 1997 -- Harbor Light Works Inc. announced today that its stockholders elected Ada Reed and "
        "approved the 1997 Stock Plan with 20,793,953 votes and some non-binding advice.",
        "A second paragraph.",
    ]


def test_page_marks_and_page_numbers_are_no_text() -> None:
    assert shown(
        "First part of a long enough line.\n\n                    -3-\n<PAGE>    4\n\n     Second part.\n"
    ) == [
        "First part of a long enough line.",
        "Second part.",
    ]


def test_a_tagged_table_has_its_heading_over_its_counts() -> None:
    assert grid(
        """<TABLE>
<CAPTION>
                                   Votes         Authority
Name                               For           Withheld
- ----                             -----         ---------
<S>                                <C>           <C>
Ada Reed                           41,200,118    1,003,772
Bo Lindqvist, Jr.                  40,000,001           --
</TABLE>
"""
    ) == [
        [(1, 1, "Votes"), (2, 1, "Authority")],
        [(0, 1, "Name"), (1, 1, "For"), (2, 1, "Withheld")],
        [(0, 1, "Ada Reed"), (1, 1, "41,200,118"), (2, 1, "1,003,772")],
        [(0, 1, "Bo Lindqvist, Jr."), (1, 1, "40,000,001"), (2, 1, "--")],
    ]


def test_a_table_without_tags_is_found_by_its_spacing() -> None:
    assert shown(
        """     2.  Votes were cast on the auditors as follows:

            For            Against          Abstain
         ----------        -------          -------
         1,010,000          9,000            1,123

     3.  Other business was not brought.
"""
    ) == [
        "2. Votes were cast on the auditors as follows:",
        [["For", "Against", "Abstain"], ["1,010,000", "9,000", "1,123"]],
        "3. Other business was not brought.",
    ]


def test_a_count_that_is_missing_leaves_its_column_empty() -> None:
    assert grid(
        """<PAGE>
                            For         Against      Abstain

Stock plan               1,010,000        9,000        1,123
Auditors                 1,019,000                     1,123
"""
    )[2] == [(0, 1, "Auditors"), (1, 1, "1,019,000"), (3, 1, "1,123")]


def test_a_label_wrapped_over_lines_is_one_label() -> None:
    assert shown(
        """<TABLE>
<CAPTION>
                                        For            Against
<S>                                     <C>            <C>
To divide the board of
  directors into three classes          31,404,112     2,118,050

To ratify the auditors                  33,391,040       131,122
  for the year 1997
</TABLE>
"""
    ) == [
        [
            ["For", "Against"],
            ["To divide the board of directors into three classes", "31,404,112", "2,118,050"],
            ["To ratify the auditors for the year 1997", "33,391,040", "131,122"],
        ]
    ]


def test_dot_leaders_lead_to_a_count() -> None:
    assert shown(
        """<PAGE>
The vote was:

   For ..................  900,000
   Against . . . . . . .   10,000
   Abstain______________      123
"""
    ) == ["The vote was:", [["For", "900,000"], ["Against", "10,000"], ["Abstain", "123"]]]


def test_names_and_counts_side_by_side_stay_in_turn() -> None:
    assert shown("<PAGE>\nResult:\n\n   For  1,010,000      Against  9,000     Abstain  1,123\n") == [
        "Result:",
        [["For", "1,010,000", "Against", "9,000", "Abstain", "1,123"]],
    ]


def test_the_next_matter_is_no_part_of_the_last_rows_label() -> None:
    assert shown(
        "<PAGE>\n   Ada Reed        1,118,000     72\n   Bo Lind         1,117,000     73\n\n"
        "   2.  Ratification of the auditors.\n\n   For   1,190,000\n"
    )[:2] == [
        [["Ada Reed", "1,118,000", "72"], ["Bo Lind", "1,117,000", "73"]],
        "2. Ratification of the auditors.",
    ]


def test_rows_of_a_table_cut_by_a_page_are_one_table() -> None:
    assert shown(
        "<PAGE>\nAda Reed        1,118,000     72\n\n               12\n<PAGE>\n\nBo Lind         1,117,000     73\n"
    ) == [[["Ada Reed", "1,118,000", "72"], ["Bo Lind", "1,117,000", "73"]]]


def test_a_justified_sentence_that_ends_a_line_in_a_number_is_no_row() -> None:
    assert shown(
        "<PAGE>\nholders of  record on  that day  were  29,161,350\nshares of  common stock,  all of  them present.\n"
    ) == ["holders of record on that day were 29,161,350 shares of common stock, all of them present."]


def test_a_dash_that_was_escaped_for_mail_is_a_dash() -> None:
    assert shown("<PAGE>\n- -----------\n- - Ada Reed was elected.\n") == ["-----------", "- Ada Reed was elected."]


def test_lines_that_hang_below_a_lists_mark_go_on_with_it() -> None:
    assert shown(
        """<PAGE>
(a)  The annual meeting of stockholders of the Company was held on May 14,
     1996.

(b)  The plan was approved:  12,500,112 votes for; 12,000 votes
     against.

ITEM 5.  OTHER INFORMATION
     None.
"""
    ) == [
        "(a) The annual meeting of stockholders of the Company was held on May 14, 1996.",
        "(b) The plan was approved: 12,500,112 votes for; 12,000 votes against.",
        "ITEM 5. OTHER INFORMATION",
        "None.",
    ]


def test_a_heading_stands_over_the_columns_that_the_rule_below_it_is_drawn_over() -> None:
    assert grid(
        """<PAGE>
                                              Number of Shares
                                      -------------------------------
                                                            Authority
        Nominee                           For                Withheld
     ---------------                  ----------            ---------
     Thomas J. Barrow                 12,394,201              131,002
     William P. O'Donnell
       (Chairman)                     12,390,001              135,202
"""
    ) == [
        [(1, 2, "Number of Shares")],
        [(2, 1, "Authority")],
        [(0, 1, "Nominee"), (1, 1, "For"), (2, 1, "Withheld")],
        [(0, 1, "Thomas J. Barrow"), (1, 1, "12,394,201"), (2, 1, "131,002")],
        [(0, 1, "William P. O'Donnell (Chairman)"), (1, 1, "12,390,001"), (2, 1, "135,202")],
    ]


def test_words_over_rows_that_belong_to_none_are_a_row_of_their_own() -> None:
    assert shown(
        """<TABLE>
<CAPTION>
                                             For       Against    Abstain
<S>                                       <C>         <C>        <C>
1. Election of directors:
     Robert A. Smith                      5,120,301     41,200     1,100
Class II
     Susan B. Jones                       5,100,000     61,501     1,100
2. Approval of amendment to the
   articles of incorporation              4,800,100    300,101    61,300
</TABLE>
"""
    ) == [
        [
            ["For", "Against", "Abstain"],
            ["1. Election of directors:"],
            ["Robert A. Smith", "5,120,301", "41,200", "1,100"],
            ["Class II"],
            ["Susan B. Jones", "5,100,000", "61,501", "1,100"],
            ["2. Approval of amendment to the articles of incorporation", "4,800,100", "300,101", "61,300"],
        ]
    ]


def test_kinds_of_vote_and_counts_behind_a_name_stay_in_turn() -> None:
    assert shown(
        """<PAGE>
The directors were elected, each by the votes set opposite the name:

     John H. Adams . . . . . . . .  For: 15,203,411   Withheld: 22,110
     Mary L. Burke . . . . . . . .  For: 15,200,001   Withheld: 25,520
"""
    )[1] == [
        ["John H. Adams", "For:", "15,203,411", "Withheld:", "22,110"],
        ["Mary L. Burke", "For:", "15,200,001", "Withheld:", "25,520"],
    ]


def test_a_label_may_end_below_the_tables_last_row() -> None:
    assert shown(
        """<PAGE>
     Proposal                             For         Against     Abstain
     --------                             ---         -------     -------
     Ratification of the selection of  15,101,101      91,110     33,310
       Price & Co.
"""
    )[0][-1] == ["Ratification of the selection of Price & Co.", "15,101,101", "91,110", "33,310"]  # type: ignore[index]


def test_a_heading_repeated_for_other_matters_stands_over_their_counts() -> None:
    assert grid(
        """<PAGE>
                              Votes           Votes
Directors                      For           Withheld         Total
- ---------                -----------     -----------    ------------
P. Quincy Stone            22,118,204(1)       210,118    22,328,322

                              Votes           Votes          Votes
Proposal                       For           Against       Abstaining
- --------                 -----------     -----------    ------------
To merge with Acme         19,118,201       2,100,121     1,110,000
"""
    ) == [
        [(1, 1, "Votes"), (2, 1, "Votes")],
        [(0, 1, "Directors"), (1, 1, "For"), (2, 1, "Withheld"), (3, 1, "Total")],
        [(0, 1, "P. Quincy Stone"), (1, 1, "22,118,204(1)"), (2, 1, "210,118"), (3, 1, "22,328,322")],
        [(1, 1, "Votes"), (2, 1, "Votes"), (3, 1, "Votes")],
        [(0, 1, "Proposal"), (1, 1, "For"), (2, 1, "Against"), (3, 1, "Abstaining")],
        [(0, 1, "To merge with Acme"), (1, 1, "19,118,201"), (2, 1, "2,100,121"), (3, 1, "1,110,000")],
    ]


@pytest.mark.parametrize(
    ("heading", "columns"),
    [
        ("Every Year Every Two Years Every Three Years Abstentions", 4),
        ("Annually Biennially Triennially Abstain", 4),
        ("One Year Two Years Three Years Abstain", 4),
        ("For Against Abstain Unmarked", 4),
        ("Proposal Affirmative Negative Abstaining Spoiled", 4),
    ],
)
def test_a_heading_with_words_of_its_own_is_still_the_heading(heading: str, columns: int) -> None:
    document = structured(f"The vote was as follows:\n{heading}\n1,940,779 19,407 9,407 1,000\n")
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert [cell.column for cell in table.rows[0].cells][-columns:] == [1, 2, 3, 4]
    assert len(table.rows) == 2


def test_a_sentence_above_counts_is_no_heading() -> None:
    assert shown("Votes for and against the plan were counted by us as\n1,940,779 19,407\n")[0] != [["Votes"]]
    assert shown("The votes for and against were counted:\n1,940,779 19,407\n")[0] == (
        "The votes for and against were counted:"
    )


@pytest.mark.parametrize("page_number", ["- 2 -", "-2-", "2-", "Page 2 of 4", "— 2 —"])
def test_a_page_number_between_rendered_rows_is_no_row_and_no_text(page_number: str) -> None:
    assert shown(f"For Against Abstain\n13,159,594 14,580 104,630\n{page_number}\nAll were approved.\n") == [
        [["For", "Against", "Abstain"], ["13,159,594", "14,580", "104,630"]],
        "All were approved.",
    ]


def test_nought_between_dashes_is_a_count() -> None:
    assert shown("The vote:\nFor 1,118\nAgainst -0-\n")[1] == [["For", "1,118"], ["Against", "-0-"]]


def test_a_name_that_ends_in_a_point_a_mark_alone_and_a_last_word_do_not_end_a_rendered_line() -> None:
    assert shown(
        "Item 5.07 Submission of Matters to a Vote of Security\nHolders.\nOn January 10, 2020, Harbor Light Corp.\n"
        "(“the Company”) held a special meeting.\n1.\nThe proposal was approved.\n"
    ) == [
        "Item 5.07 Submission of Matters to a Vote of Security Holders.",
        "On January 10, 2020, Harbor Light Corp. (“the Company”) held a special meeting.",
        "1. The proposal was approved.",
    ]

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


RENDERED = """Item 5.07
Submission of Matters to a Vote of Security Holders.
On May 8, 2026, Harbor Light Works, Inc. (the “Company”) held its annual
meeting of stockholders. A total of 41,200,118 shares, as of March 1, 2026
were represented.
Proposal 1: Election of Directors
{heading}
Ada Reed 41,200,118 1,003,772 —
Bo Lindqvist, Jr. 40,000,001 0 2,203,889
Proposal 2: Ratification of auditors
For: 42,200,000
Against: 3,890
"""


@pytest.mark.parametrize(
    "heading",
    [
        "Nominee For Withheld Broker Non-Votes",
        "Nominee Votes For Votes Withheld Broker Non-Votes",
        "Nominee\nVotes\n   For Votes\n   Withheld Broker\n\n   Non-Votes",
        " For Withhold Authority Broker\n              Non-Votes",
        "Name of Nominee Shares Voted For Shares Withheld Broker Non-Vote",
        "Director Number of Votes For Number of Votes Withheld Number of Broker Non-Votes",
    ],
)
def test_rendered_rows_are_a_table_under_a_heading_with_as_many_columns(heading: str) -> None:
    document = structured(RENDERED.format(heading=heading))
    table = next(block for block in document.blocks if isinstance(block, Table))
    rows = [[(cell.column, document.words(cell.span)) for cell in row.cells] for row in table.rows]
    assert [column for column, _ in rows[0] if column] == [1, 2, 3]
    assert rows[1:] == [
        [(0, "Ada Reed"), (1, "41,200,118"), (2, "1,003,772"), (3, "—")],
        [(0, "Bo Lindqvist, Jr."), (1, "40,000,001"), (2, "0"), (3, "2,203,889")],
    ]


def test_rendered_sentences_are_joined_and_never_cut_into_cells() -> None:
    assert shown(RENDERED.format(heading="For Withheld Broker Non-Votes"))[:3] == [
        "Item 5.07 Submission of Matters to a Vote of Security Holders.",
        "On May 8, 2026, Harbor Light Works, Inc. (the “Company”) held its annual meeting of stockholders. "
        "A total of 41,200,118 shares, as of March 1, 2026 were represented.",
        "Proposal 1: Election of Directors",
    ]


def test_rendered_names_over_one_count_each_are_rows() -> None:
    assert shown(RENDERED.format(heading="For Withheld Broker Non-Votes"))[-2:] == [
        "Proposal 2: Ratification of auditors",
        [["For:", "42,200,000"], ["Against:", "3,890"]],
    ]


def test_two_spaces_in_a_rendered_row_are_an_empty_cell() -> None:
    text = "Nominee Votes For Votes Against Votes Withheld Broker Non-Votes\nAda Reed 41,200,118  1,003,772 \n"
    assert grid(text)[1] == [(0, 1, "Ada Reed"), (1, 1, "41,200,118"), (3, 1, "1,003,772")]


def test_a_count_and_a_dash_stuck_together_are_two_cells() -> None:
    assert shown("For Against Abstain Broker non-votes\n199,508,295 247,554 389,005-- \n") == [
        [["For", "Against", "Abstain", "Broker non-votes"], ["199,508,295", "247,554", "389,005", "--"]]
    ]


def test_a_page_number_is_no_part_of_the_paragraph_below_it() -> None:
    assert shown("All were elected.\n3\n(ii) Approval of executive compensation: approved.\n") == [
        "All were elected.",
        "3",
        "(ii) Approval of executive compensation: approved.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "The annual meeting was held on May 8, 2026",
        "The term of office ends in 2029",
        "Approved the increase of authorized shares to 900,000,000",
        "There were present in person or by proxy 41,200,118",
    ],
)
def test_a_sentence_that_ends_in_a_number_is_a_paragraph(line: str) -> None:
    assert shown(f"Introduction.\n{line}\nThe meeting was adjourned.\n")[1] == line


def test_a_kind_of_vote_and_one_number_are_a_row_however_small_the_number() -> None:
    assert shown("The plan was approved:\nVotes For 40\nVotes Against 2\nAbstentions —\nBroker Non-Votes N/A\n") == [
        "The plan was approved:",
        [["Votes For", "40"], ["Votes Against", "2"], ["Abstentions", "—"], ["Broker Non-Votes", "N/A"]],
    ]


@pytest.mark.parametrize(
    ("heading", "columns"),
    [
        (
            " Votes Cast Votes Broker Percentage of\nNominee For Withheld Non-Votes Votes Cast For",
            ["Votes Cast For", "Votes Withheld", "Broker Non-Votes", "Percentage of Votes Cast For"],
        ),
        (
            "    Percentage of\nName Votes Cast For Votes Withheld Broker Non-Votes Votes Cast For",
            ["Votes Cast For", "Votes Withheld", "Broker Non-Votes", "Percentage of Votes Cast For"],
        ),
        (
            " For For Withheld Withheld\n Number\n\n        of Votes Percentage Number\n\n        of Votes Percentage",
            ["For Number of Votes", "For Percentage", "Withheld Number of Votes", "Withheld Percentage"],
        ),
    ],
)
def test_rendered_headings_of_several_rows_stand_over_their_columns(heading: str, columns: list[str]) -> None:
    document = structured(
        f"{heading}\nAda Reed 134,467,104 95.98 5,629,017 4.02\nBo Lind 139,389,847 99.5 706,274 .5\n"
    )
    table = next(block for block in document.blocks if isinstance(block, Table))
    over = dict.fromkeys((1, 2, 3, 4), "")
    for row in table.rows[:-2]:
        for cell in row.cells:
            if cell.column:
                over[cell.column] = f"{over[cell.column]} {document.words(cell.span)}".strip()
    assert list(over.values()) == columns


def test_a_heading_of_units_stands_over_the_counts_beside_kinds_of_votes() -> None:
    assert grid(
        "The vote was as follows:\n Number\n\n        of Votes Percentage\nFor 5,317,502 97.71\nAgainst 92,597 1.70\n"
    ) == [
        [(1, 1, "Number of Votes"), (2, 1, "Percentage")],
        [(0, 1, "For"), (1, 1, "5,317,502"), (2, 1, "97.71")],
        [(0, 1, "Against"), (1, 1, "92,597"), (2, 1, "1.70")],
    ]


def test_names_and_counts_that_run_into_each_others_lines_are_rows() -> None:
    assert shown(
        "It was approved:\nFor\n\n 41,300,620 Against\n\n1,704,385 Abstain\n\n206,118 Broker Non-Votes\n\n3,977,404\n3"
    ) == [
        "It was approved:",
        [["For", "41,300,620"], ["Against", "1,704,385"], ["Abstain", "206,118"], ["Broker Non-Votes", "3,977,404"]],
        "3",
    ]


def test_a_dash_stuck_before_a_count_is_a_cell_of_its_own() -> None:
    assert grid("Name Votes For Votes Against Withhold Broker Non-Votes\nAda Reed 23,711,610  -630,656 4,661,914\n")[
        1
    ] == [
        (0, 1, "Ada Reed"),
        (1, 1, "23,711,610"),
        (2, 1, "-"),
        (3, 1, "630,656"),
        (4, 1, "4,661,914"),
    ]


def test_a_point_typed_for_a_comma_leaves_the_row_a_row() -> None:
    assert shown("For Against Abstain\n2.804,283 706,274 12\n") == [
        [["For", "Against", "Abstain"], ["2.804,283", "706,274", "12"]]
    ]


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

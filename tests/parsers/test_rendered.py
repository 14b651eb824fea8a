"""Text that somebody else rendered from HTML: cells a space apart, lines of a row or of a sentence."""

from __future__ import annotations

import pytest

from parsers.document import Table
from tests.parsers.blocks import grid, shown, structured

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

"""Column headings and labels name counts, and what they don't name is handed back."""

import pytest

from parsers.votes.columns import label_field, one_field, read_heading
from parsers.votes.fields import Field


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("For", Field.FOR),
        ("Votes For", Field.FOR),
        ("Shares Voted in Favor of", Field.FOR),
        ("Number of Votes Cast For", Field.FOR),
        ("Votes for Election", Field.FOR),
        ("AFFIRMATIVE VOTES", Field.FOR),
        ("Yes", Field.FOR),
        ("Total Votes For", Field.FOR),
        ("Against", Field.AGAINST),
        ("Votes against Approval", Field.AGAINST),
        ("Negative Votes", Field.AGAINST),
        ("Opposed", Field.AGAINST),
        ("Withheld", Field.WITHHELD),
        ("Withhold Authority", Field.WITHHELD),
        ("Shares Withholding Authority", Field.WITHHELD),
        ("Authority Withheld", Field.WITHHELD),
        ("Abstentions", Field.ABSTAIN),
        ("Votes Abstained", Field.ABSTAIN),
        ("Shares Abstaining", Field.ABSTAIN),
        ("Broker\nNon-Votes", Field.BROKER_NON_VOTES),
        ("Broker Non - Votes", Field.BROKER_NON_VOTES),
        ("Broker Non-Vote", Field.BROKER_NON_VOTES),
        ("NON-VOTE", Field.BROKER_NON_VOTES),
        ("Votes Withheld Nonvote", Field.BROKER_NON_VOTES),
        ("Broker Shares Not Voted", Field.BROKER_NON_VOTES),
        ("Against or Withheld", Field.AGAINST_OR_WITHHELD),
        ("Votes Against/Withheld", Field.AGAINST_OR_WITHHELD),
        ("Withheld/Against", Field.AGAINST_OR_WITHHELD),
        ("Withheld/Abstain", Field.WITHHELD_OR_ABSTAIN),
        ("Votes Withheld Abstained", Field.WITHHELD_OR_ABSTAIN),
        ("% Votes For", Field.PERCENT),
        ("Percentage of Votes Cast", Field.PERCENT),
        ("1 Year", Field.ONE_YEAR),
        ("Every Year", Field.ONE_YEAR),
        ("Votes for One Year", Field.ONE_YEAR),
        ("Every Two Years", Field.TWO_YEARS),
        ("Three (3) Years", Field.THREE_YEARS),
        ("3 Yrs", Field.THREE_YEARS),
        ("Unvoted", Field.UNCOUNTED),
        ("Term Expires", None),
        ("Fees Paid", None),
    ],
)
def test_a_columns_heading_names_one_count(heading: str, field: Field | None) -> None:
    assert one_field(heading) is field


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("Nominee For Withheld Broker Non-Votes", [Field.FOR, Field.WITHHELD, Field.BROKER_NON_VOTES]),
        ("Name of Nominee Votes For Votes Against Abstentions", [Field.FOR, Field.AGAINST, Field.ABSTAIN]),
        ("Nominees for Director Votes For Authority Withheld", [Field.FOR, Field.WITHHELD]),
        (
            "Votes for \nElection Votes \nWithheld Votes \nAbstained Broker Non- \n Votes",
            [Field.FOR, Field.WITHHELD, Field.ABSTAIN, Field.BROKER_NON_VOTES],
        ),
        ("1 Year 2 Years 3 Years Abstain", [Field.ONE_YEAR, Field.TWO_YEARS, Field.THREE_YEARS, Field.ABSTAIN]),
        ("Votes For Votes\n Against/Withheld Abstentions", [Field.FOR, Field.AGAINST_OR_WITHHELD, Field.ABSTAIN]),
        ("FOR AGAINST WITHHELD ABSTAIN", [Field.FOR, Field.AGAINST, Field.WITHHELD, Field.ABSTAIN]),
    ],
)
def test_a_heading_line_is_read_left_to_right(line: str, fields: list[Field]) -> None:
    heading = read_heading(line)
    assert list(heading.counted) == fields
    assert heading.understood


def test_words_of_no_count_are_handed_back() -> None:
    assert read_heading("Nominee Age For Withheld").unknown == ("Age",)


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("For:", Field.FOR),
        ("Votes Cast Against:", Field.AGAINST),
        ("Broker Non-Votes", Field.BROKER_NON_VOTES),
        ("Abstain -", Field.ABSTAIN),
        ("Proposal for the merger", None),
        ("John For", None),
        ("", None),
    ],
)
def test_a_lines_label_names_a_count_or_nothing(label: str, field: Field | None) -> None:
    assert label_field(label) is field

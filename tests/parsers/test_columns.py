"""Column headings and labels name counts, and what they don't name is handed back."""

import pytest

from parsers.votes.columns import label_field, one_field, read_heading
from parsers.votes.fields import Field as F


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("For", F.FOR),
        ("Votes For", F.FOR),
        ("Shares Voted in Favor of", F.FOR),
        ("Number of Votes Cast For", F.FOR),
        ("Votes for Election", F.FOR),
        ("AFFIRMATIVE VOTES", F.FOR),
        ("Yes", F.FOR),
        ("Total Votes For", F.FOR),
        ("Against", F.AGAINST),
        ("Votes against Approval", F.AGAINST),
        ("Negative Votes", F.AGAINST),
        ("Opposed", F.AGAINST),
        ("Withheld", F.WITHHELD),
        ("Withhold Authority", F.WITHHELD),
        ("Shares Withholding Authority", F.WITHHELD),
        ("Authority Withheld", F.WITHHELD),
        ("Abstentions", F.ABSTAIN),
        ("Votes Abstained", F.ABSTAIN),
        ("Shares Abstaining", F.ABSTAIN),
        ("Broker\nNon-Votes", F.BROKER_NON_VOTES),
        ("Broker Non - Votes", F.BROKER_NON_VOTES),
        ("Broker Non-Vote", F.BROKER_NON_VOTES),
        ("NON-VOTE", F.BROKER_NON_VOTES),
        ("Votes Withheld Nonvote", F.BROKER_NON_VOTES),
        ("Broker Shares Not Voted", F.BROKER_NON_VOTES),
        ("Against or Withheld", F.AGAINST_OR_WITHHELD),
        ("Votes Against/Withheld", F.AGAINST_OR_WITHHELD),
        ("Withheld/Against", F.AGAINST_OR_WITHHELD),
        ("Withheld/Abstain", F.WITHHELD_OR_ABSTAIN),
        ("Votes Withheld Abstained", F.WITHHELD_OR_ABSTAIN),
        ("% Votes For", F.PERCENT),
        ("Percentage of Votes Cast", F.PERCENT),
        ("1 Year", F.ONE_YEAR),
        ("Every Year", F.ONE_YEAR),
        ("Votes for One Year", F.ONE_YEAR),
        ("Every Two Years", F.TWO_YEARS),
        ("Three (3) Years", F.THREE_YEARS),
        ("3 Yrs", F.THREE_YEARS),
        ("Unvoted", F.UNCOUNTED),
        ("Term Expires", None),
        ("Fees Paid", None),
    ],
)
def test_a_columns_heading_names_one_count(heading: str, field: F | None) -> None:
    assert one_field(heading) is field


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("Nominee For Withheld Broker Non-Votes", [F.FOR, F.WITHHELD, F.BROKER_NON_VOTES]),
        ("Name of Nominee Votes For Votes Against Abstentions", [F.FOR, F.AGAINST, F.ABSTAIN]),
        ("Nominees for Director Votes For Authority Withheld", [F.FOR, F.WITHHELD]),
        (
            "Votes for \nElection Votes \nWithheld Votes \nAbstained Broker Non- \n Votes",
            [F.FOR, F.WITHHELD, F.ABSTAIN, F.BROKER_NON_VOTES],
        ),
        ("1 Year 2 Years 3 Years Abstain", [F.ONE_YEAR, F.TWO_YEARS, F.THREE_YEARS, F.ABSTAIN]),
        ("Votes For Votes\n Against/Withheld Abstentions", [F.FOR, F.AGAINST_OR_WITHHELD, F.ABSTAIN]),
        ("FOR AGAINST WITHHELD ABSTAIN", [F.FOR, F.AGAINST, F.WITHHELD, F.ABSTAIN]),
    ],
)
def test_a_heading_line_is_read_left_to_right(line: str, fields: list[F]) -> None:
    heading = read_heading(line)
    assert list(heading.counted) == fields
    assert heading.understood


def test_words_of_no_count_are_handed_back() -> None:
    assert read_heading("Nominee Age For Withheld").unknown == ("Age",)


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("For:", F.FOR),
        ("Votes Cast Against:", F.AGAINST),
        ("Broker Non-Votes", F.BROKER_NON_VOTES),
        ("Abstain -", F.ABSTAIN),
        ("Proposal for the merger", None),
        ("John For", None),
        ("", None),
    ],
)
def test_a_lines_label_names_a_count_or_nothing(label: str, field: F | None) -> None:
    assert label_field(label) is field

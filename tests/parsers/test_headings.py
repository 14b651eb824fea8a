"""Proposal numbers, however a filing prints them, and lists that run inside a sentence."""

import pytest

from parsers.votes.headings import list_items, number_at_head, number_in_label, numbered_parts, numbers_mentioned, place


@pytest.mark.parametrize(
    ("text", "value", "style"),
    [
        ("Proposal No. 3 – Say on pay", "3", "named"),
        ("PROPOSAL #2: Merger", "2", "named"),
        ("Proposal Four. Approval of the plan", "4", "named"),
        ("PROPOSAL II", "II", "named"),
        ("Item 1 - Election of directors", "1", "named"),
        ("(b) Item 2. Ratification", "2", "named"),
        ("(iii) ratified the appointment", "iii", "bracketed roman"),
        ("(1). Proposal One: Election", "1", "named"),
        ("4. Ratification of auditors", "4", "dotted digit"),
        ("2.To ratify the auditors", "2", "dotted digit"),
        ("3) Approval of the plan", "3", "closed digit"),
        ("(d) Removal of directors", "d", "bracketed letter"),
    ],
)
def test_a_number_at_the_head_is_read_with_its_manner(text: str, value: str, style: str) -> None:
    numbered = number_at_head(text)
    assert numbered is not None
    assert (numbered.value, numbered.style) == (value, style)


@pytest.mark.parametrize(
    "text", ["5.07 Submission of matters", "2.25 billion shares", "A proposal to merge", "Ratified"]
)
def test_what_is_no_proposals_number_is_left_alone(text: str) -> None:
    assert number_at_head(text) is None


def test_the_number_of_a_row_may_stand_in_a_column_of_its_own() -> None:
    numbered = number_in_label("7 Approval of the plan")
    assert numbered is not None
    assert numbered.value == "7"
    assert number_at_head("7 Approval of the plan") is None


@pytest.mark.parametrize(("value", "order"), [("iv", 4), ("D", 4), ("3a", 3), ("12", 12), ("two", None)])
def test_a_number_knows_its_place(value: str, order: int | None) -> None:
    assert place(value) == order


def test_a_list_in_a_sentence_counts_on_from_its_beginning() -> None:
    text = "Holders (i) elected both nominees, (ii) ratified the auditor and (iii) approved the plan."
    assert [(i.value, text[i.span.start : i.span.end].strip()) for i in list_items(text)] == [
        ("i", "elected both nominees,"),
        ("ii", "ratified the auditor and"),
        ("iii", "approved the plan."),
    ]


def test_ordinals_make_a_list_too() -> None:
    text = (
        "They carried three: first, the election of a board, second, the approval of a plan and finally, the "
        "ratification of the auditor."
    )
    assert len(list_items(text)) == 3


def test_a_lone_letter_is_no_list() -> None:
    assert list_items("Under section (a) of the plan nothing changed.") == []


def test_a_paragraph_is_cut_where_its_numbers_go_on() -> None:
    text = "3. Ratified the auditor; and 4. Did not approve the holder's proposal."
    assert [text[s.start : s.end] for s in numbered_parts(text)] == [
        "3. Ratified the auditor; and ",
        "4. Did not approve the holder's proposal.",
    ]


def test_a_numbered_heading_inside_a_paragraph_starts_a_part() -> None:
    text = "The results were as follows: 1.Election of Directors: the nominees were elected"
    assert [text[s.start : s.end] for s in numbered_parts(text)][1].startswith("1.Election")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Proposals 1, 2 and 4 were approved", ["1", "2", "4"]),
        ("Based on the vote, Item 1 was approved", ["1"]),
        ("Proposal Two failed", ["2"]),
        ("The plan holds 2,500 shares", []),
    ],
)
def test_proposals_spoken_of_by_number_are_found(text: str, numbers: list[str]) -> None:
    assert numbers_mentioned(text) == numbers

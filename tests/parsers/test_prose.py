"""Counts told in sentences, before or after their words, and what is no count."""

import pytest

from parsers.votes.prose import prose_tallies


def told(text: str) -> list[dict[str, object]]:
    return [{field.value: found.value for field, found in t.tally.counts.items()} for t in prose_tallies(text)]


@pytest.mark.parametrize(
    ("sentence", "tallies"),
    [
        ("The plan passed with 1,400 votes for and 20 against.", [{"for": 1400, "against": 20}]),
        (
            "It received 1,400 shares in favor, 20 shares opposed and 3 abstaining.",
            [{"for": 1400, "against": 20, "abstain": 3}],
        ),
        ("For: 1,400 Against: 20 Abstain: 3", [{"for": 1400, "against": 20, "abstain": 3}]),
        (
            "votes for - 1,400; votes against - 20; broker non-votes - none",
            [{"for": 1400, "against": 20, "broker_non_votes": 0}],
        ),
        ("with 1,400 (98.4%) for and 20 (1.6%) against", [{"for": 1400, "against": 20}]),
        (
            "received the affirmative vote of 1,350 shares, with 70 shares voting against",
            [{"for": 1350, "against": 70}],
        ),
        (
            "The number of votes cast for the proposal was 1,400 and the number of votes cast against was 20.",
            [{"for": 1400, "against": 20}],
        ),
        (
            "Abstentions and broker non-votes were 30 and 400, respectively.",
            [{"abstain": 30, "broker_non_votes": 400}],
        ),
        ("It received 1,400 affirmative votes and 20 negative votes.", [{"for": 1400, "against": 20}]),
        ("There were 400 broker non-votes for each nominee.", [{"broker_non_votes": 400}]),
        ("There were no abstentions or broker non-votes.", [{"abstain": 0, "broker_non_votes": 0}]),
        (
            "Lee had 10 for and 2 withheld; Day had 9 for and 3 withheld.",
            [{"for": 10, "withheld": 2}, {"for": 9, "withheld": 3}],
        ),
        (
            "The Holders of 31,440 Shares, or 62.1% of those outstanding, approved the new name by Written Consent.",
            [{"for": 31440}],
        ),
        (
            "90 votes for one year, 5 votes for two years, 40 for three years",
            [{"one_year": 90, "two_years": 5, "three_years": 40}],
        ),
        (
            "There were 400 broker non-votes on Proposals 1 and 2 and no broker non-votes on Proposal 3.",
            [{"broker_non_votes": 400}, {"broker_non_votes": 0}],
        ),
    ],
)
def test_counts_of_a_sentence_are_read(sentence: str, tallies: list[dict[str, object]]) -> None:
    assert told(sentence) == tallies


@pytest.mark.parametrize(
    "sentence",
    [
        "An increase from 60,000,000 to 65,000,000 shares for issuance under the plan.",
        "The annual meeting of 2024 was held for one purpose.",
        "Proposal 3 was approved.",
        "To carry the plan, 2,500,001 votes in favor were needed.",
        "About 61.5 million votes were cast for it and 4 million against.",
        "The issuance of Series 1 Convertible Non-Voting Preferred Stock was put to the vote.",
    ],
)
def test_numbers_that_count_no_votes_are_left_alone(sentence: str) -> None:
    assert told(sentence) == []


def test_every_count_is_the_slice_it_was_read_from() -> None:
    text = "xx The plan passed with 1,400 votes for and 20 against."
    (tally,) = prose_tallies(text[3:], 3)
    assert {text[f.span.start : f.span.end] for f in tally.tally.counts.values()} == {"1,400", "20"}

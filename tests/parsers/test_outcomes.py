"""What sentences say became of a matter, and sentences that say nothing of it."""

import pytest

from parsers.report import Outcome
from parsers.votes.outcomes import stated_election, stated_for_all, stated_outcome

YES, NO, NONE = Outcome.APPROVED, Outcome.NOT_APPROVED, Outcome.NOT_VOTED


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("Stockholders approved the plan.", YES),
        ("On May 5, 2021 the shareholders ratified the appointment of the auditor.", YES),
        ("The merger was also approved.", YES),
        ("Holders of a majority of the shares, on an advisory basis, approved the pay of officers.", YES),
        ("Approved, on an advisory basis, the pay of officers", YES),
        ("Proposal 4: Approved", YES),
        ("A majority of the shares present voted in favor of the plan.", YES),
        ("The proposal received the requisite vote.", YES),
        ("The proposal to adjourn, if there are too few votes for the merger, was approved.", YES),
        ("Resolution approved.", YES),
        ("Members acted by written consent to approve the new name.", YES),
        ("Shareholders did not approve this proposal.", NO),
        ("The holder's proposal was not approved.", NO),
        ("The amendment failed.", NO),
        ("The shareholders voted against a holder's proposal on packaging.", NO),
        ("The reverse split did not receive the vote needed for approval.", NO),
        ("Stockholders rejected the proposal.", NO),
        ("The proposal was withdrawn and no vote was taken.", NONE),
        ("The adjournment proposal was not presented.", NONE),
        ("Stockholders were not asked to vote with respect to the adjournment.", NONE),
        ("Such an adjournment was unnecessary.", NONE),
    ],
)
def test_a_sentence_states_an_outcome(sentence: str, outcome: Outcome) -> None:
    found = stated_outcome(sentence)
    assert found is not None
    assert found.value is outcome
    assert sentence[found.span.start : found.span.end]


@pytest.mark.parametrize(
    "sentence",
    [
        "Approval of the 2021 Plan",
        "If the merger is approved, shares will be exchanged.",
        "The Board approved the plan in March.",
        "The selection was confirmed by the Audit Committee.",
        "Approval required the affirmative vote of a majority of the shares.",
        "Votes in favor of the proposal must exceed those against.",
        "12,345 shares voted against the proposal",
        "a proposal to repeal bylaws that were adopted without the holders",
        "abstentions are not considered votes cast",
        "the ratio in the event that the amendment is approved",
        "If the plan, as amended, is approved, shares will be granted.",
        "This proposal needed a majority of the votes cast to be approved.",
    ],
)
def test_a_sentence_that_states_no_outcome_is_not_made_to(sentence: str) -> None:
    assert stated_outcome(sentence) is None


def test_counts_prove_that_a_vote_was_held() -> None:
    sentence = "Sufficient votes were received to approve the adjournment, but it was not necessary."
    assert stated_outcome(sentence) is not None
    voted = stated_outcome(sentence, voted=True)
    assert voted is not None
    assert voted.value is YES


@pytest.mark.parametrize(
    ("sentence", "elected"),
    [
        ("Each of the nominees was elected.", True),
        ("Stockholders elected Ann Lee and Bob Day.", True),
        ("The nine directors that received the highest number of votes were:", True),
        ("Mr. Day was not elected.", False),
        ("The nominees did not receive a majority of the votes cast.", False),
        ("until their successors are elected and qualified", None),
        ("two persons who had not been elected before, Ann Lee and Bob Day", None),
        ("The Board elected Ann Lee as chair.", None),
    ],
)
def test_a_sentence_says_who_was_elected(sentence: str, elected: bool | None) -> None:
    found = stated_election(sentence)
    assert (found.value if found else None) is elected


def test_an_outcome_told_for_all_names_its_exceptions() -> None:
    told = stated_for_all("All items except item 4 were approved.")
    assert told is not None
    assert told.outcome.value is YES
    assert "4" in told.excepted


@pytest.mark.parametrize("sentence", ["The proposal was approved.", "All nominees attended."])
def test_one_proposals_outcome_is_not_told_for_all(sentence: str) -> None:
    assert stated_for_all(sentence) is None

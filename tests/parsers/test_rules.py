"""Each rule that places a day or says an outcome takes a sentence of its kind, and leaves one that only sounds so."""

from __future__ import annotations

import re

import pytest

from parsers.meeting_dates import DAY_RULES, RECORD_RULES, DayRule
from parsers.votes.outcomes import RULES, stated_outcome

OUTCOMES = {
    "withdrawn": (
        "Proposal 4 was withdrawn before the polls.",
        "The nominee withdrew from the audit committee.",
    ),
    "not put to the vote": (
        "The proposal to adjourn was not presented to the stockholders.",
        "The proposal to adjourn was presented to the stockholders.",
    ),
    "not approved": (
        "Stockholders did not approve the new bonus plan.",
        "Brokers do not approve plans for their clients.",
    ),
    "approved by the holders": (
        "The Company's shareholders approved the share plan.",
        "The Company's shareholders will be asked to approve the share plan.",
    ),
    "was approved": ("The charter amendment was approved.", "The charter amendment was approved by the board."),
    "received the votes it needed": (
        "The merger received the requisite number of votes.",
        "The merger needs the requisite number of votes.",
    ),
    "a verdict at the head or the tail": ("Ratified the choice of Pell & Orr LLP.", "Ratification of Pell & Orr LLP."),
    "holders approve": ("Acme stockholders approve sale to Borealis", "Acme directors approve sale to Borealis"),
}
"""What each takes, and what none of them takes."""

DAYS = {
    "on a day, reconvened": ("On @0@ the meeting was reconvened", "On @0@ the meeting was adjourned"),
    "reconvened on": ("The meeting reconvened on @0@", "The meeting reconvened from @0@"),
    "on a day, resumed": ("On @0@, the Company resumed its annual meeting", "On @0@, the Company resumed trading"),
    "resumed on": ("The meeting was resumed on @0@", "The meeting was continued to the week of @0@"),
    "adjourned, continued on": ("It was adjourned and completed on @0@", "It was adjourned to @0@"),
    "adjourned meeting held on": (
        "The adjourned meeting was held on @0@",
        "The adjourned debate was held on @0@",
    ),
    "on a day, held its meeting": ("On @0@ Acme held its annual meeting", "On @0@ Acme held its investor day"),
    "held its meeting on": (
        "Acme held its annual meeting on @0@",
        "Acme held its meeting; its plan ends on @0@",
    ),
    "meeting held on": ("The meeting took place on @0@", "The meeting will take place on @0@"),
    "holders met on": ("Shareholders of Acme met on @0@", "Directors of Acme met on @0@"),
    "meeting that was held on": (
        "The annual meeting; called by the board, was held on @0@",
        "The annual meeting; called by the board, is due on @0@",
    ),
    "date of the meeting": ("Meeting date: @0@", "Record date and hour of closing: @0@"),
    "held on a day, its meeting": ("There was held on @0@ a special meeting", "There was held on @0@ a special sale"),
    "at the meeting on": (
        "At the annual meeting on @0@ all were elected",
        "At the annual dinner on @0@ all sang",
    ),
    "on a day, at the meeting": ("On @0@, at the annual meeting", "On @0@, ahead of the annual meeting"),
    "written consent dated": ("by written consent dated @0@", "by written request dated @0@"),
    "effective by written consent": (
        "Effective @0@, by consent of holders",
        "Effective @0@, by order of the court",
    ),
    "written consent of": ("On @0@ holders gave their written consent", "On @0@ holders gave their written notice"),
    "on a day, holders decided": ("On @0@ stockholders approved the plan", "On @0@ stockholders will receive the plan"),
    "holders decided on": ("Stockholders approved the plan on @0@", "Stockholders were sent the plan on @0@"),
}
"""Sentences with a mark for their date, as `parsers.meeting_dates.dated` gives them to the rules."""

RECORD_DATES = {
    "a day, the record date": ("@0@, the record date", "@0@, the filing date"),
    "the record date of": ("the record date was @0@", "the record number was told on @0@"),
    "holders of record on": ("holders of record on @0@", "holders of options on @0@"),
    "outstanding on a day": ("9,000,000 shares outstanding as of @0@", "9,000,000 shares sold as of @0@"),
    "as of a day, outstanding": (
        "As of @0@, 9,000,000 shares were outstanding",
        "As of @0@, 9,000,000 were sold",
    ),
    "close of business": ("the close of business on @0@", "the opening of business on @0@"),
}


def test_every_rule_has_a_sentence_that_it_takes_and_one_that_it_leaves() -> None:
    assert list(OUTCOMES) == [rule.name for rule in RULES]
    assert list(DAYS) == [rule.name for rule in DAY_RULES]
    assert list(RECORD_DATES) == [name for name, _ in RECORD_RULES]


@pytest.mark.parametrize("name", OUTCOMES)
def test_a_rule_of_outcomes_takes_its_sentence_and_none_takes_the_other(name: str) -> None:
    takes, leaves = OUTCOMES[name]
    found = stated_outcome(takes)
    assert found is not None
    assert found.rule == f"stated: {name}"
    assert stated_outcome(leaves) is None


@pytest.mark.parametrize("rule", DAY_RULES, ids=lambda rule: rule.name)
def test_a_rule_of_days_takes_its_sentence_and_leaves_the_other(rule: DayRule) -> None:
    takes, leaves = DAYS[rule.name]
    assert rule.words.search(takes) is not None
    assert rule.words.search(leaves) is None


@pytest.mark.parametrize(("name", "words"), RECORD_RULES)
def test_a_rule_of_record_dates_takes_its_sentence_and_leaves_the_other(name: str, words: re.Pattern[str]) -> None:
    takes, leaves = RECORD_DATES[name]
    assert words.search(takes) is not None
    assert words.search(leaves) is None

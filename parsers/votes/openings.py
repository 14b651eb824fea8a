"""What opens a matter: a heading, or a text that introduces counts, told from a note on the matter before."""

from __future__ import annotations

import re

from parsers.report import Category
from parsers.votes.labels import speaks_of_a_matter
from parsers.votes.outcomes import stated_outcome
from parsers.words.categories import subject

_NOTE = re.compile(
    r"\W*(?:accordingly|based\s+on|as\s+a\s+result|in\s+connection\s+with\s+th|following\s+the|upon\s|a\s+copy\s|there\s+were|"
    r"because|since\b|as\s+(?:the|neither|no)\s+(?:\w+\s+)?(?:votes?|majority)\b|pursuant|for\s+more|the\s+foregoing|brokers?\b|continuing\s+directors|the\s+continuing|in\s+addition\s+to\s+the|note\b|"
    r"consistent\s+with|in\s+light\s+of|in\s+accordance|as\s+(?:noted|indicated|described|disclosed|previously)|under\s+the|"
    r"percentages?\b|represents?\b|includes?\b|excludes?\b|abstentions\b|after\s+|votes\s+withheld|no\s+other|each\s+of\s+the\s+(?:nominees|directors)|"
    r"(?:both|all|each|these|the)\s+(?:\w+\s+){0,2}(?:directors?|nominees?|trustees?)\s+(?:will|shall|are\s+to)\b|"
    r"(?:[a-z]+,?\s+){0,4}?(?:the\s+)?(?:board(?:\s+of\s+(?:directors|trustees))?|company|registrant|corporation)(?:\s+of\s+\w+)?\s+(?:has|have|had|will|intends?|plans?|determined|decided|considered|filed|issued|also|currently|expects?|believes)\b|"
    r"therefore|thus|consequently|pending|effective|on\s+the\s+basis|this\s+proposal|the\s+(?:above|proposal)\s+(?:was|received|passed|has)|the\s+vote\s+required)",
    re.IGNORECASE,
)
_REFERS_BACK = re.compile(
    r"\b(?:this|that|such|said|the\s+same)\s+(?:proposal|matter|resolution|item|motion)\b", re.IGNORECASE
)
"""``On this proposal 1,400 votes were cast for`` is of the matter before it."""
_PUT_TO_THE_VOTE = re.compile(r"\b(?:proposal|resolution|approv)", re.IGNORECASE)


_FOOTNOTE = re.compile(
    r"\W*(?:pursuant|brokers?|represents?|includes?|excludes?|abstentions|percentages?|under\s+the)\b", re.IGNORECASE
)


def is_footnote(words: str) -> bool:
    """Whether a numbered text begins as notes on a table do: ``(1) Pursuant to the rules of the exchange …``."""
    return _FOOTNOTE.match(words) is not None


def opens_matter(words: str) -> bool:
    """Whether a text is a matter's heading or introduces its counts, and is no note on the matter before."""
    if _NOTE.match(words) or len(words) < 8:
        return False
    head = words[:400]
    if _REFERS_BACK.search(head) and subject(head).category is Category.OTHER:
        return False
    return speaks_of_a_matter(head) and (
        subject(head).category is not Category.OTHER or _PUT_TO_THE_VOTE.search(head) is not None
    )


SHORT = 60
"""Characters of a sentence that can hold no more than a verdict."""


def is_bare_verdict(words: str) -> bool:
    """``The compensation was approved.`` below counts is of the matter that they are of; counts may still follow it."""
    if len(words) > SHORT or words.rstrip().endswith(":"):
        return False
    return subject(words).category is Category.OTHER and stated_outcome(words) is not None


MEETING = re.compile(
    r"\b(?:held|convened|conducted|took\s+place|was\s+held|annual\s+meeting|special\s+meeting)\b", re.IGNORECASE
)
"""Words of the meeting itself, which no heading of a matter has."""


def is_heading(words: str) -> bool:
    """Whether a text is short enough for a heading, and tells of no meeting."""
    return len(words) < 200 and not MEETING.search(words)

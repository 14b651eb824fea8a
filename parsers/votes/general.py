"""What is told once for all matters: ``all proposals were approved``, ``each of which received enough votes``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parsers.document import Document, Found, Span
from parsers.report import Category, Outcome
from parsers.votes.ballot import Ballot
from parsers.votes.headings import numbers_mentioned
from parsers.votes.outcomes import ForAll, may_state, stated_for_all
from parsers.votes.sentences import sentences
from parsers.words.categories import subject

_OPPOSITE = {Outcome.APPROVED: Outcome.NOT_APPROVED, Outcome.NOT_APPROVED: Outcome.APPROVED}


_BARE = re.compile(r"(?<![\w.,])\d{1,2}(?![\w.,%]\d)(?!\w)")
"""The number of an excepted matter, printed alone: ``All items except 4 were approved``."""


def speaks_for_all(words: str) -> bool:
    """Whether a sentence tells an outcome of all matters rather than of the one that it stands under."""
    return stated_for_all(words) is not None and not _names_a_matter(words)


_MEMBERS = re.compile(r":\s|,\s+including\b")
"""Behind it stand some of the matters that the sentence speaks for."""


def _names_a_matter(words: str) -> bool:
    return subject(_MEMBERS.split(words)[0]).category not in (
        Category.OTHER,
        Category.SHAREHOLDER_PROPOSAL,
        Category.DIRECTOR_ELECTION,
    )


@dataclass(frozen=True, slots=True)
class General:
    """A sentence for all matters, and where it stands."""

    document: Document
    span: Span
    told: ForAll


def general_statements(document: Document, spans: Iterable[Span]) -> Iterator[General]:
    for span in spans:
        if not may_state(document.words(span)):
            continue
        for part in sentences(document.text[span.start : span.end], span.start):
            words = document.words(part)
            if speaks_for_all(words):
                told = stated_for_all(words, part.start)
                if told is not None:
                    yield General(document, part, told)


def apply(general: General, ballots: Iterable[Ballot]) -> None:
    """Give every matter without an outcome of its own what is said of all; the excepted ones the opposite."""
    excepted = set(numbers_mentioned(general.told.excepted)) or set(_BARE.findall(general.told.excepted))
    kinds = {subject(general.told.excepted).category} - {Category.OTHER} if general.told.excepted else set()
    for ballot in ballots:
        if ballot.is_election and ballot.elected is None and not ballot.has_rows:
            approved = general.told.outcome.value is Outcome.APPROVED
            ballot.elected = Found(approved, general.told.outcome.span, general.told.outcome.rule)
        if ballot.is_election or ballot.frequency is not None or ballot.outcome is not None:
            continue
        is_excepted = (ballot.number is not None and ballot.number.value in excepted) or (
            not excepted and ballot.category in kinds
        )
        value = _OPPOSITE.get(general.told.outcome.value) if is_excepted else general.told.outcome.value
        if value is not None:
            ballot.outcome = Found(value, general.told.outcome.span, general.told.outcome.rule)
            ballot.outcome_is_own = False

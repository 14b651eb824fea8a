"""Ballots to a report's proposals, and the evidence of every value under its JSON pointer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from parsers.document import Document, Found, Span
from parsers.report import ClassVotes, Evidence, Nominee, Proposal
from parsers.votes.ballot import Ballot, Candidate, ClassCounts
from parsers.votes.fields import frequency_of, votes_of
from parsers.votes.outcomes import stated_election
from parsers.votes.titles import ELECTION
from parsers.votes.verdicts import counted_outcome, outcome_of, summed


def proposal_of(ballot: Ballot) -> Proposal:
    """A ballot without the places its values came from."""
    outcome, basis = outcome_of(ballot)
    return Proposal(
        number=ballot.number.value if ballot.number else None,
        category=ballot.category,
        title=title_of(ballot),
        proponent=ballot.proponent,
        nominees=tuple(_nominee(c) for c in ballot.candidates),
        outcome=outcome,
        outcome_basis=basis,
        counted_outcome=None if ballot.is_election or ballot.frequency else counted_outcome(ballot.counts),
        votes=votes_of(ballot.counts),
        votes_by_class=_classes(ballot.classes),
        frequency=frequency_of(ballot.frequency) if ballot.frequency is not None else None,
        frequency_chosen=ballot.chosen.value if ballot.chosen else None,
        board_frequency=ballot.board_frequency.value if ballot.board_frequency else None,
        review_reasons=tuple(ballot.reasons),
    )


_OF_AN_ELECTION = re.compile(r"elect|director|trustee|nominee|board", re.IGNORECASE)


def title_of(ballot: Ballot) -> str:
    """What the filing calls the proposal; an election without a heading of its own is called one."""
    title = ballot.title.value if ballot.title else ""
    if ballot.is_election and (not _OF_AN_ELECTION.search(title) or stated_election(title) or len(title) > 120):
        return ELECTION
    return title


def _nominee(candidate: Candidate) -> Nominee:
    return Nominee(
        candidate.name.value,
        candidate.elected.value if candidate.elected else None,
        votes_of(candidate.counts),
        _classes(candidate.classes),
        tuple(dict.fromkeys(candidate.reasons)),
    )


def _classes(classes: Sequence[ClassCounts]) -> tuple[ClassVotes, ...]:
    return tuple(ClassVotes(c.name, votes_of(c.counts)) for c in classes)


def evidence_of(ballots: Sequence[Ballot]) -> dict[str, Evidence]:
    """Every value's words, by JSON pointer."""
    return {
        pointer: evidence(ballot.document, found)
        for index, ballot in enumerate(ballots)
        for pointer, found in _pointers(f"/proposals/{index}", ballot)
    }


def evidence(document: Document, found: Found[Any]) -> Evidence:
    start, end = found.span
    return Evidence(document.name, start, end, document.text[start:end], found.rule)


def quoted(document: Document, span: Span, rule: str) -> Evidence:
    return Evidence(document.name, span.start, span.end, document.text[span.start : span.end], rule)


def _pointers(root: str, ballot: Ballot) -> Iterator[tuple[str, Found[Any]]]:
    single: dict[str, Found[Any] | None] = {
        "number": ballot.number,
        "title": ballot.title,
        "frequency_chosen": ballot.chosen,
        "board_frequency": ballot.board_frequency,
    }
    if ballot.title:
        single["category"] = Found(ballot.category, ballot.title.span, ballot.category_rule)
    yield from ((f"{root}/{name}", found) for name, found in single.items() if found)
    if ballot.outcome and not ballot.is_election:
        yield f"{root}/outcome", ballot.outcome
    elif not ballot.is_election and outcome_of(ballot)[0]:
        counts = ballot.counts or summed(ballot.classes)
        yield f"{root}/outcome", Found(None, counts["for"].span, "for against against")
    yield from ((f"{root}/votes/{place}", found) for place, found in ballot.counts.items())
    yield from ((f"{root}/frequency/{place}", found) for place, found in (ballot.frequency or {}).items())
    yield from _class_pointers(root, ballot.classes)
    for index, candidate in enumerate(ballot.candidates):
        yield from _candidate_pointers(f"{root}/nominees/{index}", candidate)


def _candidate_pointers(root: str, candidate: Candidate) -> Iterator[tuple[str, Found[Any]]]:
    yield f"{root}/name", candidate.name
    if candidate.elected:
        yield f"{root}/elected", candidate.elected
    yield from ((f"{root}/votes/{place}", found) for place, found in candidate.counts.items())
    yield from _class_pointers(root, candidate.classes)


def _class_pointers(root: str, classes: Sequence[ClassCounts]) -> Iterator[tuple[str, Found[Any]]]:
    for index, one in enumerate(classes):
        yield from ((f"{root}/votes_by_class/{index}/{place}", found) for place, found in one.counts.items())

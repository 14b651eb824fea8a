"""What the text says how many there are, against how many were read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from parsers.doubt.findings import Finding, Reading, elections, failed, passed
from parsers.report import Category, Outcome
from parsers.votes.ballot import Ballot
from parsers.votes.headings import place
from parsers.votes.pieces import Stream, Text
from parsers.words.needed import guarded
from parsers.words.numbers import small_number

_NUMBER = (
    r"(?P<n>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty)(?:\s*\(\d{1,2}\))?"
)
_PROPOSALS = guarded(
    rf"\b{_NUMBER}\s+(?:(?:separate|different|listed|following|management|of\s+the)\s+)*(?:proposals|matters|items|resolutions)\b(?!\s+(?:were|was)\s+(?:withdrawn|not))",
    re.IGNORECASE,
)
_ABOUT_ALL = re.compile(
    r"\b(?:vot(?:e|ed|ing)\s+(?:up)?on|submitted|considered|following|presented|approved|consisted|below|cast\s+their)\b",
    re.IGNORECASE,
)
_HOLDERS_OWN = re.compile(
    r"\b(?:share|stock)holder\s+(?:proposals|matters)|\bother\s+(?:matters|proposals)", re.IGNORECASE
)
_NOMINEES = guarded(
    rf"\b(?:elect(?:ed|ion\s+of|ing)?|each\s+of\s+the|all(?:\s+of)?(?:\s+the)?|the|following)\s+(?:the\s+|following\s+|all\s+|each\s+of\s+(?:the\s+)?)*{_NUMBER}\s+"
    r"(?:(?:class\s+\w+|director|nominated|new|following|listed|individual|named|incumbent)\s+)*(?:nominees|directors|persons|individuals|candidates|members|trustees)\b",
    re.IGNORECASE,
)


def proposals_told(reading: Reading) -> Iterator[Finding]:
    """As many proposals as the text speaks of."""
    for stream in reading.streams:
        own = [b for b in reading.ballots if b.document is stream.document]
        for text in _texts(stream):
            for match in _PROPOSALS.finditer(text):
                around = text[max(0, match.start() - 80) : match.end() + 80]
                told = small_number(match["n"])
                if told is None or not _ABOUT_ALL.search(around) or _HOLDERS_OWN.search(match[0]):
                    continue
                if told > _count(own) and told > len(own):
                    yield failed(
                        "number of proposals", f"the text speaks of {match['n']} proposals, {len(own)} were read"
                    )
                else:
                    yield passed("number of proposals", f"the text speaks of {match['n']} proposals")


def _count(ballots: list[Ballot]) -> int:
    """How many matters a writer may count: each nominee's election may be one."""
    others = sum(not b.is_election for b in ballots)
    return others + max((len(b.candidates) for b in ballots if b.is_election), default=0)


def _texts(stream: Stream) -> Iterator[str]:
    return (stream.words(p.span) for p in stream.pieces if isinstance(p, Text))


def nominees_told(reading: Reading) -> Iterator[Finding]:
    """As many nominees as the texts of their election speak of."""
    ballots = [b for _, b in elections(reading)]
    for index, ballot in elections(reading):
        told = {n for span in ballot.told for n in _nominees(ballot.document.words(span))}
        found = len(ballot.candidates)
        everywhere = sum(len(b.candidates) for b in ballots)
        if told and max(told) > found and max(told) != everywhere:
            yield failed(
                "number of nominees",
                f"the text speaks of {max(told)} nominees, {found} were read",
                f"/proposals/{index}",
                ballot,
            )
        elif told:
            yield passed("number of nominees", f"the text speaks of {max(told)} nominees", f"/proposals/{index}")


def _nominees(text: str) -> Iterator[int]:
    for match in _NOMINEES.finditer(text):
        number = small_number(match["n"])
        if number:
            yield number


MOST_PROPOSALS = 40
"""No ballot had more; a larger number at a heading counts items of a form."""


def numbers_in_order(reading: Reading) -> Iterator[Finding]:
    """The proposals' numbers leave no gap."""
    places = [place(b.number.value) for b in reading.ballots if b.number]
    known = sorted({p for p in places if p is not None and p <= MOST_PROPOSALS})
    gaps = [n for a, b in pairwise(known) for n in range(a + 1, b)]
    if known and (known[0] > 1 or gaps) and len(known) > 1:
        missing = ", ".join(str(n) for n in [*range(1, known[0]), *gaps])
        yield failed("proposal numbers", f"proposals {missing} were not found, though others around them were")
    elif known:
        yield passed("proposal numbers", "the proposals' numbers leave no gap")


def complete(reading: Reading) -> Iterator[Finding]:
    """Every proposal tells how it ended; every election names its nominees."""
    counted = any(b.counts or b.classes or any(c.counts for c in b.candidates) for b in reading.ballots)
    several = any(len(b.counts) > 1 for b in reading.ballots)
    for index, ballot in enumerate(reading.ballots):
        where = f"/proposals/{index}"
        unvoted = ballot.outcome is not None and ballot.outcome.value is Outcome.NOT_VOTED
        if ballot.is_election and not ballot.candidates:
            yield failed("complete", "an election without the names of its nominees", where)
        elif ballot.is_election and counted and not any(c.counts or c.classes for c in ballot.candidates):
            yield failed("complete", "no counts were found for the nominees, though others have them", where, ballot)
        elif ballot.category is Category.SAY_ON_PAY_FREQUENCY and ballot.chosen is None:
            yield failed("complete", "what holders chose is not told", where, ballot)
        elif (
            not ballot.is_election and ballot.frequency is None and ballot.category is not Category.SAY_ON_PAY_FREQUENCY
        ):
            if ballot.outcome is None and "for" not in ballot.counts and not ballot.classes:
                yield failed("complete", "neither an outcome nor votes for were found", where, ballot)
            elif counted and not ballot.counts and not ballot.classes and not unvoted:
                yield failed(
                    "complete", "no counts were found for this proposal, though others have them", where, ballot
                )
            elif ballot.counts and "for" not in ballot.counts:
                yield failed("complete", "counts were found, but none for", where, ballot)
            elif ballot.counts.keys() == {"for"} and several:
                yield failed(
                    "complete", "votes for were found and no others, though other proposals have more", where, ballot
                )
        for candidate in ballot.candidates:
            if candidate.counts and "for" not in candidate.counts:
                yield failed("complete", "counts were found, but none for", where, candidate)

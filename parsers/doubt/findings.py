"""What a check is given and what it returns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from parsers.document import Span
from parsers.report import Check, Count
from parsers.votes.ballot import Ballot, Candidate
from parsers.votes.pieces import Stream


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read of a filing, before it becomes a report."""

    ballots: Sequence[Ballot]
    streams: Sequence[Stream]
    shares_represented: Count | None = None
    used: frozenset[Span] = field(default_factory=frozenset)
    """Where the meeting's own figures stand."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of a check. ``reason`` is set when somebody should look; ``target`` is the row it concerns, ``None``
    when rows may be missing."""

    check: Check
    reason: str | None = None
    target: Ballot | Candidate | None = None


Rule = Callable[[Reading], Iterator[Finding]]


def passed(name: str, detail: str, where: str = "") -> Finding:
    return Finding(Check(name, True, detail, where))


def failed(name: str, reason: str, where: str = "", target: Ballot | Candidate | None = None) -> Finding:
    """A check that somebody should look at."""
    return Finding(Check(name, False, reason, where), reason, target)


def noted(name: str, detail: str, where: str = "") -> Finding:
    """A check that failed for a reason that the filing gives: shown, and no cause for review."""
    return Finding(Check(name, False, detail, where))


def elections(reading: Reading) -> Iterator[tuple[int, Ballot]]:
    return ((i, b) for i, b in enumerate(reading.ballots) if b.is_election and b.candidates)

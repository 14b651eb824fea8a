"""A proposal as it is read: every value with the words it came from, before it becomes a report's `Proposal`."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from parsers.document import Document, Found, Span
from parsers.report import Category, Frequency, Outcome, Proponent
from parsers.votes.fields import Field, FoundCount


@dataclass(slots=True)
class ClassCounts:
    """Counts of one class or series, by the names a report gives them."""

    name: str
    counts: dict[str, FoundCount]


@dataclass(slots=True)
class Candidate:
    """A nominee as read. ``counts`` by the names a report gives them."""

    name: Found[str]
    counts: dict[str, FoundCount] = field(default_factory=dict)
    classes: list[ClassCounts] = field(default_factory=list)
    elected: Found[bool] | None = None
    percents: tuple[Decimal, ...] = ()
    blank: frozenset[Field] = frozenset()
    """Columns that the heading names and this nominee's row leaves blank."""
    slate: int = 0
    """The table it stood in: those of one table were voted on by the same holders."""
    reasons: list[str] = field(default_factory=list)

    def doubt(self, reason: str) -> None:
        if reason not in self.reasons:
            self.reasons.append(reason)


@dataclass(slots=True)
class Ballot:
    """A matter as read. ``told`` are the texts that speak of it, in order; the first is its heading."""

    document: Document
    category: Category
    category_rule: str
    title: Found[str] | None
    number: Found[str] | None = None
    proponent: Proponent = Proponent.MANAGEMENT
    candidates: list[Candidate] = field(default_factory=list)
    counts: dict[str, FoundCount] = field(default_factory=dict)
    classes: list[ClassCounts] = field(default_factory=list)
    frequency: dict[str, FoundCount] | None = None
    outcome: Found[Outcome] | None = None
    outcome_is_own: bool = True
    """Whether the outcome stands with the matter's own texts, not in a list elsewhere or told of all."""
    elected: Found[bool] | None = None
    """What is said of all nominees at once."""
    chosen: Found[Frequency] | None = None
    board_frequency: Found[Frequency] | None = None
    told: list[Span] = field(default_factory=list)
    terms: frozenset[str] | None = None
    """What it is called by elsewhere, once somebody asked."""
    listed_plainly: bool = False
    """Whether the nominees come from a list of names and nothing else."""
    left_out: list[Span] = field(default_factory=list)
    """Figures that a report leaves out: a tally of some holders beside the tally of all."""
    has_rows: bool = False
    percents: tuple[Decimal, ...] = ()
    reasons: list[str] = field(default_factory=list)

    @property
    def is_election(self) -> bool:
        return self.category is Category.DIRECTOR_ELECTION

    def doubt(self, reason: str) -> None:
        if reason not in self.reasons:
            self.reasons.append(reason)

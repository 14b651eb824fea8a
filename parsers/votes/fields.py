"""The counts a ballot can have, and how they become the counts of a nominee, a proposal or a frequency vote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from parsers.document import Found
from parsers.report import Count, FrequencyVotes, Votes


class Field(StrEnum):
    """What a column, a line or a phrase counts. Those after ``THREE_YEARS`` are read over, not counted."""

    FOR = "for"
    AGAINST = "against"
    WITHHELD = "withheld"
    ABSTAIN = "abstain"
    BROKER_NON_VOTES = "broker_non_votes"
    AGAINST_OR_WITHHELD = "against_or_withheld"
    """One column for both: a nominee's ``withheld``, any other proposal's ``against``."""
    WITHHELD_OR_ABSTAIN = "withheld_or_abstain"
    """One column for both: a nominee's ``withheld``, any other proposal's ``abstain``."""
    ONE_YEAR = "one_year"
    TWO_YEARS = "two_years"
    THREE_YEARS = "three_years"
    PERCENT = "percent"
    TOTAL = "total"
    RESULT = "result"
    LABEL = "label"
    SHARE_CLASS = "share_class"
    UNCOUNTED = "uncounted"
    """Unvoted, uncast, exceptions: no counts of a report."""


COUNTED = frozenset(
    {
        Field.FOR,
        Field.AGAINST,
        Field.WITHHELD,
        Field.ABSTAIN,
        Field.BROKER_NON_VOTES,
        Field.AGAINST_OR_WITHHELD,
        Field.WITHHELD_OR_ABSTAIN,
        Field.ONE_YEAR,
        Field.TWO_YEARS,
        Field.THREE_YEARS,
    }
)
YEARS = frozenset({Field.ONE_YEAR, Field.TWO_YEARS, Field.THREE_YEARS})

FoundCount = Found[Count]
FoundCounts = Mapping[Field, FoundCount]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts that stand together: one row, one vertical block, one sentence.

    ``doubts`` are reasons, in plain words, why a count may stand under the wrong name. ``percents`` are printed beside
    the counts and tell whether they were read in the right order.
    """

    counts: dict[Field, FoundCount] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()
    percents: tuple[Decimal, ...] = ()
    blank: frozenset[Field] = frozenset()
    """Columns that the heading names and this row leaves blank."""

    @property
    def is_frequency(self) -> bool:
        return len(YEARS & self.counts.keys()) > 1

    def values(self) -> dict[Field, Count]:
        return {name: found.value for name, found in self.counts.items()}


NOMINEE_PLACES = {
    Field.FOR: "for",
    Field.AGAINST: "against",
    Field.WITHHELD: "withheld",
    Field.AGAINST_OR_WITHHELD: "withheld",
    Field.WITHHELD_OR_ABSTAIN: "withheld",
    Field.ABSTAIN: "abstain",
    Field.BROKER_NON_VOTES: "broker_non_votes",
}
PROPOSAL_PLACES = NOMINEE_PLACES | {Field.AGAINST_OR_WITHHELD: "against", Field.WITHHELD_OR_ABSTAIN: "abstain"}
FREQUENCY_PLACES = {
    Field.ONE_YEAR: "one_year",
    Field.TWO_YEARS: "two_years",
    Field.THREE_YEARS: "three_years",
    Field.ABSTAIN: "abstain",
    Field.WITHHELD_OR_ABSTAIN: "abstain",
    Field.BROKER_NON_VOTES: "broker_non_votes",
}


def placed(counts: FoundCounts, places: Mapping[Field, str]) -> dict[str, FoundCount]:
    """Each count under the name that a report gives it; the first of two for one name stays."""
    result: dict[str, FoundCount] = {}
    for name, found in counts.items():
        place = places.get(name)
        if place is not None:
            result.setdefault(place, found)
    return result


def votes_of(found: Mapping[str, FoundCount]) -> Votes:
    value = {name: count.value for name, count in found.items()}
    return Votes(
        votes_for=value.get("for"),
        votes_against=value.get("against"),
        votes_withheld=value.get("withheld"),
        abstentions=value.get("abstain"),
        broker_non_votes=value.get("broker_non_votes"),
    )


def frequency_of(found: Mapping[str, FoundCount]) -> FrequencyVotes:
    value = {name: count.value for name, count in found.items()}
    return FrequencyVotes(
        one_year=value.get("one_year"),
        two_years=value.get("two_years"),
        three_years=value.get("three_years"),
        abstentions=value.get("abstain"),
        broker_non_votes=value.get("broker_non_votes"),
    )

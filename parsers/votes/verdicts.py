"""How each proposal ended and who was elected: what is stated beats what is counted; both are kept."""

from __future__ import annotations

from decimal import Decimal

from parsers.document import Found
from parsers.report import Category, Outcome, OutcomeBasis
from parsers.votes.ballot import Ballot, Candidate
from parsers.votes.fields import FoundCount

Counts = dict[str, FoundCount]


def amount(counts: Counts, place: str) -> Decimal | None:
    found = counts.get(place)
    return None if found is None else Decimal(found.value)


def counted_outcome(counts: Counts) -> Outcome | None:
    """What the counts alone say: approved when more were for than against."""
    for_, against = amount(counts, "for"), amount(counts, "against")
    if for_ is None or (against is None and amount(counts, "withheld") is None and for_ == 0):
        return None
    return Outcome.APPROVED if for_ > (against or 0) else Outcome.NOT_APPROVED


def outcome_of(ballot: Ballot) -> tuple[Outcome | None, OutcomeBasis | None]:
    """A proposal's outcome and whether it was stated or counted. Elections and frequency votes have none."""
    if ballot.category in (Category.DIRECTOR_ELECTION, Category.SAY_ON_PAY_FREQUENCY):
        return None, None
    if ballot.outcome is not None:
        return ballot.outcome.value, OutcomeBasis.STATED
    counted = counted_outcome(ballot.counts)
    return counted, OutcomeBasis.COUNTED if counted else None


def settle_elected(ballot: Ballot) -> None:
    """Who was elected: by the row's own word, by what is said of all, by the counts."""
    for candidate in ballot.candidates:
        if candidate.elected is None:
            candidate.elected = _elected(ballot, candidate)


def _elected(ballot: Ballot, candidate: Candidate) -> Found[bool] | None:
    if ballot.elected is not None and ballot.elected.value:
        return ballot.elected
    for_ = amount(candidate.counts, "for")
    if for_ is None:
        return ballot.elected
    against = amount(candidate.counts, "against") or Decimal(0)
    won = candidate.counts["for"]
    if ballot.elected is not None and not ballot.elected.value:
        candidate.reasons.append("the text says that somebody was not elected, and not plainly who")
    return Found(for_ > against, won.span, "more for than against")

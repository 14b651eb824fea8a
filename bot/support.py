"""How much of a vote was for: percentages that we compute from printed counts, each with its denominator named.

A percentage here is never one that the filing prints. Where a count is missing nothing is computed: absent is not 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from parsers.report import Count, Meeting, Votes

LANDMARKS = (Fraction(0), Fraction(1, 2), Fraction(2, 3), Fraction(7, 10), Fraction(4, 5), Fraction(1))
"""Shares that people act on. Rounding never carries a figure on to or across one: 49.97% is not shown as 50.0%."""
QUORUM = (Fraction(0), Fraction(1, 2), Fraction(1))
"""The same of turnout."""


class Cast(StrEnum):
    """What counts as a vote cast. Abstentions and broker non-votes never do."""

    FOR_AGAINST = "for + against"
    FOR_WITHHELD = "for + withheld"
    FOR_AGAINST_WITHHELD = "for + against + withheld"


@dataclass(frozen=True, slots=True)
class Support:
    """Votes for, out of the votes cast. ``opposed`` is against, withheld, or both, as ``cast`` says."""

    votes_for: Count
    opposed: Count
    cast: Cast

    @property
    def share(self) -> Fraction:
        return Fraction(self.votes_for) / (Fraction(self.votes_for) + Fraction(self.opposed))

    @property
    def words(self) -> str:
        """The share for people: ``46.2%``."""
        return percent(self.share)


def support(votes: Votes) -> Support | None:
    """The support that the counts tell; `None` without a count for, without one opposed, or where nobody voted."""
    against, withheld = votes.votes_against, votes.votes_withheld
    if votes.votes_for is None or (against is None and withheld is None):
        return None
    opposed = (against or 0) + (withheld or 0)
    if votes.votes_for + opposed <= 0 or min(votes.votes_for, opposed) < 0:
        return None
    return Support(votes.votes_for, opposed, _cast(against, withheld))


def _cast(against: Count | None, withheld: Count | None) -> Cast:
    if withheld is None:
        return Cast.FOR_AGAINST
    return Cast.FOR_WITHHELD if against is None else Cast.FOR_AGAINST_WITHHELD


def denominators(votes: Iterable[Votes]) -> tuple[Cast, ...]:
    """What "votes cast" meant in these, in a fixed order, for the sentence that says so."""
    used = {found.cast for each in votes if (found := support(each)) is not None}
    return tuple(cast for cast in Cast if cast in used)


def turnout(meeting: Meeting) -> Fraction | None:
    """Shares represented out of shares outstanding; `None` where either is missing or the figures can't be right."""
    represented, outstanding = meeting.shares_represented, meeting.shares_outstanding
    if represented is None or not outstanding or represented < 0 or represented > outstanding:
        return None
    return Fraction(represented) / Fraction(outstanding)


def percent(share: Fraction, digits: int = 1, landmarks: Sequence[Fraction] = LANDMARKS) -> str:
    """``46.2%``, rounded half up, with more digits where fewer would carry it on to or across a landmark."""
    for places in [digits] if share in landmarks else range(digits, 5):
        rounded = _rounded(share * 100, places)
        if share in landmarks or all(
            _side(Fraction(rounded), m * 100) == _side(share * 100, m * 100) for m in landmarks
        ):
            return f"{rounded.normalize():f}%" if rounded in {0, 100} else f"{rounded}%"
    near = min(landmarks, key=lambda mark: abs(mark - share))
    return f"just {'over' if share > near else 'under'} {percent(near)}"


def _rounded(value: Fraction, places: int) -> Decimal:
    unit = Decimal(1).scaleb(-places)
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(unit, rounding=ROUND_HALF_UP)


def _side(value: Fraction, mark: Fraction) -> int:
    return (value > mark) - (value < mark)


def number(count: Count) -> str:
    """A count as people read it: ``18,662,457.146``. Whole shares carry no decimals."""
    return f"{count:,}"

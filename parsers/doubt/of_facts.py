"""The meeting's shares against the votes that were counted: whoever voted was represented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from parsers.doubt.totals import total
from parsers.report import FactDoubt, Meeting
from parsers.votes.ballot import Ballot

VOTES_A_SHARE = 2
"""Votes counted beyond this many times the shares tell that the number of shares is another thing's. Shares with
several votes each, and cumulated votes, can lead further: then the doubt is one too many."""


def shares_against_votes(ballots: Sequence[Ballot], meeting: Meeting) -> Iterator[FactDoubt]:
    """A doubt for each number of shares that could not have cast the votes that were counted."""
    most = max((total(b.counts) for b in ballots), default=Decimal(0))
    for fact, shares in (
        ("shares_outstanding", meeting.shares_outstanding),
        ("shares_represented", meeting.shares_represented),
    ):
        if shares is not None and most > VOTES_A_SHARE * Decimal(shares):
            yield FactDoubt(fact, f"{shares:,} shares are told, and {most:,} votes were counted on one proposal")

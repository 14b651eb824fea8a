"""How each proposal ended and who was elected: what is stated beats what is counted; both are kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from parsers.document import Found
from parsers.report import Category, Outcome, OutcomeBasis
from parsers.votes.ballot import Ballot, Candidate, ClassCounts
from parsers.votes.elections import names_listed
from parsers.votes.fields import FoundCount
from parsers.votes.outcomes import stated_election
from parsers.votes.sentences import sentences
from parsers.words.names import name_key

Counts = dict[str, FoundCount]


def amount(counts: Counts, place: str) -> Decimal | None:
    found = counts.get(place)
    return None if found is None else Decimal(found.value)


def summed(classes: Sequence[ClassCounts]) -> Counts:
    """Counts of classes added up, to compare for with against; a sum is never reported."""
    result: Counts = {}
    for one in classes:
        for place, found in one.counts.items():
            before = result.get(place)
            value = found.value + (before.value if before else 0)
            result[place] = Found(value, found.span, found.rule)
    return result


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
    counted = counted_outcome(ballot.counts or summed(ballot.classes))
    return counted, OutcomeBasis.COUNTED if counted else None


def settle_elected(ballot: Ballot) -> None:
    """Who was elected: by the row's own word, by the names the text lists, by what is said of all, by the counts."""
    listed = _listed_as_elected(ballot)
    for candidate in ballot.candidates:
        if candidate.elected is None:
            candidate.elected = _elected(ballot, candidate, listed)


_POINTS = re.compile(
    r"\b(?:each|all|every|both|following|below|above|listed|named|includ\w+)\b|\d,\d{3}", re.IGNORECASE
)
"""A sentence that points to names elsewhere, or gives counts, lists nobody exhaustively."""


def _listed_as_elected(ballot: Ballot) -> set[str]:
    """Surnames of those whom a sentence names as elected, when it names some and not all of the nominees."""
    surnames: set[str] = set()
    for span in ballot.told:
        for sentence in sentences(ballot.document.text[span.start : span.end], span.start):
            words = ballot.document.words(sentence)
            told = stated_election(words)
            if told and told.value and not _POINTS.search(words):
                surnames |= {name_key(n.text)[0] for n in names_listed(ballot.document, sentence)}
    nominees = {name_key(c.name.value)[0] for c in ballot.candidates}
    return surnames if surnames & nominees and nominees - surnames else set()


def _outdoes(ballot: Ballot, candidate: Candidate, listed: set[str]) -> bool:
    """Whether a nominee has more votes for than somebody who is named as elected: then the list is not of all."""
    for_ = amount(candidate.counts, "for")
    others = [amount(c.counts, "for") for c in ballot.candidates if name_key(c.name.value)[0] in listed]
    known = [o for o in others if o is not None]
    return for_ is not None and bool(known) and for_ > min(known)


def _elected(ballot: Ballot, candidate: Candidate, listed: set[str]) -> Found[bool] | None:
    if listed and ballot.elected is not None:
        if name_key(candidate.name.value)[0] in listed:
            return Found(True, ballot.elected.span, "named among those elected")
        candidate.doubt("the text does not name this nominee among those elected")
        return Found(_outdoes(ballot, candidate, listed), ballot.elected.span, "not named among those elected")
    if ballot.elected is not None and ballot.elected.value:
        return ballot.elected
    counts = candidate.counts or summed(candidate.classes)
    for_ = amount(counts, "for")
    if for_ is None:
        return ballot.elected
    against = amount(counts, "against") or Decimal(0)
    won = counts["for"]
    if ballot.elected is not None and not ballot.elected.value and for_ > against:
        candidate.doubt("the text says that somebody was not elected, and not plainly who")
    return Found(for_ > against, won.span, "more for than against")

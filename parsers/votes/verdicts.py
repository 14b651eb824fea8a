"""How each proposal ended and who was elected: what is stated beats what is counted; both are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from parsers.document import Found, Span
from parsers.report import Category, Outcome, OutcomeBasis
from parsers.votes.ballot import Ballot, Candidate, ClassCounts
from parsers.votes.elections import names_listed
from parsers.votes.fields import FoundCount
from parsers.votes.outcomes import excepted_from_all, stated_election
from parsers.votes.sentences import sentences
from parsers.words.names import name_key, names_in

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
    if not ballot.candidates:
        return
    listed = _listed_as_elected(ballot)
    excepted = dict(_named_as_not_elected(ballot))
    for candidate in ballot.candidates:
        if candidate.elected is None:
            span = excepted.get(name_key(candidate.name.value)[0])
            named = Found(False, span, "named as not elected") if span else None
            candidate.elected = named or _elected(ballot, candidate, listed, is_plain=bool(excepted))


def _named_as_not_elected(ballot: Ballot) -> Iterator[tuple[str, Span]]:
    """Surnames of those whom a sentence excepts from all that were elected, or says were not, and the sentence."""
    nominees = {name_key(c.name.value)[0] for c in ballot.candidates}
    for span in ballot.told:
        for sentence in sentences(ballot.document.text[span.start : span.end], span.start):
            named = _not_elected(ballot.document.words(sentence)) & nominees
            yield from ((name, sentence) for name in named)


_DENIED = re.compile(r"\b(?:not|failed\s+to\s+be)\s+(?:been\s+)?(?:re-?)?elect", re.IGNORECASE)


def _not_elected(words: str) -> set[str]:
    told = stated_election(words)
    if told is None:
        return set()
    if not told.value:
        if who := {name_key(n.text)[0] for n in names_in(words[: told.span.start])}:
            return who
        named = {name_key(n.text)[0] for n in names_in(words)} if _DENIED.search(words) else set()
        return named if len(named) == 1 else set()
    but = excepted_from_all(words, told.span)
    if but is None:
        return set()
    return {name_key(n.text)[0] for n in names_in(words) if but.start <= n.span.start < but.end}


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


def _lost(candidate: Candidate) -> bool:
    """Whether the counts alone say that a nominee was not elected."""
    for_ = amount(candidate.counts, "for")
    against = [amount(candidate.counts, "against"), amount(candidate.counts, "withheld")]
    return for_ is not None and for_ < max((a for a in against if a is not None), default=Decimal(0))


def _elected(ballot: Ballot, candidate: Candidate, listed: set[str], *, is_plain: bool) -> Found[bool] | None:
    """``is_plain``: the text names those who were not elected."""
    if listed and ballot.elected is not None:
        if name_key(candidate.name.value)[0] in listed:
            return Found(True, ballot.elected.span, "named among those elected")
        outdoes = _outdoes(ballot, candidate, listed)
        if outdoes or not _lost(candidate):
            candidate.doubt("the text does not name this nominee among those elected")
        return Found(outdoes, ballot.elected.span, "not named among those elected")
    if ballot.elected is not None and ballot.elected.value:
        return ballot.elected
    counts = candidate.counts or summed(candidate.classes)
    for_ = amount(counts, "for")
    if for_ is None:
        return ballot.elected
    against = amount(counts, "against") or Decimal(0)
    won = counts["for"]
    if ballot.elected is not None and not ballot.elected.value and for_ > against and not is_plain:
        candidate.doubt("the text says that somebody was not elected, and not plainly who")
    return Found(for_ > against, won.span, "more for than against")

"""Counts against each other: nominees of one election, proposals of one meeting, counts and printed percentages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from statistics import median

from parsers.doubt.findings import Finding, Reading, elections, failed, noted, passed
from parsers.report import Outcome
from parsers.votes.ballot import Ballot, Candidate
from parsers.votes.fields import Field, FoundCount
from parsers.votes.pieces import Text
from parsers.votes.verdicts import amount, counted_outcome
from parsers.words.needed import guarded

PLACES = ("for", "against", "withheld", "abstain", "broker_non_votes")
ROW_SHARE = Decimal("0.5")
"""A nominee whose votes add up to less than this share of the others' was read from the wrong cells."""
MEETING_SHARE = Decimal("0.05")
"""The same for a whole proposal; lower, since broker non-votes are often left out and some matters are one class's."""
PERCENT_SLACK = Decimal("0.6")
"""Percentage points between a printed percentage and the nearest one that the counts can give."""

Counts = Mapping[str, FoundCount]


def total(counts: Counts) -> Decimal:
    return Decimal(sum(found.value for found in counts.values()))


def slates(reading: Reading) -> Iterator[tuple[int, Ballot, list[Candidate]]]:
    """The nominees that the same holders voted on, who have counts."""
    for index, ballot in elections(reading):
        for slate in sorted({c.slate for c in ballot.candidates}):
            yield index, ballot, [c for c in ballot.candidates if c.slate == slate and c.counts]


def nominee_totals(reading: Reading) -> Iterator[Finding]:
    """Each nominee's counts add up to about the same, as every holder had as many votes for each."""
    for index, ballot, slate in slates(reading):
        sums = [(c, total(c.counts)) for c in slate]
        if len(sums) < 3:
            continue
        middle = Decimal(median(t for _, t in sums))
        odd = [c for c, t in sums if middle and not ROW_SHARE <= t / middle <= 1 / ROW_SHARE]
        if len(odd) * 2 >= len(sums) or (odd and _is_cumulative(reading, ballot)):
            yield noted(
                "nominee totals",
                "the nominees' totals differ widely, as in a contested or cumulative vote",
                f"/proposals/{index}",
            )
            continue
        for candidate in odd:
            yield failed(
                "nominee totals",
                "the counts add up to far from those of the other nominees",
                f"/proposals/{index}",
                candidate,
            )
        if not odd:
            yield passed(
                "nominee totals", f"the counts of {len(sums)} nominees add up to about the same", f"/proposals/{index}"
            )


_CUMULATED = guarded(r"\bcumulat(?:e|ed|ing|ively)\b", re.IGNORECASE)


def _is_cumulative(reading: Reading, ballot: Ballot) -> bool:
    """Whether holders could give all their votes to one nominee."""
    if any("cumulativ" in ballot.document.words(span).lower() for span in ballot.told):
        return True
    texts = (stream.words(p.span) for stream in reading.streams for p in stream.pieces if isinstance(p, Text))
    return any(_CUMULATED.search(text) for text in texts)


def same_columns(reading: Reading) -> Iterator[Finding]:
    """Nominees of one election have counts in the same columns, and broker non-votes are the same for all."""
    for index, ballot, rows in slates(reading):
        shapes = Counter(frozenset(c.counts) for c in rows)
        usual = shapes.most_common(1)[0][0] if shapes else frozenset()
        for candidate in rows:
            missing = usual - candidate.counts.keys()
            if missing and not candidate.classes:
                names = ", ".join(sorted(place.replace("_", " ") for place in missing))
                yield failed(
                    "same columns",
                    f"no {names} for this nominee, though the others have them",
                    f"/proposals/{index}",
                    candidate,
                )
        yield from _swapped(index, ballot, rows)
        yield from _shifted(index, ballot, rows)


def _swapped(index: int, ballot: Ballot, rows: list[Candidate]) -> Iterator[Finding]:
    """Broker non-votes that differ, beside another column that is constant: the headings may be swapped."""
    if len(rows) < 3:
        return
    kinds = {place: {c.counts[place].value for c in rows if place in c.counts} for place in PLACES}
    constant = [p for p in PLACES[1:4] if len(kinds[p]) == 1 and kinds[p] != {0}]
    if len(kinds["broker_non_votes"]) * 2 > len(rows) and constant:
        yield failed(
            "broker non-votes",
            f"broker non-votes differ from nominee to nominee while {constant[0]} does not: the columns may be swapped",
            f"/proposals/{index}",
            ballot,
        )


def _shifted(index: int, ballot: Ballot, rows: list[Candidate]) -> Iterator[Finding]:
    """No broker non-votes under their heading, and another count that is the same for all: cells may have slipped."""
    if len(rows) < 3 or not all(Field.BROKER_NON_VOTES in c.blank for c in rows):
        return
    for place in PLACES[1:4]:
        values = {c.counts[place].value for c in rows if place in c.counts}
        if len(values) == 1 and values != {0} and all(place in c.counts for c in rows):
            yield failed(
                "broker non-votes",
                f"no broker non-votes stand under their heading, and {place} is the same for all: cells may have "
                f"slipped",
                f"/proposals/{index}",
                ballot,
            )


def proposal_totals(reading: Reading) -> Iterator[Finding]:
    """All proposals of a meeting were voted on by about the same shares."""
    sums = [(i, b, total(b.frequency or b.counts)) for i, b in enumerate(reading.ballots) if b.counts or b.frequency]
    sums += [
        (i, b, Decimal(median(total(c.counts) for c in b.candidates if c.counts)))
        for i, b in elections(reading)
        if any(c.counts for c in b.candidates)
    ]
    most = max((t for _, _, t in sums), default=Decimal(0))
    for index, ballot, size in sums:
        if size < most * MEETING_SHARE:
            yield failed(
                "proposal totals",
                "the counts add up to a small part of those of the other proposals",
                f"/proposals/{index}",
                ballot,
            )
    if most and len(sums) > 1 and all(t >= most * MEETING_SHARE for _, _, t in sums):
        yield passed("proposal totals", f"{len(sums)} proposals were voted on by shares of one order")


def percentages(reading: Reading) -> Iterator[Finding]:
    """Percentages printed beside counts can be had from the counts."""
    for index, ballot in enumerate(reading.ballots):
        yield from _percent(f"/proposals/{index}", ballot.counts, ballot.percents)
        for place, candidate in enumerate(ballot.candidates):
            yield from _percent(f"/proposals/{index}/nominees/{place}", candidate.counts, candidate.percents)


def _percent(where: str, counts: Counts, printed: tuple[Decimal, ...]) -> Iterator[Finding]:
    for_ = amount(dict(counts), "for")
    if not printed or not for_:
        return
    possible = list(_ratios(counts))
    if not possible:
        return
    if any(abs(p - ratio) <= PERCENT_SLACK for p in printed for ratio in possible):
        yield passed("percentages", "a printed percentage agrees with the counts", where)
    elif min(abs(p - ratio) for p in printed for ratio in possible) > 100:
        return
    else:
        yield noted("percentages", "the printed percentages are of another base than the counts", where)


def _ratios(counts: Counts) -> Iterator[Decimal]:
    """The percentages for, over each usual base."""
    value = {place: Decimal(found.value) for place, found in counts.items()}
    for_ = value.get("for", Decimal(0))
    base = for_
    for place in ("against", "withheld", "abstain", "broker_non_votes"):
        if place in value:
            base += value[place]
            if base:
                yield for_ / base * 100


def stated_against_counted(reading: Reading) -> Iterator[Finding]:
    """What the text says became of a proposal agrees with its counts."""
    for index, ballot in enumerate(reading.ballots):
        if ballot.is_election or ballot.frequency is not None or ballot.outcome is None:
            continue
        counted, stated, where = counted_outcome(ballot.counts), ballot.outcome.value, f"/proposals/{index}/outcome"
        if counted is None:
            continue
        if stated is Outcome.NOT_VOTED:
            yield failed("stated against counted", "not voted on by the text, and votes were counted", where, ballot)
            continue
        if counted is stated:
            yield passed("stated against counted", "the text and the counts agree", where)
        elif stated is Outcome.NOT_APPROVED and ballot.outcome_is_own:
            yield noted("stated against counted", "not approved though more votes were for than against", where)
        else:
            yield failed(
                "stated against counted", f"the text says {_said(stated)}, the counts say otherwise", where, ballot
            )


def _said(outcome: Outcome) -> str:
    return outcome.value.replace("_", " ")


def elected_against_counted(reading: Reading) -> Iterator[Finding]:
    """Nobody is elected with more votes against than for, unless the filing says so and somebody looks."""
    for index, ballot in elections(reading):
        for place, candidate in enumerate(ballot.candidates):
            for_ = amount(candidate.counts, "for")
            against = max(amount(candidate.counts, "against") or 0, amount(candidate.counts, "withheld") or 0)
            if for_ is None or candidate.elected is None:
                continue
            if candidate.elected.value is not (for_ > against) and candidate.elected.rule != "result column":
                reason = (
                    "more votes against or withheld than for"
                    if candidate.elected.value
                    else "not elected though more votes were for than against"
                )
                yield failed("elected against counted", reason, f"/proposals/{index}/nominees/{place}", candidate)

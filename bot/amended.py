"""A first report and its amendments as one report.

Most amendments say little (the board's decision on the frequency of say on pay, one corrected count), so the latest
filing alone is not the truth about a meeting: what it does not say still holds as first filed. Matching is careful: a
proposal or a nominee that cannot be matched for certain stands as a new one, and nothing is overwritten.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from functools import reduce
from typing import TypeVar

from parsers.report import (
    Category,
    ClassVotes,
    Evidence,
    FrequencyVotes,
    Kind,
    Meeting,
    MeetingReport,
    Nominee,
    Proposal,
    Votes,
)

T = TypeVar("T")
Values = TypeVar("Values", Votes, FrequencyVotes, Meeting)

ONE_A_MEETING = frozenset({Category.SAY_ON_PAY, Category.SAY_ON_PAY_FREQUENCY, Category.AUDITOR_RATIFICATION})
"""Matters that come up once, whatever they are called and numbered."""
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "md", "phd", "esq", "cpa"})


def all_amended(reports: Sequence[MeetingReport]) -> MeetingReport:
    """A first report and its amendments, oldest first, as one."""
    return reduce(amended, reports)


def amended(original: MeetingReport, amendment: MeetingReport) -> MeetingReport:
    """The amendment where it says something, the original where it does not.

    Evidence is the amendment's alone: that of the original stands in another filing.
    """
    if amendment.kind is Kind.NONE:
        return replace(original, evidence={})
    partners = matching_proposals(original, amendment)
    proposals = [
        _proposal(was, amendment.proposals[partners[place]]) if place in partners else was
        for place, was in enumerate(original.proposals)
    ]
    moved = {new: old for old, new in partners.items()}
    for place, proposal in enumerate(amendment.proposals):
        if place not in moved:
            moved[place] = len(proposals)
            proposals.append(proposal)
    return replace(
        amendment,
        companies=amendment.companies or original.companies,
        tickers=amendment.tickers or original.tickers,
        meeting=_meeting(original.meeting, amendment.meeting),
        proposals=tuple(proposals),
        evidence=_evidence(amendment, moved),
    )


def matching_proposals(original: MeetingReport, amendment: MeetingReport) -> dict[int, int]:
    return pairs(original.proposals, amendment.proposals, _same_proposal)


def matching_nominees(was: Sequence[Nominee], now: Sequence[Nominee]) -> dict[int, int]:
    """By first and last name: middle names, initials and suffixes come and go between filings."""
    return pairs(was, now, lambda one, other: _person(one.name) == _person(other.name))


def pairs(old: Sequence[T], new: Sequence[T], same: Callable[[T, T], bool]) -> dict[int, int]:
    """Places in ``old`` to places in ``new`` where each is the other's only match."""
    likes = [(i, j) for i, one in enumerate(old) for j, other in enumerate(new) if same(one, other)]
    lefts, rights = [i for i, _ in likes], [j for _, j in likes]
    return {i: j for i, j in likes if lefts.count(i) == 1 and rights.count(j) == 1}


def _same_proposal(one: Proposal, other: Proposal) -> bool:
    if one.category is not other.category:
        return False
    if one.category in ONE_A_MEETING:
        return True
    if one.category is Category.DIRECTOR_ELECTION:
        return bool(matching_nominees(one.nominees, other.nominees))
    if one.number is not None and other.number is not None:
        return one.number == other.number
    return _letters(one.title) == _letters(other.title)


def _person(name: str) -> tuple[str, ...]:
    words = [word for word in re.findall(r"[^\W\d_]+", name.casefold()) if word not in _SUFFIXES]
    return tuple(words) if len(words) < 2 else (words[0], words[-1])


def _letters(text: str) -> str:
    return "".join(re.findall(r"\w+", text.casefold()))


def _proposal(was: Proposal, now: Proposal) -> Proposal:
    decided = now if now.outcome is not None else was
    return replace(
        was,
        nominees=_nominees(was.nominees, now.nominees),
        outcome=decided.outcome,
        outcome_basis=decided.outcome_basis,
        counted_outcome=now.counted_outcome or was.counted_outcome,
        votes=_newest(was.votes, now.votes),
        votes_by_class=_classes(was.votes_by_class, now.votes_by_class),
        frequency=_frequency(was.frequency, now.frequency),
        frequency_chosen=now.frequency_chosen or was.frequency_chosen,
        board_frequency=now.board_frequency or was.board_frequency,
        review_reasons=_both(was.review_reasons, now.review_reasons),
    )


def _nominees(was: tuple[Nominee, ...], now: tuple[Nominee, ...]) -> tuple[Nominee, ...]:
    partners = matching_nominees(was, now)
    kept = [
        _nominee(nominee, now[partners[place]]) if place in partners else nominee for place, nominee in enumerate(was)
    ]
    return (*kept, *(nominee for place, nominee in enumerate(now) if place not in partners.values()))


def _nominee(was: Nominee, now: Nominee) -> Nominee:
    return replace(
        was,
        elected=was.elected if now.elected is None else now.elected,
        votes=_newest(was.votes, now.votes),
        votes_by_class=_classes(was.votes_by_class, now.votes_by_class),
        review_reasons=_both(was.review_reasons, now.review_reasons),
    )


def _classes(was: tuple[ClassVotes, ...], now: tuple[ClassVotes, ...]) -> tuple[ClassVotes, ...]:
    votes = {each.share_class: each.votes for each in was}
    for each in now:
        votes[each.share_class] = _newest(votes.get(each.share_class, Votes()), each.votes)
    return tuple(ClassVotes(name, counted) for name, counted in votes.items())


def _frequency(was: FrequencyVotes | None, now: FrequencyVotes | None) -> FrequencyVotes | None:
    return _newest(was, now) if was and now else now or was


def _newest(was: Values, now: Values) -> Values:
    """Each field as the amendment gives it, else as it was. Whether results are preliminary, the amendment says."""
    given = {each.name: getattr(now, each.name) for each in fields(now)}
    return replace(was, **{name: value for name, value in given.items() if value is not None})


def _meeting(was: Meeting, now: Meeting) -> Meeting:
    """What was in doubt stays so, unless the amendment tells the fact again."""
    open_still = [d for d in was.doubts if getattr(now, d.fact) is None]
    return replace(_newest(was, now), doubts=_both(tuple(open_still), now.doubts))


def _both(was: tuple[T, ...], now: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*was, *now)))


def _evidence(amendment: MeetingReport, moved: dict[int, int]) -> dict[str, Evidence]:
    """Under the places that proposals have now. That of nominees is left out: they have moved as well."""
    return {
        re.sub(r"^/proposals/(\d+)", lambda at: f"/proposals/{moved.get(int(at[1]), at[1])}", pointer): evidence
        for pointer, evidence in amendment.evidence.items()
        if "/nominees/" not in pointer
    }

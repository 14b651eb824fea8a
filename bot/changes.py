"""What an amendment tells otherwise than the report before it, value by value, for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal

from bot.amended import matching_nominees, matching_proposals
from bot.facts import subject
from bot.outcome import FREQUENCY_WORDS
from bot.support import number
from parsers.report import (
    ClassVotes,
    Frequency,
    FrequencyVotes,
    Kind,
    Meeting,
    MeetingReport,
    Nominee,
    Outcome,
    Proposal,
    Votes,
)

COUNTS = {
    "votes_for": "for",
    "votes_against": "against",
    "votes_withheld": "withheld",
    "abstentions": "abstentions",
    "broker_non_votes": "broker non-votes",
    "one_year": "one year",
    "two_years": "two years",
    "three_years": "three years",
}
FACTS = {
    "date": "Meeting date",
    "record_date": "Record date",
    "shares_outstanding": "Shares outstanding",
    "shares_represented": "Shares represented",
}
OUTCOMES = {
    Outcome.APPROVED: "approved",
    Outcome.NOT_APPROVED: "not approved",
    Outcome.NOT_VOTED: "not voted on",
    None: "",
}
ELECTED = {True: "elected", False: "not elected", None: ""}


@dataclass(frozen=True, slots=True)
class Change:
    """``before`` and ``after`` in words; ``before`` is ``""`` where nothing was told.

    ``outcome`` is true where who was elected or what was approved reads otherwise, or is told.
    """

    about: str
    before: str
    after: str
    outcome: bool = False


def changes(original: MeetingReport, amendment: MeetingReport) -> tuple[Change, ...]:
    """In the amendment's own order. What it leaves out is no change."""
    if amendment.kind is Kind.NONE:
        return ()
    return (*_meeting_changes(original.meeting, amendment.meeting), *_proposal_changes(original, amendment))


def _meeting_changes(was: Meeting, now: Meeting) -> Iterator[Change]:
    if was.preliminary and not now.preliminary:
        yield Change("Results", "preliminary", "final")
    for name, words in FACTS.items():
        before, after = getattr(was, name), getattr(now, name)
        if after is not None and after != before:
            yield Change(words, _shown(before), _shown(after))


def _proposal_changes(original: MeetingReport, amendment: MeetingReport) -> Iterator[Change]:
    partners = {new: old for old, new in matching_proposals(original, amendment).items()}
    for place, now in enumerate(amendment.proposals):
        if place not in partners:
            yield Change(subject(now), "", OUTCOMES[now.outcome] or "told", outcome=True)
            continue
        was = original.proposals[partners[place]]
        yield from _matter_changes(was, now)
        yield from _nominee_changes(was.nominees, now.nominees)


def _matter_changes(was: Proposal, now: Proposal) -> Iterator[Change]:
    about = subject(now)
    if now.outcome not in {None, was.outcome}:
        yield Change(about, OUTCOMES[was.outcome], OUTCOMES[now.outcome], outcome=True)
    if now.frequency_chosen not in {None, was.frequency_chosen}:
        yield Change(f"{about}, holders", _often(was.frequency_chosen), _often(now.frequency_chosen), outcome=True)
    if now.board_frequency not in {None, was.board_frequency}:
        yield Change(f"{about}, the board", _often(was.board_frequency), _often(now.board_frequency))
    yield from _count_changes(about, was.votes, now.votes)
    yield from _count_changes(about, was.frequency or FrequencyVotes(), now.frequency or FrequencyVotes())
    yield from _class_changes(about, was.votes_by_class, now.votes_by_class)


def _nominee_changes(was: tuple[Nominee, ...], now: tuple[Nominee, ...]) -> Iterator[Change]:
    partners = {new: old for old, new in matching_nominees(was, now).items()}
    for place, nominee in enumerate(now):
        if place not in partners:
            yield Change(nominee.name, "", ELECTED[nominee.elected] or "told", outcome=True)
            continue
        old = was[partners[place]]
        if nominee.elected not in {None, old.elected}:
            yield Change(nominee.name, ELECTED[old.elected], ELECTED[nominee.elected], outcome=True)
        yield from _count_changes(nominee.name, old.votes, nominee.votes)
        yield from _class_changes(nominee.name, old.votes_by_class, nominee.votes_by_class)


def _class_changes(about: str, was: tuple[ClassVotes, ...], now: tuple[ClassVotes, ...]) -> Iterator[Change]:
    old = {each.share_class: each.votes for each in was}
    for each in now:
        yield from _count_changes(f"{about}, {each.share_class}", old.get(each.share_class, Votes()), each.votes)


def _count_changes(about: str, was: Votes | FrequencyVotes, now: Votes | FrequencyVotes) -> Iterator[Change]:
    for field in fields(now):
        before, after = getattr(was, field.name), getattr(now, field.name)
        if after is not None and after != before:
            yield Change(f"{about}, {COUNTS[field.name]}", _shown(before), _shown(after))


def _often(frequency: Frequency | None) -> str:
    return FREQUENCY_WORDS[frequency] if frequency else ""


def _shown(value: object) -> str:
    if isinstance(value, int | Decimal):
        return number(value)
    return "" if value is None else str(value)

"""A shareholder meeting as data, to be written down in every manner that filings have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

FOR, AGAINST, WITHHELD, ABSTAIN, NON_VOTES = "for", "against", "withheld", "abstain", "broker_non_votes"
ONE_YEAR, TWO_YEARS, THREE_YEARS = "one_year", "two_years", "three_years"

Counts = dict[str, int]
"""Counts by kind of vote, in the order of the columns."""


@dataclass(frozen=True)
class Candidate:
    name: str
    counts: Counts


@dataclass(frozen=True)
class Matter:
    """A proposal other than the election. ``approved`` is what the filing says."""

    title: str
    sentence: str
    """What holders did, after "The stockholders": ``ratified the appointment of …``."""
    category: str
    counts: Counts
    approved: bool = True


@dataclass(frozen=True)
class Gathering:
    """An annual meeting: an election first, then the other matters, numbered from 2."""

    company: str
    day: date
    record_day: date
    outstanding: int
    represented: int
    candidates: tuple[Candidate, ...]
    matters: tuple[Matter, ...]
    way: int = 0
    """Which of three ways the columns are called."""


HEADINGS: dict[str, tuple[str, ...]] = {
    FOR: ("For", "Votes For", "Shares Voted For"),
    AGAINST: ("Against", "Votes Against", "Shares Voted Against"),
    WITHHELD: ("Withheld", "Votes Withheld", "Authority Withheld"),
    ABSTAIN: ("Abstain", "Abstentions", "Votes Abstained"),
    NON_VOTES: ("Broker Non-Votes", "Broker Non-Votes", "Broker Non-Vote"),
    ONE_YEAR: ("1 Year", "One Year", "Every Year"),
    TWO_YEARS: ("2 Years", "Two Years", "Every Two Years"),
    THREE_YEARS: ("3 Years", "Three Years", "Every Three Years"),
}
"""What a column may be called; a filing keeps to one of the three ways."""


def number(count: int) -> str:
    return f"{count:,}"


def long_date(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def headings(counts: Counts, way: int) -> list[str]:
    return [HEADINGS[kind][way] for kind in counts]


def opening(gathering: Gathering) -> str:
    """The sentence that begins the item."""
    return (
        f"On {long_date(gathering.day)}, {gathering.company} (the “Company”) held its annual meeting of stockholders. "
        f"As of {long_date(gathering.record_day)}, the record date, there were {number(gathering.outstanding)} shares "
        f"of common stock outstanding and entitled to vote, of which {number(gathering.represented)} shares were "
        "present in person or represented by proxy, constituting a quorum. The final voting results are as follows."
    )


ITEM = "Submission of Matters to a Vote of Security Holders."
ELECTION_TITLE = "Election of Directors"
ELECTED = "The stockholders elected each of the following nominees to serve until the next annual meeting."

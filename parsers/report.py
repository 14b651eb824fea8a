"""What a filing tells of a shareholder meeting: plain data, every value a fact that the filing prints.

The names are those of Form 8-K Item 5.07 and Form N-PX. ``None`` means that the filing does not say; nought is ``0``.
Evidence stands beside the facts and not inside them: `MeetingReport.evidence` maps the JSON pointer of a value
(``/meeting/record_date``, ``/proposals/0/nominees/2/votes/for``) to the words it was read from.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

Count = int | Decimal
"""A number of votes or shares. Whole numbers are ``int``; fractional votes keep their fraction as ``Decimal``."""


class Kind(StrEnum):
    """Whether a filing tells how a vote of security holders ended."""

    MEETING_RESULTS = "meeting_results"
    NONE = "none"


class MeetingType(StrEnum):
    ANNUAL = "annual"
    SPECIAL = "special"
    WRITTEN_CONSENT = "written_consent"


class Category(StrEnum):
    """What a proposal is about: the finest category that fits."""

    DIRECTOR_ELECTION = "director_election"
    SAY_ON_PAY = "say_on_pay"
    SAY_ON_PAY_FREQUENCY = "say_on_pay_frequency"
    GOLDEN_PARACHUTE = "golden_parachute"
    AUDITOR_RATIFICATION = "auditor_ratification"
    EQUITY_PLAN = "equity_plan"
    CHARTER_AMENDMENT = "charter_amendment"
    CAPITAL_STRUCTURE = "capital_structure"
    TRANSACTION = "transaction"
    FUND_MATTER = "fund_matter"
    ADJOURNMENT = "adjournment"
    SHAREHOLDER_PROPOSAL = "shareholder_proposal"
    OTHER = "other"


class Proponent(StrEnum):
    MANAGEMENT = "management"
    SHAREHOLDER = "shareholder"


class Outcome(StrEnum):
    APPROVED = "approved"
    NOT_APPROVED = "not_approved"
    NOT_VOTED = "not_voted"


class OutcomeBasis(StrEnum):
    """``stated`` by the filing, or ``counted`` from its figures where it states nothing."""

    STATED = "stated"
    COUNTED = "counted"


class Frequency(StrEnum):
    ONE_YEAR = "one_year"
    TWO_YEARS = "two_years"
    THREE_YEARS = "three_years"


@dataclass(frozen=True, slots=True)
class Votes:
    """The counts of one nominee or proposal. JSON calls the first four for, against, withheld, abstain."""

    votes_for: Count | None = None
    votes_against: Count | None = None
    votes_withheld: Count | None = None
    abstentions: Count | None = None
    broker_non_votes: Count | None = None


@dataclass(frozen=True, slots=True)
class ClassVotes:
    """Counts of one class or series of shares that was counted apart."""

    share_class: str
    votes: Votes


@dataclass(frozen=True, slots=True)
class FrequencyVotes:
    """How many votes wanted a say on pay every one, two or three years."""

    one_year: Count | None = None
    two_years: Count | None = None
    three_years: Count | None = None
    abstentions: Count | None = None
    broker_non_votes: Count | None = None


@dataclass(frozen=True, slots=True)
class Nominee:
    """``name`` as printed, without titles. ``elected`` is ``None`` only where nobody could tell."""

    name: str
    elected: bool | None
    votes: Votes = Votes()
    votes_by_class: tuple[ClassVotes, ...] = ()
    review_reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """One matter voted on. An election has `nominees`; a frequency vote has `frequency`; the rest have `outcome`."""

    number: str | None
    category: Category
    title: str
    proponent: Proponent = Proponent.MANAGEMENT
    nominees: tuple[Nominee, ...] = ()
    outcome: Outcome | None = None
    outcome_basis: OutcomeBasis | None = None
    counted_outcome: Outcome | None = None
    """What the counts alone would say; differs from `outcome` where a supermajority was needed."""
    votes: Votes = Votes()
    votes_by_class: tuple[ClassVotes, ...] = ()
    frequency: FrequencyVotes | None = None
    frequency_chosen: Frequency | None = None
    board_frequency: Frequency | None = None
    """What the board then decided (Item 5.07(d)); not what the holders chose."""
    review_reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactDoubt:
    """Why a person should look at one fact of the meeting; ``fact`` is the name of `Meeting`'s field."""

    fact: str
    reason: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """The header facts. ``date`` is the day of the vote; of an adjourned meeting, the day it was decided."""

    type: MeetingType | None = None
    date: dt.date | None = None
    record_date: dt.date | None = None
    shares_outstanding: Count | None = None
    """Outstanding, or entitled to vote, on the record date."""
    shares_represented: Count | None = None
    """Present in person or by proxy."""
    quorum_stated: bool | None = None
    preliminary: bool = False
    """The filing says that its counts are not final."""
    doubts: tuple[FactDoubt, ...] = ()
    """Doubts of the facts above, on which no proposal's counts or outcome hang."""

    @property
    def doubtful(self) -> frozenset[str]:
        """The names of the facts in doubt."""
        return frozenset(doubt.fact for doubt in self.doubts)


@dataclass(frozen=True, slots=True)
class Ticker:
    """A trading symbol as the filing prints it, with the market it names (``INNO`` on ``NasdaqSC``)."""

    symbol: str
    exchange: str | None = None


@dataclass(frozen=True, slots=True)
class Company:
    """A registrant. ``cik`` is unpadded digits, ``None`` when the document alone was read."""

    name: str
    cik: str | None = None


class Evidence(NamedTuple):
    """The words a value was read from: ``quote == text[start:end]`` of the document's text, by the named rule."""

    document: str
    """File name of the document inside the submission, or ``""`` where it has none."""
    start: int
    """Offset in characters into the document's text, as ``ballotwire parse --text`` prints it."""
    end: int
    quote: str
    rule: str


@dataclass(frozen=True, slots=True)
class Check:
    """One independent way to know a value, and whether it agreed. ``where`` is a JSON pointer."""

    name: str
    passed: bool
    detail: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class MeetingReport:
    """Everything read from one filing. ``review_reasons`` holds what a person should look at, in plain words."""

    source: str
    kind: Kind
    companies: tuple[Company, ...] = ()
    tickers: tuple[Ticker, ...] = ()
    meeting: Meeting = Meeting()
    proposals: tuple[Proposal, ...] = ()
    evidence: dict[str, Evidence] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    review_reasons: tuple[str, ...] = ()
    accession_number: str | None = None
    form_type: str | None = None

    @property
    def needs_review(self) -> bool:
        """Whether anything in the whole report is doubtful."""
        return bool(self.review_reasons or self.meeting.doubts) or any(
            p.review_reasons or any(n.review_reasons for n in p.nominees) for p in self.proposals
        )

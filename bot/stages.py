"""The way of a filing, one type a stage.

    FeedEntry  →  Filing  →  (parsers) Submission → MeetingReport  →  Alert  →  Delivery  →  Message

Plain data only: nothing here reads, writes or decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.plain_text import plain_name
from parsers.report import MeetingReport


@dataclass(frozen=True, slots=True)
class Filer:
    """A registrant that a filing was made for. ``cik`` is unpadded digits; ``name`` EDGAR's conformed name, made plain.

    Whoever files chooses the name, and it goes everywhere.
    """

    cik: str
    name: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", plain_name(self.name))


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One row of the current-filings feed: a filing under one of its filers."""

    accession_number: str
    """Canonical, with dashes: ``0001104659-25-120461``."""
    form_type: str
    filer: Filer
    role: str
    """``Filer``, ``Subject``, ``Reporting``… as the feed's title ends."""
    items: tuple[str, ...]
    """Item numbers of an 8-K: ``("5.07", "9.01")``."""
    accepted: datetime
    """Acceptance time, aware."""
    filed: date | None
    url: str
    """The index page that the feed links to."""


@dataclass(frozen=True, slots=True)
class Filing:
    """An accepted filing, with every filer it was made for. The first filer's CIK leads to its folder."""

    accession_number: str
    form_type: str
    filers: tuple[Filer, ...]
    items: tuple[str, ...] = ()
    accepted: datetime | None = None
    filed: date | None = None

    @property
    def undashed(self) -> str:
        """The accession number as folder names on EDGAR spell it."""
        return self.accession_number.replace("-", "")


class Via(StrEnum):
    """How a filing came to be known."""

    FEED = "feed"
    CATCH_UP = "catch-up"
    """The feed as well, after a time in which nobody looked."""
    AUDIT = "audit"
    BACKFILL = "backfill"
    LOOKUP = "lookup"


class FilingState(StrEnum):
    """How far a filing has come. ``seen`` covers those that are waiting for another try."""

    SEEN = "seen"
    SKIPPED = "skipped"
    """Its form and items cannot tell a result: never fetched."""
    READ = "read"
    NO_RESULT = "no_result"
    POISON = "poison"
    """Set aside after the last try."""


@dataclass(frozen=True, slots=True)
class SeenFiling:
    """A filing that the ledger holds, and what is known of the work on it."""

    filing: Filing
    via: Via
    announce: bool
    """False for what was there before the first start and for history: read, never told."""
    state: FilingState
    attempts: int
    """Tries to fetch it that failed."""
    seen_at: datetime
    next_attempt_at: datetime
    last_error: str = ""
    reads_begun: int = 0
    """Times that reading it began; more than nought on a filing in ``seen`` means that it never came back well."""


class WatchSubject(StrEnum):
    TICKER = "ticker"
    CIK = "cik"
    COMPANY = "company"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class Watch:
    """What a channel wants to hear of, as the watchlist file or a command wrote it."""

    team_id: str
    """The Slack workspace; ``""`` for the one workspace that the tokens belong to."""
    channel: str
    """Channel ID, or its name with ``#`` where the watchlist file gives a name."""
    subject: WatchSubject
    value: str = ""
    """A ticker in capitals, a CIK in unpadded digits, or a company's name; ``""`` with ``everything``."""
    rules: tuple[str, ...] = ()
    """Only results that meet one of these, as `bot.rules.parse_rule` reads them; none: all results."""
    id: int | None = None
    """The row in the ledger, of a watch that a command made; ``None`` for one of the file."""
    added_by: str = ""
    added_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A channel that should hear of a filing, and why."""

    team_id: str
    """The Slack workspace; ``""`` for the one workspace that the tokens belong to."""
    channel: str
    """Channel ID, or its name with ``#`` where the watchlist file gives a name."""
    reasons: tuple[str, ...]
    """In words for people: ``watches INNO (Innovo Group Inc.)``."""


@dataclass(frozen=True, slots=True)
class Succession:
    """A company that reports in another's place, as a filing on Form 8-K12B, 8-K12G3 or 8-K15D5 tells."""

    successor: Filer
    predecessors: tuple[Filer, ...]
    """Beyond doubt. The CIK is ``""`` of one that is known by its name alone."""
    candidates: tuple[Filer, ...] = ()
    """Companies of which one may be the predecessor, where the filing leaves that open."""
    words: str = ""
    """The sentence of the filing that says so; ``""`` where none was found."""


class AlertKind(StrEnum):
    RESULTS = "results"
    UNREADABLE = "unreadable"
    """Filed an Item 5.07 that could not be read: the bare link."""
    SUCCESSION = "succession"
    """A company that is watched reports under another CIK from now on."""


@dataclass(frozen=True, slots=True)
class Alert:
    """What is to be told: one filing's report."""

    kind: AlertKind
    filing: Filing
    report: MeetingReport
    filing_url: str
    """Index page of the filing."""
    late: bool = False
    """Found by the audit and not by the feed."""
    caught_up: bool = False
    """Missed while the bot was down, and found when it looked again."""
    succession: Succession | None = None
    """Of `AlertKind.SUCCESSION` alone; the report then tells nothing."""


class DeliveryState(StrEnum):
    """Where a delivery stands. ``unconfirmed``: sent, and nobody knows whether it arrived."""

    PENDING = "pending"
    CLAIMED = "claimed"
    SENT = "sent"
    DELIVERED = "delivered"
    UNCONFIRMED = "unconfirmed"
    RETRYING = "retrying"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class Delivery:
    """An alert for one channel, as the ledger holds it."""

    id: int
    idempotency_key: str
    """The same for ever for what one channel hears once: ``0001015402-04-002424:results:T1:C1`` of a filing's results,
    ``2 follows 8bb0cf6eb9b17d0f:succession:T1:C1`` of a company that reports in another's place."""
    alert: Alert
    team_id: str
    channel: str
    reasons: tuple[str, ...]
    state: DeliveryState
    attempts: int
    created_at: datetime
    first_attempt_at: datetime | None = None
    may_have_arrived: bool = False
    """An earlier attempt ended without an answer, or with the process: look in the channel before sending again."""
    channel_id: str | None = None
    message_ts: str | None = None
    last_error: str = ""
    next_attempt_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """What Slack is asked to show. ``text`` says it all for notifications and screen readers."""

    text: str
    blocks: tuple[dict[str, object], ...]


class PollOutcome(StrEnum):
    """How a look at the feed ended. ``refused`` and ``unavailable`` are never "no news"."""

    OK = "ok"
    PARTIAL = "partial"
    REFUSED = "refused"
    UNAVAILABLE = "unavailable"
    MALFORMED = "malformed"


@dataclass(frozen=True, slots=True)
class Poll:
    """One look at the feed, for the record."""

    started_at: datetime
    finished_at: datetime
    outcome: PollOutcome
    rows: int
    new_filings: int
    newest_accepted: datetime | None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Mute:
    """A company that a channel does not want to hear of until a moment; ``until`` ``None`` for good."""

    team_id: str
    channel: str
    cik: str
    until: datetime | None
    by: str


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the audit trail: who changed what."""

    at: datetime
    team_id: str
    channel: str
    actor: str
    """A Slack user ID, or ``cli:name`` for the command line."""
    action: str
    """``watch.add``, ``watch.remove``, ``mute.add``…"""
    detail: str


@dataclass(frozen=True, slots=True)
class KnownCompany:
    """A registrant under every name that the ledger knows it by."""

    cik: str
    name: str
    former_names: tuple[str, ...] = ()
    tickers: tuple[KnownTicker, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownTicker:
    """A symbol that a filing printed, or that the list of today holds, and when."""

    symbol: str
    cik: str
    exchange: str | None
    first_seen: date
    last_seen: date
    listed: bool
    """In EDGAR's list of today's tickers; otherwise printed by a filing."""


@dataclass(frozen=True, slots=True)
class Link:
    """One company reports in the place of another."""

    predecessor: Filer
    """The CIK is ``""`` of one that is known by its name alone."""
    successor: Filer
    accession_number: str
    """The filing that told it."""


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as the ledger holds it."""

    filing: Filing
    report: MeetingReport
    filing_url: str
    recorded_at: datetime
    reader_version: str

"""The tables, the same on SQLite and on PostgreSQL. Rows that belong to a workspace carry its ``team_id``.

A moment is stored in UTC; a row that can be written twice by a crash has a unique key that makes the second write
a no-op.
"""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Index, Integer, MetaData, Table, UniqueConstraint

from bot.ledger.columns import Moment, Name, Text, Word

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

filings = Table(
    "filings",
    metadata,
    Column("accession_number", Word(20), primary_key=True),
    Column("form_type", Word(20), nullable=False),
    Column("item_numbers", JSON, nullable=False),
    Column("accepted", Moment),
    Column("filed", Date),
    Column("via", Word(10), nullable=False),
    Column("announce", Boolean, nullable=False),
    Column("state", Word(10), nullable=False),
    Column("reason", Text, nullable=False, default=""),
    Column("attempts", Integer, nullable=False, default=0),
    Column("reads_begun", Integer, nullable=False, default=0),
    Column("seen_at", Moment, nullable=False),
    Column("next_attempt_at", Moment, nullable=False),
    Column("done_at", Moment),
    Column("last_error", Text, nullable=False, default=""),
    Index("ix_filings_due", "state", "next_attempt_at"),
    Index("ix_filings_filed", "filed"),
)

filers = Table(
    "filers",
    metadata,
    Column("accession_number", ForeignKey("filings.accession_number"), primary_key=True),
    Column("cik", Word(10), primary_key=True),
    Column("name", Name, nullable=False),
    Column("position", Integer, nullable=False),
    Index("ix_filers_cik", "cik"),
)

reports = Table(
    "reports",
    metadata,
    Column("accession_number", ForeignKey("filings.accession_number"), primary_key=True),
    Column("kind", Word(20), nullable=False),
    Column("report", JSON, nullable=False),
    Column("reader_version", Word(40), nullable=False),
    Column("meeting_date", Date),
    Column("needs_review", Boolean, nullable=False),
    Column("filing_url", Text, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Index("ix_reports_meeting_date", "meeting_date"),
)

companies = Table(
    "companies",
    metadata,
    Column("cik", Word(10), primary_key=True),
    Column("name", Name, nullable=False),
    Column("name_as_of", Moment, nullable=False),
)

former_names = Table(
    "former_names",
    metadata,
    Column("cik", Word(10), primary_key=True),
    Column("name", Name, primary_key=True),
)

tickers = Table(
    "tickers",
    metadata,
    Column("symbol", Word(20), primary_key=True),
    Column("cik", Word(10), primary_key=True),
    Column("listed", Boolean, primary_key=True),
    Column("exchange", Text),
    Column("first_seen", Date, nullable=False),
    Column("last_seen", Date, nullable=False),
    Index("ix_tickers_cik", "cik"),
)

alerts = Table(
    "alerts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("accession_number", ForeignKey("filings.accession_number"), nullable=False),
    Column("kind", Word(20), nullable=False),
    Column("detail", Text, nullable=False, default=""),
    Column("filing_url", Text, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("accession_number", "kind"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("alert_id", ForeignKey("alerts.id"), nullable=False),
    Column("team_id", Word(20), nullable=False),
    Column("channel", Word(90), nullable=False),
    Column("idempotency_key", Word(200), nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("state", Word(12), nullable=False),
    Column("may_have_arrived", Boolean, nullable=False, default=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("created_at", Moment, nullable=False),
    Column("first_attempt_at", Moment),
    Column("next_attempt_at", Moment, nullable=False),
    Column("lease_until", Moment),
    Column("worker", Word(80)),
    Column("channel_id", Word(20)),
    Column("message_ts", Word(40)),
    Column("delivered_at", Moment),
    Column("last_error", Text, nullable=False, default=""),
    UniqueConstraint("alert_id", "team_id", "channel"),
    UniqueConstraint("idempotency_key"),
    Index("ix_deliveries_due", "state", "next_attempt_at"),
    Index("ix_deliveries_channel", "team_id", "channel", "id"),
)

successions = Table(
    "successions",
    metadata,
    Column("accession_number", ForeignKey("filings.accession_number"), primary_key=True),
    Column("predecessor_cik", Word(10), primary_key=True),
    Column("predecessor_name", Name, primary_key=True),
    Column("successor_cik", Word(10), nullable=False),
    Column("successor_name", Name, nullable=False),
    Column("sure", Boolean, nullable=False),
    Column("words", Text, nullable=False, default=""),
    Index("ix_successions_predecessor_cik", "predecessor_cik"),
    Index("ix_successions_successor_cik", "successor_cik"),
)
"""Who follows whom, as each filing told it. ``predecessor_cik`` is ``""`` of one that is known by its name alone."""

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("team_id", Word(20), nullable=False),
    Column("channel", Word(90), nullable=False),
    Column("subject", Word(12), nullable=False),
    Column("value", Name, nullable=False),
    Column("rules", JSON, nullable=False),
    Column("added_by", Word(40), nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("disabled_at", Moment),
    Column("disabled_because", Text, nullable=False, default=""),
    UniqueConstraint("team_id", "channel", "subject", "value"),
)

preferences = Table(
    "preferences",
    metadata,
    Column("team_id", Word(20), primary_key=True),
    Column("channel", Word(90), primary_key=True),
    Column("name", Word(40), primary_key=True),
    Column("value", JSON, nullable=False),
)
"""What a channel chose beside its watches: digest, quiet hours, how amendments are shown."""

mutes = Table(
    "mutes",
    metadata,
    Column("team_id", Word(20), primary_key=True),
    Column("channel", Word(90), primary_key=True),
    Column("cik", Word(10), primary_key=True),
    Column("until", Moment),
    Column("by", Word(40), nullable=False),
)

changes = Table(
    "changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("team_id", Word(20), nullable=False),
    Column("channel", Word(90), nullable=False),
    Column("actor", Word(80), nullable=False),
    Column("action", Word(40), nullable=False),
    Column("detail", Text, nullable=False),
    Index("ix_changes_channel", "team_id", "channel", "id"),
)

polls = Table(
    "polls",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment, nullable=False),
    Column("outcome", Word(12), nullable=False),
    Column("rows", Integer, nullable=False),
    Column("new_filings", Integer, nullable=False),
    Column("newest_accepted", Moment),
    Column("detail", Text, nullable=False),
    Index("ix_polls_started_at", "started_at"),
)

cursors = Table(
    "cursors",
    metadata,
    Column("name", Word(120), primary_key=True),
    Column("value", Text, nullable=False),
    Column("set_at", Moment, nullable=False),
)
"""How far something has been read. Written after the entities that it vouches for, never before."""

slack_events = Table(
    "slack_events",
    metadata,
    Column("event_id", Word(40), primary_key=True),
    Column("seen_at", Moment, nullable=False),
    Index("ix_slack_events_seen_at", "seen_at"),
)

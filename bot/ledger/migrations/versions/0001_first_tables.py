"""The tables as they first were."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _changes()
    _companies()
    _cursors()
    _filings()
    _former_names()
    _mutes()
    _polls()
    _preferences()
    _slack_events()
    _subscriptions()
    _tickers()
    _alerts()
    _filers()
    _reports()
    _deliveries()


def _changes() -> None:
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("channel", sa.String(length=90), nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
    )
    op.create_index("ix_changes_channel", "changes", ["team_id", "channel", "id"], unique=False)


def _companies() -> None:
    op.create_table(
        "companies",
        sa.Column("cik", sa.String(length=10), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_as_of", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("cik", name=op.f("pk_companies")),
    )


def _cursors() -> None:
    op.create_table(
        "cursors",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_cursors")),
    )


def _filings() -> None:
    op.create_table(
        "filings",
        sa.Column("accession_number", sa.String(length=20), nullable=False),
        sa.Column("form_type", sa.String(length=20), nullable=False),
        sa.Column("item_numbers", sa.JSON(), nullable=False),
        sa.Column("accepted", sa.DateTime(timezone=True), nullable=True),
        sa.Column("filed", sa.Date(), nullable=True),
        sa.Column("via", sa.String(length=10), nullable=False),
        sa.Column("announce", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("reads_begun", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("accession_number", name=op.f("pk_filings")),
    )
    op.create_index("ix_filings_due", "filings", ["state", "next_attempt_at"], unique=False)
    op.create_index("ix_filings_filed", "filings", ["filed"], unique=False)


def _former_names() -> None:
    op.create_table(
        "former_names",
        sa.Column("cik", sa.String(length=10), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("cik", "name", name=op.f("pk_former_names")),
    )


def _mutes() -> None:
    op.create_table(
        "mutes",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("channel", sa.String(length=90), nullable=False),
        sa.Column("cik", sa.String(length=10), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "channel", "cik", name=op.f("pk_mutes")),
    )


def _polls() -> None:
    op.create_table(
        "polls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("new_filings", sa.Integer(), nullable=False),
        sa.Column("newest_accepted", sa.DateTime(timezone=True), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_polls")),
    )
    op.create_index("ix_polls_started_at", "polls", ["started_at"], unique=False)


def _preferences() -> None:
    op.create_table(
        "preferences",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("channel", sa.String(length=90), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "channel", "name", name=op.f("pk_preferences")),
    )


def _slack_events() -> None:
    op.create_table(
        "slack_events",
        sa.Column("event_id", sa.String(length=40), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_slack_events")),
    )
    op.create_index("ix_slack_events_seen_at", "slack_events", ["seen_at"], unique=False)


def _subscriptions() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("channel", sa.String(length=90), nullable=False),
        sa.Column("subject", sa.String(length=12), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("added_by", sa.String(length=40), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disabled_because", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscriptions")),
        sa.UniqueConstraint(
            "team_id", "channel", "subject", "value", name=op.f("uq_subscriptions_team_id_channel_subject_value")
        ),
    )


def _tickers() -> None:
    op.create_table(
        "tickers",
        sa.Column("symbol", sa.String(length=20), nullable=False),
        sa.Column("cik", sa.String(length=10), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("exchange", sa.Text(), nullable=True),
        sa.Column("first_seen", sa.Date(), nullable=False),
        sa.Column("last_seen", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("symbol", "cik", "listed", name=op.f("pk_tickers")),
    )
    op.create_index("ix_tickers_cik", "tickers", ["cik"], unique=False)


def _alerts() -> None:
    op.create_table(
        "alerts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("accession_number", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("filing_url", sa.Text(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["accession_number"], ["filings.accession_number"], name=op.f("fk_alerts_accession_number_filings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
        sa.UniqueConstraint("accession_number", "kind", name=op.f("uq_alerts_accession_number_kind")),
    )


def _filers() -> None:
    op.create_table(
        "filers",
        sa.Column("accession_number", sa.String(length=20), nullable=False),
        sa.Column("cik", sa.String(length=10), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["accession_number"], ["filings.accession_number"], name=op.f("fk_filers_accession_number_filings")
        ),
        sa.PrimaryKeyConstraint("accession_number", "cik", name=op.f("pk_filers")),
    )
    op.create_index("ix_filers_cik", "filers", ["cik"], unique=False)


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("accession_number", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("reader_version", sa.String(length=40), nullable=False),
        sa.Column("meeting_date", sa.Date(), nullable=True),
        sa.Column("needs_review", sa.Boolean(), nullable=False),
        sa.Column("filing_url", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["accession_number"], ["filings.accession_number"], name=op.f("fk_reports_accession_number_filings")
        ),
        sa.PrimaryKeyConstraint("accession_number", name=op.f("pk_reports")),
    )
    op.create_index("ix_reports_meeting_date", "reports", ["meeting_date"], unique=False)


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("channel", sa.String(length=90), nullable=False),
        sa.Column("idempotency_key", sa.String(length=200), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("may_have_arrived", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_attempt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("worker", sa.String(length=80), nullable=True),
        sa.Column("channel_id", sa.String(length=20), nullable=True),
        sa.Column("message_ts", sa.String(length=40), nullable=True),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alerts.id"], name=op.f("fk_deliveries_alert_id_alerts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("alert_id", "team_id", "channel", name=op.f("uq_deliveries_alert_id_team_id_channel")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_deliveries_idempotency_key")),
    )
    op.create_index("ix_deliveries_channel", "deliveries", ["team_id", "channel", "id"], unique=False)
    op.create_index("ix_deliveries_due", "deliveries", ["state", "next_attempt_at"], unique=False)

"""Which company follows which under another CIK."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "successions",
        sa.Column("accession_number", sa.String(length=20), nullable=False),
        sa.Column("predecessor_cik", sa.String(length=10), nullable=False),
        sa.Column("predecessor_name", sa.Text(), nullable=False),
        sa.Column("successor_cik", sa.String(length=10), nullable=False),
        sa.Column("successor_name", sa.Text(), nullable=False),
        sa.Column("sure", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["accession_number"], ["filings.accession_number"], name=op.f("fk_successions_accession_number_filings")
        ),
        sa.PrimaryKeyConstraint("accession_number", "predecessor_cik", "predecessor_name", name=op.f("pk_successions")),
    )
    op.create_index("ix_successions_predecessor_cik", "successions", ["predecessor_cik"], unique=False)
    op.create_index("ix_successions_successor_cik", "successions", ["successor_cik"], unique=False)

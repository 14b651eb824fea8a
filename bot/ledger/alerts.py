"""An alert and its deliveries, written in the transaction of what they tell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ledger.room import insert
from bot.ledger.tables import alerts, deliveries
from bot.stages import Alert, AlertKind, DeliveryState, Filing, Match
from parsers.report import Kind, MeetingReport


async def tell(
    connection: AsyncConnection, alert: Alert, matches: Sequence[Match], now: datetime, *, about: str = ""
) -> int:
    """Write one delivery a match; how many of them are new comes back.

    ``about`` is what a channel hears of once and no more; without it, the filing.
    """
    alert_id = await _alert_id(connection, alert, now)
    about = about or alert.filing.accession_number
    rows = [
        {
            "alert_id": alert_id,
            "team_id": match.team_id,
            "channel": match.channel,
            "idempotency_key": f"{about}:{alert.kind}:{match.team_id}:{match.channel}",
            "reasons": list(match.reasons),
            "state": DeliveryState.PENDING,
            "created_at": now,
            "next_attempt_at": now,
        }
        for match in matches
    ]
    written = insert(connection, deliveries).values(rows).on_conflict_do_nothing()
    return len((await connection.execute(written.returning(deliveries.c.id))).all())


async def _alert_id(connection: AsyncConnection, alert: Alert, now: datetime) -> int:
    number, kind = alert.filing.accession_number, alert.kind
    row = {
        "accession_number": number,
        "kind": kind,
        "filing_url": alert.filing_url,
        "late": alert.late,
        "detail": "; ".join(alert.report.review_reasons) if kind is AlertKind.UNREADABLE else "",
        "created_at": now,
    }
    await connection.execute(insert(connection, alerts).values(row).on_conflict_do_nothing())
    held = select(alerts.c.id).where(alerts.c.accession_number == number, alerts.c.kind == kind)
    return int((await connection.execute(held)).scalar_one())


def nothing_of(filing: Filing, url: str) -> MeetingReport:
    """What stands in an alert that is about something else than a meeting."""
    return MeetingReport(
        source=url, kind=Kind.NONE, accession_number=filing.accession_number, form_type=filing.form_type
    )


def unread(filing: Filing, url: str, fault: str) -> MeetingReport:
    """What stands in an alert for a report that could not be made."""
    return MeetingReport(
        source=url,
        kind=Kind.NONE,
        accession_number=filing.accession_number,
        form_type=filing.form_type,
        review_reasons=(fault,),
    )

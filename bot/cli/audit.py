"""``ballotwire audit``: hold the ledger against EDGAR's daily index, by hand."""

from __future__ import annotations

import asyncio
from datetime import datetime

import click
from rich.console import Console
from rich.table import Table

from bot.audit import AuditedDay, Auditor, AuditReport, DayOutcome
from bot.cli.common import settings_or_exit, told_plainly
from bot.cli.history_parts import history_parts
from bot.clock import SystemClock
from bot.log import set_up_logging
from config.settings import Settings


@click.command(name="audit")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The first day to look at. Without it: every day that is not settled yet.",
)
@click.pass_context
def command(ctx: click.Context, *, since: datetime | None) -> None:
    """Find what the feed never showed: compare the ledger with EDGAR's daily index, day by day.

    What is missing is recorded, and told by the running bot, marked late; for days before the first start it is only
    recorded. The exit code is 1 when a day could not be settled.
    """
    settings = settings_or_exit()
    set_up_logging("warning", settings.secrets())
    with told_plainly():
        report = asyncio.run(_audit(settings, since))
    Console(highlight=False).print(audit_table(report))
    ctx.exit(1 if any(not day.settled for day in report.days) else 0)


async def _audit(settings: Settings, since: datetime | None) -> AuditReport:
    async with history_parts(settings, SystemClock()) as parts:
        return await Auditor(parts.client, parts.ledger, parts.clock).audit(since.date() if since else None)


_OUTCOMES = {DayOutcome.READ: "read", DayOutcome.CLOSED: "closed", DayOutcome.OPEN: "[bold red]not settled[/]"}


def audit_table(report: AuditReport) -> Table:
    """The days one a line, and under them what they come to."""
    settled = sum(day.settled for day in report.days)
    mark = f"; every day to {report.mark} is settled" if report.mark else ""
    table = Table(
        "Day",
        "Index",
        "Current reports",
        "Missed",
        "Remark",
        caption=f"{settled} of {len(report.days)} days settled, {report.missed} filings missed by the feed{mark}",
    )
    for day in report.days:
        table.add_row(str(day.day), _OUTCOMES[day.outcome], _number(day, day.listed), _missed(day), day.reason)
    return table


def _number(day: AuditedDay, number: int) -> str:
    return f"{number:,}" if day.outcome is DayOutcome.READ else ""


def _missed(day: AuditedDay) -> str:
    return "\n".join([_number(day, len(day.missed)), *(filing.accession_number for filing in day.missed[:10])])

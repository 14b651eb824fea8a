"""Taking the vitals: one look at ledger, feed, deliveries and Slack."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.clock import Clock
from bot.health import Vitals
from bot.ledger.faults import LedgerFault
from bot.ledger.ledger import Ledger
from bot.slack.refusals import standing_refusal
from bot.stages import PollOutcome

POLLS = 200
"""So many looks back the last good one is searched for: more than an hour."""


async def look(
    ledger: Ledger,
    clock: Clock,
    *,
    leads: bool = True,
    blocked: Callable[[], tuple[datetime, str] | None] = lambda: None,
    slack_fault: Callable[[], Awaitable[str]] | None = None,
) -> Vitals:
    """The vitals of this moment. A ledger that fails is one of them, and no error."""
    now = clock.now()
    block = blocked()
    slack = await slack_fault() if slack_fault else None
    try:
        polls = await ledger.last_polls(POLLS)
        refusal = await standing_refusal(ledger)
        return Vitals(
            now=now,
            refused_since=refusal.since if refusal else None,
            refused_because=refusal.reason if refusal else "",
            last_poll=polls[0] if polls else None,
            last_good_poll=next((one for one in polls if one.outcome is PollOutcome.OK), None),
            newest_accepted=max((one.newest_accepted for one in polls if one.newest_accepted), default=None),
            deliveries=await ledger.delivery_counts(),
            filings=await ledger.filing_counts(),
            oldest_waiting=await ledger.oldest_waiting(),
            blocked_until=block[0] if block else None,
            slack_fault=slack,
            leads=leads,
        )
    except LedgerFault as fault:
        return Vitals(now=now, ledger_fault=str(fault), slack_fault=slack, leads=leads)

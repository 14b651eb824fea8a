"""Looking a set-up over, part by part: what is well, and what to do where something isn't. Nothing is changed by it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

from bot.clock import Clock
from bot.edgar.client import EdgarClient
from bot.edgar.faults import (
    EdgarFault,
    Expected,
    HostNotAllowed,
    NotThere,
    RateBlocked,
    Unavailable,
    UndeclaredAgent,
)
from bot.edgar.feed import parse_feed
from bot.edgar.user_agent import user_agent_faults
from bot.health import POLL_AGE_AT_NIGHT, Finding, spoken
from bot.ledger.faults import LedgerFault, NoLedgerYet
from bot.ledger.ledger import Ledger
from bot.stages import DeliveryState, FilingState, PollOutcome

SKEW = timedelta(seconds=90)
"""How far our clock may be from EDGAR's: what Slack signs is refused from five minutes on."""
BACKLOG_AGE = timedelta(hours=1)
_OVER = (DeliveryState.DELIVERED, DeliveryState.ABANDONED)
_READ = (PollOutcome.OK, PollOutcome.PARTIAL)
_ADVICE: tuple[tuple[type[EdgarFault], str], ...] = (
    (UndeclaredAgent, "set BALLOTWIRE_USER_AGENT to who you are and an address that somebody reads"),
    (RateBlocked, "leave EDGAR alone for ten minutes; does another program ask it from this address?"),
    (HostNotAllowed, "BALLOTWIRE_EDGAR_URL leads to another host: set that one, if it is EDGAR's"),
    (NotThere, "is BALLOTWIRE_EDGAR_URL right?"),
    (Unavailable, "is there a way to it from here (network, proxy)? EDGAR itself may be down; the bot tries again"),
    (EdgarFault, "is BALLOTWIRE_EDGAR_URL right, and does something in between answer in its place?"),
)
"""What to do about each fault; the first kind that it is counts."""


def user_agent(agent: str) -> Finding:
    faults = user_agent_faults(agent)
    return Finding("User-Agent", not faults, "; ".join(faults) or agent)


async def edgar(client: EdgarClient, clock: Clock) -> AsyncIterator[Finding]:
    """Whether EDGAR answers us, and whether our clocks agree."""
    if block := client.blocked():
        until = spoken(block[0] - clock.now())
        yield Finding("EDGAR", False, f"it blocks us for another {until} ({block[1]}); leave it alone until then")
        return
    try:
        page = await client.get(client.addresses.current("8-K", 0), Expected.ATOM, attempts=1)
        feed = parse_feed(page.body, page.content_type)
    except EdgarFault as fault:
        advice = next(words for kind, words in _ADVICE if isinstance(fault, kind))
        yield Finding("EDGAR", False, f"{fault.reason} [{fault.url}]: {advice}")
        return
    yield Finding("EDGAR", True, f"{client.addresses.www} shows {feed.rows} rows of current reports")
    if feed.served_at is not None:
        apart = abs(feed.served_at - clock.now())
        words = f"{spoken(apart)} from EDGAR's" + ("" if apart <= SKEW else ": set it, or Slack refuses what it signs")
        yield Finding("clock", apart <= SKEW, words)


def no_ledger(fault: LedgerFault) -> Finding:
    """Why the database did not open. Before the first start there is none."""
    if isinstance(fault, NoLedgerYet):
        return Finding(
            "database", True, f"{fault}; the first 'ballotwire run' makes it ('ballotwire db restore' a backup)"
        )
    return Finding("database", False, f"{type(fault).__name__}: {fault}")


async def ledger(held: Ledger, clock: Clock) -> AsyncIterator[Finding]:
    """What is in the database, and what waits there."""
    try:
        filings = await held.filing_counts()
        results, known = filings[FilingState.READ], sum(filings.values())
        yield Finding("database", True, f"opens; {known:,} filings, {results:,} with results")
        yield await _backlog(held, clock)
        yield await _set_aside(held)
        yield await _polls(held, clock)
    except LedgerFault as fault:
        yield no_ledger(fault)


async def _backlog(held: Ledger, clock: Clock) -> Finding:
    deliveries, oldest = await held.delivery_counts(), await held.oldest_waiting()
    if oldest is None:
        return Finding("backlog", True, f"nothing waits; {deliveries[DeliveryState.DELIVERED]:,} delivered")
    age = clock.now() - oldest
    waiting = sum(deliveries[state] for state in deliveries if state not in _OVER)
    words = f"{waiting} wait, the oldest for {spoken(age)}"
    if age < BACKLOG_AGE:
        return Finding("backlog", True, words)
    return Finding("backlog", False, f"{words}; is the bot running, and does Slack let it post?")


async def _set_aside(held: Ledger) -> Finding:
    aside = await held.set_aside(5)
    if not aside:
        return Finding("set aside", True, "every filing could be read")
    listed = "; ".join(f"{one.filing.accession_number}: {one.last_error}" for one in aside)
    return Finding("set aside", False, f"{listed}; after an update, 'ballotwire reread' tries them again")


async def _polls(held: Ledger, clock: Clock) -> Finding:
    polls = await held.last_polls(1)
    if not polls:
        return Finding("last poll", True, "none yet: 'ballotwire run' begins")
    last, age = polls[0], clock.now() - polls[0].finished_at
    words = f"{spoken(age)} ago: {last.outcome}, {last.rows} rows, {last.detail}"
    if age > POLL_AGE_AT_NIGHT:
        return Finding("last poll", False, f"{words}; nobody has looked since: is 'ballotwire run' running?")
    if last.outcome not in _READ:
        return Finding("last poll", False, f"{words}; the bot tries again, see the line on EDGAR")
    return Finding("last poll", True, words)

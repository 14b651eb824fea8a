"""Looking a set-up over, part by part: what is well, and what to do where something isn't."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import timedelta

from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.edgar.client import EdgarClient
from bot.edgar.faults import EdgarFault, Expected
from bot.edgar.feed import LARGEST_PAGE, parse_feed
from bot.edgar.user_agent import user_agent_faults
from bot.health import Finding, spoken
from bot.ledger.faults import LedgerFault
from bot.ledger.ledger import Ledger
from bot.slack.client import call
from bot.slack.directory import Directory
from bot.slack.messenger import NotPosted
from bot.stages import DeliveryState, FilingState, Watch

SKEW = timedelta(seconds=90)
"""How far our clock may be from EDGAR's: what Slack signs is refused from five minutes on."""


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
        page = await client.get(client.addresses.current("8-K", 0), Expected.ATOM, attempts=1, most_bytes=LARGEST_PAGE)
        feed = parse_feed(page.body, page.content_type)
    except EdgarFault as fault:
        yield Finding("EDGAR", False, f"{fault.reason} [{fault.url}]")
        return
    yield Finding("EDGAR", True, f"{client.addresses.www} shows {feed.rows} rows of current reports")
    if feed.served_at is not None:
        apart = abs(feed.served_at - clock.now())
        words = f"{spoken(apart)} from EDGAR's" + ("" if apart <= SKEW else ": set it, or Slack refuses what it signs")
        yield Finding("clock", apart <= SKEW, words)


async def ledger(opened: Callable[[], Awaitable[Ledger]], clock: Clock) -> AsyncIterator[Finding]:
    """Whether the database opens, and what waits in it."""
    try:
        held = await opened()
    except LedgerFault as fault:
        yield Finding("database", False, f"{type(fault).__name__}: {fault}")
        return
    try:
        filings, deliveries = await held.filing_counts(), await held.delivery_counts()
        yield Finding(
            "database", True, f"opens; {sum(filings.values()):,} filings, {filings[FilingState.READ]:,} with results"
        )
        yield await _backlog(held, deliveries, clock)
        yield await _set_aside(held)
        yield await _polls(held, clock)
    finally:
        await held.close()


async def _backlog(held: Ledger, deliveries: dict[DeliveryState, int], clock: Clock) -> Finding:
    oldest = await held.oldest_waiting()
    if oldest is None:
        return Finding("backlog", True, f"nothing waits; {deliveries[DeliveryState.DELIVERED]:,} delivered")
    age = clock.now() - oldest
    waiting = sum(deliveries[state] for state in deliveries if state not in _OVER)
    return Finding(
        "backlog", age < timedelta(hours=1), f"{waiting} wait, the oldest for {spoken(age)}; is the bot running?"
    )


_OVER = (DeliveryState.DELIVERED, DeliveryState.ABANDONED)


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
    age = spoken(clock.now() - polls[0].finished_at)
    return Finding("last poll", True, f"{age} ago: {polls[0].outcome}, {polls[0].rows} rows, {polls[0].detail}")


async def slack(client: AsyncWebClient, clock: Clock, watches: Sequence[Watch]) -> AsyncIterator[Finding]:
    """Whether the token is good, what it may do, and whether the app is in the channels that the file names."""
    try:
        who = await call(client.auth_test())
    except NotPosted as fault:
        yield Finding("Slack", False, f"{fault}: check SLACK_BOT_TOKEN; what waits to be posted is not lost")
        return
    yield Finding("Slack", True, f"posts as {who.get('user')} in {who.get('team')}")
    directory = Directory(client, clock)
    try:
        joined = await directory.channels()
    except NotPosted as fault:
        yield Finding("channels", False, f"cannot list them: {fault}; is the scope channels:read given?")
        return
    known = {str(each.get("id")) for each in joined} | {f"#{each.get('name')}" for each in joined}
    for channel in dict.fromkeys(watch.channel for watch in watches):
        inside = channel in known
        yield Finding(channel, inside, "the app is in it" if inside else "invite the app there: /invite @Ballotwire")


async def slack_app_token(client: AsyncWebClient) -> Finding:
    """Whether Socket Mode lets us in."""
    try:
        await call(client.apps_connections_open(app_token=str(client.token)))
    except NotPosted as fault:
        return Finding("Socket Mode", False, f"{fault}: check SLACK_APP_TOKEN and its scope connections:write")
    return Finding("Socket Mode", True, "a connection is given")

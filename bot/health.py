"""Whether the bot is well: what was measured, and what each figure means. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.edgar.calendar import SAME_DAY_UNTIL, accepting, eastern
from bot.stages import DeliveryState, FilingState, Poll, PollOutcome

POLL_AGE = timedelta(minutes=5)
"""While EDGAR accepts filings the feed is read every twenty seconds; a block lasts ten minutes."""
POLL_AGE_AT_NIGHT = timedelta(minutes=40)
"""At night it is read every quarter of an hour."""
SILENCE = timedelta(minutes=30)
"""Between the morning's release and half past five an 8-K comes every two minutes; half an hour without is odd."""
MORNING = timedelta(hours=8)
DELIVERY_AGE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Vitals:
    """One look at everything, at one moment."""

    now: datetime
    ledger_fault: str = ""
    last_poll: Poll | None = None
    last_good_poll: Poll | None = None
    newest_accepted: datetime | None = None
    deliveries: Mapping[DeliveryState, int] = field(default_factory=dict)
    filings: Mapping[FilingState, int] = field(default_factory=dict)
    oldest_waiting: datetime | None = None
    blocked_until: datetime | None = None
    slack_fault: str | None = None
    """Why commands do not come in; ``""`` when they do, ``None`` where nothing is known of it."""
    refused_since: datetime | None = None
    refused_because: str = ""
    """Slack refuses the app as a whole since then, and why."""
    leads: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. ``words`` say how it is, and what to do where it is not well."""

    name: str
    well: bool
    words: str


def findings(vitals: Vitals) -> tuple[Finding, ...]:
    """Everything that was looked at. All well means ready."""
    if vitals.ledger_fault:
        return (Finding("ledger", False, f"the database does not answer: {vitals.ledger_fault}"),)
    found = [Finding("ledger", True, "the database answers"), *_polling(vitals), _deliveries(vitals)]
    found.append(_posting(vitals))
    if vitals.slack_fault is not None:
        words = f"commands do not come in: {vitals.slack_fault}" if vitals.slack_fault else "commands come in"
        found.append(Finding("slack", not vitals.slack_fault, words))
    return tuple(found)


def _polling(vitals: Vitals) -> Iterator[Finding]:
    if not vitals.leads:
        yield Finding("poll", True, "another process leads, and polls")
        return
    good, last = vitals.last_good_poll, vitals.last_poll
    if good is None:
        why = f": {last.outcome}, {last.detail}" if last else ""
        yield Finding("poll", False, f"the feed has never been read{why}")
        return
    age = vitals.now - good.finished_at
    late = age > (POLL_AGE if accepting(vitals.now) else POLL_AGE_AT_NIGHT)
    words = f"the feed was last read {spoken(age)} ago"
    if late and last is not None and last.outcome is not PollOutcome.OK:
        words += f"; since then {last.outcome}: {last.detail}"
    if late and vitals.blocked_until is not None and vitals.blocked_until > vitals.now:
        words += f"; EDGAR blocks us for {spoken(vitals.blocked_until - vitals.now)}"
    yield Finding("poll", not late, words)
    yield _feed(vitals)


def _feed(vitals: Vitals) -> Finding:
    """Whether filings come in as they do at this hour."""
    if not _busy(vitals.now):
        return Finding("feed", True, "filings may be few at this hour")
    if vitals.newest_accepted is None:
        return Finding("feed", False, "the feed shows no filing at all on a business day: is it EDGAR's?")
    silent = vitals.now - vitals.newest_accepted
    if silent > SILENCE:
        return Finding("feed", False, f"no filing for {spoken(silent)} of a business day: is the feed frozen?")
    return Finding("feed", True, f"the newest filing is {spoken(silent)} old")


def _busy(now: datetime) -> bool:
    """Whether it is the part of a business day in which filings come by the minute."""
    local = eastern(now)
    since_midnight = timedelta(hours=local.hour, minutes=local.minute)
    return accepting(now) and since_midnight >= MORNING + SILENCE and local.time() < SAME_DAY_UNTIL


def _deliveries(vitals: Vitals) -> Finding:
    waiting = sum(
        count
        for state, count in vitals.deliveries.items()
        if state not in {DeliveryState.DELIVERED, DeliveryState.ABANDONED}
    )
    if vitals.oldest_waiting is None or not waiting:
        return Finding("deliveries", True, "none waits")
    age = vitals.now - vitals.oldest_waiting
    return Finding("deliveries", age <= DELIVERY_AGE, f"{waiting} wait, the oldest for {spoken(age)}")


def _posting(vitals: Vitals) -> Finding:
    if vitals.refused_since is None:
        return Finding("posting", True, "nobody refuses us")
    age, why = spoken(vitals.now - vitals.refused_since), vitals.refused_because
    advice = "every delivery waits and none is lost; give it a token that works (SLACK_BOT_TOKEN)"
    return Finding("posting", False, f"Slack has refused the app for {age} ({why}): {advice}")


def spoken(age: timedelta) -> str:
    """``40 seconds``, ``12 minutes``, ``3 hours``, ``2 days``."""
    seconds = max(age.total_seconds(), 0)
    for size, name in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size * 2 or (name == "minute" and seconds >= 120):
            return f"{int(seconds // size)} {name}s"
    return f"{int(seconds)} seconds"

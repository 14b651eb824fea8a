"""What to do after a failed attempt: pure decisions, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.slack.faults import SlackFault, Verdict

FIRST_WAIT, LONGEST_WAIT = 2.0, 300.0
"""Seconds; the wait doubles from one attempt to the next."""
SETTLE = 5.0
"""Seconds before looking for an unconfirmed message: Slack may still be carrying it in."""
CREDENTIAL_WAIT = 300.0
"""Seconds between attempts while Slack refuses the app: an operator has to act, and nothing may be lost meanwhile."""
GIVE_UP_AFTER = timedelta(hours=72)
"""A longer outage than any of Slack's; what could not be told by then is abandoned, visibly."""


class Action(StrEnum):
    RETRY = "retry"
    LOOK_FIRST = "look first"
    ABANDON = "abandon"
    DISABLE_CHANNEL = "disable channel"


@dataclass(frozen=True, slots=True)
class Step:
    """``at``: when, for `RETRY` and `LOOK_FIRST`."""

    action: Action
    reason: str
    at: datetime | None = None


def next_step(fault: SlackFault, *, attempts: int, born: datetime, now: datetime, jitter: float = 0.0) -> Step:
    """After ``attempts`` attempts of a delivery that was ``born`` then. ``jitter`` (0 to 1) stretches the wait by up to
    a quarter. A fault of the content has been answered with plain text before anybody asks here. A refused
    app gives nothing up: an operator who is away for a week finds every alert waiting.
    """
    if fault.verdict is Verdict.CHANNEL:
        return Step(Action.DISABLE_CHANNEL, fault.reason)
    if fault.verdict is Verdict.CONTENT:
        return Step(Action.ABANDON, fault.reason)
    if now - born > GIVE_UP_AFTER and fault.verdict is not Verdict.CREDENTIALS:
        return Step(Action.ABANDON, f"{fault.reason}, for {GIVE_UP_AFTER.days} days")
    at = now + timedelta(seconds=_wait(fault, attempts) * (1 + jitter / 4))
    action = Action.LOOK_FIRST if fault.verdict is Verdict.UNCONFIRMED else Action.RETRY
    return Step(action, fault.reason, at)


def _wait(fault: SlackFault, attempts: int) -> float:
    if fault.retry_after is not None:
        return fault.retry_after
    if fault.verdict is Verdict.CREDENTIALS:
        return CREDENTIAL_WAIT
    backoff = min(FIRST_WAIT * 2.0 ** min(max(attempts - 1, 0), 20), LONGEST_WAIT)
    return max(backoff, SETTLE) if fault.verdict is Verdict.UNCONFIRMED else backoff

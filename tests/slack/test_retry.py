"""What follows from a failure."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.slack.faults import SlackFault, Verdict
from bot.slack.retry import CREDENTIAL_WAIT, GIVE_UP_AFTER, LONGEST_WAIT, SETTLE, Action, Step, next_step
from tests.fakes.clock import START

RATE = SlackFault(Verdict.TRANSIENT, "ratelimited", 17.0)
DOWN = SlackFault(Verdict.TRANSIENT, "no_connection")
OPEN = SlackFault(Verdict.UNCONFIRMED, "timeout")


def after(fault: SlackFault, attempts: int = 1, age: timedelta = timedelta(), jitter: float = 0.0) -> Step:
    return next_step(fault, attempts=attempts, born=START - age, now=START, jitter=jitter)


def test_retry_after_is_obeyed_and_never_shortened() -> None:
    assert after(RATE) == Step(Action.RETRY, "ratelimited", START + timedelta(seconds=17))
    assert after(RATE, jitter=1.0).at == START + timedelta(seconds=17 * 1.25)


@pytest.mark.parametrize(("attempts", "seconds"), [(1, 2), (2, 4), (3, 8), (8, 256), (9, LONGEST_WAIT), (5000, 300)])
def test_waits_double_up_to_five_minutes(attempts: int, seconds: float) -> None:
    assert after(DOWN, attempts).at == START + timedelta(seconds=seconds)


def test_an_unconfirmed_send_is_looked_for_once_slack_has_settled() -> None:
    assert after(OPEN) == Step(Action.LOOK_FIRST, "timeout", START + timedelta(seconds=SETTLE))


def test_a_refused_app_waits_for_its_operator_and_loses_nothing() -> None:
    revoked = SlackFault(Verdict.CREDENTIALS, "token_revoked")
    assert after(revoked, 40) == Step(Action.RETRY, "token_revoked", START + timedelta(seconds=CREDENTIAL_WAIT))


def test_a_channel_that_takes_nothing_is_disabled_at_once() -> None:
    assert after(SlackFault(Verdict.CHANNEL, "is_archived")) == Step(Action.DISABLE_CHANNEL, "is_archived")


def test_what_slack_takes_in_no_form_is_abandoned() -> None:
    assert after(SlackFault(Verdict.CONTENT, "msg_too_long")) == Step(Action.ABANDON, "msg_too_long")


def test_three_days_of_trying_are_enough() -> None:
    assert after(DOWN, age=GIVE_UP_AFTER).action is Action.RETRY
    assert after(DOWN, age=GIVE_UP_AFTER + timedelta(seconds=1)) == Step(Action.ABANDON, "no_connection, for 3 days")

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.health import Finding, Vitals, findings, spoken
from bot.stages import DeliveryState, Poll, PollOutcome

NOON = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
"""A Monday, noon in New York."""
NIGHT = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)


def poll(at: datetime, outcome: PollOutcome = PollOutcome.OK, detail: str = "") -> Poll:
    return Poll(at, at, outcome, 100, 0, at, detail)


def well(now: datetime) -> Vitals:
    last = poll(now - timedelta(seconds=20))
    return Vitals(now=now, last_poll=last, last_good_poll=last, newest_accepted=now - timedelta(minutes=1))


def bad(vitals: Vitals) -> dict[str, str]:
    return {one.name: one.words for one in findings(vitals) if not one.well}


@pytest.mark.parametrize("now", [NOON, NIGHT])
def test_a_bot_that_polls_and_delivers_is_well(now: datetime) -> None:
    assert bad(well(now)) == {}


def test_a_database_that_does_not_answer_is_all_there_is_to_say() -> None:
    assert bad(Vitals(now=NOON, ledger_fault="disk I/O error")) == {
        "ledger": "the database does not answer: disk I/O error"
    }


def test_a_bot_that_never_read_the_feed_is_not_ready_and_says_why() -> None:
    refused = poll(NOON, PollOutcome.REFUSED, "rate block")
    assert bad(Vitals(now=NOON, last_poll=refused)) == {"poll": "the feed has never been read: refused, rate block"}


def test_a_feed_that_was_not_read_for_minutes_is_not_well_by_day_and_is_by_night() -> None:
    for now, expected in ((NOON, {"poll"}), (NIGHT, set())):
        old = poll(now - timedelta(minutes=12))
        assert bad(replace(well(now), last_poll=old, last_good_poll=old)).keys() == expected


def test_a_refused_feed_is_told_with_the_refusal_and_the_block() -> None:
    vitals = replace(
        well(NOON),
        last_good_poll=poll(NOON - timedelta(minutes=6)),
        last_poll=poll(NOON - timedelta(minutes=3), PollOutcome.REFUSED, "rate block"),
        blocked_until=NOON + timedelta(minutes=7),
    )
    assert bad(vitals) == {
        "poll": "the feed was last read 6 minutes ago; since then refused: rate block; EDGAR blocks us for 7 minutes"
    }


def test_half_an_hour_without_a_filing_is_odd_by_day_and_usual_otherwise() -> None:
    silent = replace(well(NOON), newest_accepted=NOON - timedelta(minutes=31))
    assert bad(silent) == {"feed": "no filing for 31 minutes of a business day: is the feed frozen?"}
    for usual in (NIGHT, datetime(2026, 3, 1, 17, tzinfo=UTC), datetime(2026, 3, 2, 13, 15, tzinfo=UTC)):
        assert bad(replace(well(usual), newest_accepted=usual - timedelta(hours=12))) == {}


def test_a_feed_that_shows_nothing_at_all_is_odd_by_day() -> None:
    assert bad(replace(well(NOON), newest_accepted=None)) == {
        "feed": "the feed shows no filing at all on a business day: is it EDGAR's?"
    }
    assert bad(replace(well(NIGHT), newest_accepted=None)) == {}


def test_everything_that_may_be_told_as_ill_is_told_as_well_too() -> None:
    """Or nobody would hear that it is over."""
    ill = replace(well(NOON), newest_accepted=None, last_good_poll=poll(NOON - timedelta(days=1)), slack_fault="gone")
    names = {one.name for one in findings(replace(ill, refused_since=NOON))}
    assert {one.name for one in findings(replace(well(NOON), slack_fault="")) if one.well} == names


def test_deliveries_that_pile_up_are_told_with_their_number_and_age() -> None:
    piled = replace(
        well(NOON),
        deliveries={DeliveryState.PENDING: 3, DeliveryState.RETRYING: 1, DeliveryState.DELIVERED: 90},
        oldest_waiting=NOON - timedelta(minutes=11),
    )
    assert bad(piled) == {"deliveries": "4 wait, the oldest for 11 minutes"}
    assert bad(replace(piled, oldest_waiting=NOON - timedelta(minutes=9))) == {}


def test_a_process_that_does_not_lead_need_not_poll() -> None:
    assert bad(Vitals(now=NOON, leads=False)) == {}


def test_a_slack_that_does_not_reach_us_is_told() -> None:
    assert bad(replace(well(NOON), slack_fault="not connected")) == {"slack": "commands do not come in: not connected"}
    again = findings(replace(well(NOON), slack_fault=""))
    assert Finding("slack", True, "commands come in") in again  # or nobody would be told that it is over


def test_a_slack_that_refuses_the_app_is_told_at_once_and_says_what_to_do() -> None:
    refused = replace(well(NOON), refused_since=NOON - timedelta(seconds=5), refused_because="token_revoked")
    assert bad(refused) == {
        "posting": "Slack has refused the app for 5 seconds (token_revoked): every delivery waits and none is lost; "
        "give it a token that works (SLACK_BOT_TOKEN)"
    }


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 seconds"),
        (119, "119 seconds"),
        (120, "2 minutes"),
        (7199, "119 minutes"),
        (7200, "2 hours"),
        (2e5, "2 days"),
    ],
)
def test_ages_are_spoken_as_people_do(seconds: float, words: str) -> None:
    assert spoken(timedelta(seconds=seconds)) == words

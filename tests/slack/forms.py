"""The app's home, its forms, and what ``/watch`` answers, as they look with something in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from bot.companies import Candidate
from bot.slack.channel_list import Added, AddResult, Listed, Place
from bot.slack.commands import button_modals, home_view, watch_answers, watch_modals
from bot.slack.commands.audit_answer import audit_message
from bot.slack.commands.status_answer import status_message
from bot.slack.preferences import Amendments, Digest, Preferences, Quiet
from bot.stages import Change, Delivery, DeliveryState, Message, Mute, Poll, PollOutcome, Watch, WatchSubject
from tests.slack import meetings

NOW = datetime(2026, 5, 18, 21, 0, tzinfo=UTC)
TEAM, CHANNEL = "T01EXAMPLE", "C0GOV"
HARBOR, LONGEST = Candidate("Harbor Lantern Corp.", "999001", "HBRL"), "Consolidated Amalgamated " * 6
LONG_CHANNEL = "a-channel-whose-name-is-as-long-as-slack-lets-any-name-of-a-channel-be-80-letters"[:80]
PREFERENCES = Preferences(
    digest=Digest((0, 1, 2, 3, 4), time(17), "America/New_York"),
    quiet=Quiet(time(22), time(6), "Europe/London"),
    amendments=Amendments.THREAD,
)


def listed() -> list[Listed]:
    """Of the file and of commands, narrowed and whole, with the longest name that one might meet."""
    return [
        Listed(Watch(TEAM, CHANNEL, WatchSubject.EVERYTHING, rules=("failures",))),
        Listed(Watch(TEAM, CHANNEL, WatchSubject.CIK, "999001", ("say-on-pay below 70",), 1, "U0ANA"), HARBOR.name),
        Listed(Watch(TEAM, CHANNEL, WatchSubject.COMPANY, LONGEST.strip(), id=2, added_by="U0BEN")),
    ]


def delivery(number: int, state: DeliveryState, error: str = "") -> Delivery:
    told = meetings.alert((meetings.all_elected, meetings.say_on_pay_failed, meetings.contested)[number % 3]())
    return Delivery(number, f"k{number}", told, TEAM, CHANNEL, (), state, 1, NOW, last_error=error)


def home() -> dict[str, object]:
    """A busy channel, an empty one, and a delivery in each state that a person is told of."""
    busy = [
        delivery(0, DeliveryState.DELIVERED),
        delivery(1, DeliveryState.RETRYING, "ratelimited"),
        delivery(2, DeliveryState.ABANDONED, "is_archived"),
    ]
    return home_view.home_view(
        [
            home_view.Section(CHANNEL, "governance", listed(), busy, PREFERENCES),
            home_view.Section("C0NEW", LONG_CHANNEL, [], [], Preferences()),
        ],
        status(),
    )


def nobody_home() -> dict[str, object]:
    return home_view.home_view([], status(well=True))


def editor() -> dict[str, object]:
    return home_view.editor_view(CHANNEL, "governance", listed())


def mute() -> dict[str, object]:
    return button_modals.mute_view("999001", HARBOR.name, CHANNEL, "governance")


def share() -> dict[str, object]:
    return button_modals.share_view(meetings.ACCESSION)


def pasting() -> dict[str, object]:
    return watch_modals.import_view(Place(TEAM, CHANNEL, "governance", "U0ANA"))


def status(*, well: bool = False) -> Message:
    answered = Poll(NOW, NOW, PollOutcome.OK, 100, 3, NOW - timedelta(minutes=2))
    refused = replace(answered, outcome=PollOutcome.REFUSED, detail="403 Request Rate Threshold Exceeded")
    counts = {DeliveryState.DELIVERED: 41, DeliveryState.RETRYING: 2, DeliveryState.ABANDONED: 1}
    if well:
        return status_message([answered], {DeliveryState.DELIVERED: 41}, None, (), NOW)
    oldest = NOW - timedelta(minutes=14)
    return status_message([refused, refused, answered], counts, oldest, (), NOW)


def watched() -> Message:
    mutes = [(Mute(TEAM, CHANNEL, "999001", NOW + timedelta(days=30), "U0ANA"), HARBOR.name)]
    return watch_answers.list_message(listed(), mutes, PREFERENCES, 0)


def added() -> Message:
    rules = ("failures",)
    results = [
        AddResult("HBRL", Added.NEW, company=HARBOR),
        AddResult("harbour lanternn", Added.UNKNOWN, nearest=(HARBOR,)),
    ]
    return watch_answers.added_message(results, rules)


def audit() -> Message:
    changes = [
        Change(NOW, TEAM, CHANNEL, "U0ANA", "watch.add", "cik 999001, only failures"),
        Change(NOW, TEAM, CHANNEL, "cli:ops", "mute.add", "CIK 999001 until 2026-06-17 21:00 UTC"),
        Change(NOW, TEAM, CHANNEL, "U0BEN", "alert.share", meetings.ACCESSION),
    ]
    return audit_message(changes, 0, {"999001": HARBOR.name})

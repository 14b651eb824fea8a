"""Amendments, digests and quiet hours: what a channel is told, and when, with a real ledger and a stand-in Slack."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.ledger.ledger import Ledger
from bot.slack.client import SlackMessenger
from bot.slack.delivery import Courier
from bot.slack.planner import ChannelPlanner
from bot.slack.preferences import AMENDMENTS, DIGEST, QUIET, Digest, Quiet, digest_json, quiet_json
from bot.stages import DeliveryState, Filer, Filing, Match, Succession, Via
from bot.standin.slack import StandinSlack
from bot.standin.slack.misbehaviour import DROP_AFTER, rate_limited
from parsers.report import MeetingReport
from tests.fakes.clock import FakeClock
from tests.fakes.filings import HARBOR, filing, report

GOV = "C0GOV"
URL = "https://www.sec.gov/Archives/edgar/data/1234567/x-index.htm"


class Desk:
    """Files reports and delivers what follows from them."""

    def __init__(self, ledger: Ledger, slack: StandinSlack, courier: Courier, clock: FakeClock) -> None:
        self.ledger, self.slack, self.courier, self.clock = ledger, slack, courier, clock

    async def files(self, of: Filing, told: MeetingReport, channel: str = GOV) -> None:
        await self.ledger.record_seen([of], Via.FEED)
        await self.ledger.record_report(of, told, [Match("", channel, ("watches HLTN",))], URL)

    async def tells(self, of: Filing, told: MeetingReport) -> None:
        await self.files(of, told)
        await self.courier.deliver_due()

    @property
    def posted(self) -> list[dict[str, Any]]:
        return self.slack.workspace.channels[GOV].messages

    async def prefers(self, name: str, value: object) -> None:
        await self.ledger.set_preference("", GOV, name, value, "U0ANA")


@pytest.fixture
async def desk(tmp_path: Path, clock: FakeClock, slack: StandinSlack, messenger: SlackMessenger) -> AsyncIterator[Desk]:
    ledger = await Ledger.open(f"sqlite:///{tmp_path}/ledger.db", clock)
    planner = ChannelPlanner(ledger, clock)
    courier = Courier(
        ledger,
        messenger,
        planner.plan,
        clock,
        worker="w",
        jitter=lambda: 0.5,
        terms=planner.terms,
        digest=planner.digest,
    )
    yield Desk(ledger, slack, courier, clock)
    await ledger.close()
    assert slack.broken == []


@pytest.mark.parametrize("others", [0, 1])
async def test_the_meeting_before_a_new_cik_is_compared_with_unless_several_companies_became_one(
    desk: Desk, others: int
) -> None:
    new, old = Filer("2", "NEW HARBOR INC"), filing(1)
    await desk.files(old, of_year(report(old), 2025), channel="C0DEALS")
    followed = (HARBOR, Filer("3", "QUILL WORKS CO"))[: 1 + others]
    told = filing(2, filers=(new,), form_type="8-K12B")
    await desk.ledger.record_seen([told], Via.FEED)
    await desk.ledger.record_succession(told, Succession(new, followed), [], URL)
    after = filing(3, filers=(new,))
    await desk.tells(after, report(after))
    assert ("At the meeting before" in json.dumps(desk.posted)) is (others == 0)


def of_year(told: MeetingReport, year: int) -> MeetingReport:
    """The same of another year's meeting."""
    assert told.meeting.date is not None
    return replace(told, meeting=replace(told.meeting, date=told.meeting.date.replace(year=year)))


def key_of(message: dict[str, Any]) -> str:
    """The accession number in the key that a message carries."""
    return str(message["metadata"]["event_payload"]["key"]).split(":")[0]


AMENDMENT = filing(2, form_type="8-K/A")
FAILED = report(filing(2), say_on_pay=(400, 600))


async def test_an_amendment_changes_the_first_alert_and_answers_in_its_thread(desk: Desk) -> None:
    await desk.tells(filing(1), report(filing(1)))
    before = desk.posted[0]["text"]
    await desk.tells(AMENDMENT, report(AMENDMENT, say_on_pay=(901, 99)))
    first, answer = desk.posted
    assert first["text"] != before
    assert answer["thread_ts"] == first["ts"]
    assert "subtype" not in answer
    assert "901" in str(answer["text"])


async def test_an_amendment_that_changes_an_outcome_is_shown_in_the_channel(desk: Desk) -> None:
    await desk.tells(filing(1), report(filing(1)))
    await desk.tells(AMENDMENT, FAILED)
    assert desk.posted[1]["subtype"] == "thread_broadcast"


@pytest.mark.parametrize(
    ("chosen", "changed", "answers"), [("update", True, 0), ("thread", False, 1), ("both", True, 1)]
)
async def test_a_channel_chooses_how_it_hears_of_amendments(
    chosen: str, changed: bool, answers: int, desk: Desk
) -> None:
    await desk.prefers(AMENDMENTS, chosen)
    await desk.tells(filing(1), report(filing(1)))
    before = desk.posted[0]["text"]
    await desk.tells(AMENDMENT, report(AMENDMENT, say_on_pay=(901, 99)))
    assert (desk.posted[0]["text"] != before) is changed
    assert len(desk.posted) == 1 + answers
    assert (await desk.ledger.delivery_counts())[DeliveryState.DELIVERED] == 2


async def test_a_second_amendment_goes_on_in_the_first_ones_thread(desk: Desk) -> None:
    await desk.tells(filing(1), report(filing(1)))
    await desk.tells(AMENDMENT, report(AMENDMENT, say_on_pay=(901, 99)))
    third = filing(3, form_type="8-K/A")
    await desk.tells(third, report(third, say_on_pay=(902, 98)))
    first, *answers = desk.posted
    assert [answer["thread_ts"] for answer in answers] == [first["ts"], first["ts"]]
    assert "902" in str(answers[1]["text"])


@pytest.mark.parametrize("held", [True, False])
async def test_an_amendment_of_what_the_channel_was_never_told_says_so(desk: Desk, held: bool) -> None:
    first = filing(1)
    if held:
        await desk.files(first, report(first), channel="C0DEALS")
    amendment = filing(2, form_type="8-K/A")
    await desk.tells(amendment, report(amendment))
    [message] = desk.posted
    shown = json.dumps(message["blocks"])
    assert "*This amends an earlier filing, which was not told here.*" in shown
    assert ("What it changes is not known" in shown) is not held
    assert (f"|{first.accession_number}>" in shown) is held


async def test_an_amendment_of_what_the_channel_was_never_told_is_an_alert_of_its_own(desk: Desk) -> None:
    await desk.files(filing(1), report(filing(1)), channel="C0OTHER")
    await desk.tells(AMENDMENT, report(AMENDMENT))
    [alert] = desk.posted
    assert "thread_ts" not in alert


async def test_final_results_replace_preliminary_ones_without_being_called_an_amendment(desk: Desk) -> None:
    first = report(filing(1))
    await desk.tells(filing(1), replace(first, meeting=replace(first.meeting, preliminary=True)))
    await desk.tells(filing(2), report(filing(2), say_on_pay=(905, 95)))
    told, answer = desk.posted
    assert answer["thread_ts"] == told["ts"]


async def test_another_meeting_of_the_company_is_no_amendment(desk: Desk) -> None:
    await desk.tells(filing(1), report(filing(1)))
    await desk.tells(AMENDMENT, of_year(report(AMENDMENT), 2025))
    assert ["thread_ts" in message for message in desk.posted] == [False, False]


async def test_an_amendment_whose_answer_was_lost_on_the_way_is_told_once(desk: Desk) -> None:
    await desk.tells(filing(1), report(filing(1)))
    desk.slack.script.then("chat.postMessage", DROP_AFTER)
    desk.slack.script.then("chat.update", rate_limited(5), None)
    await desk.tells(AMENDMENT, report(AMENDMENT, say_on_pay=(901, 99)))
    for _ in range(3):
        await desk.clock.advance(30)
        await desk.courier.deliver_due()
    assert len(desk.posted) == 2
    assert (await desk.ledger.delivery_counts())[DeliveryState.DELIVERED] == 2


async def test_what_could_not_be_read_at_first_is_told_in_full_in_its_place_when_it_can_be(desk: Desk) -> None:
    of = filing(1)
    await desk.ledger.record_seen([of], Via.FEED)
    await desk.ledger.record_poison(of, "no table that could be read", [Match("", GOV, ("watches HLTN",))], URL)
    await desk.courier.deliver_due()
    assert "could not be read" in str(desk.posted[0]["text"])
    await desk.ledger.record_report(of, report(of), [Match("", GOV, ("watches HLTN",))], URL)
    await desk.courier.deliver_due()
    alert, said = desk.posted
    assert "could not be read" not in str(alert["text"])
    assert "1 of 1 directors elected" in str(alert["text"])
    assert said["subtype"] == "thread_broadcast"
    assert said["text"].startswith("Now it could be read. 1 of 1 directors elected")


async def test_at_night_alerts_wait_in_order_and_a_failure_comes_through(desk: Desk) -> None:
    # The clock stands at 09:30 in New York.
    await desk.prefers(QUIET, quiet_json(Quiet(time(9), time(11), "America/New_York")))
    await desk.tells(filing(1), report(filing(1)))
    await desk.tells(filing(4), report(filing(4)))
    await desk.tells(filing(2), of_year(FAILED, 2024))
    assert len(desk.posted) == 1
    assert "Say on pay failed" in str(desk.posted[0]["text"])
    await desk.clock.advance(90 * 60 - 1)
    assert await desk.courier.deliver_due() == 0
    await desk.clock.advance(2)
    await desk.courier.deliver_due()
    assert [key_of(message) for message in desk.posted] == [filing(n).accession_number for n in (2, 1, 4)]
    assert not any("late" in str(message["text"]) for message in desk.posted)


async def test_a_digest_tells_a_days_meetings_in_one_message_found_by_any_of_its_keys(desk: Desk) -> None:
    await desk.prefers(DIGEST, digest_json(Digest(tuple(range(7)), time(17), "America/New_York")))
    for number in range(1, 6):
        await desk.tells(filing(number), report(filing(number)))
    assert desk.posted == []
    desk.slack.script.then("chat.postMessage", DROP_AFTER)
    await desk.clock.advance(timedelta(hours=7, minutes=30).total_seconds() + 1)
    await desk.courier.deliver_due()
    await desk.clock.advance(60)
    await desk.courier.deliver_due()
    [digest] = desk.posted
    assert str(digest["text"]).count("directors elected") == 5
    assert (await desk.ledger.delivery_counts())[DeliveryState.DELIVERED] == 5
    found = await desk.ledger.deliveries_of(filing(3).accession_number)
    assert [each.message_ts for each in found] == [digest["ts"]]


async def test_a_digest_of_many_meetings_is_as_many_messages_as_it_takes(desk: Desk) -> None:
    await desk.prefers(DIGEST, digest_json(Digest(tuple(range(7)), time(17), "America/New_York")))
    for number in range(1, 61):
        await desk.files(filing(number), report(filing(number)))
    await desk.courier.deliver_due()
    assert desk.posted == []
    await desk.clock.advance(timedelta(hours=7, minutes=31).total_seconds())
    await desk.courier.deliver_due()
    assert 3 <= len(desk.posted) <= 6
    assert (await desk.ledger.delivery_counts())[DeliveryState.DELIVERED] == 60
    assert sum(json.dumps(message["blocks"]).count("directors elected") for message in desk.posted) == 60


async def test_what_was_held_for_a_week_is_not_given_up_at_its_first_failure(desk: Desk) -> None:
    await desk.prefers(DIGEST, digest_json(Digest((6,), time(17), "America/New_York")))
    for number in (1, 2, 3):
        await desk.tells(filing(number), report(filing(number)))
    desk.slack.script.then("chat.postMessage", rate_limited(30))
    await desk.clock.advance(timedelta(days=6, hours=8).total_seconds())
    await desk.courier.deliver_due()
    await desk.clock.advance(60)
    await desk.courier.deliver_due()
    assert (await desk.ledger.delivery_counts())[DeliveryState.DELIVERED] == 3
    assert len(desk.posted) == 1

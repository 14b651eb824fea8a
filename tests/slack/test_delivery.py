"""At least once, in practice exactly once, in order: against a Slack that misbehaves on cue."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import aiohttp
import pytest
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from bot.slack.client import SlackMessenger, slack_client
from bot.slack.delivery import Courier
from bot.slack.faults import in_words
from bot.slack.messenger import Posted
from bot.slack.plan import Plan, Replacement
from bot.stages import Delivery, DeliveryState, Message, Watch, WatchSubject
from bot.standin.slack import BOT_TOKEN, StandinSlack
from bot.standin.slack.misbehaviour import (
    DROP_AFTER,
    DROP_BEFORE,
    HANG_AFTER,
    HANG_BEFORE,
    HTML_OK,
    Fault,
    http_error,
    ok_false,
    rate_limited,
)
from tests.fakes.clock import FakeClock
from tests.fakes.outbox import FakeOutbox
from tests.slack.conftest import simple_plan

DELIVERED, ABANDONED = DeliveryState.DELIVERED, DeliveryState.ABANDONED


def texts(slack: StandinSlack, channel: str = "C0GOV") -> list[str]:
    return [m["text"] for m in slack.workspace.channels[channel].messages]


async def until_over(courier: Courier, outbox: FakeOutbox, clock: FakeClock, rounds: int = 40) -> None:
    """Deliver, and let time pass, until nothing is left to do."""
    for _ in range(rounds):
        await courier.deliver_due()
        if all(state in (DELIVERED, ABANDONED) for state in outbox.states()):
            return
        await clock.advance(60)
    raise AssertionError(f"not over after {rounds} minutes: {outbox.states()}")


async def test_an_alert_arrives_once_with_its_key_and_is_recorded_where_it_stands(
    slack: StandinSlack, courier: Courier, outbox: FakeOutbox
) -> None:
    delivery = outbox.put("C0GOV")
    assert await courier.deliver_due() == 1
    [message] = slack.workspace.channels["C0GOV"].messages
    assert message["metadata"]["event_payload"]["key"] == delivery.idempotency_key
    row = outbox.rows[delivery.id]
    assert (row.state, row.channel_id, row.message_ts, row.attempts) == (DELIVERED, "C0GOV", message["ts"], 1)
    [call] = slack.calls_of("chat.postMessage")
    assert call.args["unfurl_links"] is False
    assert call.args["unfurl_media"] is False
    assert (call.args["link_names"], call.args["parse"]) == (False, "none")
    assert await courier.deliver_due() == 0


@pytest.mark.parametrize(
    ("fault", "looks"),
    [
        pytest.param(rate_limited(17), False, id="429"),
        pytest.param(rate_limited("soon"), False, id="429 without a number"),
        pytest.param(ok_false("ratelimited"), False, id="ratelimited"),
        pytest.param(ok_false("request_timeout"), False, id="ok:false for now"),
        pytest.param(ok_false("token_revoked"), False, id="ok:false to the app"),
        pytest.param(http_error(403), False, id="a proxy says no"),
        pytest.param(ok_false("fatal_error"), True, id="fatal_error before"),
        pytest.param(ok_false("fatal_error", accepts=True), True, id="fatal_error after"),
        pytest.param(ok_false("internal_error", accepts=True), True, id="internal_error after"),
        pytest.param(HTML_OK, True, id="200 that is HTML"),
        pytest.param(Fault(body="fine", content_type="text/plain", accepts=True), True, id="200 that is plain text"),
        pytest.param(Fault(body="[]", content_type="application/json"), True, id="200 that is a list"),
        pytest.param(Fault(body="{", content_type="application/json", accepts=True), True, id="200 cut short"),
        pytest.param(DROP_BEFORE, True, id="dropped before acceptance"),
        pytest.param(DROP_AFTER, True, id="dropped after acceptance"),
        *(
            pytest.param(http_error(status, content_type=kind, accepts=accepts), True, id=f"{status} {kind} {accepts}")
            for status in (500, 502, 503, 504)
            for kind in ("text/html", "text/plain")
            for accepts in (False, True)
        ),
    ],
)
async def test_no_fault_loses_an_alert_or_doubles_it(
    fault: Fault, looks: bool, slack: StandinSlack, courier: Courier, outbox: FakeOutbox, clock: FakeClock
) -> None:
    slack.script.then("chat.postMessage", fault)
    delivery = outbox.put("C0GOV")
    await courier.deliver_due()
    assert outbox.rows[delivery.id].state not in (DELIVERED, ABANDONED)
    await until_over(courier, outbox, clock)
    assert len(texts(slack)) == 1
    assert outbox.rows[delivery.id].state is DELIVERED
    assert bool(slack.calls_of("conversations.history")) is looks


async def test_retry_after_is_obeyed_to_the_second(
    slack: StandinSlack, courier: Courier, outbox: FakeOutbox, clock: FakeClock
) -> None:
    slack.script.then("chat.postMessage", rate_limited(17))
    outbox.put("C0GOV")
    await courier.deliver_due()
    await clock.advance(16.9)
    assert await courier.deliver_due() == 0
    await until_over(courier, outbox, clock)
    first, second = slack.calls_of("chat.postMessage")
    assert second.at - first.at >= 17


@pytest.mark.parametrize(("fault", "posts"), [(HANG_AFTER, 1), (HANG_BEFORE, 2)], ids=["accepted", "not accepted"])
async def test_a_timeout_is_looked_for_before_it_is_sent_again(
    fault: Fault, posts: int, slack: StandinSlack, outbox: FakeOutbox, clock: FakeClock
) -> None:
    slack.script.then("chat.postMessage", fault)
    delivery = outbox.put("C0GOV")
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=0.3)) as hasty:
        messenger = SlackMessenger(slack_client(BOT_TOKEN, slack.api_url, hasty))
        courier = Courier(outbox, messenger, simple_plan, clock, worker="w1", jitter=lambda: 0.5)
        await courier.deliver_due()
        assert outbox.rows[delivery.id].state is DeliveryState.UNCONFIRMED
        assert outbox.rows[delivery.id].last_error == "timeout"
        await until_over(courier, outbox, clock)
    assert len(slack.calls_of("chat.postMessage")) == posts
    [message] = slack.workspace.channels["C0GOV"].messages
    assert outbox.rows[delivery.id].message_ts == message["ts"]


async def test_a_crash_after_the_attempt_was_recorded_is_an_unconfirmed_send(
    slack: StandinSlack, messenger: SlackMessenger, outbox: FakeOutbox, clock: FakeClock
) -> None:
    delivery = outbox.put("C0GOV")
    [claimed] = await outbox.claim_due(1, timedelta(minutes=5), "w0")
    await outbox.record_attempt(claimed.id, "w0")
    await messenger.post("C0GOV", Message("arrived", ()), delivery.idempotency_key)
    outbox.die()
    survivor = Courier(outbox, messenger, simple_plan, clock, worker="w1", jitter=lambda: 0.5)
    await until_over(survivor, outbox, clock)
    assert texts(slack) == ["arrived"]


async def test_where_history_cannot_be_read_a_duplicate_beats_a_loss(
    slack: StandinSlack, courier: Courier, outbox: FakeOutbox, clock: FakeClock
) -> None:
    slack.workspace.channels["C0GOV"].readable = False
    slack.script.then("chat.postMessage", DROP_AFTER)
    delivery = outbox.put("C0GOV")
    with capture_logs() as said:
        await until_over(courier, outbox, clock)
    assert len(texts(slack)) == 2
    [again] = [line for line in said if line["event"] == "delivery.sent_again_unseen"]
    assert (again["log_level"], again["key"]) == ("warning", delivery.idempotency_key)


async def test_while_history_cannot_be_read_for_now_nothing_is_sent_again(
    slack: StandinSlack, courier: Courier, outbox: FakeOutbox, clock: FakeClock
) -> None:
    slack.script.then("chat.postMessage", DROP_AFTER)
    slack.script.then("conversations.history", http_error(503), rate_limited(30), DROP_BEFORE)
    outbox.put("C0GOV")
    await until_over(courier, outbox, clock)
    assert len(texts(slack)) == 1
    assert len(slack.calls_of("conversations.history")) == 4


@pytest.mark.parametrize("code", ["is_archived", "not_in_channel", "channel_not_found", "restricted_action"])
async def test_a_channel_that_takes_nothing_is_disabled_its_owner_told_and_the_others_go_on(
    code: str, slack: StandinSlack, courier: Courier, outbox: FakeOutbox, clock: FakeClock
) -> None:
    slack.workspace.add_channel("C0OTH", "others")
    outbox.owners["C0GOV"] = [Watch("", "C0GOV", WatchSubject.EVERYTHING, added_by="U0ANA")]
    slack.script.then("chat.postMessage", ok_false(code))
    dead = outbox.put("C0GOV")
    await courier.deliver_due()
    alive = outbox.put("C0OTH")
    await until_over(courier, outbox, clock)
    assert outbox.disabled == {"C0GOV": code}
    assert outbox.rows[dead.id].state is ABANDONED
    assert outbox.rows[alive.id].state is DELIVERED
    [told] = slack.workspace.direct("U0ANA").messages
    assert "I can no longer post to <#C0GOV>" in told["text"]


@pytest.mark.parametrize("code", ["invalid_blocks", "msg_blocks_too_long", "invalid_attachments"])
async def test_blocks_that_slack_refuses_give_way_to_plain_text(
    code: str, slack: StandinSlack, courier: Courier, outbox: FakeOutbox
) -> None:
    slack.script.then("chat.postMessage", ok_false(code))
    delivery = outbox.put("C0GOV")
    await courier.deliver_due()
    [message] = slack.workspace.channels["C0GOV"].messages
    assert message["text"] == delivery.idempotency_key
    assert "blocks" not in message
    assert outbox.rows[delivery.id].state is DELIVERED


async def test_what_slack_refuses_as_plain_text_too_is_abandoned_and_stops_nothing(
    slack: StandinSlack, courier: Courier, outbox: FakeOutbox
) -> None:
    slack.script.then("chat.postMessage", ok_false("invalid_blocks"), ok_false("msg_too_long"))
    poison, next_one = outbox.put("C0GOV"), outbox.put("C0GOV")
    await courier.deliver_due()
    assert outbox.rows[poison.id].state is ABANDONED
    assert texts(slack) == [next_one.idempotency_key]


async def test_a_late_alert_says_how_late_and_why(
    slack: StandinSlack, courier: Courier, outbox: FakeOutbox, clock: FakeClock
) -> None:
    slack.script.then("chat.postMessage", rate_limited(14 * 60))
    outbox.put("C0GOV")
    await courier.deliver_due()
    await clock.advance(14 * 60 * 1.25)
    await courier.deliver_due()
    assert texts(slack)[0].endswith("delivered 17 min late: Slack was rate limiting")


@pytest.mark.parametrize("code", ["token_revoked", "account_inactive", "invalid_auth"])
async def test_while_the_app_itself_is_refused_no_list_is_switched_off_and_what_comes_late_says_why(
    code: str, slack: StandinSlack, courier: Courier, outbox: FakeOutbox, clock: FakeClock
) -> None:
    outbox.owners["C0GOV"] = [Watch("", "C0GOV", WatchSubject.EVERYTHING, added_by="U0ANA")]
    slack.script.then("chat.postMessage", *[ok_false(code)] * 20)
    outbox.put("C0GOV")
    for _ in range(180):
        await courier.deliver_due()
        await clock.advance(60)
    assert outbox.disabled == {}
    [told] = texts(slack)
    assert "delivered 2 h" in told
    assert told.endswith(in_words(code))


async def test_order_is_kept_while_the_first_of_a_channel_waits(
    slack: StandinSlack, courier: Courier, outbox: FakeOutbox, clock: FakeClock
) -> None:
    slack.script.then("chat.postMessage", http_error(502), rate_limited(40))
    keys = [outbox.put("C0GOV").idempotency_key for _ in range(3)]
    await courier.deliver_due()
    keys.append(outbox.put("C0GOV").idempotency_key)
    await until_over(courier, outbox, clock)
    assert [t.split()[0] for t in texts(slack)] == keys


async def test_a_channel_that_rests_holds_up_no_other(
    slack: StandinSlack, courier: Courier, outbox: FakeOutbox
) -> None:
    slack.workspace.add_channel("C0OTH", "others")
    slack.script.then("chat.postMessage", rate_limited(3600))
    outbox.put("C0GOV")
    await courier.deliver_due()
    other = outbox.put("C0OTH")
    await courier.deliver_due()
    assert outbox.rows[other.id].state is DELIVERED


async def test_a_claim_that_was_lost_sends_nothing(
    slack: StandinSlack, messenger: SlackMessenger, outbox: FakeOutbox, clock: FakeClock
) -> None:
    outbox.put("C0GOV")

    async def slow(delivery: Delivery, delay: str) -> Plan:
        outbox.die()
        await outbox.claim_due(10, timedelta(minutes=5), "w2")
        return await simple_plan(delivery, delay)

    await Courier(outbox, messenger, slow, clock, worker="w1", jitter=lambda: 0.5).deliver_due()
    assert texts(slack) == []


async def test_a_long_meeting_continues_in_the_thread_and_a_failure_between_doubles_nothing(
    slack: StandinSlack, messenger: SlackMessenger, outbox: FakeOutbox, clock: FakeClock
) -> None:
    async def three_parts(_: Delivery, __: str) -> Plan:
        return Plan((Message("one", ()), Message("two", ()), Message("three", ())))

    delivery = outbox.put("C0GOV")
    slack.script.then("chat.postMessage", None, rate_limited(5), DROP_AFTER)
    courier = Courier(outbox, messenger, three_parts, clock, worker="w1", jitter=lambda: 0.5)
    await until_over(courier, outbox, clock)
    assert texts(slack) == ["one", "two", "three"]
    first, *rest = slack.workspace.channels["C0GOV"].messages
    assert {m["thread_ts"] for m in rest} == {first["ts"]}
    assert outbox.rows[delivery.id].message_ts == first["ts"]


async def test_an_amendment_replaces_the_first_message_and_answers_in_its_thread(
    slack: StandinSlack, messenger: SlackMessenger, outbox: FakeOutbox, clock: FakeClock
) -> None:
    original = await messenger.post("C0GOV", Message("preliminary", ()), "k")

    async def amends(_: Delivery, __: str) -> Plan:
        return Plan(
            (Message("what changed", ()),), Replacement(original, Message("final", ())), original.ts, broadcast=True
        )

    outbox.put("C0GOV")
    await Courier(outbox, messenger, amends, clock, worker="w1", jitter=lambda: 0.5).deliver_due()
    first, reply = slack.workspace.channels["C0GOV"].messages
    assert (first["text"], reply["text"], reply["thread_ts"]) == ("final", "what changed", first["ts"])
    assert reply["subtype"] == "thread_broadcast"


async def test_a_message_that_cannot_be_replaced_any_more_still_gets_its_amendment_told(
    slack: StandinSlack, messenger: SlackMessenger, outbox: FakeOutbox, clock: FakeClock
) -> None:
    async def amends(_: Delivery, __: str) -> Plan:
        return Plan((Message("what changed", ()),), Replacement(Posted("C0GOV", "1.0"), Message("final", ())))

    outbox.put("C0GOV")
    await Courier(outbox, messenger, amends, clock, worker="w1", jitter=lambda: 0.5).deliver_due()
    assert texts(slack) == ["what changed"]


async def test_stopping_finishes_what_is_being_sent_and_gives_back_the_rest(
    slack: StandinSlack, messenger: SlackMessenger, outbox: FakeOutbox, clock: FakeClock
) -> None:
    for _ in range(4):
        outbox.put("C0GOV")

    async def stops(delivery: Delivery, delay: str) -> Plan:
        courier.stop()
        return await simple_plan(delivery, delay)

    courier = Courier(outbox, messenger, stops, clock, worker="w1", jitter=lambda: 0.5)
    await courier.run()
    assert outbox.states() == [DELIVERED, DeliveryState.PENDING, DeliveryState.PENDING, DeliveryState.PENDING]
    assert len(texts(slack)) == 1


async def test_when_no_answer_can_be_waited_for_any_longer_what_is_being_sent_stays_open_and_nothing_claimed(
    slack: StandinSlack, messenger: SlackMessenger, courier: Courier, outbox: FakeOutbox, clock: FakeClock
) -> None:
    for _ in range(3):
        outbox.put("C0GOV")
    slack.script.then("chat.postMessage", HANG_AFTER)
    running = asyncio.create_task(courier.run())
    await slack.until(lambda: texts(slack) != [])
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert outbox.states() == [DeliveryState.UNCONFIRMED, DeliveryState.PENDING, DeliveryState.PENDING]
    slack.script.release()
    await clock.advance(10)
    again = Courier(outbox, messenger, simple_plan, clock, worker="w2", jitter=lambda: 0.5)
    await again.deliver_due()
    assert outbox.states() == [DELIVERED] * 3
    assert len(texts(slack)) == 3


async def test_every_line_about_a_delivery_says_which_and_of_which_filing(
    slack: StandinSlack, courier: Courier, outbox: FakeOutbox, clock: FakeClock
) -> None:
    slack.script.then(
        "chat.postMessage", DROP_AFTER, ok_false("invalid_blocks"), http_error(500), ok_false("is_archived")
    )
    put = [outbox.put(channel, number) for number, channel in enumerate(("C0GOV", "C0DEALS", "C0GOV"), 1)]
    with capture_logs(processors=[merge_contextvars]) as said:
        await until_over(courier, outbox, clock)
    about = [entry for entry in said if entry["event"] != "delivery.channel_disabled"]
    keys = {delivery.idempotency_key: delivery.alert.filing.accession_number for delivery in put}
    assert {entry["event"] for entry in about} >= {"delivery.failed", "delivery.delivered", "delivery.blocks_refused"}
    assert {entry["key"] for entry in about} == set(keys)
    assert [entry for entry in about if entry.get("accession") != keys[entry["key"]]] == []

"""What reaches the app and what is turned away, over both transports."""

from __future__ import annotations

import gzip
import json
import time
import tracemalloc

import pytest

from bot.slack.messages import actions as ids
from bot.standin.slack import SIGNING_SECRET
from bot.standin.slack.envelopes import HttpWire, encode, signature
from bot.standin.slack.misbehaviour import http_error
from bot.standin.slack.server import RESPONSE_URL
from tests.slack.office import ANA, GOV, Office, looked_up


async def test_a_look_up_is_answered_at_once_before_the_askers_eyes_alone(at_work: Office) -> None:
    answer = await at_work.says("INNO", command="/lookup")
    assert answer["text"] == looked_up("INNO")
    assert at_work.asked == [("INNO", 0)]
    assert at_work.slack.workspace.channels[GOV].messages == []
    assert at_work.slack.people.acks[-1].seconds < 1


async def test_pages_and_nearest_names_replace_the_answer_they_belong_to(at_work: Office) -> None:
    await at_work.says("INNO all", command="/lookup")
    message = at_work.slack.workspace.ephemerals[-1]
    page = {"type": "button", "action_id": ids.LOOKUP_PAGE, "value": "INNO all|2"}
    await at_work.slack.people.click(ANA, GOV, message, page)
    await at_work.slack.until(lambda: len(at_work.asked) == 2)
    pick = {"type": "button", "action_id": f"{ids.LOOKUP_PICK}_0", "value": "844143"}
    await at_work.slack.people.click(ANA, GOV, message, pick)
    await at_work.slack.until(lambda: len(at_work.asked) == 3)
    assert at_work.asked[1:] == [("INNO all", 2), ("844143", 0)]
    await at_work.slack.until(lambda: at_work.slack.workspace.ephemerals[-1]["text"] == looked_up("844143"))


@pytest.mark.parametrize("value", ["", "{", "[]", '{"accession": 1}', '{"accession": "x", "page": "y"}', "x" * 2000])
async def test_a_value_that_is_not_ours_does_nothing(value: str, on_socket: Office) -> None:
    message = {"ts": "1.0", "blocks": []}
    for action_id in (ids.LOOKUP_PAGE, ids.EVIDENCE_PAGE, ids.PAST_MEETINGS, "home_edit", "watch_pick_0"):
        action = {"type": "button", "action_id": action_id, "value": value}
        assert (await on_socket.slack.people.click(ANA, GOV, message, action)).in_time
    assert on_socket.asked == []
    assert await on_socket.ledger.watches() == []


async def test_an_event_that_slack_sends_again_is_acted_on_once(at_work: Office) -> None:
    event = {"type": "app_home_opened", "user": ANA, "channel": "D1", "tab": "home"}
    for retry in range(3):
        assert (await at_work.slack.people.event(event, event_id="Ev01", retry=retry)).in_time
    await at_work.slack.people.event(event, event_id="Ev02")
    await at_work.slack.until(lambda: len(at_work.slack.calls_of("views.publish")) == 2)


async def test_a_payload_of_another_workspace_is_not_listened_to(at_work: Office) -> None:
    await at_work.parts.team_id()
    at_work.slack.workspace.team_id = "T0OTHER"
    assert (await at_work.slack.people.command(ANA, GOV, "/lookup", "INNO")).in_time
    assert (await at_work.slack.people.command(ANA, GOV, "/watch", "all")).in_time
    assert at_work.asked == []
    assert await at_work.ledger.watches() == []


async def http_wire(place: Office) -> HttpWire:
    wire = place.slack.people.wire
    assert isinstance(wire, HttpWire)
    return wire


@pytest.mark.parametrize("at_work", ["http"], indirect=True)
@pytest.mark.parametrize(
    "spoilt",
    [
        {"X-Slack-Request-Timestamp": "yesterday"},
        {"X-Slack-Request-Timestamp": ""},
        {"X-Slack-Request-Timestamp": "1" * 40},
        {"X-Slack-Request-Timestamp": "²"},
        {"X-Slack-Signature": "v0=" + "0" * 64},
        {"X-Slack-Signature": "v0=é"},
        {"X-Slack-Signature": ""},
    ],
)
async def test_a_malformed_or_wrong_signature_is_refused_with_401(spoilt: dict[str, str], at_work: Office) -> None:
    body, kind = encode("slash_commands", {"command": "/watch", "text": "all"})
    headers = signature(SIGNING_SECRET, body, int(time.time())) | {"Content-Type": kind} | spoilt
    assert (await (await http_wire(at_work)).send("forged", body, headers)).status == 401
    assert await at_work.ledger.watches() == []


@pytest.mark.parametrize("at_work", ["http"], indirect=True)
async def test_an_old_request_is_refused_however_well_signed(at_work: Office) -> None:
    body, kind = encode("slash_commands", {"command": "/watch", "text": "all"})
    headers = signature(SIGNING_SECRET, body, int(time.time()) - 301) | {"Content-Type": kind}
    assert (await (await http_wire(at_work)).send("replayed", body, headers)).status == 401


@pytest.mark.parametrize("at_work", ["http"], indirect=True)
async def test_a_body_that_is_no_text_is_refused_with_401(at_work: Office) -> None:
    body = b"\xff\xfe\x00payload"
    headers = signature(SIGNING_SECRET, body, int(time.time()))
    assert (await (await http_wire(at_work)).send("binary", body, headers)).status == 401


UNREADABLE: list[tuple[str, bytes]] = [
    ("application/json", b"{"),
    ("application/json", b"[" * 100_000),
    ("application/json", b"null"),
    ("application/json", b"[]"),
    ("application/json", b'{"type": "event_callback", "event": null}'),
    ("application/json; charset=utf-16", b"{}"),
    ("application/x-www-form-urlencoded", b"payload={"),
    ("application/x-www-form-urlencoded", b"payload=null"),
    ("application/x-www-form-urlencoded", b"payload=" + json.dumps({"type": "shortcut", "view": None}).encode()),
    ("application/x-www-form-urlencoded", b"payload=" + json.dumps({"type": "shortcut", "response_urls": 1}).encode()),
]


@pytest.mark.parametrize("at_work", ["http"], indirect=True)
@pytest.mark.parametrize("signed", [True, False])
@pytest.mark.parametrize(("kind", "body"), UNREADABLE)
async def test_a_payload_that_cannot_be_read_is_no_failure_of_ours(
    kind: str, body: bytes, signed: bool, at_work: Office
) -> None:
    await at_work.parts.team_id()
    secret = SIGNING_SECRET if signed else "somebody else's"
    headers = signature(secret, body, int(time.time())) | {"Content-Type": kind}
    answer = await (await http_wire(at_work)).send("odd", body, headers)
    assert answer.status in ({200, 400, 404} if signed else {400, 401})
    at_work.slack.broken.clear()


@pytest.mark.parametrize("at_work", ["http"], indirect=True)
async def test_a_body_that_is_not_packed_as_it_says_is_refused_with_401(at_work: Office) -> None:
    body = b"{}"
    headers = signature(SIGNING_SECRET, body, int(time.time())) | {"Content-Encoding": "gzip"}
    assert (await (await http_wire(at_work)).send("packed", body, headers)).status == 401


@pytest.mark.parametrize("at_work", ["http"], indirect=True)
async def test_a_body_that_unpacks_to_more_than_slack_ever_sends_is_not_unpacked_to_its_end(at_work: Office) -> None:
    body = gzip.compress(b"text=" + b"a" * 200_000_000)
    headers = signature(SIGNING_SECRET, body, int(time.time())) | {"Content-Encoding": "gzip"}
    tracemalloc.start()
    try:
        answer = await (await http_wire(at_work)).send("large", body, headers)
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()
    assert answer.status in {401, 413}


async def test_a_command_may_be_about_a_payload(at_work: Office) -> None:
    answer = await at_work.says("Payload & payload= Inc", command="/lookup")
    assert answer["text"] == looked_up("Payload & payload= Inc")


async def test_an_answer_whose_blocks_slack_refuses_comes_as_its_text(at_work: Office) -> None:
    at_work.slack.script.then(RESPONSE_URL, http_error(400))
    answer = await at_work.says("help")
    assert answer["blocks"] == []
    assert "`/watch add INNO`" in answer["text"]


async def test_an_event_that_was_not_asked_for_is_acknowledged(at_work: Office) -> None:
    event = {"type": "message", "channel": GOV, "user": ANA, "text": "good morning", "ts": "1.1"}
    assert (await at_work.slack.people.event(event)).in_time

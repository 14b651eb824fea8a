"""Payloads of a person are untrusted: whatever they hold, the app answers, changes nothing and goes on."""

from __future__ import annotations

import json
import time
from collections import Counter
from contextlib import suppress
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_bolt.response import BoltResponse

from bot.slack.app import Gate
from bot.slack.commands import home_view, watch_modals
from bot.slack.commands.button_modals import MUTE, SHARE, mute_of, share_of
from bot.slack.messages import actions as ids
from bot.slack.shapes import PAYLOAD, is_shaped
from bot.standin.slack import SIGNING_SECRET
from bot.standin.slack.envelopes import HttpWire, encode, signature
from tests.slack.office import ANA, GOV, TEAM, Office, looked_up

scalars = st.none() | st.booleans() | st.integers(-5, 10**12) | st.text(max_size=40)
trees = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
ACTIONS = (
    *(ids.EVIDENCE, ids.EVIDENCE_PAGE, ids.PAST_MEETINGS, ids.MUTE, ids.SHARE, ids.CHART, ids.OPEN_FILING),
    *(ids.LOOKUP_PAGE, f"{ids.LOOKUP_PICK}_0", "watch_pick_0", home_view.EDIT),
)
VIEWS = (MUTE, SHARE, watch_modals.IMPORT, home_view.EDITOR)
BLOCKS = ("how_long", "where", "pasted", home_view.COMPANY, home_view.RULES, home_view.REMOVE)


@given(action_id=st.sampled_from(ACTIONS), value=st.text(max_size=60) | trees.map(json.dumps))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_whatever_a_button_says_it_is_acknowledged_and_changes_nothing(
    action_id: str, value: str, on_socket: Office
) -> None:
    action = {"type": "button", "action_id": action_id, "block_id": "b", "value": value}
    assert (await on_socket.slack.people.click(ANA, GOV, {"ts": "1.0"}, action)).in_time
    assert await on_socket.ledger.watches() == []
    assert await on_socket.ledger.mutes() == []


@given(
    callback_id=st.sampled_from(VIEWS),
    metadata=st.text(max_size=60) | trees.map(json.dumps),
    values=st.dictionaries(st.sampled_from(BLOCKS), st.dictionaries(st.text(max_size=8), trees, max_size=2)),
)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_whatever_a_form_holds_it_is_acknowledged_and_changes_nothing(
    callback_id: str, metadata: str, values: dict[str, Any], on_socket: Office
) -> None:
    view: dict[str, Any] = {"id": "V1", "type": "modal", "callback_id": callback_id, "private_metadata": metadata}
    view["state"] = {"values": values}
    payload = {"type": "view_submission", "user": {"id": ANA}, "team": {"id": TEAM}, "view": view}
    await acknowledged(on_socket, payload)
    assert await on_socket.ledger.watches() == []
    assert await on_socket.ledger.mutes() == []


async def acknowledged(place: Office, payload: dict[str, Any]) -> None:
    assert place.slack.people.wire is not None
    ack = await place.slack.people.wire.deliver("interactive", payload)
    assert ack.in_time, payload
    place.slack.broken.clear()


@given(team=trees, event_id=trees)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_the_gate_lets_nothing_of_another_workspace_in_and_never_fails(
    team: object, event_id: object, on_socket: Office
) -> None:
    let_in: list[str] = []

    async def listener() -> BoltResponse:
        let_in.append("in")
        return BoltResponse(status=200, body="")

    gate = Gate(on_socket.parts)
    for named in ({"team_id": team}, {"team": team}, {"team": {"id": team}}, {"team": {"id": TEAM}}):
        await gate.only_our_workspace(named, listener)
        await gate.once({"event_id": event_id}, lambda: gate.only_our_workspace(named, listener))  # noqa: B023
    assert len(let_in) in (1, 2)


@pytest.mark.parametrize("at_work", ["http"], indirect=True)
async def test_slacks_own_check_of_the_address_is_answered(at_work: Office) -> None:
    wire = at_work.slack.people.wire
    assert isinstance(wire, HttpWire)
    ack = await wire.deliver("events_api", {"type": "url_verification", "challenge": "c-42", "token": "t"})
    assert (ack.status, ack.payload) == (200, {"challenge": "c-42"})
    assert encode("events_api", {})[1] == "application/json"


@given(view=trees)
def test_forms_are_read_whatever_came_back(view: object) -> None:
    odd = view if isinstance(view, dict) else {"private_metadata": json.dumps(view), "state": {"values": {}}}
    odd = {key: value for key, value in odd.items() if key not in ("state", "private_metadata")}
    assert mute_of(odd).days == 30
    assert share_of(odd).channel == ""


WELL_SHAPED: dict[str, dict[str, Any]] = {
    "event": {"type": "event_callback", "event": {"type": "app_home_opened", "user": ANA, "tab": "messages"}},
    "press": {"type": "block_actions", "actions": [{"action_id": "nobody", "block_id": "b"}], "user": {"id": ANA}},
    "form": {"type": "view_submission", "view": {"callback_id": "nobody"}, "user": {"id": ANA}},
    "typing": {"type": "block_suggestion", "action_id": "nobody", "block_id": "b", "user": {"id": ANA}},
    "command": {"command": "/nobody", "text": "", "user_id": ANA},
}
ODD: list[Any] = [1, True, "x", [], [1], {}, {"id": 1}, [{"type": 1}], {"type": []}, {"type": "message", "channel": 1}]
PARTS = sorted(set(PAYLOAD) | {"is_ext_shared_channel", "bot", "state", "user", "token", "enterprise_id"})


async def answered(wire: HttpWire, payload: dict[str, Any]) -> int:
    body = json.dumps(payload).encode()
    headers = signature(SIGNING_SECRET, body, int(time.time())) | {"Content-Type": "application/json"}
    return (await wire.send("odd", body, headers)).status


@pytest.mark.parametrize("at_work", ["http"], indirect=True)
async def test_no_part_of_a_signed_payload_however_odd_makes_the_app_fail(
    at_work: Office, caplog: pytest.LogCaptureFixture
) -> None:
    wire = at_work.slack.people.wire
    assert isinstance(wire, HttpWire)
    statuses: Counter[int] = Counter()
    for well in WELL_SHAPED.values():
        for part, value in product(PARTS, ODD):
            statuses[await answered(wire, {"team_id": TEAM} | well | {part: value})] += 1
            statuses[await answered(wire, {"type": "event_callback", "team_id": TEAM, "event": {part: value}})] += 1
    assert set(statuses) <= {200, 400, 404}
    assert statuses[400] > 500
    assert [record.message for record in caplog.records if record.exc_info or "Traceback" in record.message] == []
    at_work.slack.broken.clear()


async def test_no_part_of_an_envelope_however_odd_makes_the_app_fail(
    on_socket: Office, caplog: pytest.LogCaptureFixture
) -> None:
    wire = on_socket.slack.socket
    for well, part, value in product(WELL_SHAPED.values(), PARTS, ODD):
        await wire.say(ENVELOPE % json.dumps({"team_id": TEAM} | well | {part: value}))
    assert (await on_socket.says("INNO", command="/lookup"))["text"] == looked_up("INNO")
    assert [record.message for record in caplog.records if record.exc_info or "Traceback" in record.message] == []
    assert wire.connections == 1


async def test_an_envelope_of_no_shape_is_acknowledged_so_that_it_does_not_come_again(on_socket: Office) -> None:
    assert (await on_socket.slack.socket.deliver("events_api", {"team_id": TEAM, "event": {"type": []}})).in_time


ENVELOPE = '{"type": "events_api", "envelope_id": "e", "payload": %s}'
FRAMES: dict[str, str | bytes] = {
    "nothing": "",
    "no JSON": "{",
    "no object": '["type"]',
    "an empty object": "{}",
    "a type of another kind": '{"type": {"a": []}, "envelope_id": [], "payload": {}}',
    "no payload": '{"type": "events_api", "envelope_id": "e"}',
    "a payload that is none": ENVELOPE % "null",
    "a payload that is a list": ENVELOPE % "[[]]",
    "a payload that is a number": ENVELOPE % "1e999",
    "a payload that is text": ENVELOPE % '"text"',
    "half a surrogate pair": ENVELOPE % '{"command": "/watch", "text": "add \\ud800", "team_id": "\\udfff"}',
    "NULs": ENVELOPE % '{"command": "/watch\\u0000", "text": "\\u0000", "team_id": "\\u0000"}',
    "brackets without end": '{"type": "events_api", "payload": ' + "[" * 100_000,
    "a name of a megabyte": ENVELOPE % json.dumps({"command": "/lookup", "text": "Harbor " * 150_000, "team_id": TEAM}),
    "another program's hello": '{"type": "hello", "connection_info": 7, "num_connections": "many"}',
    "bytes": b"\xff\xfe\x00",
}


@pytest.mark.parametrize("frame", FRAMES.values(), ids=list(FRAMES))
async def test_after_a_frame_of_any_content_the_same_connection_answers(frame: str | bytes, on_socket: Office) -> None:
    await on_socket.slack.socket.say(frame)
    assert (await on_socket.says("INNO", command="/lookup"))["text"] == looked_up("INNO")
    assert on_socket.slack.socket.connections == 1
    assert on_socket.transport is not None
    assert await on_socket.transport.fault() == ""


async def test_a_frame_that_is_larger_than_any_of_slacks_costs_a_connection_and_no_more(on_socket: Office) -> None:
    with suppress(ConnectionError):
        await on_socket.slack.socket.say("{" + " " * 5_000_000 + "}")
    await on_socket.slack.until(lambda: on_socket.slack.socket.connections == 2 and on_socket.slack.socket.is_open)
    assert (await on_socket.says("INNO", command="/lookup"))["text"] == looked_up("INNO")


@pytest.mark.parametrize("data", [b"sdk-ping-pong:1e999", b"sdk-ping-pong:nan", b"sdk-ping-pong:x", b"\xff"])
async def test_a_pong_of_any_content_breaks_nothing(data: bytes, on_socket: Office) -> None:
    await on_socket.slack.socket.pong(data)
    assert (await on_socket.says("INNO", command="/lookup"))["text"] == looked_up("INNO")
    assert on_socket.transport is not None
    assert await on_socket.transport.fault() in ("", "its pongs make no sense")


def test_what_slack_sends_is_well_shaped() -> None:
    assert all(is_shaped({"team_id": TEAM, "enterprise": None} | payload) for payload in WELL_SHAPED.values())
    assert is_shaped({"type": "url_verification", "challenge": "c"})
    others: tuple[object, ...] = (None, [], "x", 1, {"event": []})
    assert not any(map(is_shaped, others))

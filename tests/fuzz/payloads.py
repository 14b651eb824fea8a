"""A person's words, carried by signed requests to the whole app, which stands between a Slack and a ledger of its own.

The first byte of an input says what the person does, the rest is what they write: into a command, a button's value, a
form, or, as a body that is signed and of no shape at all, instead of everything.
"""

from __future__ import annotations

import asyncio
import atexit
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from functools import cache, partial
from pathlib import Path
from typing import Any

import structlog
from structlog.testing import capture_logs

from bot.slack.commands import home_view, watch_modals
from bot.slack.commands.button_modals import MUTE, SHARE
from bot.slack.messages import actions as ids
from bot.standin.slack import SIGNING_SECRET
from bot.standin.slack.envelopes import HttpWire, signature
from tests.fakes.clock import FakeClock
from tests.slack.office import ANA, GOV, TEAM, Office, office

PATIENCE = 10.0
LONGEST_TEXT = 3000
"""Characters that Slack lets a person write into one field."""
FAILURES = {"slack.listener_failed", "slack.gate_failed"}
"""What the app logs when a listener, or what stands before it, falls over."""
BUTTONS = (
    *(ids.EVIDENCE, ids.EVIDENCE_PAGE, ids.PAST_MEETINGS, ids.MUTE, ids.SHARE, ids.CHART, ids.LOOKUP_PAGE),
    *(f"{ids.LOOKUP_PICK}_0", "watch_pick_0", home_view.EDIT),
)
FORMS = (MUTE, SHARE, watch_modals.IMPORT, home_view.EDITOR)
FIELDS = ("how_long", "where", "pasted", home_view.COMPANY, home_view.RULES, home_view.REMOVE)
OURS = '{"accession": "0001234567-26-000001", "channel": "C0GOV", "cik": "1234567"}'
"""What a form carries unseen and brings back as it was."""

Act = Callable[[Office, str], Awaitable[object]]


def command(name: str) -> Act:
    return lambda place, words: place.slack.people.command(ANA, GOV, name, words.encode("utf-8", "replace").decode())


async def press(action_id: str, place: Office, words: str) -> None:
    action = {"type": "button", "action_id": action_id, "block_id": "b", "value": words}
    ack = await place.slack.people.click(ANA, GOV, {"ts": "1.0", "blocks": []}, action)
    assert ack.in_time, ack


async def fill(callback_id: str, place: Office, words: str) -> None:
    chosen = {"value": words}
    entry = {"value": words, "selected_option": chosen, "selected_options": [chosen], "selected_conversation": words}
    view: dict[str, Any] = {"id": "V1", "type": "modal", "callback_id": callback_id, "private_metadata": OURS}
    view["state"] = {"values": {field: {field: entry} for field in FIELDS}}
    payload = {"type": "view_submission", "user": {"id": ANA}, "team": {"id": TEAM}, "trigger_id": "1.2", "view": view}
    assert place.slack.people.wire is not None
    ack = await place.slack.people.wire.deliver("interactive", payload)
    assert ack.in_time, ack


async def happen(place: Office, words: str) -> None:
    kind, _, channel = words.partition(" ")
    await place.slack.people.event({"type": kind, "user": ANA, "channel": channel, "tab": "home"}, event_id=words)


async def send(place: Office, words: str) -> None:
    body = words.encode("utf-8", "surrogatepass")
    kind = "application/json" if words[:1] in ("{", "[") else "application/x-www-form-urlencoded"
    headers = signature(SIGNING_SECRET, body, int(time.time())) | {"Content-Type": kind}
    wire = place.slack.people.wire
    assert isinstance(wire, HttpWire)
    answer = await wire.send("raw", body, headers)
    assert answer.status < 500, f"answered {answer.status}"


ACTS: tuple[Act, ...] = (
    command("/watch"),
    command("/lookup"),
    *(partial(press, action_id) for action_id in BUTTONS),
    *(partial(fill, callback_id) for callback_id in FORMS),
    happen,
    send,
)
WRITTEN = {
    0: ("add INNO", "add INNO only say-on-pay below 70", "mute INNO 30d", "quiet 22:00-06:00 New York", "list", "all"),
    1: ("INNO 2004", "director Ada Quill", "INNO say-on-pay", "1234567", ""),
    2: ('{"accession": "0001234567-26-000001"}',),
    3: ('{"accession": "0001234567-26-000001", "page": 1}',),
    5: ('{"accession": "0001234567-26-000001", "cik": "1234567"}',),
    8: ("INNO all|2",),
    12: ('{"channel": "C0GOV", "cik": "1234567"}', "30"),
    len(ACTS) - 2: ("app_home_opened D1", "channel_archive C0GOV", "member_joined_channel C0GOV"),
    len(ACTS) - 1: (
        '{"type": "event_callback", "team_id": "T0", "event": {"type": "x"}}',
        "payload=%7B%7D",
        "command=/watch",
    ),
}
SAMPLES = [bytes([act]) + words.encode() for act, some in WRITTEN.items() for words in some]


class App:
    """The app at work in an event loop of its own. It lives until the process ends."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._life = AsyncExitStack()
        self._place = self._loop.run_until_complete(self._begin())
        atexit.register(self._end)

    def meet(self, act: Act, words: str) -> None:
        """Let a person do it; whatever of the app falls over is raised."""
        with capture_logs() as logged:
            self._loop.run_until_complete(asyncio.wait_for(self._meet(act, words), PATIENCE))
        failed = [entry for entry in logged if entry["event"] in FAILURES and _writes(act)]
        assert not failed, failed

    async def _begin(self) -> Office:
        folder = self._life.enter_context(tempfile.TemporaryDirectory())
        place = await self._life.enter_async_context(office("http", Path(folder), FakeClock()))
        await place.knows_a_company()
        return place

    async def _meet(self, act: Act, words: str) -> None:
        before = asyncio.all_tasks()
        await act(self._place, words)
        await _finished(asyncio.all_tasks() - before)
        self._place.slack.people.acks.clear()

    def _end(self) -> None:
        self._place.slack.broken.clear()
        structlog.reset_defaults()
        self._loop.run_until_complete(self._life.aclose())
        self._loop.close()


def _writes(act: Act) -> bool:
    """Whether the words are a person's. What buttons say is ours, and a body of no shape has nowhere to answer to."""
    return act is not send and not (isinstance(act, partial) and act.func is press)


async def _finished(tasks: set[asyncio.Task[object]]) -> None:
    """Wait for what the request began; connections that are kept open are not of it."""
    begun = [task for task in tasks if getattr(task.get_coro(), "__qualname__", "") != "RequestHandler.start"]
    if begun:
        await asyncio.wait(begun)


@cache
def app() -> App:
    return App()


def signed_request(data: bytes) -> None:
    act = ACTS[data[0] % len(ACTS)] if data else ACTS[0]
    try:
        words = data[1:].decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        words = data[1:].decode("utf-8", "replace")
    app().meet(act, words[:LONGEST_TEXT])

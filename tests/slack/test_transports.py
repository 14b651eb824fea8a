"""Socket Mode under a watchful eye. What arrives over signed requests is promised in ``test_app``."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from bot.slack.transports import CHECK_SECONDS, SILENCE_SECONDS, SocketTransport, run_socket_mode
from bot.standin.slack import APP_TOKEN
from bot.standin.slack.misbehaviour import DROP_BEFORE, HTML_OK, Fault, http_error, ok_false
from tests.fakes.clock import FakeClock
from tests.slack.office import Office, looked_up, office


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(auto=False)


@pytest.fixture
async def place(tmp_path: Path, clock: FakeClock) -> AsyncIterator[Office]:
    async with office("socket", tmp_path, clock) as at_work:
        yield at_work


def of(place: Office) -> SocketTransport:
    assert place.transport is not None
    return place.transport


async def until_asleep(clock: FakeClock, times: int) -> None:
    """Let everybody run until somebody has gone to sleep for the so-manieth time."""
    for _ in range(10_000):
        if len(clock.slept) >= times:
            return
        await asyncio.sleep(0)
    raise AssertionError(f"nobody slept {times} times: {clock.slept}")


async def answers(place: Office) -> bool:
    said: str = (await place.says("INNO", command="/lookup"))["text"]
    return said == looked_up("INNO")


async def test_a_living_connection_is_left_alone(place: Office, clock: FakeClock) -> None:
    watching = asyncio.create_task(of(place).watch())
    for _ in range(5):
        await clock.advance(CHECK_SECONDS)
    assert of(place).rebuilt == 0
    assert place.slack.socket.connections == 1
    assert await answers(place)
    watching.cancel()


async def test_a_connection_that_is_open_and_silent_is_built_anew(place: Office, clock: FakeClock) -> None:
    watching = asyncio.create_task(of(place).watch())
    await asyncio.sleep(0)
    await clock.advance(SILENCE_SECONDS + CHECK_SECONDS)
    await place.slack.until(lambda: place.slack.socket.connections == 2 and place.slack.socket.open_now == 1)
    assert of(place).rebuilt == 1
    assert await answers(place)
    assert await of(place).fault() == ""
    watching.cancel()


async def test_what_arrives_shows_that_the_connection_lives(place: Office, clock: FakeClock) -> None:
    await clock.advance(SILENCE_SECONDS - 1)
    assert await answers(place)
    await clock.advance(2)
    assert await of(place).fault() == ""
    await clock.advance(SILENCE_SECONDS)
    assert await of(place).fault() == "silent for 30 minutes"


async def test_a_connection_whose_reader_died_is_built_anew(place: Office, clock: FakeClock) -> None:
    connection = of(place)._connection
    assert connection is not None
    connection.sdk.message_processor.cancel()
    await asyncio.sleep(0)
    assert await of(place).fault() == "nobody reads what arrives"
    watching = asyncio.create_task(of(place).watch())
    await asyncio.sleep(0)
    await clock.advance(CHECK_SECONDS)
    await place.slack.until(lambda: place.slack.socket.connections == 2 and place.slack.socket.open_now == 1)
    assert await answers(place)
    watching.cancel()


async def test_messages_that_lie_unread_mean_that_nobody_hands_them_on(place: Office, clock: FakeClock) -> None:
    connection = of(place)._connection
    assert connection is not None
    connection.sdk.message_processor.cancel()
    connection.sdk.message_processor = asyncio.ensure_future(asyncio.sleep(3600))
    connection.sdk.message_queue.put_nowait(("{}", None))
    assert [await of(place).fault() for _ in range(5)] == [""] * 5
    await clock.advance(21)
    assert await of(place).fault() == "1 messages lie unread"
    for _ in range(500):
        connection.sdk.message_queue.put_nowait(("{}", None))
    await connection.sdk.on_message_listeners[0](None)  # type: ignore[arg-type]
    assert await of(place).fault() == "501 messages lie unread"


async def test_the_bot_moves_when_slack_asks_it_to_and_comes_back_when_cut_off(place: Office) -> None:
    await place.slack.socket.refresh()
    await place.slack.until(lambda: place.slack.socket.connections == 2 and place.slack.socket.open_now == 1)
    assert await answers(place)
    await place.slack.socket.cut()
    await place.slack.until(lambda: place.slack.socket.connections == 3 and place.slack.socket.is_open)
    assert await answers(place)


@pytest.mark.parametrize(
    "fault",
    [http_error(503), http_error(502, content_type="text/plain"), HTML_OK, DROP_BEFORE, ok_false("internal_error")],
)
async def test_while_slack_lets_nobody_in_the_bot_keeps_asking(fault: Fault, place: Office, clock: FakeClock) -> None:
    await of(place).stop()
    assert await of(place).fault() == "never connected"
    place.slack.script.then("apps.connections.open", fault, fault)
    asked = len(place.slack.calls_of("apps.connections.open"))

    def has_asked(times: int) -> bool:
        return len(place.slack.calls_of("apps.connections.open")) == times

    starting = asyncio.create_task(of(place).start())
    for tries in (1, 2):
        await place.slack.until(partial(has_asked, asked + tries))
        await until_asleep(clock, tries)
        await clock.advance(60)
    await starting
    assert clock.slept[:2] == [1.0, 2.0]
    assert await of(place).fault() == ""
    assert await answers(place)


async def test_serving_ends_when_it_is_told_to(place: Office, clock: FakeClock) -> None:
    await of(place).stop()
    await place.slack.until(lambda: not place.slack.socket.is_open)
    stopping = asyncio.Event()
    again = SocketTransport(of(place)._app, APP_TOKEN, place.slack.api_url, clock)
    serving = asyncio.create_task(run_socket_mode(again, stopping))
    await place.slack.until(lambda: place.slack.socket.is_open)
    stopping.set()
    await serving
    await place.slack.until(lambda: not place.slack.socket.is_open)


async def test_serving_ends_when_it_is_told_to_also_while_slack_lets_nobody_in(place: Office, clock: FakeClock) -> None:
    await of(place).stop()
    place.slack.script.then("apps.connections.open", http_error(503))
    stopping = asyncio.Event()
    again = SocketTransport(of(place)._app, APP_TOKEN, place.slack.api_url, clock)
    serving = asyncio.create_task(run_socket_mode(again, stopping))
    await until_asleep_at_network(place, clock)
    stopping.set()
    await asyncio.wait_for(serving, 5)
    assert not place.slack.socket.is_open


async def until_asleep_at_network(place: Office, clock: FakeClock) -> None:
    await place.slack.until(lambda: place.slack.calls_of("apps.connections.open")[-1].ok is None)
    await until_asleep(clock, 1)


async def test_what_breaks_serving_is_not_kept_quiet(place: Office, clock: FakeClock) -> None:
    class Broken(SocketTransport):
        async def start(self) -> None:
            raise RuntimeError("a mistake of ours")

    broken = Broken(of(place)._app, APP_TOKEN, place.slack.api_url, clock)
    with pytest.raises(RuntimeError, match="a mistake of ours"):
        await run_socket_mode(broken, asyncio.Event())

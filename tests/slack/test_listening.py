"""A bot that stops lets those whom it is answering have their answer, and waits for none for ever."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

from bot.slack.listening import Listener, at_rest, carefully


def given() -> Any:
    return SimpleNamespace(body={"command": "/lookup"}, said=[])


async def answering(listener: Listener, args: Any) -> asyncio.Task[None]:
    """A listener as Bolt runs it: in a task that nobody waits for."""
    task = asyncio.ensure_future(carefully(listener)(args))
    await asyncio.sleep(0)
    return task


async def test_who_is_being_answered_gets_the_answer_before_anything_is_closed() -> None:
    asked, may_answer = given(), asyncio.Event()

    async def listener(said: list[str]) -> None:
        await may_answer.wait()
        said.append("9 of 9 directors elected")

    task = await answering(listener, asked)
    asyncio.get_running_loop().call_soon(may_answer.set)
    await at_rest()
    assert asked.said == ["9 of 9 directors elected"]
    assert task.done()


async def test_a_listener_without_end_is_stopped() -> None:
    async def listener(said: list[str]) -> None:
        await asyncio.Event().wait()

    task = await answering(listener, given())
    await at_rest(0.01)
    assert task.cancelled()


async def test_with_nobody_to_answer_there_is_nothing_to_wait_for() -> None:
    await asyncio.wait_for(at_rest(), 1)

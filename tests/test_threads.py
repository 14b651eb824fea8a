"""Work beside the event loop: it answers, it fails, and where it never returns nobody has to wait for it."""

from __future__ import annotations

import asyncio
import signal
import sys
import threading

import pytest

from bot.threads import in_thread

NEVER_DONE = """
import asyncio, threading
from bot.cli.common import run_until_told_to_stop
from bot.threads import in_thread

async def main(stopping):
    for _ in range(40):
        working = asyncio.create_task(in_thread(threading.Event().wait))
    await asyncio.sleep(0)
    print("up", flush=True)
    await stopping.wait()
    return await in_thread(lambda: print("others still work", flush=True))

run_until_told_to_stop(main)
"""


async def test_what_comes_of_the_work_comes_back() -> None:
    assert await in_thread(sorted, [2, 1], reverse=True) == [2, 1]
    assert await in_thread(threading.current_thread) is not threading.current_thread()
    with pytest.raises(ZeroDivisionError):
        await in_thread(lambda: 1 // 0)


async def test_whoever_gives_up_waiting_is_not_told_afterwards() -> None:
    released, done = threading.Event(), threading.Event()

    def work() -> None:
        released.wait(30)
        done.set()

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(in_thread(work), 0.01)
    released.set()
    assert await in_thread(done.wait, 30)


async def test_a_program_ends_when_told_to_though_its_work_never_does() -> None:
    """Forty threads that never return leave room for another, too."""
    program = await asyncio.create_subprocess_exec(sys.executable, "-c", NEVER_DONE, stdout=asyncio.subprocess.PIPE)
    assert program.stdout is not None
    assert await asyncio.wait_for(program.stdout.readline(), 30) == b"up\n"
    program.send_signal(signal.SIGTERM)
    said, _ = await asyncio.wait_for(program.communicate(), 30)
    assert (program.returncode, said) == (0, b"others still work\n")

"""Work beside the event loop, in a thread that nobody has to wait for.

The standard library's pool has a handful of threads and waits for each of them when the program ends: work that never
returns would take the places of all other work, and keep the program alive when it was told to stop.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


async def in_thread(work: Callable[P, T], *args: P.args, **options: P.kwargs) -> T:
    """What ``work`` returns or raises. Whoever gives up waiting, or ends the program, leaves the thread to itself."""
    loop = asyncio.get_running_loop()
    outcome: asyncio.Future[T] = loop.create_future()

    def tell(say: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody is there any more
            loop.call_soon_threadsafe(lambda: None if outcome.done() else say())

    def run() -> None:
        try:
            result = work(*args, **options)
        except BaseException as error:  # noqa: BLE001 - whoever waits is told of it
            failure = error
            tell(lambda: outcome.set_exception(failure))
        else:
            tell(lambda: outcome.set_result(result))

    threading.Thread(target=run, name=f"apart: {getattr(work, '__name__', 'work')}", daemon=True).start()
    return await outcome

"""Taking bodies apart beside the event loop: a server may send what takes long, and Slack waits three seconds."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from bot.edgar.faults import Malformed
from bot.threads import in_thread

SLOWEST = 30.0
"""Seconds. A page of the feed takes a tenth of one, the index of a busy day one."""

T = TypeVar("T")


async def parsed_apart(parse: Callable[[bytes], T], body: bytes, seconds: float = SLOWEST) -> T:
    """What ``parse`` makes of the body. Raises `Malformed` as it does, and where it has not come back by then."""
    try:
        return await asyncio.wait_for(in_thread(parse, body), seconds)
    except TimeoutError:
        raise Malformed(f"taking {len(body)} bytes apart took longer than {seconds:.0f} seconds") from None

"""Everything that the program logs, as it logs it, libraries included and at every level."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import structlog
from structlog.typing import Processor

from bot.log import set_up_logging

LIBRARIES = ("slack_bolt", "slack_sdk", "aiohttp", "asyncio", "apscheduler", "aiosqlite", "sqlalchemy.pool", "psycopg")


@contextmanager
def everything_logged(secrets: Iterable[str] = (), counted: Processor | None = None) -> Iterator[io.StringIO]:
    """What is written to stderr meanwhile; libraries speak at debug, which nobody asks of them otherwise."""
    lines, root, stderr = io.StringIO(), logging.getLogger(), sys.stderr
    before, level = list(root.handlers), root.level
    libraries = [logging.getLogger(name) for name in LIBRARIES]
    levels = [library.level for library in libraries]
    sys.stderr = lines
    try:
        set_up_logging("debug", secrets, counted=counted)
        for library in libraries:
            library.setLevel(logging.DEBUG)
        yield lines
    finally:
        sys.stderr = stderr
        for library, old in zip(libraries, levels, strict=True):
            library.setLevel(old)
        root.handlers[:] = before
        root.setLevel(level)
        structlog.reset_defaults()

"""Structured logs on stderr: one line a decision, a stable event name, the accession number; never a secret.

Lines of the libraries (Bolt, APScheduler, aiohttp) take the same way, so that the mask covers them too.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable, Iterable
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

_TOKENS = re.compile(
    r"xox[a-z](?:\.xox[a-z])?-[\w-]+"
    r"|xapp-[\w-]+"
    r"|hooks\.slack\.com/[\w/-]+"
    r"|/hooks/response/[\w/-]+"
    r"|(?<=://)[^/\s:@]+:[^/\s@]+(?=@)"
    r"|(?<=[?&]ticket=)[\w-]+",
    re.IGNORECASE,
)
"""What looks like a secret whoever holds it: Slack tokens, webhooks and response URLs, passwords in URLs, the ticket of
a Socket Mode address."""
MASK = "•••"
_SHORTEST_SECRET = 6


class Masked:
    """A log processor that takes secrets out of every value, however deep, and out of tracebacks."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        known = sorted({one for one in secrets if len(one) >= _SHORTEST_SECRET}, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, known))) if known else None

    def __call__(self, _logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        return {key: self._value(value) for key, value in event.items()}

    def text(self, text: str) -> str:
        """The text without secrets."""
        if self._known is not None:
            text = self._known.sub(MASK, text)
        return _TOKENS.sub(MASK, text)

    def _value(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.text(value)
        if value is None or isinstance(value, (bool, int, float)):
            return value
        if isinstance(value, dict):
            return {self.text(str(key)): self._value(one) for key, one in value.items()}
        if isinstance(value, (list, tuple, set, frozenset)):
            return [self._value(one) for one in value]
        return self.text(str(value))


def set_up_logging(
    level: str,
    secrets: Iterable[str] = (),
    *,
    renderer: Processor | None = None,
    shows: Callable[[logging.LogRecord], bool] | None = None,
    counted: Processor | None = None,
) -> None:
    """Send everything of this level and above to stderr, as text for a terminal and as JSON lines for a machine.

    ``renderer`` makes the line of an event instead, for a command whose output the events are: they then go to stdout.
    ``shows`` says which records get one. ``counted`` sees every event, whatever the level.
    """
    mask = Masked(secrets)
    stream = sys.stdout if renderer else sys.stderr
    if renderer is None:
        people = sys.stderr.isatty()
        renderer = structlog.dev.ConsoleRenderer() if people else structlog.processors.JSONRenderer(ensure_ascii=False)
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*([counted] if counted else []), *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            mask,
            renderer,
        ],
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    if shows is not None:
        handler.addFilter(shows)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for chatty in ("apscheduler", "aiohttp", "asyncio", "slack_bolt", "slack_sdk", "aiosqlite", "sqlalchemy"):
        logging.getLogger(chatty).setLevel(logging.WARNING)

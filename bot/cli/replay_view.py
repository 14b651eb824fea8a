"""What a replay shows: each thing that happens as a line with its recorded time."""

from __future__ import annotations

import logging
from datetime import datetime

from structlog.typing import EventDict, WrappedLogger

from bot.clock import Clock
from bot.edgar.calendar import eastern

_SHOWN = frozenset(
    {"filing.seen", "filing.recorded", "filing.set_aside", "feed.polled", "delivery.delivered"}
    | {"audit.gap", "edgar.blocked"}
)


class ReplayView:
    """A renderer of log events on the replay's clock. A document that was not recorded is no news."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def shows(self, record: logging.LogRecord) -> bool:
        """Whether a record gets a line."""
        event = record.msg.get("event") if isinstance(record.msg, dict) else None
        return event in _SHOWN or record.levelno >= logging.ERROR

    def __call__(self, _logger: WrappedLogger, _method: str, event: EventDict) -> str:
        """The line of an event."""
        name = str(event.pop("event", ""))
        told = (
            _seen(event) if name == "filing.seen" else "  ".join(f"{key} {event[key]}" for key in sorted(_told(event)))
        )
        return f"{_clock_time(self._clock.now())}  {name:<15} {told}"


def _clock_time(now: datetime) -> str:
    return f"{eastern(now):%H:%M:%S}"


def _seen(event: EventDict) -> str:
    items = f"  Item {event['items']}" if event.get("items") else ""
    return f"{event.get('form', ''):<7}{event.get('accession', '')}  {event.get('company', '')}{items}"


def _told(event: EventDict) -> set[str]:
    return set(event) - {"timestamp", "level"}

"""What the demo shows: each step as a line with its time, the alert and the answer as panels."""

from __future__ import annotations

import io
import logging
import time
from typing import Any

from rich.console import Console, RenderableType
from rich.panel import Panel
from rich.text import Text
from structlog.typing import EventDict, WrappedLogger

from bot.slack.messages import plain_text
from bot.stages import Message

_STYLES = {
    "appeared": "bold cyan",
    "filing.seen": "cyan",
    "filing.skipped": "bright_black",
    "filing.fetched": "blue",
    "filing.read": "magenta",
    "filing.recorded": "magenta",
    "delivery.delivered": "bold green",
    "asked": "bold cyan",
    "answered": "bold green",
}
_DULL = {"names.not_read"}
"""The stand-in has no list of tickers, which would be news of the real EDGAR."""
_WORDS = {"delivery.delivered": "posted"}
_WIDEST = 110


class DemoView:
    """A renderer of log events for people. Warnings and errors are shown whatever they are."""

    def __init__(self, *, once: bool) -> None:
        self._once = once
        self._console = Console(highlight=False)
        self._began = time.monotonic()

    def shows(self, record: logging.LogRecord) -> bool:
        """Whether a record gets a line."""
        event = record.msg.get("event") if isinstance(record.msg, dict) else None
        return event not in _DULL and (event in _STYLES or record.levelno >= logging.WARNING)

    def __call__(self, _logger: WrappedLogger, _method: str, event: EventDict) -> str:
        """The line of an event."""
        name = str(event.get("event", ""))
        said = _SAID[name](event) if name in _SAID else _rest(event)
        return self._line(name, said)

    def began(self, origin: str) -> None:
        self._began = time.monotonic()
        self._print(Text.assemble(("Ballotwire", "bold"), "  a filing's whole way, on this machine alone"))
        self._print(Text(f"The channel as Slack shows it: {origin}\n", style="bright_black"))

    def appeared(self, company: str) -> None:
        self._print(self._line("appeared", f"an 8-K of {company} is in the stand-in EDGAR's feed"))

    def alert(self, posted: dict[str, Any]) -> None:
        """The alert as it stands in the channel."""
        self._panel("#proxy-season", posted, "green")

    def answer(self, command: str, answer: dict[str, Any], seconds: float) -> None:
        """What a command was answered with, and how soon."""
        self._print(self._line("asked", command))
        self._print(self._line("answered", f"in {seconds * 1000:.0f} ms, for the asker's eyes only"))
        self._panel(command, answer, "cyan")

    def goes_on(self) -> None:
        self._print(Text("More filings follow. Ctrl-C ends the demo.\n", style="bright_black"))

    def _panel(self, title: str, posted: dict[str, Any], style: str) -> None:
        message = Message(str(posted.get("text", "")), tuple(posted.get("blocks") or ()))
        width = min(self._console.width, _WIDEST)
        self._print(Panel(Text(plain_text(message)), title=title, title_align="left", border_style=style, width=width))

    def _line(self, name: str, said: str) -> str:
        seconds = time.monotonic() - self._began
        line = Text.assemble(
            (f"{seconds:6.2f} s  ", "bright_black"),
            (f"{_WORDS.get(name, name.removeprefix('filing.')):<9}", _STYLES.get(name, "bold red")),
            f" {said}",
        )
        return self._drawn(line)

    def _drawn(self, what: RenderableType) -> str:
        page = Console(
            file=io.StringIO(),
            force_terminal=self._console.is_terminal,
            color_system=self._console.color_system or "auto",  # type: ignore[arg-type]
            width=self._console.width,
            highlight=False,
        )
        with page.capture() as captured:
            page.print(what, soft_wrap=True)
        return captured.get().rstrip("\n")

    def _print(self, what: RenderableType) -> None:
        if isinstance(what, str):
            self._console.file.write(f"{what}\n")
        else:
            self._console.print(what)


def _seen(event: EventDict) -> str:
    return f"{event['form']} of {event['company']}, Item {event['items']} ({event['accession']})"


def _fetched(event: EventDict) -> str:
    return f"{event['bytes']:,} bytes in {event['seconds'] * 1000:.0f} ms, because of {event['why']}"


def _read(event: EventDict) -> str:
    told = "tells how a meeting ended" if event["kind"] == "meeting_results" else "tells no result: nothing is posted"
    return f"{told}; {event['seconds'] * 1000:.0f} ms" + (", to be checked by a person" if event["review"] else "")


def _recorded(event: EventDict) -> str:
    if not event["deliveries"]:
        return "as read; no channel is to be told"
    many = "1 delivery" if event["deliveries"] == 1 else f"{event['deliveries']} deliveries"
    return f"{event['outcome']} → {many}, in one transaction with the report"


def _delivered(event: EventDict) -> str:
    return f"in {event['channel']}, {event['seconds'] * 1000:.0f} ms after it was recorded"


def _skipped(event: EventDict) -> str:
    return f"{event['form']} of {event['company']}: {event['why']}"


_SAID = {
    "filing.seen": _seen,
    "filing.skipped": _skipped,
    "filing.fetched": _fetched,
    "filing.read": _read,
    "filing.recorded": _recorded,
    "delivery.delivered": _delivered,
}


def _rest(event: EventDict) -> str:
    about = (f"{key}={value}" for key, value in event.items() if key not in {"event", "level", "timestamp"})
    return " ".join((str(event.get("event", "")), *about))

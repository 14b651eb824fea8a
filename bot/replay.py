"""Playing a recorded day again: what a recording is read from, and a clock that runs as fast as wanted."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import yaml

from bot.clock import Clock
from bot.standin.edgar import Exchange, load_recording

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def recorded_exchanges(path: Path) -> list[Exchange]:
    """Read a recording: a folder as `bot.standin.edgar.recording` describes it, or a VCR cassette in YAML.

    Raises ``ValueError`` with one clear line when it is neither.
    """
    if path.is_dir():
        return load_recording(path)
    try:
        document = yaml.load(path.read_bytes(), Loader=_LOADER)  # noqa: S506 - a safe loader, in C where there is one
        return [_exchange(interaction) for interaction in document["interactions"]]
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError) as fault:
        raise ValueError(
            f"{path}: neither a recorded folder nor a VCR cassette: {' '.join(str(fault).split())}"
        ) from fault


def _exchange(interaction: Mapping[str, Any]) -> Exchange:
    response = interaction["response"]
    headers = {name: _one(value) for name, value in (response.get("headers") or {}).items()}
    dated = next(value for name, value in headers.items() if name.lower() == "date")
    kept = {name: value for name, value in headers.items() if name.lower() in {"content-type", "etag", "last-modified"}}
    return Exchange(
        at=parsedate_to_datetime(dated),
        url=str(interaction["request"]["uri"]),
        status=int(response["status"]["code"]),
        headers={name.title(): value for name, value in kept.items()},
        body=_body(response["body"]["string"]),
    )


def _one(value: object) -> str:
    return str(value[0]) if isinstance(value, list) and value else str(value)


def _body(recorded: str | bytes) -> bytes:
    """A cassette keeps text as text and the rest, compressed bodies among it, as bytes."""
    if isinstance(recorded, bytes):
        return gzip.decompress(recorded) if recorded[:2] == b"\x1f\x8b" else recorded
    try:
        return recorded.encode("latin-1")
    except UnicodeEncodeError:
        return recorded.encode("utf-8")


@dataclass(slots=True)
class ReplayClock:
    """A clock that begins at a recorded moment and runs ``speed`` times as fast as the one beneath it."""

    beneath: Clock
    starts_at: datetime
    speed: float
    _began: float | None = None

    def now(self) -> datetime:
        return self.starts_at + timedelta(seconds=self.monotonic())

    def monotonic(self) -> float:
        if self._began is None:
            self._began = self.beneath.monotonic()
        return (self.beneath.monotonic() - self._began) * self.speed

    async def sleep(self, seconds: float) -> None:
        await self.beneath.sleep(seconds / self.speed)

"""Recordings of EDGAR: a folder with ``recording.json`` and the bodies that it names.

::

    recording.json   {"exchanges": [{"at": "2025-12-12T18:02:34-05:00", "url": "https://…", "status": 200,
                                     "headers": {"Content-Type": "application/atom+xml"}, "body": "0001.xml"}, …]}
    0001.xml         the bytes of the body, as they came after decompression

``at`` is when the answer came, with its offset. A look at the feed begins with the page at ``start=0``; the pages after
it belong to the same look, and the feed shows every row of every look so far. Anything else is a file, served at its
path from that moment on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from bot.standin.edgar.shelf import FeedRow


@dataclass(frozen=True, slots=True)
class Exchange:
    """One recorded answer."""

    at: datetime
    url: str
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class _Look:
    at: datetime
    rows: list[FeedRow] = field(default_factory=list)


_ENTRY = re.compile(rb"<entry>.*?</entry>\s*", re.DOTALL)
_UPDATED = re.compile(rb"<updated>([^<]+)</updated>")
_TERM = re.compile(rb'<category[^>]*\bterm="([^"]*)"')
_ACCESSION = re.compile(rb"accession-number=(\d{10}-\d{2}-\d{6})")


class Recording:
    """What was recorded, as something to serve."""

    def __init__(self, exchanges: Iterable[Exchange]) -> None:
        self._looks: list[_Look] = []
        self._files: dict[str, list[Exchange]] = {}
        for exchange in exchanges:
            self._add(exchange)
        self._looks.sort(key=lambda look: look.at)
        self._merged: tuple[int, list[FeedRow]] = (0, [])

    def _add(self, exchange: Exchange) -> None:
        parts = urlsplit(exchange.url)
        query = parse_qs(parts.query, keep_blank_values=True)
        if query.get("action") != ["getcurrent"]:
            self._files.setdefault(parts.path, []).append(exchange)
        elif exchange.status == 200:
            if query.get("start", ["0"]) == ["0"]:
                self._looks.append(_Look(exchange.at))
            if self._looks:
                self._looks[-1].rows.extend(recorded_rows(exchange.body, len(self._looks[-1].rows)))

    @property
    def looks(self) -> tuple[datetime, ...]:
        """When the feed was looked at."""
        return tuple(look.at for look in self._looks)

    def rows(self, now: datetime) -> Sequence[FeedRow]:
        """The rows of every look by then, each once, newest first."""
        by_now = sum(look.at <= now for look in self._looks)
        if self._merged[0] != by_now:
            rows = {row.xml: row for look in self._looks[:by_now] for row in look.rows}
            self._merged = (by_now, sorted(rows.values(), key=lambda row: row.age))
        return self._merged[1]

    def file(self, path: str, now: datetime) -> Exchange | None:
        """The latest recorded answer for that path by then; the first one when all are later."""
        recorded = self._files.get(path, [])
        by_now = [exchange for exchange in recorded if exchange.at <= now]
        return by_now[-1] if by_now else (recorded[0] if recorded else None)


def recorded_rows(body: bytes, first: int) -> list[FeedRow]:
    """The entries of a recorded page, byte for byte, in their order."""
    rows = []
    for position, found in enumerate(_ENTRY.finditer(body), start=first):
        xml = found.group()
        updated, term, accession = (shape.search(xml) for shape in (_UPDATED, _TERM, _ACCESSION))
        if updated and accession:
            at = datetime.fromisoformat(updated[1].decode().strip())
            form = unescape(term[1].decode()) if term else ""
            rows.append(FeedRow(-at.timestamp(), position, accession[1].decode(), form, xml))
    return rows


def load_recording(folder: Path) -> list[Exchange]:
    """Read a recorded folder. Raises ``ValueError`` with one clear line when it is none."""
    index = folder / "recording.json"
    try:
        listed = json.loads(index.read_text(encoding="utf-8"))["exchanges"]
        return [
            Exchange(
                at=_aware(one["at"]),
                url=one["url"],
                status=int(one.get("status", 200)),
                headers=dict(one.get("headers", {})),
                body=_body(folder, one["body"]),
            )
            for one in listed
        ]
    except (OSError, KeyError, TypeError, ValueError) as fault:
        raise ValueError(f"{index}: not a recording: {fault}") from fault


def save_recording(folder: Path, exchanges: Sequence[Exchange]) -> None:
    """Write a folder that `load_recording` reads."""
    folder.mkdir(parents=True, exist_ok=True)
    listed = []
    for number, one in enumerate(exchanges, start=1):
        name = f"{number:04d}.body"
        (folder / name).write_bytes(one.body)
        listed.append(
            {"at": one.at.isoformat(), "url": one.url, "status": one.status, "headers": one.headers, "body": name}
        )
    (folder / "recording.json").write_text(json.dumps({"exchanges": listed}, indent=1), encoding="utf-8")


def _aware(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _body(folder: Path, name: str) -> bytes:
    if Path(name).name != name:
        raise ValueError(f"a body lies beside recording.json, not at {name!r}")
    return (folder / name).read_bytes()

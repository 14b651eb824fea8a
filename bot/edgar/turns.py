"""Turns to ask EDGAR. The SEC counts all requests of one user, so processes that share a ledger share their turns."""

from __future__ import annotations

import fcntl
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

_HELD = struct.Struct("<dd")
_LONGEST_WAIT = 60.0
"""Seconds. A turn further off was left by another boot of the machine, whose clock began anew."""


class Turns(Protocol):
    """Who asks next, and until when nobody does."""

    def take(self, now: float, gap: float) -> float:
        """The moment of the turn that is now the caller's; the turn after it is ``gap`` seconds later.

        Moments are on the scale of `bot.clock.Clock.monotonic`, which all processes of a machine share.
        """
        ...

    def refuse(self, until: datetime) -> None:
        """EDGAR refused one of us: nobody asks before then."""
        ...

    def refused(self) -> datetime | None:
        """Until when nobody asks, if anybody was refused; it may be over."""
        ...


class OwnTurns:
    """The turns of one process."""

    def __init__(self) -> None:
        self._next = 0.0
        self._refused: datetime | None = None

    def take(self, now: float, gap: float) -> float:
        turn = max(self._next, now)
        self._next = turn + gap
        return turn

    def refuse(self, until: datetime) -> None:
        self._refused = until

    def refused(self) -> datetime | None:
        return self._refused


class SharedTurns:
    """The turns of all processes that use this file. Raises ``OSError`` when it cannot be made."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._locked():
            pass

    def take(self, now: float, gap: float) -> float:
        with self._locked() as file:
            following, refused = _read(file)
            turn = max(following, now) if following < now + _LONGEST_WAIT else now
            _write(file, turn + gap, refused)
        return turn

    def refuse(self, until: datetime) -> None:
        with self._locked() as file:
            following, refused = _read(file)
            _write(file, following, max(refused, until.timestamp()))

    def refused(self) -> datetime | None:
        with self._locked() as file:
            refused = _read(file)[1]
        try:
            return datetime.fromtimestamp(refused, UTC) if refused else None
        except (OverflowError, ValueError, OSError):
            return None

    @contextmanager
    def _locked(self) -> Iterator[int]:
        """The open file under a lock that ends with the process, whatever ends that."""
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file
        finally:
            os.close(file)


def _read(file: int) -> tuple[float, float]:
    """The moment of the next turn, and until when nobody asks (seconds since 1970); noughts in a new file."""
    held = os.pread(file, _HELD.size, 0)
    if len(held) < _HELD.size:
        return 0.0, 0.0
    following, refused = _HELD.unpack(held)
    return following, refused


def _write(file: int, following: float, refused: float) -> None:
    os.pwrite(file, _HELD.pack(following, refused), 0)

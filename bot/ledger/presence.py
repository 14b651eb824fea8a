"""Which processes are alive, and which one of them leads: locks that the operating system or PostgreSQL drops with
their holder, so that nobody has to guess from silence.

The leader polls and reads; everybody delivers and answers. What a dead process had claimed is free at once.
"""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import re
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import IO, Protocol

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ledger.database import Database, translated
from bot.ledger.faults import LedgerFault

LEADER = 7_204_502
"""The advisory lock of the leader on PostgreSQL."""
WORKERS = 7_204
"""The first key of the locks by which workers show that they live; the second is a hash of the name."""


LEAVE_SECONDS = 2.0
"""How long a server is given to take the locks back; one that does not answer drops them with the connection."""


class Presence(Protocol):
    """One process's place among the others on the same ledger."""

    async def lead(self) -> bool:
        """Show that we live, and take the lead where nobody has it. Whether we lead now."""
        ...

    async def departed(self, workers: Collection[str]) -> set[str]:
        """Which of these workers live no more."""
        ...

    async def alone(self) -> bool:
        """Whether no other process is at work on the ledger."""
        ...

    async def leave(self) -> None:
        """Give everything back."""
        ...


def presence(database: Database, worker: str) -> Presence:
    """The presence that fits the database."""
    if database.file is not None:
        return FilePresence(database.file.with_name(f"{database.file.name}-locks"), worker)
    return PostgresPresence(database, worker) if not database.is_sqlite else Alone()


class Alone:
    """A ledger in memory has no other process."""

    async def lead(self) -> bool:
        return True

    async def departed(self, workers: Collection[str]) -> set[str]:  # noqa: ARG002
        return set()

    async def alone(self) -> bool:
        return True

    async def leave(self) -> None:
        return None


class FilePresence:
    """Locked files in a folder beside the database: one for the leader, one for each worker."""

    def __init__(self, folder: Path, worker: str) -> None:
        self._folder, self._worker = folder, worker
        self._held: dict[str, IO[bytes]] = {}

    async def lead(self) -> bool:
        return self._hold(_file_name(self._worker)) and self._hold("leader")

    async def departed(self, workers: Collection[str]) -> set[str]:
        return {worker for worker in workers if worker != self._worker and not self._lives(_file_name(worker))}

    async def alone(self) -> bool:
        found = (path.name for path in self._folder.glob("*"))
        return not any(self._lives(name) for name in found if name not in self._held)

    async def leave(self) -> None:
        for name, file in self._held.items():
            if name != "leader":
                (self._folder / name).unlink(missing_ok=True)
            file.close()
        self._held.clear()

    def _hold(self, name: str) -> bool:
        if name in self._held:
            return True
        self._folder.mkdir(parents=True, exist_ok=True)
        file = (self._folder / name).open("ab")
        if not _locked(file):
            file.close()
            return False
        self._held[name] = file
        return True

    def _lives(self, name: str) -> bool:
        path = self._folder / name
        try:
            with path.open("rb+") as file:
                if not _locked(file):
                    return True
                path.unlink(missing_ok=True)
        except FileNotFoundError:
            pass
        return False


class PostgresPresence:
    """Advisory locks of a session of our own: the server drops them when the connection ends, however it ends."""

    def __init__(self, database: Database, worker: str) -> None:
        self._database, self._worker = database, worker
        self._session: AsyncConnection | None = None
        self._leads = False

    async def lead(self) -> bool:
        try:
            with translated():
                return await self._try()
        except LedgerFault:
            await self.leave()
            raise

    async def departed(self, workers: Collection[str]) -> set[str]:
        alive = await self._alive()
        return {worker for worker in workers if worker != self._worker and _number(worker) not in alive}

    async def alone(self) -> bool:
        return await self._alive() <= {_number(self._worker)}

    async def leave(self) -> None:
        session, self._session, self._leads = self._session, None, False
        if session is not None:
            with suppress(SQLAlchemyError, OSError):  # a server that is gone has dropped the locks itself
                async with asyncio.timeout(LEAVE_SECONDS):
                    await session.execute(text("SELECT pg_advisory_unlock_all()"))
            with suppress(SQLAlchemyError, OSError):
                await session.invalidate()
                await session.close()

    async def _alive(self) -> set[int]:
        """The numbers of those who live. One server holds the locks of all its databases."""
        held = text(
            "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND classid = :workers AND granted"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        async with self._database.reading() as connection:
            return set((await connection.scalars(held, {"workers": WORKERS})).all())

    async def _try(self) -> bool:
        if self._session is None:
            self._session = await self._database.session()
            alive = text("SELECT pg_advisory_lock(:workers, :number)")
            await self._session.execute(alive, {"workers": WORKERS, "number": _number(self._worker)})
        if self._leads:
            await self._session.execute(text("SELECT 1"))  # the lock is ours for as long as the session answers
        else:
            taken = text("SELECT pg_try_advisory_lock(:leader)")
            self._leads = bool(await self._session.scalar(taken, {"leader": LEADER}))
        return self._leads


def _locked(file: IO[bytes]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _file_name(worker: str) -> str:
    return "worker-" + re.sub(r"[^\w.-]", "_", worker)


def _number(worker: str) -> int:
    """A positive 31-bit number for a name."""
    return int.from_bytes(hashlib.sha256(worker.encode()).digest()[:4]) >> 1

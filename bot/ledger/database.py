"""Connections and transactions: SQLite in one file with one writer, or PostgreSQL.

SQLite runs in WAL mode with ``synchronous=FULL``: what was committed outlives the process and the machine. Its file is
opened for reading and writing but never made a second time, so that a file that vanished is noticed instead of being
replaced by an empty one.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.ledger.faults import LedgerFault, LedgerReadOnly, LedgerUnavailable, fault_of

BUSY_TIMEOUT = 5.0
"""Seconds that a transaction waits for another process's lock before `LedgerBusy`."""

_NOTICE_THE_DEAD = "-c tcp_keepalives_idle=4 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=2"
"""PostgreSQL frees the locks of a machine that vanished from the network within eight seconds."""
_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
_ADDRESSES = "BALLOTWIRE_DATABASE_URL may be sqlite:///path or postgresql://user@host/name"
_WRITES = "ballotwire_writes"


class Database:
    """One engine. `reading` and `writing` are the only doors to it, and raise `LedgerFault` for what may happen."""

    def __init__(self, url: str, *, busy_timeout: float = BUSY_TIMEOUT) -> None:
        self.url = driver_url(url)
        self.file = sqlite_file(self.url)
        self._inode: int | None = None
        self._ours = False
        self._one_writer = asyncio.Lock()
        self._engine = _engine(self.url, self.file, busy_timeout)
        if self.is_sqlite:
            event.listen(self._engine.sync_engine, "connect", self._set_up_sqlite)

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    def prepare(self) -> None:
        """Make the SQLite file and its folder where there are none yet."""
        if self.file is None:
            return
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            if not self.file.exists():
                self.file.touch()
        except OSError as error:
            raise LedgerUnavailable(f"{self.file}: {error.strerror or error}") from error
        if not self.file.is_file():
            raise LedgerUnavailable(f"{self.file} is no file")
        self._inode = self.file.stat().st_ino

    async def is_ours(self) -> None:
        """It holds a ledger, so that its file may be set up as one: SQLite remembers the journal in the file itself."""
        if not self._ours:
            self._ours = True
            await self._engine.dispose()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that sees one state of the database and changes nothing."""
        with translated(self.file):
            await self._same_file()
            async with self._engine.connect() as connection, connection.begin():
                yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that is kept whole or not at all. On SQLite the write lock is taken at its start."""
        try:
            with translated(self.file):
                async with self._one_writer if self.is_sqlite else _no_lock():
                    await self._same_file()
                    async with self._engine.connect() as connection:
                        await connection.execution_options(**{_WRITES: True})
                        async with connection.begin():
                            yield connection
        except LedgerReadOnly:
            # SQLite goes on reading a file that it could not write when it was opened, until it is opened anew.
            await self._engine.dispose()
            raise

    async def session(self) -> AsyncConnection:
        """A connection for one holder, outside of any transaction: what it locks is locked while it lives."""
        connection = await self._engine.connect()
        return await connection.execution_options(isolation_level="AUTOCOMMIT")

    async def close(self) -> None:
        await self._engine.dispose()

    def _set_up_sqlite(self, connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver would otherwise begin transactions behind SQLAlchemy's back
        cursor = connection.cursor()
        if self._ours:
            cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    async def _same_file(self) -> None:
        """Refuse to write into a file that was deleted under us; follow one that was put back."""
        if self.file is None or self._inode is None:
            return
        try:
            inode = self.file.stat().st_ino
        except OSError as error:
            await self._engine.dispose()
            raise LedgerUnavailable(f"{self.file} is gone: {error.strerror or error}") from error
        if inode != self._inode:
            await self._engine.dispose()
            self._inode = inode


def driver_url(url: str) -> URL:
    """The URL with the driver that we use. Raises `LedgerUnavailable`, without the URL: it may hold a password."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise LedgerUnavailable(f"this is no address of a database; {_ADDRESSES}") from None
    driver = _DRIVERS.get(parsed.drivername.partition("+")[0])
    if driver is None:
        raise LedgerUnavailable(f"a ledger is not kept in {parsed.drivername!r}; {_ADDRESSES}")
    return parsed.set(drivername=driver)


def sqlite_file(url: URL) -> Path | None:
    """The file of an SQLite URL; ``None`` for PostgreSQL and for a database in memory."""
    if url.get_backend_name() != "sqlite" or url.database in {None, "", ":memory:"}:
        return None
    return Path(str(url.database))


def _engine(url: URL, file: Path | None, busy_timeout: float) -> AsyncEngine:
    if url.get_backend_name() != "sqlite":
        if find_spec("psycopg") is None:
            raise LedgerUnavailable("PostgreSQL needs its driver: pip install 'ballotwire[postgresql]'")
        return create_async_engine(url, pool_pre_ping=True, pool_size=5, connect_args={"options": _NOTICE_THE_DEAD})
    if file is not None:
        url = url.set(database=f"file:{quote(str(file))}", query={"mode": "rw", "uri": "true"})
    engine = create_async_engine(url, connect_args={"timeout": busy_timeout})
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _begin_sqlite(connection: Any) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


class translated:  # noqa: N801 - reads as a word of the language
    """Turns a driver's errors into `LedgerFault`, which names the file where there is one; anything else passes."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, LedgerFault) or not isinstance(error, (SQLAlchemyError, OSError)):
            return
        if fault := fault_of(error):
            raise (type(fault)(f"{self._file}: {fault}") if self._file else fault) from error


@asynccontextmanager
async def _no_lock() -> AsyncIterator[None]:
    yield


async def lock_for_transaction(connection: AsyncConnection, number: int) -> None:
    """On PostgreSQL, let one transaction at a time pass here; on SQLite the write lock already does."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})

"""Ledgers as files on a disk: copied while they are in use, looked over, put in the place of one another."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import chain, count
from pathlib import Path
from urllib.parse import quote

from bot.ledger.faults import LedgerDamaged, LedgerFault, LedgerUnavailable


def copy_sqlite(source: Path, target: Path) -> None:
    """A whole copy of a database that may be in use, or none: it appears under its name when it is complete.

    It is one file, readable where nothing may be written beside it: the write-ahead log is for a ledger in use.
    """
    unfinished = target.with_name(f"{target.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    with closing(_read_only(source)) as here, closing(sqlite3.connect(unfinished)) as there:
        here.backup(there)
        there.execute("PRAGMA journal_mode=DELETE")
    unfinished.replace(target)


def revision_of_copy(copy: Path) -> str | None:
    """The revision of a backup. Raises `LedgerDamaged` for a file that is not sound, or no database at all."""
    if not copy.is_file():
        raise LedgerUnavailable(f"{copy} is no file")
    try:
        with closing(_read_only(copy)) as opened:
            words = [word for (word,) in opened.execute("PRAGMA integrity_check")]
            found = opened.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise LedgerDamaged(f"{copy} is no backup of ours: {error}") from error
    if words != ["ok"]:
        raise LedgerDamaged(f"{copy} is damaged: {words[0]}")
    return str(found[0]) if found else None


def put_in_place(copy: Path, target: Path) -> Path | None:
    """The copy becomes ``target``. Where what was there was worth something, it is kept, and its path comes back."""
    if is_same(copy, target):
        raise LedgerUnavailable(f"{copy} is the database itself")
    target.parent.mkdir(parents=True, exist_ok=True)
    incoming = target.with_name(f"{target.name}.incoming")
    copy_sqlite(copy, incoming)
    kept = free_name(target.with_name(f"{target.name}.before-restore")) if holds_rows(target) else None
    if kept is not None:
        _keep(target, kept)
    for part in ("-wal", "-shm"):
        target.with_name(f"{target.name}{part}").unlink(missing_ok=True)
    incoming.replace(target)
    return kept


def holds_rows(file: Path) -> bool:
    """Whether there is anything to lose in this file; what cannot be read may be worth something too."""
    if not file.exists() or not file.stat().st_size:
        return False
    try:
        with closing(_read_only(file)) as opened:
            tables = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'alembic_version'")
            names = [name.replace('"', '""') for (name,) in tables.fetchall()]
            first = (f'SELECT 1 FROM "{name}" LIMIT 1' for name in names)  # noqa: S608 - the file's own names, quoted
            return any(opened.execute(row).fetchone() for row in first)
    except sqlite3.DatabaseError:
        return True


def is_same(one: Path, other: Path) -> bool:
    return other.exists() and one.samefile(other)


def free_name(path: Path) -> Path:
    """The path, or with a number after it where it is taken: what was kept once is not written over."""
    numbered = (path.with_name(f"{path.name}-{number}") for number in count(2))
    return next(one for one in chain([path], numbered) if not one.exists())


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """What the file system says of a copy, as a fault that names it."""
    try:
        yield
    except LedgerFault:
        raise
    except (sqlite3.Error, OSError) as error:
        raise LedgerUnavailable(f"{path}: {error}") from error


def _keep(target: Path, kept: Path) -> None:
    """Byte by byte, since what is replaced may be damaged."""
    for part in ("", "-wal"):
        there = target.with_name(f"{target.name}{part}")
        if there.exists():
            shutil.copy2(there, kept.with_name(f"{kept.name}{part}"))


def _read_only(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True)

"""What can go wrong with the ledger, in words that name what to do, and how a driver's error is told apart."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError, DisconnectionError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout


class LedgerFault(Exception):
    """The ledger could not do what it was asked; nothing of the transaction was kept."""


class LedgerBusy(LedgerFault):
    """Somebody else holds the database locked for longer than the busy timeout. Trying again later is right."""


class LedgerUnavailable(LedgerFault):
    """The database cannot be reached, or its file is gone."""


class LedgerReadOnly(LedgerFault):
    """The database, or the folder it lies in, may not be written."""


class LedgerFull(LedgerFault):
    """No room left on the disk."""


class LedgerDamaged(LedgerFault):
    """The file is not a database, or its pages contradict each other."""


class NoLedgerYet(LedgerUnavailable):
    """There is no database yet, or an empty one."""


class SchemaMismatch(LedgerFault):
    """The database was written by another version of the program, and may not be used as it is."""


_BY_WORDS: tuple[tuple[str, type[LedgerFault]], ...] = (
    ("database is locked", LedgerBusy),
    ("table is locked", LedgerBusy),
    ("lock timeout", LedgerBusy),
    ("deadlock detected", LedgerBusy),
    ("readonly database", LedgerReadOnly),
    ("read-only", LedgerReadOnly),
    ("disk is full", LedgerFull),
    ("no space left", LedgerFull),
    ("not a database", LedgerDamaged),
    ("malformed", LedgerDamaged),
)
"""Words of SQLite's and PostgreSQL's messages, lower case, and what they mean. First hit wins."""


def fault_of(error: Exception) -> LedgerFault | None:
    """What a driver's error means, or ``None`` where it is a mistake in the program and should be seen as one."""
    words = str(getattr(error, "orig", None) or error).strip()
    for sign, kind in _BY_WORDS:
        if sign in words.lower():
            return kind(words)
    unreachable = (OperationalError, InterfaceError, DisconnectionError, PoolTimeout, OSError)
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    if lost or isinstance(error, unreachable):
        return LedgerUnavailable(words)
    return None


__all__ = [
    "LedgerBusy",
    "LedgerDamaged",
    "LedgerFault",
    "LedgerFull",
    "LedgerReadOnly",
    "LedgerUnavailable",
    "NoLedgerYet",
    "SQLAlchemyError",
    "SchemaMismatch",
    "fault_of",
]

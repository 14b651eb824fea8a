"""What every part of the ledger stands on: a database, a clock, and inserts that may be repeated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.ledger.database import Database

T = TypeVar("T")

CHUNK = 500
"""Values in one ``IN (...)``: far below what either database takes as parameters."""


class Room:
    """One subject of the ledger. Each method is one transaction, unless its docstring says otherwise."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock


def insert(connection: AsyncConnection, table: Table) -> Any:
    """The dialect's ``INSERT``, which knows ``on_conflict_do_nothing`` and ``on_conflict_do_update``."""
    return (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(table)


def chunks(values: Sequence[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]

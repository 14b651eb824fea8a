"""The rows of one ledger into another, be it on SQLite or on PostgreSQL: both have the same tables."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, MetaData, Table, delete, event, exists, func, insert, literal, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ledger.schema import SCHEMA, tables_of
from bot.ledger.tables import metadata

ROWS_AT_ONCE = 200
"""A report is some kilobytes, so that this much of the largest table fits into memory with ease."""


async def hold_still(source: AsyncConnection) -> None:
    """Let this transaction see one state of the database to its end. SQLite's do so anyway."""
    if source.dialect.name == "postgresql":
        await source.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
        await source.execute(text("SET LOCAL TIME ZONE 'UTC'"))


async def copy_rows(source: AsyncConnection, target: AsyncConnection, schema: str = SCHEMA) -> int:
    """Every row of ``source`` into the empty tables of ``target``; how many there were. Both have this schema."""
    copied = 0
    for table in await target.run_sync(_tables, schema):
        result = await source.stream(select(table))
        async for rows in result.mappings().partitions(ROWS_AT_ONCE):
            await target.execute(insert(table), [dict(row) for row in rows])
            copied += len(rows)
        await _count_on(target, table)
    return copied


def _tables(connection: Connection, schema: str) -> list[Table]:
    """The schema's tables as this database has them. A column that today's have too is read and written like theirs."""
    found = MetaData()

    @event.listens_for(found, "column_reflect")
    def _(_inspector: object, table: Table, column: Any) -> None:
        todays = metadata.tables.get(table.name)
        if todays is not None and column["name"] in todays.c:
            column["type"] = todays.c[column["name"]].type

    found.reflect(connection, only=sorted(tables_of(schema)))
    return found.sorted_tables


async def is_empty(connection: AsyncConnection) -> bool:
    """Whether no table of today's schema holds a row."""
    for table in metadata.sorted_tables:
        if await connection.scalar(select(exists(select(literal(1)).select_from(table)))):
            return False
    return True


async def remove_rows(target: AsyncConnection) -> None:
    """Empty every table; those that point to another one first."""
    for table in reversed(metadata.sorted_tables):
        await target.execute(delete(table))


async def _count_on(target: AsyncConnection, table: Table) -> None:
    """Let PostgreSQL number new rows after the copied ones; SQLite looks at the rows themselves."""
    number = table.autoincrement_column
    if target.dialect.name != "postgresql" or number is None:
        return
    sequence = func.pg_get_serial_sequence(table.name, number.name)
    highest = func.max(number)
    await target.execute(select(func.setval(sequence, func.coalesce(highest, 1), highest.is_not(None))))

"""What may enter a column, the same on SQLite and on PostgreSQL.

The databases differ in what they refuse: PostgreSQL takes no NUL, no text that is longer than its column and no long
text in an index; neither takes half of a surrogate pair. A filing may hold any of these, and one that does must stop
no other.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from bot.plain_text import plain, plain_name


class Moment(TypeDecorator[datetime]):
    """An aware moment, in UTC on the way in and out. A naive one is refused: nobody can say what it means."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a naive moment may not be stored: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class Text(TypeDecorator[str]):
    """Text of any length, made `plain` on its way in."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else plain(value)


class Name(TypeDecorator[str]):
    """Text that stands in an index: as `plain_name` makes it."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else plain_name(value)


class Word(TypeDecorator[str]):
    """A term of ours or of EDGAR's: made `plain`, and cut at the column's length."""

    impl = sa.String
    cache_ok = True

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self.length = length

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else plain(value)[: self.length]

"""What several rooms of tests need: both databases, the second a server that starts when it is asked for."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from tests.fakes.postgresql import PostgreSQL, required


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    """A command sets up logging for its whole process, which is ours."""
    root = logging.getLogger()
    level, before = root.level, list(root.handlers)
    yield
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    server = required()
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of its own, one of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/ledger.db"
    server: PostgreSQL = request.getfixturevalue("postgresql")
    return server.new_database()

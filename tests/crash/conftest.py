from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fakes.postgresql import PostgreSQL, required


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    server = required()
    yield server
    server.stop()

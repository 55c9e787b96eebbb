"""The same storage tests on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database
from tests import databases


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, sqlite_template: Path, tmp_path: Path) -> str:
    """Return the URL of a fresh migrated database of either kind."""
    if request.param == "sqlite":
        return databases.copy_of(sqlite_template, tmp_path)
    server: databases.Postgres = request.getfixturevalue("postgres")
    return server.copy()


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    """Open a fresh database of either kind."""
    database = Database(database_url)
    yield database
    await database.close()

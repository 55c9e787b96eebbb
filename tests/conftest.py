"""What the tests of all rooms share."""

from __future__ import annotations

import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("PTB_TIMEDELTA", "1")  # as bot/__init__.py does

from storage.database import Database
from tests import databases
from tests.botapi import Telegram
from tests.botapi import telegram as serve_telegram


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a SQLite file with the newest schema."""
    return databases.migrated_sqlite(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[databases.Postgres]:
    """Start one PostgreSQL server for the whole run.

    Not below pytest's own folder: every run that begins makes that one private again, and the server, which
    runs as a user of its own, could not reach its files any more.
    """
    with tempfile.TemporaryDirectory(prefix="hubwire-postgres-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        with databases.postgres(Path(folder)) as server:
            yield server


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """Return the URL of a fresh migrated SQLite file."""
    return databases.copy_of(sqlite_template, tmp_path)


@pytest.fixture
async def db(sqlite_url: str) -> AsyncIterator[Database]:
    """Open a fresh database. The storage tests run on PostgreSQL as well, see their conftest."""
    database = Database(sqlite_url)
    yield database
    await database.close()


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    """Serve a Telegram on loopback, without flood limits."""
    async with serve_telegram() as served:
        yield served

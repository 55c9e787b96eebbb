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

#: rooms that are mostly SQL: they run on both databases, the others on the one that most people use
ON_BOTH = {"tests.storage", "tests.bot.delivery", "tests.bot.lives", "tests.bot.serving"}
KINDS = ["sqlite", "postgresql"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--database`: run the tests that use a database, all on that kind."""
    parser.addoption("--database", choices=KINDS, help="run the tests that use a database, all on this kind")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give each test that uses a database the kinds that it runs on."""
    if "database_kind" not in metafunc.fixturenames:
        return
    asked, room = metafunc.config.getoption("database"), metafunc.module.__name__.rpartition(".")[0]
    kinds = [asked] if asked else KINDS if room in ON_BOTH else KINDS[:1]
    for kind in KINDS:
        if metafunc.definition.get_closest_marker(f"{kind}_only"):
            kinds = [kind]
    metafunc.parametrize("database_kind", kinds)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With `--database`, leave out what uses none."""
    if config.getoption("database"):
        items[:] = [one for one in items if "database_kind" in getattr(one, "fixturenames", ())]


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
def database_url(database_kind: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """Return the URL of a migrated database with no rows in it, of the kind that the test runs on."""
    if database_kind == "sqlite":
        yield request.getfixturevalue("sqlite_url")
        return
    server: databases.Postgres = request.getfixturevalue("postgres")
    with server.lent() as url:
        yield url


@pytest.fixture
def empty_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the URL of a database with nothing in it."""
    if database_kind == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    server: databases.Postgres = request.getfixturevalue("postgres")
    return server.empty()


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    """Open a fresh database."""
    database = Database(database_url)
    yield database
    await database.close()


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    """Serve a Telegram on loopback, without flood limits."""
    async with serve_telegram() as served:
        yield served

"""The way into the database: transactions that commit on purpose and roll back by default."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Executable, event
from sqlalchemy.engine import URL, CursorResult, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from core.errors import ConfigError, StorageError
from storage import one_trip

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}
_PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=15000")


def normal_url(url: str) -> URL:
    """Name the asynchronous driver in a URL; raises ConfigError for what we can't use."""
    try:
        parsed = make_url(url)
    except ArgumentError as exc:
        raise ConfigError("DATABASE_URL: is not a database address") from exc
    driver = _DRIVERS.get(parsed.drivername.split("+")[0])
    if driver is None:
        raise ConfigError("DATABASE_URL: must begin with sqlite:/// or postgresql://")
    if driver.startswith("sqlite") and parsed.database in (None, "", ":memory:"):
        raise ConfigError("DATABASE_URL: SQLite needs a file, such as sqlite:///hubwire.sqlite3")
    if driver.startswith("sqlite") and not (folder := Path(str(parsed.database)).parent).is_dir():
        raise ConfigError(f"DATABASE_URL: the folder {folder} isn't there; make it first")
    return parsed.set(drivername=driver)


def libpq(url: str) -> str:
    """Return a PostgreSQL's address as its own library reads it; raises ConfigError for another database."""
    parsed = normal_url(url)
    if not parsed.drivername.startswith("postgresql"):
        raise ConfigError("DATABASE_URL: `hubwire worker` needs PostgreSQL; `hubwire run` works with SQLite")
    return parsed.set(drivername="postgresql").render_as_string(hide_password=False)


@contextmanager
def border() -> Iterator[None]:
    """Let the driver's errors out as StorageError only; our own pass."""
    try:
        yield
    except (SQLAlchemyError, OSError) as exc:
        cause = getattr(exc, "orig", None) or exc
        raise StorageError(f"the database refused: {type(cause).__name__}: {cause}") from exc


class Transaction:
    """One transaction. What was not committed is rolled back when it is left."""

    def __init__(self, connection: AsyncConnection):
        self._connection = connection

    @property
    def dialect(self) -> str:
        """Return `sqlite` or `postgresql`."""
        return self._connection.dialect.name

    async def execute(
        self, statement: Executable, parameters: Sequence[dict[str, Any]] | None = None
    ) -> CursorResult[Any]:
        """Run a statement; raises StorageError."""
        with border():
            return await self._connection.execute(statement, parameters)

    async def commit(self) -> None:
        """Make it last."""
        with border():
            await self._connection.commit()


class Database:
    """A database by its URL. Opens connections when they are needed."""

    def __init__(self, url: str):
        parsed = normal_url(url)
        self.url = url
        self._is_sqlite = parsed.drivername.startswith("sqlite")
        self._engine = _sqlite_engine(parsed) if self._is_sqlite else _engine(parsed)
        #: writers of this process queue here, not in SQLite's busy handler
        self._writing = asyncio.Lock() if self._is_sqlite else None

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Open a transaction that may write. Nothing lasts without `commit`."""
        async with self._writing or nullcontext(), self._connected() as connection:
            if self._is_sqlite:
                await connection.execution_options(hubwire_begin="BEGIN IMMEDIATE")
            yield Transaction(connection)

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Transaction]:
        """Open a transaction that only reads."""
        async with self._connected() as connection:
            yield Transaction(connection)

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[AsyncConnection]:
        with border():
            connection = await self._engine.connect()
        try:
            yield connection
        finally:
            with border():
                await connection.close()

    async def close(self) -> None:
        """Close all connections."""
        await self._engine.dispose()


def _engine(url: URL, **how: Any) -> AsyncEngine:
    """Make an engine whose errors keep the values of a statement to themselves: logs would show them."""
    return create_async_engine(url, hide_parameters=True, **how)


def _sqlite_engine(url: URL) -> AsyncEngine:
    path = str(url.database)
    engine = _engine(url, async_creator=lambda: one_trip.connect(path))

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, see below
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Any) -> None:
        # A transaction that will write takes the lock at once: one that read first could not get it later.
        sql = connection.get_execution_options().get("hubwire_begin", "BEGIN")
        connection.connection.driver_connection.begin(sql)

    return engine

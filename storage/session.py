"""One session of a process's own with a PostgreSQL: the locks that it takes are held as long as it lasts.

The server takes them back when the session ends, however it ends: at once when the process dies, within 25
seconds when its machine is cut off. No heartbeat of ours, no clocks that must agree. Locks belong to one
database; a pooler that shares sessions between clients (pgbouncer's transaction mode) can't be in between.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import psycopg

from core.errors import StorageError
from storage.database import libpq

TIMEOUT = 5.0  #: seconds after which a silent server counts as lost
_KEEPALIVE = "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3"


class Session:
    """A session. What can't be asked of it any more is a StorageError."""

    def __init__(self, connection: psycopg.AsyncConnection[tuple[Any, ...]]):
        self._connection = connection
        self.pid: int = connection.info.backend_pid  #: the server's number for it

    async def rows(self, query: str, values: Iterable[int | str] = ()) -> list[tuple[Any, ...]]:
        """Return what the server answers."""
        async with _border():
            cursor = await self._connection.execute(query.encode(), tuple(values))
            return await cursor.fetchall() if cursor.description else []

    async def ask(self, function: str, values: Iterable[int | str] = ()) -> bool:
        """Return whether the server answers with something true."""
        rows = await self.rows(f"SELECT {function}", values)
        return bool(rows and rows[0][0])

    async def heard(self, seconds: float) -> None:
        """Return when a notification comes that it listens for, at the latest after so many seconds."""
        with _errors():
            async for _ in self._connection.notifies(timeout=seconds, stop_after=1):
                pass

    async def check(self) -> None:
        """Raise StorageError if it is lost."""
        await self.ask("true")

    async def close(self) -> None:
        """End it; its locks are free."""
        await self._connection.close()


async def connect(url: str) -> Session:
    """Open a session; raises StorageError when the server can't be reached."""
    with _errors():
        connection = await psycopg.AsyncConnection.connect(
            libpq(url), autocommit=True, connect_timeout=round(TIMEOUT)
        )
    session = Session(connection)
    try:
        await session.rows(_KEEPALIVE)
    except BaseException:  # a start that is cancelled, too, must leave no session open on the server
        await session.close()
        raise
    return session


@contextmanager
def _errors() -> Iterator[None]:
    try:
        yield
    except (psycopg.Error, OSError) as exc:  # a TimeoutError is an OSError
        raise StorageError(f"the session with the database is lost: {type(exc).__name__}") from exc


@asynccontextmanager
async def _border() -> AsyncIterator[None]:
    """Let errors and silence of the server out as StorageError."""
    with _errors():
        async with asyncio.timeout(TIMEOUT):
            yield

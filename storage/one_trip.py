"""SQLite connections in threads of their own, at one trip a statement.

aiosqlite makes four trips to the connection's thread for a statement: to open a cursor, to execute, to fetch,
to close. On a busy machine each costs more than the statement itself. So a transaction, too, begins in the
trip of its first statement.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any, Self

import aiosqlite

Outcome = tuple[Any, int, int | None, list[Any]]  #: description, row count, last row id, rows


class Connection(aiosqlite.Connection):
    """An aiosqlite connection with cursors of ours."""

    _to_begin = ""

    def begin(self, sql: str) -> None:
        """Begin a transaction with the next statement."""
        self._to_begin = sql

    def cursor(self) -> Any:
        """Return a cursor; nothing is asked of the thread for it."""
        return Cursor(self)

    async def commit(self) -> None:
        """Commit; where no statement was run, there is nothing to."""
        self._to_begin = ""
        if self.in_transaction:
            await super().commit()

    async def rollback(self) -> None:
        """Roll back; what was committed needs no trip to the thread for that."""
        self._to_begin = ""
        if self.in_transaction:
            await super().rollback()

    async def run(self, method: str, sql: str, parameters: Sequence[Any]) -> Outcome:
        """Run a statement and fetch all that it returns."""

        begin, self._to_begin = self._to_begin, ""

        def in_thread() -> Outcome:
            cursor = self._conn.cursor()
            if begin:
                cursor.execute(begin)
            getattr(cursor, method)(sql, parameters)
            rows = cursor.fetchall() if cursor.description else []
            return cursor.description, cursor.rowcount, cursor.lastrowid, rows

        outcome: Outcome = await self._execute(in_thread)  # type: ignore[no-untyped-call]
        return outcome


class Cursor:
    """What SQLAlchemy asks of a cursor of aiosqlite's."""

    def __init__(self, connection: Connection):
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Cursor:
        """Run a statement."""
        return await self._run("execute", sql, parameters)

    async def executemany(self, sql: str, parameters: Sequence[Any]) -> Cursor:
        """Run a statement for each of the parameters."""
        return await self._run("executemany", sql, parameters)

    async def _run(self, method: str, sql: str, parameters: Sequence[Any]) -> Cursor:
        outcome = await self._connection.run(method, sql, parameters)
        self.description, self.rowcount, self.lastrowid, self._rows = outcome
        return self

    async def fetchall(self) -> list[Any]:
        """Return the rows, which are here already."""
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """Nothing to close: the thread has done so."""


async def connect(path: str) -> Connection:
    """Open a SQLite file."""
    connection = Connection(lambda: sqlite3.connect(path), iter_chunk_size=64)
    connection._thread.daemon = True  # noqa: SLF001 - as SQLAlchemy does: an exit doesn't wait for it
    await connection
    return connection

"""The cursors of ours over a real SQLite file, driven as SQLAlchemy drives them."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage import one_trip


@pytest.fixture
async def connection(tmp_path: Path) -> AsyncIterator[one_trip.Connection]:
    opened = await one_trip.connect(str(tmp_path / "file.sqlite3"))
    await opened.cursor().execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT UNIQUE)")
    yield opened
    await opened.close()


async def test_a_statement_brings_its_rows_its_count_and_its_id_along(
    connection: one_trip.Connection,
) -> None:
    cursor = await connection.cursor().execute("INSERT INTO t (name) VALUES (?) RETURNING name", ("a",))
    assert (cursor.lastrowid, [one[0] for one in cursor.description]) == (1, ["name"])
    assert [await cursor.fetchall() for _ in range(2)] == [[("a",)], []]


async def test_many_at_once_are_counted_together(connection: one_trip.Connection) -> None:
    cursor = await connection.cursor().executemany("INSERT INTO t (name) VALUES (?)", [("a",), ("b",)])
    assert (cursor.rowcount, cursor.description) == (2, None)
    found = await connection.cursor().execute("SELECT name FROM t ORDER BY id")
    assert await found.fetchall() == [("a",), ("b",)]


async def test_an_error_of_the_database_comes_out_as_it_is(connection: one_trip.Connection) -> None:
    await connection.cursor().execute("INSERT INTO t (name) VALUES ('a')")
    with pytest.raises(sqlite3.IntegrityError):
        await connection.cursor().execute("INSERT INTO t (name) VALUES ('a')")

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


async def test_a_transaction_begins_with_its_first_statement(connection: one_trip.Connection) -> None:
    connection.begin("BEGIN")
    before = connection.in_transaction
    await connection.cursor().execute("INSERT INTO t (name) VALUES ('a')")
    assert (before, connection.in_transaction) == (False, True)
    await connection.rollback()
    assert await (await connection.cursor().execute("SELECT name FROM t")).fetchall() == []


@pytest.mark.parametrize("end", ["commit", "rollback"])
async def test_a_transaction_without_a_statement_leaves_nothing_open(
    connection: one_trip.Connection, end: str
) -> None:
    connection.begin("BEGIN IMMEDIATE")
    await getattr(connection, end)()
    await connection.cursor().execute("SELECT 1")
    assert not connection.in_transaction


async def test_a_statement_that_fails_leaves_its_transaction_to_be_rolled_back(
    connection: one_trip.Connection,
) -> None:
    connection.begin("BEGIN")
    with pytest.raises(sqlite3.OperationalError):
        await connection.cursor().execute("SELECT nothing FROM nowhere")
    before = connection.in_transaction
    await connection.rollback()
    assert (before, connection.in_transaction) == (True, False)

"""The job engine's tables beside ours."""

from __future__ import annotations

import asyncio

import psycopg
import pytest

from core.errors import StorageError
from storage import guests
from tests import databases

CHANGES = {"01.00.00_01": "ALTER TABLE guest ADD a int", "02.00.00_01": "ALTER TABLE guest ADD b int"}
OLD = {"01.00.00_01": CHANGES["01.00.00_01"]}
WHOLE_OLD, WHOLE = "CREATE TABLE guest (a int)", "CREATE TABLE guest (a int, b int)"


def columns(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        query = "SELECT column_name FROM information_schema.columns WHERE table_name = 'guest' ORDER BY 1"
        return [name for (name,) in connection.execute(query)]


async def test_tables_are_made_once_however_many_start_together(postgres: databases.Postgres) -> None:
    url = postgres.empty()
    await asyncio.gather(*(guests.upgrade(url, "guest", WHOLE, CHANGES) for _ in range(4)))
    assert columns(url) == ["a", "b"]


async def test_a_newer_version_adds_only_what_is_missing(postgres: databases.Postgres) -> None:
    url = postgres.empty()
    await guests.upgrade(url, "guest", WHOLE_OLD, OLD)
    assert columns(url) == ["a"]
    await guests.upgrade(url, "guest", WHOLE, CHANGES)
    await guests.upgrade(url, "guest", WHOLE, CHANGES)
    assert columns(url) == ["a", "b"]


async def test_tables_that_the_engine_made_itself_are_taken_as_the_newest(
    postgres: databases.Postgres,
) -> None:
    url = postgres.empty()
    with psycopg.connect(url) as connection:
        connection.execute(WHOLE.encode())
    await guests.upgrade(url, "guest", WHOLE, CHANGES)
    assert columns(url) == ["a", "b"]


async def test_a_change_that_fails_leaves_everything_as_it_was(postgres: databases.Postgres) -> None:
    url = postgres.empty()
    await guests.upgrade(url, "guest", WHOLE_OLD, OLD)
    with pytest.raises(StorageError, match="the job engine's tables can't be made"):
        await guests.upgrade(url, "guest", WHOLE, {**CHANGES, "03.00.00_01": "nonsense"})
    assert columns(url) == ["a"]

"""Seats and locks of workers on a real PostgreSQL."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg
import pytest

from core.errors import ConfigError, StorageError
from storage import members
from storage.alone import alone
from storage.database import Database
from storage.members import CLOCK, Census, Lock, Seat, shard_lock, token_lock
from tests import databases


@pytest.fixture
def url(postgres: databases.Postgres) -> str:
    return postgres.copy()


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    yield database
    await database.close()


@asynccontextmanager
async def joined(url: str) -> AsyncIterator[Seat]:
    async with members.seated(url) as seat:
        await seat.join()
        yield seat


async def test_members_have_ranks_and_those_who_go_make_room(url: str) -> None:
    async with joined(url) as first:
        assert await first.place() == (0, 1)
        async with joined(url) as second, members.seated(url):
            assert {await first.place(), await second.place()} == {(0, 2), (1, 2)}
        assert await first.place() == (0, 1)


async def test_a_lock_is_held_by_one_until_it_is_given_back(url: str) -> None:
    async with joined(url) as first, joined(url) as second:
        assert await first.take([shard_lock(1), shard_lock(2)]) == {shard_lock(1), shard_lock(2)}
        assert await second.take([shard_lock(2), shard_lock(3)]) == {shard_lock(3)}
        await first.give([shard_lock(2)])
        assert await second.take([shard_lock(2)]) == {shard_lock(2)}


async def test_who_waits_hears_at_once_that_another_gave_something_back(url: str) -> None:
    async with joined(url) as first, joined(url) as second:
        await first.take([CLOCK])
        await second.heard(0.1)  # what was called before
        waiting = asyncio.create_task(second.heard(60))
        await first.give([CLOCK])
        await asyncio.wait_for(waiting, 10)
        assert await second.take([CLOCK]) == {CLOCK}


async def test_a_call_is_heard_by_members(url: str, database: Database) -> None:
    async with joined(url) as seat:
        await seat.heard(0.1)
        waiting = asyncio.create_task(seat.heard(60))
        await members.call(database)
        await asyncio.wait_for(waiting, 10)


async def test_locks_of_a_session_that_is_cut_off_are_free_and_it_hears_of_it(url: str) -> None:
    async with joined(url) as heir:
        with contextlib.suppress(StorageError):
            async with joined(url) as lost:
                await lost.take([CLOCK])
                await lost.heard(0.1)  # its own arrival
                cut_off(url, CLOCK)
                with pytest.raises(StorageError, match="the session with the database is lost"):
                    await lost.heard(60)
        assert await heir.take([CLOCK]) == {CLOCK}


def cut_off(url: str, lock: Lock) -> None:
    """End the session that holds a lock."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE classid = %s AND objid = %s", lock
        )


async def test_a_bot_that_works_alone_and_workers_exclude_each_other(url: str) -> None:
    async with alone(url):
        with pytest.raises(ConfigError, match="`hubwire run` works with this database alone; stop it first"):
            async with joined(url):
                pass
    async with joined(url):
        with pytest.raises(ConfigError, match="another hubwire works with this database; stop it first"):
            async with alone(url):
                pass


async def test_the_living_are_counted(url: str, database: Database) -> None:
    async def counted() -> Census:
        async with database.snapshot() as tx:
            return await members.census(tx)

    assert await counted() == Census(0, 0, 0)
    async with joined(url) as worker, joined(url), members.seated(url) as clock:
        await worker.take([token_lock("1:token"), shard_lock(0)])
        await clock.take([CLOCK])
        assert await counted() == Census(2, 1, 1)


def test_a_token_can_not_be_read_off_its_lock_and_has_its_own() -> None:
    assert token_lock("1:a") != token_lock("1:b")
    assert 0 <= token_lock("1:a").number < 2**31


@pytest.mark.parametrize("url_of", ["sqlite:///hubwire.sqlite3"])
async def test_a_database_that_can_not_be_shared_is_refused_in_one_line(url_of: str) -> None:
    with pytest.raises(ConfigError, match=r"needs PostgreSQL; `hubwire run` works with SQLite$"):
        async with members.seated(url_of):
            pass

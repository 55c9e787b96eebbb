"""Which hubwires work with a PostgreSQL together, and what each holds: locks of one session a process.

The server takes a lock back when its session ends, however it ends: at once when the process dies, within 25
seconds when its machine is cut off. No heartbeat of ours, no clocks that must agree. Locks belong to one
database; a pooler that shares sessions between clients (pgbouncer's transaction mode) can't be in between.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import NamedTuple

import psycopg
from sqlalchemy import text

from core.errors import ConfigError, StorageError
from storage.alone import LOCK as HOUSE
from storage.database import Database, Transaction, libpq

CHANNEL = "hubwire"  #: on which members tell each other that something changed
TIMEOUT = 5.0  #: seconds after which a silent server counts as lost
_KEEPALIVE = "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3"


class Lock(NamedTuple):
    """A lock by PostgreSQL's two numbers."""

    space: int
    number: int


SHARD_SPACE, TOKEN_SPACE = 724_313, 724_314
MEMBER = Lock(SHARD_SPACE, 1000)  #: shared by all workers: who holds it is alive
CLOCK = Lock(SHARD_SPACE, 1001)


def shard_lock(shard: int) -> Lock:
    """Return the lock of a shard of chats."""
    return Lock(SHARD_SPACE, shard)


def token_lock(token: str) -> Lock:
    """Return the lock of who answers with a bot token; the token can't be read off it."""
    return Lock(TOKEN_SPACE, int.from_bytes(hashlib.sha256(token.encode()).digest()[:4]) >> 1)


class Seat:
    """One process's place among the members. Its locks last as long as its connection."""

    def __init__(self, connection: psycopg.AsyncConnection[tuple[int, ...]]):
        self._connection = connection

    async def join(self) -> None:
        """Become a worker: who has joined is given a share of the chats."""
        await self._ask("pg_advisory_lock_shared(%s, %s)", MEMBER)
        await self._ask("pg_notify(%s, '')", (CHANNEL,))

    async def place(self) -> tuple[int, int]:
        """Return this worker's rank among the living ones, from 0, and how many there are."""
        mine = self._connection.info.backend_pid
        async with _border():
            cursor = await self._connection.execute(
                "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2"
                " AND classid = %s AND objid = %s"
                " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
                MEMBER,
            )
            pids = sorted(pid for (pid,) in await cursor.fetchall())
        if mine not in pids:
            raise StorageError("this worker's place among the others is lost")
        return pids.index(mine), len(pids)

    async def take(self, locks: Iterable[Lock]) -> frozenset[Lock]:
        """Take the locks that nobody holds; returns which."""
        return frozenset([lock for lock in locks if await self._ask("pg_try_advisory_lock(%s, %s)", lock)])

    async def give(self, locks: Iterable[Lock]) -> None:
        """Give locks back, and tell the others."""
        for lock in locks:
            await self._ask("pg_advisory_unlock(%s, %s)", lock)
        await self._ask("pg_notify(%s, '')", (CHANNEL,))

    async def check(self) -> None:
        """Raise StorageError if the session is lost."""
        await self._ask("true", ())

    async def heard(self, seconds: float) -> None:
        """Return when another member has called, at the latest after so many seconds."""
        with _errors():
            async for _ in self._connection.notifies(timeout=seconds, stop_after=1):
                pass

    async def _ask(self, function: str, values: Iterable[int | str]) -> bool:
        async with _border():
            cursor = await self._connection.execute(f"SELECT {function}".encode(), tuple(values))
            row = await cursor.fetchone()
        return bool(row and row[0])


@asynccontextmanager
async def seated(url: str) -> AsyncIterator[Seat]:
    """Take a seat: from here on no bot can work with the database alone.

    Raises ConfigError where a bot works with the database alone, StorageError when it can't be reached.
    """
    with _errors():
        connection = await psycopg.AsyncConnection.connect(
            libpq(url), autocommit=True, connect_timeout=round(TIMEOUT)
        )
    async with connection:
        async with _border():
            await connection.execute(_KEEPALIVE)
            await connection.execute(f"LISTEN {CHANNEL}".encode())
            cursor = await connection.execute("SELECT pg_try_advisory_lock_shared(%s)", [HOUSE])
            if (await cursor.fetchone()) != (True,):
                raise ConfigError("DATABASE_URL: `hubwire run` works with this database alone; stop it first")
        try:
            yield Seat(connection)
        finally:
            with contextlib.suppress(psycopg.Error, TimeoutError):
                async with asyncio.timeout(TIMEOUT):
                    await connection.execute("SELECT pg_advisory_unlock_all()")
                    await connection.execute("SELECT pg_notify(%s, '')", [CHANNEL])


async def call(db: Database) -> None:
    """Tell all members that something may be due."""
    async with db.transaction() as tx:
        await tx.execute(text("SELECT pg_notify(:channel, '')").bindparams(channel=CHANNEL))
        await tx.commit()


class Census(NamedTuple):
    """Who works with a database."""

    workers: int
    clocks: int
    answering: int


async def census(tx: Transaction) -> Census:
    """Count the living; all zero where hubwire works alone or not at all."""
    if tx.dialect != "postgresql":
        return Census(0, 0, 0)
    query = text(
        "SELECT count(*) FILTER (WHERE classid = :shards AND objid = :member),"
        " count(*) FILTER (WHERE classid = :shards AND objid = :clock),"
        " count(*) FILTER (WHERE classid = :tokens) FROM pg_locks"
        " WHERE locktype = 'advisory' AND granted AND objsubid = 2"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    ).bindparams(shards=SHARD_SPACE, tokens=TOKEN_SPACE, member=MEMBER.number, clock=CLOCK.number)
    return Census._make((await tx.execute(query)).one())


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

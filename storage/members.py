"""Which hubwires work with a PostgreSQL together, and what each holds: locks of one session a process."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import NamedTuple

from sqlalchemy import text

from core.errors import ConfigError, StorageError
from storage.alone import LOCK as HOUSE
from storage.database import Database, Transaction
from storage.session import Session, connect

CHANNEL = "hubwire"  #: on which members tell each other that something changed


class Lock(NamedTuple):
    """A lock by PostgreSQL's two numbers."""

    space: int
    number: int


SHARD_SPACE, TOKEN_SPACE = 724_313, 724_314
MEMBER = Lock(SHARD_SPACE, 1000)  #: shared by all workers: who holds it is alive
CLOCK = Lock(SHARD_SPACE, 1001)
_MEMBERS = (
    "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2"
    " AND classid = %s AND objid = %s"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


def shard_lock(shard: int) -> Lock:
    """Return the lock of a shard of chats."""
    return Lock(SHARD_SPACE, shard)


def token_lock(token: str) -> Lock:
    """Return the lock of who answers with a bot token; the token can't be read off it."""
    return Lock(TOKEN_SPACE, int.from_bytes(hashlib.sha256(token.encode()).digest()[:4]) >> 1)


class Seat:
    """One process's place among the members. Its locks last as long as its session."""

    def __init__(self, session: Session):
        self._session = session
        self.heard = session.heard  #: returns when another member has called
        self.check = session.check

    async def join(self) -> None:
        """Become a worker: who has joined is given a share of the chats."""
        await self._session.ask("pg_advisory_lock_shared(%s, %s)", MEMBER)
        await self.call()

    async def place(self) -> tuple[int, int]:
        """Return this worker's rank among the living ones, from 0, and how many there are."""
        pids = sorted(pid for (pid,) in await self._session.rows(_MEMBERS, MEMBER))
        if self._session.pid not in pids:
            raise StorageError("this worker's place among the others is lost")
        return pids.index(self._session.pid), len(pids)

    async def take(self, locks: Iterable[Lock]) -> frozenset[Lock]:
        """Take the locks that nobody holds; returns which."""
        taken = [lock for lock in locks if await self._session.ask("pg_try_advisory_lock(%s, %s)", lock)]
        return frozenset(taken)

    async def give(self, locks: Iterable[Lock]) -> None:
        """Give locks back, and tell the others."""
        for lock in locks:
            await self._session.ask("pg_advisory_unlock(%s, %s)", lock)
        await self.call()

    async def call(self) -> None:
        """Tell the others that something changed."""
        await self._session.ask("pg_notify(%s, '')", (CHANNEL,))

    async def leave(self) -> None:
        """Give all back."""
        with contextlib.suppress(StorageError):
            await self._session.ask("pg_advisory_unlock_all()")
            await self.call()
        await self._session.close()


@asynccontextmanager
async def seated(url: str) -> AsyncIterator[Seat]:
    """Take a seat: from here on no bot can work with the database alone.

    Raises ConfigError where a bot works with the database alone, StorageError when it can't be reached.
    """
    session = await connect(url)
    seat = Seat(session)
    try:
        await session.rows(f"LISTEN {CHANNEL}")
        if not await session.ask("pg_try_advisory_lock_shared(%s)", [HOUSE]):
            raise ConfigError("DATABASE_URL: `hubwire run` works with this database alone; stop it first")
        yield seat
    finally:
        await seat.leave()


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

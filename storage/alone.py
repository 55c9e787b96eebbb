"""One process at a time: two senders on one database would each keep half of the flood limits in mind."""

from __future__ import annotations

import fcntl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import create_async_engine

from core.errors import ConfigError
from storage.database import border, normal_url

_REFUSAL = "another hubwire works with this database; stop it first"
LOCK = 724_312  #: number of the advisory lock on PostgreSQL; workers share it, see `storage/members.py`


@asynccontextmanager
async def alone(url: str) -> AsyncIterator[None]:
    """Hold a database for this process; raises ConfigError when another one does.

    The system takes the lock back when the process dies, however it dies.
    """
    parsed = normal_url(url)
    holding = _sqlite(Path(str(parsed.database))) if url.startswith("sqlite") else _postgresql(url)
    async with holding:
        yield


@asynccontextmanager
async def _sqlite(database: Path) -> AsyncIterator[None]:
    with database.with_name(f"{database.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as exc:
            raise ConfigError(f"DATABASE_URL: {_REFUSAL}") from exc
        yield


@asynccontextmanager
async def _postgresql(url: str) -> AsyncIterator[None]:
    engine = create_async_engine(normal_url(url), isolation_level="AUTOCOMMIT")
    try:
        with border():
            connection = await engine.connect()
            held = (await connection.execute(select(func.pg_try_advisory_lock(LOCK)))).scalar_one()
        try:
            if not held:
                raise ConfigError(f"DATABASE_URL: {_REFUSAL}")
            yield
        finally:
            await connection.close()
    finally:
        await engine.dispose()

"""One process at a time: two senders on one database would each keep half of the flood limits in mind.

The system takes the lock back when the process dies, however it dies. On PostgreSQL it goes with a session,
which may be lost while the process lives: then it is retaken, or another process works there by now.
"""

from __future__ import annotations

import asyncio
import fcntl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Protocol

from core.errors import ConfigError, StorageError
from storage.database import normal_url
from storage.session import Session, connect

_REFUSAL = "DATABASE_URL: another hubwire works with this database; stop it first"
LOCK = 724_312  #: number of the advisory lock on PostgreSQL; workers share it, see `storage/members.py`
LOOK = 2.0  #: seconds between two looks at the session; its end is noticed at once, a silent server then
AGAIN = 0.5  #: seconds between two tries to retake the lock
_HOLDERS = (
    "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = 0 AND objid = %s"
    " AND objsubid = 1 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


class Hold(Protocol):
    """A database that is held by this process alone."""

    async def lost(self) -> None:
        """Return when it is held no longer."""

    async def retake(self) -> None:
        """Hold it again, when it can be reached; raises ConfigError when another process does."""


@asynccontextmanager
async def alone(url: str) -> AsyncIterator[Hold]:
    """Hold a database for this process; raises ConfigError when another one does."""
    parsed = normal_url(url)
    if parsed.drivername.startswith("sqlite"):
        with _locked(Path(str(parsed.database))):
            yield _File()
        return
    lock = _Lock(url)
    try:
        if not await lock.take():
            raise ConfigError(_REFUSAL)
        yield lock
    finally:
        await lock.close()


@contextmanager
def _locked(database: Path) -> Iterator[None]:
    with database.with_name(f"{database.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as exc:
            raise ConfigError(_REFUSAL) from exc
        yield


class _File:
    """The lock of a file: nothing but the end of the process takes it away."""

    async def lost(self) -> None:
        await asyncio.Event().wait()

    async def retake(self) -> None:
        return


class _Lock:
    """The lock of a session with PostgreSQL."""

    def __init__(self, url: str):
        self._url = url
        self._session: Session | None = None
        self._mine: set[int] = set()  #: the server's numbers for our sessions, those that are lost included

    async def take(self) -> bool:
        """Try to take it in a new session; says whether it is ours, raises StorageError without a server."""
        await self.close()
        self._session = await connect(self._url)
        self._mine.add(self._session.pid)
        return await self._session.ask("pg_try_advisory_lock(%s)", [LOCK])

    async def lost(self) -> None:
        with suppress(StorageError):
            while self._session is not None:
                await self._session.heard(LOOK)
                await self._session.check()

    async def retake(self) -> None:
        while True:
            with suppress(StorageError):
                if await self.take():
                    return
                if await self._is_anothers():
                    raise ConfigError(_REFUSAL)
            await asyncio.sleep(AGAIN)

    async def _is_anothers(self) -> bool:
        """Say whether another process holds it: not a session of ours that the server hasn't given up."""
        holders = {pid for (pid,) in await self._session.rows(_HOLDERS, [LOCK])} if self._session else set()
        return bool(holders - self._mine)

    async def close(self) -> None:
        """Let it go."""
        if self._session is not None:
            await self._session.close()

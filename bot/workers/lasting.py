"""Working until told to stop, over every absence of the database.

A worker whose session is lost may hold nothing any more. It drops all it has in hand, as if killed, and
begins anew: one way of coming back serves both.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import structlog

from core.errors import SchemaError, StorageError

log = structlog.get_logger()


async def lasting(work: Callable[[], Awaitable[None]], stop: asyncio.Event, rest: float) -> None:
    """Work until `stop`; when the database goes away, begin again after a rest of so many seconds."""
    while not stop.is_set():
        try:
            await work()
        except SchemaError:
            raise
        except StorageError as exc:
            log.warning("the database is away; begins again when it is back", reason=str(exc), seconds=rest)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), rest)

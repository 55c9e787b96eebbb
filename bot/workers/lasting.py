"""Working until told to stop, over every absence of the database.

A worker whose session is lost may hold nothing any more. It drops all it has in hand, as if killed, and
begins anew: one way of coming back serves both.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any

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


async def stopped(stop: asyncio.Event, parts: Sequence[asyncio.Task[None]]) -> None:
    """Return when `stop` is set; raises what ended one of the parts before."""
    waiting = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait([waiting, *parts], return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
    for part in parts:
        if part.done():
            part.result()


async def done(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> bool:
    """Do what may take long, but drop it at a stop; says whether it was done."""
    task = asyncio.create_task(work)
    try:
        await stopped(stop, [task])
        return task.done()
    finally:
        await ended([task])


async def ended(parts: Sequence[asyncio.Task[None]]) -> None:
    """End what still runs."""
    for part in parts:
        part.cancel()
    await asyncio.gather(*parts, return_exceptions=True)

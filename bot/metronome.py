"""Ticks at a steady pace, on the loop's own time: a clock that is set back or on makes none late."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Tick:
    """Work that is done at once and then every so many seconds, never twice at a time."""

    work: Callable[[], Awaitable[object]]
    seconds: float


@asynccontextmanager
async def ticking(*ticks: Tick) -> AsyncIterator[None]:
    """Do the work of ticks meanwhile; leaving waits for what is under way."""
    stop = asyncio.Event()
    task = asyncio.create_task(beating(stop, *ticks))
    try:
        yield
    finally:
        stop.set()
        await task


async def beating(stop: asyncio.Event, *ticks: Tick) -> None:
    """Do the work of ticks until `stop` is set, and what is under way then.

    What is due lives in the database, so that a beat that was missed is not made up for.
    """
    await asyncio.gather(*(_beat(tick, stop) for tick in ticks))


async def _beat(tick: Tick, stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    begun = loop.time()
    while not stop.is_set():
        try:
            await tick.work()
        except Exception:  # a bug in one tick must not be the end of all that follow
            log.exception("a tick failed; the next one comes")
        try:
            await asyncio.wait_for(stop.wait(), tick.seconds - (loop.time() - begun) % tick.seconds)
        except TimeoutError:
            continue

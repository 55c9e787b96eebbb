"""Telling a process to stop, and its parts to come to an end."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Coroutine, Sequence
from typing import Any

STOP_WITHIN = 15.0  #: seconds that a stop waits for what is in flight


def stop_on_signals() -> asyncio.Event:
    """Return an event that SIGINT and SIGTERM set."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows has no such handlers
            loop.add_signal_handler(name, stop.set)
    return stop


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

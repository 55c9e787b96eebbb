"""`hubwire worker --clock`: puts in the jobs that fall due, and again those of workers that died.

One clock works at a time; others stand by and take over when its session ends. Nothing of it needs memory:
what is due is in the database.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from functools import partial
from typing import Any

import structlog
from procrastinate import App

from bot.app import list_sources, open_database
from bot.clock import utcnow
from bot.metronome import Tick, ticking
from bot.serving import web
from bot.settings import Settings, listen_address
from bot.stopping import ended, stopped
from bot.ticks import PERIODIC_SECONDS, guarded
from bot.workers import engine, orders
from bot.workers.lasting import lasting
from bot.workers.pace import PACE, Pace
from storage import members
from storage.database import Database
from storage.members import CLOCK, Seat

log = structlog.get_logger()

CLEAN_SECONDS = 3600


async def run_clock(
    settings: Settings, stop: asyncio.Event, pace: Pace = PACE, ready: Callable[[], None] = lambda: None
) -> None:
    """Keep the clock until `stop` is set, or stand by while another does."""
    await lasting(partial(_once, settings, stop, pace, ready), stop, pace.again)


async def _once(settings: Settings, stop: asyncio.Event, pace: Pace, ready: Callable[[], None]) -> None:
    async with AsyncExitStack() as stack:
        db = await stack.enter_async_context(open_database(settings))
        seat = await stack.enter_async_context(members.seated(settings.database_url))
        app = await stack.enter_async_context(engine.opened(settings.database_url))
        if settings.http_listen:
            served = web.clock_app(db)
            await stack.enter_async_context(web.served(served, *listen_address(settings.http_listen)))
        ready()
        keeping = asyncio.create_task(_keep(settings, db, app, seat, pace), name="clock")
        try:
            await stopped(stop, [keeping])
        finally:
            await ended([keeping])


async def _keep(settings: Settings, db: Database, app: App, seat: Seat, pace: Pace) -> None:
    """Wait for the office, then tick; raises StorageError when the session that holds it is lost."""
    await _elected(seat, pace)
    await list_sources(settings, db)
    ticks = (
        _tick("visits", settings.poll_seconds, orders.visits, app, db, utcnow),
        _tick("periodic", PERIODIC_SECONDS, orders.periodic, app),
        _tick("jobs left behind", pace.sweep, orders.left_behind, app, pace.stalled),
        _tick("failed jobs", CLEAN_SECONDS, orders.forget_failed, app),
    )
    async with ticking(*ticks):
        while True:
            await seat.heard(pace.look)
            await seat.check()


async def _elected(seat: Seat, pace: Pace) -> None:
    if not await seat.take([CLOCK]):
        log.info("another clock is at work; standing by")
        while not await seat.take([CLOCK]):
            await seat.heard(pace.look)
    log.info("keeps the clock")


def _tick(name: str, seconds: float, order: Callable[..., Awaitable[None]], *args: Any) -> Tick:
    async def bordered() -> None:
        with engine.border():
            await order(*args)

    async def work() -> None:
        await guarded(name, bordered())

    return Tick(work, seconds)

"""`hubwire worker`: one of any number of processes that poll, send and answer on one PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from functools import partial

import structlog
from procrastinate import App

from bot.answering import connected
from bot.app import House, build_worker
from bot.serving import web
from bot.settings import Settings, listen_address
from bot.stopping import STOP_WITHIN, done, ended, stopped
from bot.workers import engine
from bot.workers.holdings import Holdings
from bot.workers.jobs import work_off
from bot.workers.lasting import lasting
from bot.workers.pace import PACE, Pace
from storage import members

log = structlog.get_logger()


async def run_worker(
    settings: Settings, stop: asyncio.Event, pace: Pace = PACE, ready: Callable[[], None] = lambda: None
) -> None:
    """Do a worker's part until `stop` is set; what is in flight is finished first."""
    await lasting(partial(_once, settings, stop, pace, ready), stop, pace.again)


async def _once(settings: Settings, stop: asyncio.Event, pace: Pace, ready: Callable[[], None]) -> None:
    async with AsyncExitStack() as stack:
        house = await stack.enter_async_context(build_worker(settings))
        seat = await stack.enter_async_context(members.seated(settings.database_url))
        app = await stack.enter_async_context(engine.opened(settings.database_url))
        if not await done(stop, stack.enter_async_context(connected(house.application))):
            return
        await seat.join()  # who can't reach Telegram doesn't: others would leave chats to it
        holdings = Holdings(house, seat, pace)
        if settings.http_listen:
            served = web.public_app(house, holdings.report)
            await stack.enter_async_context(web.served(served, *listen_address(settings.http_listen)))
        log.info("working", bot=house.application.bot.username)
        ready()
        await _parts(house, app, holdings, stop, pace)


async def _parts(house: House, app: App, holdings: Holdings, stop: asyncio.Event, pace: Pace) -> None:
    """Run the parts; at a stop each finishes what it has in hand, at a loss all are cut off at once."""
    holding = asyncio.create_task(holdings.run(), name="holdings")
    sending = asyncio.create_task(house.sender.run(), name="sender")
    jobs = asyncio.create_task(work_off(app, house, pace), name="jobs")
    try:
        await stopped(stop, [holding, sending, jobs])
        log.info("stopping")
        jobs.cancel()  # lets jobs under way finish
        house.sender.stop()
        await asyncio.wait([jobs, sending], timeout=STOP_WITHIN)
    finally:
        await ended([sending, jobs, holding])

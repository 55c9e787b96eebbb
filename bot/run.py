"""The main job: answer, poll, send and make digests until told to stop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from functools import partial

import structlog

from bot import ticks
from bot.answering import answering
from bot.app import House
from bot.delivery.send import Sender
from bot.metronome import Tick, beating
from bot.serving import web
from bot.settings import listen_address
from bot.stopping import STOP_WITHIN, done, ended, stopped
from storage.alone import Hold, alone
from storage.claims import ALL, NONE

log = structlog.get_logger()


async def run(
    house: House,
    stop: asyncio.Event,
    ready: Callable[[], None] = lambda: None,
    *,
    stop_within: float = STOP_WITHIN,
) -> None:
    """Do the main job until `stop` is set; what is in flight is finished first, within some seconds.

    Raises ConfigError when another process works with the database, be it from the start or after an absence
    of the database.
    """
    async with AsyncExitStack() as stack:
        hold = await stack.enter_async_context(alone(house.settings.database_url))
        await house.sender.take_over()
        line = answering(house.application, house.settings)
        if not await done(stop, stack.enter_async_context(line)):
            return
        if house.settings.http_listen:
            address = listen_address(house.settings.http_listen)
            await stack.enter_async_context(web.served(web.public_app(house), *address))
        log.info("running", bot=house.application.bot.username)
        ready()
        await _parts(house, hold, stop, stop_within)


async def _parts(house: House, hold: Hold, stop: asyncio.Event, stop_within: float) -> None:
    """Run the parts; at a stop each finishes what it has in hand, or leaves it to the next start."""
    beats = (
        Tick(partial(ticks.poll_tick, house), house.settings.poll_seconds),
        Tick(partial(ticks.periodic_tick, house), ticks.PERIODIC_SECONDS),
    )
    ticking = asyncio.create_task(beating(stop, *beats), name="ticks")
    sending = asyncio.create_task(house.sender.run(), name="sender")
    keeping = asyncio.create_task(_keeping(hold, house.sender), name="hold")
    try:
        await stopped(stop, [sending, keeping])
        log.info("stopping")
        house.sender.stop()
        _, late = await asyncio.wait([ticking, sending], timeout=stop_within)
        if late:
            log.warning("stopped with work in flight; the next start looks after it")
    finally:
        await ended([ticking, sending, keeping])


async def _keeping(hold: Hold, sender: Sender) -> None:
    """Send nothing while the database is not ours alone; raises ConfigError when it is another's."""
    while True:
        await hold.lost()
        log.warning("the hold on the database is lost; nothing is sent until it is retaken")
        sender.shards = NONE
        await hold.retake()
        log.info("the database is held again")
        sender.shards = ALL
        sender.wake()

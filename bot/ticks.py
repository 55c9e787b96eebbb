"""What comes round: visits of sources, and all that is done once a minute. Each tick fails alone."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import timedelta

import structlog

from bot import metrics
from bot.app import House
from bot.delivery.catch_up import catch_up_tick
from bot.delivery.digests import digest_tick
from bot.delivery.reminders import reminder_tick
from core.errors import HubwireError
from storage import chats, mutes, reminders, set_back

log = structlog.get_logger()

PERIODIC_SECONDS = 60.0
GRACE = timedelta(days=90)  #: that a chat which refuses our messages is remembered
KEPT = timedelta(days=60)  #: that reminders and mutes outlive their events


async def poll_tick(house: House) -> None:
    """Poll what is due and wake the sender."""

    async def work() -> None:
        for outcome in await house.poller.poll():
            metrics.count_visit(outcome.result, outcome.events)
        house.sender.wake()

    await guarded("poll", work())


async def visit_tick(house: House, source_id: int, *, again: bool) -> None:
    """Poll one source."""

    async def work() -> None:
        if outcome := await house.poller.visit(source_id, again=again):
            metrics.count_visit(outcome.result, outcome.events)

    await guarded("poll", work())


async def periodic_tick(house: House) -> None:
    """Mend what a clock that was set back left, remind, make the digests that are due, forget who is gone."""
    await guarded("clock", _mend_the_clock(house))
    await guarded("reminders", _reminders(house))
    await guarded("digests", _digests(house))
    await guarded("chats", _forget_the_gone(house))


async def guarded(name: str, work: Awaitable[None]) -> None:
    """Let a tick fail alone: the log says why, the next tick tries again."""
    try:
        await work
    except HubwireError:
        log.exception("tick failed; the next one tries again", tick=name)


async def _mend_the_clock(house: House) -> None:
    async with house.db.transaction() as tx:
        ahead = await set_back.mend(tx, house.clock())
        await tx.commit()
    if ahead:
        log.warning("the clock was set back; what waited goes on", seconds=int(ahead.total_seconds()))
        house.sender.wake()


async def _reminders(house: House) -> None:
    if await reminder_tick(house.db, house.clock()):
        house.sender.wake()


async def _digests(house: House) -> None:
    now = house.clock()
    if await catch_up_tick(house.db, now) + await digest_tick(house.db, now):
        house.sender.wake()


async def _forget_the_gone(house: House) -> None:
    """Erase chats that could not be reached for the whole of the grace period, and what is long past."""
    past = (house.clock() - KEPT).date()
    async with house.db.transaction() as tx:
        await reminders.forget_past(tx, past)
        await mutes.forget_past(tx, past)
        if gone := await chats.forget_gone(tx, house.clock() - GRACE):
            log.info("chats erased that never came back", chats=gone)
        await tx.commit()

"""What one worker holds of the whole: shards of chats to send to, and perhaps the answering of people.

A part is used only while its lock is held, and the flood limit is shared by the same locks. A shard is given
away when nothing of it is in flight; a part that was another's is used after a second, when what the other
has sent no longer counts.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

import structlog

from bot import metrics
from bot.answering import updates
from bot.app import House
from bot.delivery.limiter import FloodLimiter
from bot.workers.pace import Pace
from core.shards import share, wanted
from handlers import registry
from storage.claims import Shards
from storage.members import Seat, shard_lock, token_lock

log = structlog.get_logger()


class Holdings:
    """Takes and gives parts as workers come and go. `run` goes on until cancelled."""

    def __init__(self, house: House, seat: Seat, pace: Pace):
        self._house = house
        self._seat = seat
        self._pace = pace
        self._locked: frozenset[int] = frozenset()
        self._office = token_lock(house.settings.bot_token.get_secret_value())
        self._answering: asyncio.Task[None] | None = None
        self._has_said = False

    def report(self) -> dict[str, Any]:
        """Return what `/health` tells of it."""
        shards = sorted(self._house.sender.shards.held)
        return {"role": "worker", "shards": shards, "answers": self._answering is not None}

    async def run(self) -> None:
        """Hold what is ours; raises StorageError when the session that holds it is lost."""
        try:
            while True:
                await self._look()
                await self._seat.heard(self._pace.look)
                self._house.sender.wake()
        finally:
            await self._stop_answering()

    async def _look(self) -> None:
        target = wanted(*await self._seat.place())
        await self._give(self._locked - target)
        taken = await self._take(target - self._locked)
        elected = await self._elected()
        if taken or elected:
            await asyncio.sleep(self._pace.rest)
            self._locked |= taken
            if elected:
                self._answering = asyncio.create_task(self._answer(), name="answering")
            self._use(self._locked)
            log.info("holds", shards=len(self._locked), answers=self._answering is not None)
        if self._answering is not None and self._answering.done():
            self._answering.result()

    async def _give(self, surplus: frozenset[int]) -> None:
        """Give shards away, when what is in flight there has come to an end; else at a later look."""
        if not surplus:
            return
        kept = self._locked - surplus
        self._use(kept)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._pace.look):
                await self._house.sender.hold(Shards(kept))
                await self._seat.give(map(shard_lock, surplus))
                self._locked = kept

    async def _take(self, lacking: frozenset[int]) -> frozenset[int]:
        """Take shards that are free, and what their last holder left in flight when it died."""
        taken = frozenset(lock.number for lock in await self._seat.take(map(shard_lock, sorted(lacking))))
        if taken:
            await self._house.sender.take_over(Shards(taken))
        return taken

    async def _elected(self) -> bool:
        """Stand for the answering; says whether it has just become ours."""
        if self._answering is not None:
            return False
        elected = bool(await self._seat.take([self._office]))
        if not elected and not self._has_said:
            log.info("another process answers with this token; standing by")
            self._has_said = True
        return elected

    def _use(self, shards: frozenset[int]) -> None:
        sender, answers = self._house.sender, self._answering is not None
        limiter = self._house.application.bot.rate_limiter
        if isinstance(limiter, FloodLimiter):
            limiter.set_share(share(len(shards), answers=answers))
        sender.shards = Shards(shards)
        sender.wake()
        metrics.SHARDS.set(len(shards))
        metrics.ANSWERS.set(answers)

    async def _answer(self) -> None:
        application = self._house.application
        await registry.publish_commands(application.bot)
        async with updates(application, self._house.settings):
            await asyncio.Event().wait()

    async def _stop_answering(self) -> None:
        if self._answering is not None:
            self._answering.cancel()
            await asyncio.gather(self._answering, return_exceptions=True)

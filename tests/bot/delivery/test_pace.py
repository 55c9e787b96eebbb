"""A broadcast to a server that enforces the published limits, in a time that passes only when all wait."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from bot.delivery.limiter import FloodLimiter, Rates
from bot.delivery.send import AT_ONCE
from core.delivery import DeliveryState as S
from storage import deliveries
from storage.database import Database
from tests.bot.delivery.conftest import Office
from tests.botapi import telegram as serve_telegram
from tests.core.builders import NOW

CHATS = 150


class Pacer(FloodLimiter):
    """A limiter of ours that knows who waits for time, and who for the server."""

    def __init__(self, rates: Rates, hand: list[float]):
        super().__init__(rates, lambda: hand[0], self._wait_for_time)
        self.hand = hand
        self.calling = 0
        self.changed = asyncio.Event()
        self.sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    async def _wait_for_time(self, seconds: float) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.sleepers.append((self.hand[0] + seconds, len(self.sleepers), future))
        self.changed.set()
        await future

    async def _called(self, callback: Any, args: Any, kwargs: Any, chat: Any) -> Any:
        self.calling += 1
        try:
            return await super()._called(callback, args, kwargs, chat)
        finally:
            self.calling -= 1
            self.changed.set()

    async def pass_time(self, most: int, left: Callable[[], int]) -> None:
        """Let time pass when the sender has its hands full, or holds all that is left, and all wait."""
        while True:
            await self.changed.wait()
            self.changed.clear()
            if self.sleepers and not self.calling and len(self.sleepers) == min(most, left()):
                self.sleepers.sort(key=lambda one: one[:2])
                moment, _, future = self.sleepers.pop(0)
                self.hand[0] = max(self.hand[0], moment)
                future.set_result(None)


async def test_it_uses_the_rate_to_ninety_five_parts_in_a_hundred_and_meets_no_429(db: Database) -> None:
    hand = [NOW.timestamp()]
    async with serve_telegram(limits=True, clock=lambda: hand[0]) as telegram:
        office = Office(db, telegram)
        limiter = Pacer(Rates(), hand)
        office.application.bot._rate_limiter = limiter
        async with office.application:
            people = [await office.person() for _ in range(CHATS)]
            for chat in people:
                await office.enqueue(chat, f"to {chat}")
            begun = hand[0]
            most = office.sender._courier.holds(AT_ONCE)
            passing = asyncio.create_task(limiter.pass_time(most, lambda: CHATS - len(telegram.sent())))
            try:
                assert await office.sender.drain() == CHATS
            finally:
                passing.cancel()
        async with db.snapshot() as tx:
            rows = await deliveries.listing(tx, state=None, limit=CHATS)
    assert {(row.state, row.attempts) for row in rows} == {(S.SENT, 1)}
    assert limiter._refusals.recent == ()
    assert CHATS / (hand[0] - begun) > 0.95 * 30

"""Taking the next deliveries out of a queue of any length, on SQLite."""

from __future__ import annotations

import time
from datetime import timedelta
from statistics import median

from benchmarks.crowd import NOW, crowd, forum
from bot.send import AT_ONCE, LEASE
from core.outbox import Sent
from storage import claims, deliveries, events, news
from storage.deliveries import Settled

CLAIMS = 40


async def measure(chats: int) -> tuple[float, float]:
    """Return the median seconds of a claim and of settling what it took, with so many rows queued."""
    claiming, settling = [], []
    async with crowd(chats) as (_, db):
        async with db.transaction() as tx:
            event = await events.create(tx, forum(1), NOW)
            await news.tell(tx, event, timely=True, now=NOW, is_new=True)
            await tx.commit()
        now = NOW + timedelta(seconds=1)
        for _ in range(min(CLAIMS, chats // AT_ONCE)):
            async with db.transaction() as tx:
                began = time.perf_counter()
                taken = await claims.claim(tx, now, lease=LEASE, limit=AT_ONCE)
                claimed = time.perf_counter()
                await deliveries.settle(tx, [Settled(one, Sent(one.id)) for one in taken], now)
                settled = time.perf_counter()
                await tx.commit()
            claiming.append(claimed - began)
            settling.append(settled - claimed)
    return median(claiming), median(settling)

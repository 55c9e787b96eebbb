"""Taking the next deliveries out of a queue of any length, and recording what came of them, on SQLite."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from benchmarks.crowd import NOW, crowd, forum
from bot.delivery.send import LEASE
from core.outbox import Sent
from storage import claims, deliveries, events, news
from storage.database import Database
from storage.deliveries import Settled

ROWS = 64
CLAIMS = 60


@dataclass(frozen=True, slots=True)
class Cost:
    """Medians, in seconds of one core."""

    claim: float
    settle: float


async def measure(queued: int) -> Cost:
    """Take deliveries some at a time while so many more are queued."""
    async with crowd(queued) as (_, db):
        async with db.transaction() as tx:
            event = await events.create(tx, forum(1), NOW)
            await news.tell(tx, event, timely=True, now=NOW, is_new=True)
            await tx.commit()
        costs = [await _once(db) for _ in range(min(CLAIMS, queued // ROWS))]
    return Cost(median(one.claim for one in costs), median(one.settle for one in costs))


async def _once(db: Database) -> Cost:
    now = NOW + timedelta(seconds=1)
    async with db.transaction() as tx:
        began = time.process_time()
        taken = await claims.claim(tx, now, lease=LEASE, limit=ROWS)
        claimed = time.process_time()
        await deliveries.settle(tx, [Settled(one, Sent(one.id)) for one in taken], now)
        settled = time.process_time()
        await tx.commit()
    if len(taken) != ROWS:
        raise RuntimeError(f"{len(taken)} rows were taken, not {ROWS}")
    return Cost(claimed - began, settled - claimed)

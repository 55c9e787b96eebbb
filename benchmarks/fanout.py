"""One event that many chats want: matched and enqueued, in how long, and does anybody wait meanwhile."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from statistics import median

from benchmarks.crowd import NOW, crowd, forum
from bot.polling.intake import Found, take_in
from core.article import Article, Document
from core.query import EventQuery
from core.source import SourceSpec
from storage import events, sources
from storage.database import Database

RUNS = 3
SITE = "https://site.example/feed"


@dataclass(frozen=True, slots=True)
class Figures:
    """Medians over the runs; the longest wait is that of all."""

    of_a_core: float  #: rows in a second of one core: what else runs on the machine doesn't show
    by_the_clock: float  #: rows in a second
    longest_wait: float  #: seconds that the search behind `/events` took meanwhile, the loop's delay included


async def measure(chats: int) -> Figures:
    """Let a source bring an event that all chats want, and search all the while."""
    async with crowd(chats) as (_, db):
        async with db.transaction() as tx:
            await sources.sync(tx, [SourceSpec(SITE, "Site")], NOW)
            await tx.commit()
        spent, taken, waits = [], [], list[float]()
        for number in range(1, RUNS + 1):
            over = asyncio.Event()
            asking = asyncio.create_task(_ask(db, waits, over))
            by_the_clock, of_a_core = time.perf_counter(), time.process_time()
            await _bring(db, number, chats)
            taken.append(time.perf_counter() - by_the_clock)
            spent.append(time.process_time() - of_a_core)
            over.set()
            await asking
    return Figures(chats / median(spent), chats / median(taken), max(waits, default=0.0))


async def _bring(db: Database, number: int, chats: int) -> None:
    facts = forum(number)
    document = Document(facts.name, facts.summary, "en", None, f"{SITE}/{number}")
    found = Found(Article(1, f"article-{number}", document.url, document, NOW), (facts,))
    async with db.transaction() as tx:
        taken = (await take_in(tx, [found], NOW))[1]
        await tx.commit()
    if taken.alerts != chats:
        raise RuntimeError(f"{taken.alerts} alerts instead of {chats}")


async def _ask(db: Database, waits: list[float], over: asyncio.Event) -> None:
    """Search as `/events` does, every moment; a search that begins late counts as one that took long."""
    due = time.perf_counter()
    while not over.is_set():
        async with db.snapshot() as tx:
            await events.search(tx, EventQuery(countries=frozenset({"KZ"})), NOW.date(), limit=5, offset=0)
        waits.append(time.perf_counter() - due)
        due = time.perf_counter() + 0.005
        await asyncio.sleep(0.005)

"""What visits brought goes into storage, with how their sources fare.

    in one transaction:  ├─ save articles
                         ├─ find, make or change events
                         ├─ enqueue alerts
                         └─ save the source's state

Visits that end at about the same time share it; if it fails, each has its own.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.clock import Clock
from bot.polling import alarms
from bot.polling.intake import Taken, take_in
from bot.polling.reading import Brought
from bot.polling.revise import revise
from bot.together import Together
from core import health, schedule
from core.schedule import Bounds
from core.source import Source, SourceState
from storage import article_names, articles, sources
from storage.database import Database

STORED_WITHIN = 0.2  #: seconds that a visit's news waits for that of others, to be stored together
TOGETHER = 1_000  #: sources at which nothing is new whose states are saved in one transaction
OUTAGE = timedelta(days=2)  #: a source not reached for so long has a backlog


class _Visited(NamedTuple):
    """A visit that brought something to store."""

    source: Source
    before: SourceState
    after: SourceState
    brought: Brought


class Keeper:
    """Keeps what visits bring; `save_quiet` after each tick."""

    def __init__(self, db: Database, clock: Clock, bounds: Bounds, admin_ids: Collection[int]):
        self._db = db
        self._clock = clock
        self._bounds = bounds
        self._admin_ids = admin_ids
        self._storing = Together(self._stored, patience=STORED_WITHIN)
        self._quiet: dict[int, SourceState] = {}  # how sources fare at which nothing is new, to be saved

    def expected(self) -> AbstractContextManager[None]:
        """Say that a visit is under way which others may be stored with."""
        return self._storing.expected()

    async def keep(self, source: Source, before: SourceState, brought: Brought) -> Taken:
        """Store what a visit brought; where nothing is new, how the source fares is saved with the tick's."""
        after = self._after(before, brought, self._clock())
        if brought.is_quiet and after.alarm is before.alarm:
            self._quiet[source.id] = after
            return Taken()
        return await self._storing.ask(_Visited(source, before, after, brought))

    async def _stored(self, visits: Sequence[_Visited]) -> list[Taken]:
        """Store all that some visits brought, or nothing of it."""
        now = self._clock()
        backlogs = {one.source.id for one in visits if _is_backlog(one.before, now)}
        async with self._db.transaction() as tx:
            found = [found for one in visits for found in one.brought.found]
            taken = await take_in(tx, found, now, backlogs=backlogs)
            for one in visits:
                await revise(tx, one.brought.revised, now)
                await articles.set_marks(tx, one.source.id, one.brought.marks)
                await alarms.tell(tx, self._admin_ids, one.source, one.before, one.after, now)
            await article_names.remember(tx, [(one.source.id, one.brought.names) for one in visits])
            await sources.save_states(tx, {one.source.id: one.after for one in visits})
            await tx.commit()
        return [taken.get(one.source.id, Taken()) for one in visits]

    def _after(self, state: SourceState, brought: Brought, now: datetime) -> SourceState:
        """Return how the source fares after a visit."""
        result = brought.seen.result
        published = [one.published_at for one in brought.seen.feed.entries if one.published_at]
        if (state.way, state.waiting) != (brought.seen.way, brought.waiting):
            state = replace(state, way=brought.seen.way, waiting=brought.waiting)
        after = schedule.after(
            state,
            result,
            now,
            self._bounds,
            brought_news=bool(brought.found),
            published=published,
            spread=random.random(),  # noqa: S311 - jitter, not a secret
        )
        after = health.heard(after, published, now, brought_news=bool(brought.found))
        alarm = health.alarm(after, result, now)
        return after if alarm is after.alarm else replace(after, alarm=alarm)

    async def save_quiet(self) -> None:
        """Save together how sources fare; lost in a crash, it is found out anew.

        At the end of a tick: row by row the database's thread and a busy loop would wait for each other.
        """
        quiet, self._quiet = [*self._quiet.items()], {}
        for start in range(0, len(quiet), TOGETHER):
            async with self._db.transaction() as tx:
                await sources.save_states(tx, dict(quiet[start : start + TOGETHER]))
                await tx.commit()


def _is_backlog(state: SourceState, now: datetime) -> bool:
    """Say whether a visit brings what has piled up: the first one, or one after an outage."""
    return state.last_success_at is None or now - state.last_success_at > OUTAGE

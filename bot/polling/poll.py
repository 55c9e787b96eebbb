"""From a partner's feed to stored events and waiting deliveries.

    due sources ─ claim ─ read (reading.py) ─────┐
                          in one transaction:    ├─ save articles
                                                 ├─ find, make or change events
                                                 ├─ enqueue alerts
                                                 └─ save the source's state

Nothing is written before that transaction but the next visit's time, which is moved on when a source is
claimed, so that a crash can't make a loop of it. Visits that end at about the same time share a transaction;
if it fails, each has its own. What fails is a value with a reason, a bug of ours included; the next source is
served.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

import structlog

from bot.clock import Clock
from bot.polling import alarms
from bot.polling.claims import Claims
from bot.polling.intake import Taken, take_in
from bot.polling.reading import Brought, Reader
from bot.polling.revise import revise
from bot.polling.trial import try_source
from bot.together import Together
from core import health, schedule
from core.errors import HubwireError, StorageError
from core.schedule import Bounds
from core.source import FetchFailed, Source, SourceState
from core.trial import Trial
from feeds.fetch import Fetcher
from feeds.visit import NOTHING, Visit
from storage import article_names, articles, sources
from storage.database import Database

log = structlog.get_logger()

AT_ONCE = 24  #: sources visited at one time, one of each host
TOGETHER = 1_000  #: sources at which nothing is new whose states are saved in one transaction
STORED_WITHIN = 0.2  #: seconds that a visit's news waits for that of others, to be stored together
LOOKS = 2  #: at addresses that people ask for, at one time
OUTAGE = timedelta(days=2)  #: a source not reached for so long has a backlog


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one visit, for the log and for `hubwire poll`."""

    source: Source
    result: str  #: "new", "edited", "unchanged" or "failed"
    reason: str = ""
    articles: int = 0
    events: int = 0
    alerts: int = 0
    edited: int = 0


class _Visited(NamedTuple):
    """A visit that brought something to store."""

    source: Source
    before: SourceState
    after: SourceState
    brought: Brought


class Poller:
    """Visits due sources. `poll` is one tick."""

    def __init__(
        self, db: Database, fetcher: Fetcher, clock: Clock, bounds: Bounds, admin_ids: Collection[int] = ()
    ):
        self._db = db
        self._fetcher = fetcher
        self._clock = clock
        self._bounds = bounds
        self._admin_ids = admin_ids
        self._reader = Reader(db, fetcher, clock)
        self._looking = asyncio.Semaphore(LOOKS)
        self._storing = Together(self._stored, patience=STORED_WITHIN)
        self._quiet: dict[int, SourceState] = {}  # how sources fare at which nothing is new, to be saved

    async def poll(self, *, everything: bool = False) -> list[Outcome]:
        """Visit what is due (or every source), many at a time; one bad source stops no other."""
        if everything:
            async with self._db.transaction() as tx:
                await sources.make_due(tx, self._clock())
                await tx.commit()
        claims = Claims(self._db, self._clock(), self._clock() + self._bounds.shortest)
        outcomes: list[Outcome] = []
        try:
            await asyncio.gather(*(self._serve(claims, outcomes) for _ in range(AT_ONCE)))
        finally:
            await self._save_quiet()
            await self._fetcher.readers.rest()
        return outcomes

    async def look(self, url: str) -> Trial | FetchFailed:
        """Say what an address would bring as a source; nothing is stored."""
        async with self._looking:
            return await try_source(url, self._fetcher, self._clock())

    async def _serve(self, claims: Claims, outcomes: list[Outcome]) -> None:
        """Visit one source after another while any is due."""
        while (claimed := await claims.next()) is not None:
            source, state = claimed
            outcomes.append(await self._guarded(source, state))
            claims.done(source)

    async def visit(self, source_id: int, *, again: bool = False) -> Outcome | None:
        """Visit one source if it is due, or again where a visit of it was cut off."""
        async with self._db.transaction() as tx:
            found = await sources.get(tx, source_id)
            if found is None or not (again or found[1].next_check_at <= self._clock()):
                return None
            await sources.set_next_check(tx, source_id, self._clock() + self._bounds.shortest)
            await tx.commit()
        outcome = await self._guarded(*found)
        await self._save_quiet()
        await self._fetcher.readers.rest()
        return outcome

    async def _guarded(self, source: Source, state: SourceState) -> Outcome:
        """Let no source's failure out, be it a bug of ours: it is logged and recorded, the others go on."""
        try:
            outcome = await self._visit(source, state)
        except Exception as exc:
            log.exception("source failed", source=source.spec.name, url=source.spec.url)
            outcome = await self._recorded(source, state, exc)
        if outcome.result == "failed":
            log.warning("source failed", source=source.spec.name, reason=outcome.reason)
        elif outcome.articles or outcome.edited:
            log.info(
                "source polled",
                source=source.spec.name,
                articles=outcome.articles,
                edited=outcome.edited,
                events=outcome.events,
            )
        return outcome

    async def _recorded(self, source: Source, state: SourceState, exc: Exception) -> Outcome:
        """Treat a fault of ours as a failure of the source: backed off, and told to the administrators."""
        reason = f"a fault in hubwire: {type(exc).__name__}; its log says more"
        failed = FetchFailed(reason, lasting=not isinstance(exc, StorageError))
        try:
            return await self._store(source, state, Brought(Visit(failed, NOTHING, state.way)))
        except HubwireError:
            log.exception("a failure could not be recorded", source=source.spec.name)
            return Outcome(source, "failed", reason)

    async def _visit(self, source: Source, state: SourceState) -> Outcome:
        with self._storing.expected():
            brought = await self._reader.read(source, state)
        return await self._store(source, state, brought)

    async def _store(self, source: Source, state: SourceState, brought: Brought) -> Outcome:
        after = self._after(state, brought, self._clock())
        taken = Taken()
        if brought.is_quiet and after.alarm is state.alarm:
            self._quiet[source.id] = after
        else:
            taken = await self._storing.ask(_Visited(source, state, after, brought))
        return _outcome(source, brought, taken)

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
            await article_names.remember(tx, {one.source.id: one.brought.names for one in visits})
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

    async def _save_quiet(self) -> None:
        """Save together how sources fare; lost in a crash, it is found out anew.

        At the end of a tick: row by row the database's thread and a busy loop would wait for each other.
        """
        quiet, self._quiet = [*self._quiet.items()], {}
        for start in range(0, len(quiet), TOGETHER):
            async with self._db.transaction() as tx:
                await sources.save_states(tx, dict(quiet[start : start + TOGETHER]))
                await tx.commit()


def _outcome(source: Source, brought: Brought, taken: Taken) -> Outcome:
    result = brought.seen.result
    if isinstance(result, FetchFailed):
        return Outcome(source, "failed", reason=result.reason)
    edited = sum(bool(one.events) for one in brought.revised)
    name = "new" if taken.articles else "edited" if edited else "unchanged"
    return Outcome(source, name, "", *taken, edited)


def _is_backlog(state: SourceState, now: datetime) -> bool:
    """Say whether a visit brings what has piled up: the first one, or one after an outage."""
    return state.last_success_at is None or now - state.last_success_at > OUTAGE

"""From a partner's feed to stored events and waiting deliveries.

    due sources ─ claim ─ read (reading.py) ─ keep (keeping.py)

Nothing is written before a visit's news is kept but the next visit's time, which is moved on when a source is
claimed, so that a crash can't make a loop of it. What fails is a value with a reason, a bug of ours included;
the next source is served.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import dataclass

import structlog

from bot.clock import Clock
from bot.polling.claims import Claims
from bot.polling.intake import Taken
from bot.polling.keeping import Keeper
from bot.polling.reading import Brought, Reader
from bot.polling.trial import try_source
from core.errors import HubwireError, StorageError
from core.schedule import Bounds
from core.source import FetchFailed, Source, SourceState
from core.trial import Trial
from feeds.fetch import Fetcher
from feeds.visit import NOTHING, Visit
from storage import sources
from storage.database import Database

log = structlog.get_logger()

AT_ONCE = 24  #: sources visited at one time, one of each host
LOOKS = 2  #: at addresses that people ask for, at one time


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


class Poller:
    """Visits due sources. `poll` is one tick."""

    def __init__(
        self, db: Database, fetcher: Fetcher, clock: Clock, bounds: Bounds, admin_ids: Collection[int] = ()
    ):
        self._db = db
        self._fetcher = fetcher
        self._clock = clock
        self._bounds = bounds
        self._reader = Reader(db, fetcher, clock)
        self._keeper = Keeper(db, clock, bounds, admin_ids)
        self._looking = asyncio.Semaphore(LOOKS)

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
            await self._keeper.save_quiet()
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
        await self._keeper.save_quiet()
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
            brought = Brought(Visit(failed, NOTHING, state.way))
            return _outcome(source, brought, await self._keeper.keep(source, state, brought))
        except HubwireError:
            log.exception("a failure could not be recorded", source=source.spec.name)
            return Outcome(source, "failed", reason)

    async def _visit(self, source: Source, state: SourceState) -> Outcome:
        with self._keeper.expected():
            brought = await self._reader.read(source, state)
        return _outcome(source, brought, await self._keeper.keep(source, state, brought))


def _outcome(source: Source, brought: Brought, taken: Taken) -> Outcome:
    result = brought.seen.result
    if isinstance(result, FetchFailed):
        return Outcome(source, "failed", reason=result.reason)
    edited = sum(bool(one.events) for one in brought.revised)
    name = "new" if taken.articles else "edited" if edited else "unchanged"
    return Outcome(source, name, "", *taken, edited)

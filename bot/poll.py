"""From a partner's feed to stored events and waiting deliveries.

    due sources ─ fetch ─ parse ─ articles never seen ─ read ─ extract ┐
                                          one transaction a source:    ├─ save articles
                                                                       ├─ find or make events
                                                                       ├─ enqueue alerts
                                                                       └─ save the source's state

Nothing is written before the transaction but the next visit's time, which is moved on before the fetch so
that a crash can't make a loop of it. What fails is a value with a reason; the next source is served.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from bot import alarms
from bot.clock import Clock
from bot.intake import Found, take_in
from core import schedule
from core.article import Article, Entry, names_gained, unseen
from core.errors import HubwireError
from core.schedule import Bounds
from core.source import Fetched, FetchFailed, FetchResult, Source, SourceState
from feeds.articles import complete
from feeds.extract.events import extract
from feeds.fetch import Fetcher
from feeds.visit import Visit, visit
from storage import article_names, sources
from storage.database import Database

log = structlog.get_logger()

BATCH = 50  #: sources served in one tick
AT_ONCE = 8  #: of them at one time
PER_HOST = 1
OUTAGE = timedelta(days=2)  #: a source not reached for so long has a backlog
MOST_FAILURES = 3  #: pages that fail one after another before the rest is left for the next visit
MOST_ENTRIES = 40  #: new entries taken of one source in one visit; the rest comes with the next


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one visit, for the log and for `hubwire poll`."""

    source: Source
    result: str  #: "new", "unchanged" or "failed"
    reason: str = ""
    articles: int = 0
    events: int = 0
    alerts: int = 0


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

    async def poll(self, *, everything: bool = False) -> list[Outcome]:
        """Visit what is due (or every source), a few at a time; one bad source stops no other."""
        async with self._db.snapshot() as tx:
            if everything:
                due = [(row.source, row.state) for row in await sources.overview(tx) if not row.retired]
            else:
                due = await sources.due(tx, self._clock(), limit=BATCH, per_host=PER_HOST)
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(source: Source, state: SourceState) -> Outcome:
            async with gate:
                return await self._guarded(source, state)

        return list(await asyncio.gather(*(one(source, state) for source, state in due)))

    async def visit(self, source_id: int, *, again: bool = False) -> Outcome | None:
        """Visit one source if it is due, or again where a visit of it was cut off."""
        async with self._db.snapshot() as tx:
            found = await sources.get(tx, source_id)
        if found is None or not (again or found[1].next_check_at <= self._clock()):
            return None
        return await self._guarded(*found)

    async def _guarded(self, source: Source, state: SourceState) -> Outcome:
        """Let no source's failure out: it is logged with the source's name, the others go on."""
        try:
            outcome = await self._visit(source, state)
        except HubwireError as exc:
            log.exception("source failed", source=source.spec.name, url=source.spec.url)
            outcome = Outcome(source, "failed", reason=f"{type(exc).__name__}: {exc}")
        if outcome.result == "failed":
            log.warning("source failed", source=source.spec.name, reason=outcome.reason)
        elif outcome.articles:
            log.info(
                "source polled", source=source.spec.name, articles=outcome.articles, events=outcome.events
            )
        return outcome

    async def _visit(self, source: Source, state: SourceState) -> Outcome:
        async with self._db.transaction() as tx:
            await sources.set_next_check(tx, source.id, self._clock() + self._bounds.shortest)
            await tx.commit()
        seen = await visit(source.spec, state, self._fetcher)
        entries = seen.feed.entries
        async with self._db.snapshot() as tx:
            known = await article_names.known(tx, source.id, {name for one in entries for name in one.names})
        new = unseen(entries, known)
        read = await self._read(source, new[:MOST_ENTRIES])
        if len(read) < len(new):  # something is left for the next visit: ask for it whole again
            seen = replace(seen, result=_without_validators(seen.result))
        taken = {name: one.identity for one in new for name in one.names if one.identity in read}
        names = names_gained(entries, known) | taken
        return await self._store(source, state, seen, names, await self._extracted(list(read.values())))

    async def _read(self, source: Source, entries: Sequence[Entry]) -> dict[str, Article]:
        """Complete entries one after another, until the site seems down; returns articles by identity."""
        read: dict[str, Article] = {}
        failures = 0
        for entry in entries:
            article = await complete(entry, source, self._fetcher, self._clock())
            if isinstance(article, FetchFailed):
                log.warning("page failed", source=source.spec.name, url=entry.url, reason=article.reason)
                failures += 1
            else:
                read[entry.identity] = article
                failures = 0
            if failures == MOST_FAILURES:
                break
        return read

    async def _extracted(self, read: Sequence[Article]) -> list[Found]:
        """Ask the extractor in a thread; the loop stays free for commands."""
        return [Found(article, tuple(await asyncio.to_thread(extract, article.document))) for article in read]

    async def _store(
        self, source: Source, state: SourceState, seen: Visit, names: dict[str, str], found: Sequence[Found]
    ) -> Outcome:
        now = self._clock()
        after = schedule.after(
            replace(state, way=seen.way),
            seen.result,
            now,
            self._bounds,
            brought_news=bool(found),
            published=[one.published_at for one in seen.feed.entries if one.published_at],
            spread=random.random(),  # noqa: S311 - jitter, not a secret
        )
        async with self._db.transaction() as tx:
            taken = await take_in(tx, found, now, backlog=_is_backlog(state, now))
            await article_names.remember(tx, source.id, names)
            await sources.save_state(tx, source.id, after)
            await alarms.tell(tx, self._admin_ids, source, state, after, now)
            await tx.commit()
        if isinstance(seen.result, FetchFailed):
            return Outcome(source, "failed", reason=seen.result.reason)
        return Outcome(source, "new" if taken.articles else "unchanged", "", *taken)


def _without_validators(result: FetchResult) -> FetchResult:
    return replace(result, etag="", last_modified="") if isinstance(result, Fetched) else result


def _is_backlog(state: SourceState, now: datetime) -> bool:
    """Say whether a visit brings what has piled up: the first one, or one after an outage."""
    return state.last_success_at is None or now - state.last_success_at > OUTAGE

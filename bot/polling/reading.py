"""What a visit to a source brings: articles never seen or edited, and their events. Nothing is stored.

fetch ─ parse ─┬─ never seen ─ read ─ extract
               └─ edited ──── read ─ extract, where the text is another
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from bot.polling.intake import Found
from bot.polling.revise import Revised
from bot.together import Together
from core.article import Article, Document, Entry, Known, edited, names_gained, unmarked, unseen
from core.event import EventFacts
from core.source import FetchFailed, Source, SourceState
from feeds.articles import complete, read_again
from feeds.computing import computed
from feeds.extract.events import extract
from feeds.fetch import Fetcher
from feeds.visit import Visit, onward, visit, without_validators
from storage import article_names, articles
from storage.database import Database

log = structlog.get_logger()

MOST_PAGES = 4  #: of a list that goes on, while nothing on it is known
MOST_FAILURES = 3  #: pages that fail one after another before the rest is left for the next visit
MOST_ENTRIES = 40  #: new entries taken of one source in one visit; the rest comes with the next
MOST_EDITED = 5  #: edited articles read again in one visit
ASKED_WITHIN = 0.1  #: seconds that a feed waits for others, to be looked up together
READ_WITHIN = timedelta(minutes=2)  #: the pages of one visit are read; a slow site must not hold up others


@dataclass(slots=True)
class Brought:
    """All that came of a visit."""

    seen: Visit
    names: dict[str, str] = field(default_factory=dict)  #: that articles go by, with their identities
    found: list[Found] = field(default_factory=list)
    revised: list[Revised] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)  #: of articles that say the same, by identity
    waiting: dict[str, datetime] = field(default_factory=dict)  #: pages that are down, since when

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to store but how the source fares."""
        return not (self.names or self.found or self.revised or self.marks)


class Reader:
    """Visits one source at a time."""

    def __init__(self, db: Database, fetcher: Fetcher, clock: Clock):
        self._db = db
        self._fetcher = fetcher
        self._clock = clock
        self._knowing = Together(self._known_of, patience=ASKED_WITHIN)

    async def read(self, source: Source, state: SourceState) -> Brought:
        """Visit a source and read what is new there; failures are in the visit's result."""
        with self._knowing.expected():
            seen = await visit(source.spec, state, self._fetcher)
        if not seen.feed.entries:
            kept = {} if not isinstance(seen.result, FetchFailed) else dict(state.waiting)
            return Brought(seen, waiting=kept)
        seen, known = await self._turned(source, seen)
        brought = Brought(seen, waiting=dict(state.waiting), marks=unmarked(seen.feed.entries, known))
        left = await self._read_new(source, brought, known)
        left |= await self._read_edited(source, brought, known)
        if left:
            brought.seen = without_validators(brought.seen)
        return brought

    async def _turned(self, source: Source, seen: Visit) -> tuple[Visit, dict[str, Known]]:
        """Turn a list's pages until something on it is known; that is where the last visit ended."""
        known = await self._known(source, seen.feed.entries)
        for _ in range(MOST_PAGES - 1):
            if known or not seen.feed.next_url:
                break
            seen = await onward(seen, source.spec, self._fetcher)
            known = await self._known(source, seen.feed.entries)
        return seen, known

    async def _known(self, source: Source, entries: Sequence[Entry]) -> dict[str, Known]:
        names = {name for one in entries for name in one.names}
        return await self._knowing.ask((source.id, names))

    async def _known_of(self, asked: Sequence[tuple[int, set[str]]]) -> list[dict[str, Known]]:
        wanted: dict[int, set[str]] = {}
        for source, names in asked:
            wanted.setdefault(source, set()).update(names)
        async with self._db.snapshot() as tx:
            known = await article_names.known(tx, wanted)
        return [known[source] for source, _ in asked]

    async def _read_new(self, source: Source, brought: Brought, known: Mapping[str, Known]) -> bool:
        """Complete new entries until the site seems down; says whether any are left.

        Those whose pages were down before come last, so that they hold up no other.
        """
        entries, waited = brought.seen.feed.entries, brought.waiting
        new = sorted(unseen(entries, known), key=lambda one: one.identity in waited)
        brought.waiting = {one.identity: waited[one.identity] for one in new if one.identity in waited}
        read, failures, until = set[str](), 0, self._time() + READ_WITHIN.total_seconds()
        for entry in new[:MOST_ENTRIES]:
            article = await self._completed(entry, source, brought)
            failures = failures + 1 if article is None else 0
            if article is not None:
                read.add(entry.identity)
                brought.found.append(Found(article, await self._extracted(article.document)))
            if failures == MOST_FAILURES or self._time() > until:
                break
        taken = {name: one.identity for one in new for name in one.names if one.identity in read}
        brought.names = names_gained(entries, known) | taken
        return len(read) < len(new)

    async def _completed(self, entry: Entry, source: Source, brought: Brought) -> Article | None:
        """Complete an entry; None where its page is down, which is remembered."""
        now = self._clock()
        since = brought.waiting.setdefault(entry.identity, now)
        article = await complete(entry, source, self._fetcher, now, since=since)
        if isinstance(article, FetchFailed):
            log.warning("page failed", source=source.spec.name, url=entry.url, reason=article.reason)
            return None
        del brought.waiting[entry.identity]
        return article

    async def _read_edited(self, source: Source, brought: Brought, known: Mapping[str, Known]) -> bool:
        """Read edited articles again; says whether any are left."""
        changed = edited(brought.seen.feed.entries, known, self._clock())
        if not changed:
            return False
        async with self._db.snapshot() as tx:
            before = await articles.of_source(tx, source.id, [article.identity for _, article in changed])
        left = len(changed) > MOST_EDITED
        for entry, article in changed[:MOST_EDITED]:
            article_id, stored = before[article.identity]
            new = await read_again(entry, source, self._fetcher, self._clock())
            if isinstance(new, Article):
                brought.revised.append(await self._revised(article_id, stored, new))
            elif new.lasting:
                brought.revised.append(Revised(article_id, replace(stored, mark=entry.mark), ()))
            else:
                left = True
        return left

    async def _revised(self, article_id: int, stored: Article, new: Article) -> Revised:
        """Extract anew where the words are others; when the article was published is what it said first."""
        old = stored.document
        document = replace(new.document, published=old.published or new.document.published)
        same = (old.title, old.text) == (document.title, document.text)
        events = () if same else await self._extracted(document)
        return Revised(article_id, replace(new, document=document), events)

    async def _extracted(self, document: Document) -> tuple[EventFacts, ...]:
        return tuple(await computed(len(document.text), extract, document))

    def _time(self) -> float:
        return asyncio.get_running_loop().time()

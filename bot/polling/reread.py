"""Reading stored articles again, after the extractor has learnt something: what editors said stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.article import Article
from core.event import EventFacts
from feeds.extract.events import extract
from storage import articles, lives, news, sightings
from storage.database import Database, Transaction

BATCH = 100


@dataclass(slots=True)
class Reread:
    """What came of it."""

    articles: int = 0
    changed: int = 0  #: events that have a new version


async def reread(db: Database, now: datetime) -> Reread:
    """Read every stored article anew, a batch a transaction; events change, none begins or ends."""
    done, after = Reread(), 0
    while True:
        async with db.transaction() as tx:
            batch = await articles.after(tx, after, limit=BATCH)
            for article_id, article in batch:
                done.changed += await _read_again(tx, article_id, article, now)
            await tx.commit()
        if not batch:
            return done
        done.articles += len(batch)
        after = batch[-1][0]


async def _read_again(tx: Transaction, article_id: int, article: Article, now: datetime) -> int:
    """Replace what an article says of the events that it was found to tell of."""
    found: list[EventFacts] = extract(article.document)
    changed = 0
    for known in await sightings.of_article(tx, article_id):
        if known.place >= len(found) or known.event_id is None or found[known.place] == known.facts:
            continue
        event, before = await lives.reread(tx, known, found[known.place], now)
        if event.version != before:
            changed += 1
            await news.tell(tx, event, timely=False, now=now)
    return changed

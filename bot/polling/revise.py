"""An article that its site has edited is read again, and may change its event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.polling.intake import record
from core.article import Article
from core.event import EventFacts
from core.news import is_news
from core.revision import aligned
from core.sighting import Sighting
from storage import articles, lives, news, sightings
from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Revised:
    """A stored article as it reads now, and the events in it."""

    article_id: int
    article: Article
    events: tuple[EventFacts, ...]  #: none where its words are the same


async def revise(tx: Transaction, every: Iterable[Revised], now: datetime) -> None:
    """Store edited articles; events change, or begin, and chats are told, in the caller's transaction.

    A gathering of which an article no longer tells stays: others were told of it, and may tell more.
    """
    for one in every:
        known = await sightings.of_article(tx, one.article_id)
        places = aligned([before.facts for before in known], one.events)
        await articles.replace(tx, one.article_id, one.article, now)
        new_place = 1 + max((before.place for before in known), default=-1)
        for facts, before in zip(one.events, places, strict=True):
            if before is None:
                await _begun(tx, one, new_place, facts, now)
                new_place += 1
            elif known[before].facts != facts:
                await _changed(tx, one, known[before], facts, now)


async def _changed(tx: Transaction, one: Revised, known: Sighting, facts: EventFacts, now: datetime) -> None:
    event, before = await lives.reread(tx, replace(known, seen_on=now.date()), facts, now)
    if event.version != before:
        timely = is_news(event.facts, one.article.published_at, backlog=False, now=now)
        await news.tell(tx, event, timely=timely, now=now)


async def _begun(tx: Transaction, one: Revised, place: int, facts: EventFacts, now: datetime) -> None:
    day: date = now.date()
    event, is_new = await record(tx, Sighting(one.article_id, place, facts, day), day, now)
    await news.tell(tx, event, timely=is_news(facts, now, backlog=False, now=now), now=now, is_new=is_new)

"""Articles and the events found in them go into storage, and what follows from them into the outbox."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from core.article import Article
from core.event import Event, EventFacts
from core.merge import Likeness, matches
from core.names import edition, written_alike
from core.news import is_news
from core.sighting import Sighting
from feeds.likeness import likeness
from storage import articles, lives, news, sightings, turns
from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Found:
    """An article and the events that the extractor found in it."""

    article: Article
    events: tuple[EventFacts, ...]


class Taken(NamedTuple):
    """How much was new."""

    articles: int = 0
    events: int = 0
    alerts: int = 0


async def take_in(
    tx: Transaction,
    found: Iterable[Found],
    now: datetime,
    *,
    backlogs: Collection[int] = (),
    alike: Likeness = likeness,
) -> dict[int, Taken]:
    """Save articles, merge their events, enqueue what follows: all in the caller's transaction.

    `backlogs` are the sources whose articles are of a first visit, or were missed in an outage. Returns how
    much was new, by source.
    """
    visits: dict[int, list[Found]] = {}
    for one in found:
        visits.setdefault(one.article.source_id, []).append(one)
    if visits:
        await turns.merging(tx)
    ids = await articles.save(tx, [one.article for visit in visits.values() for one in visit], now)
    return {
        source: await _taken(tx, visit, ids, now, backlog=source in backlogs, alike=alike)
        for source, visit in visits.items()
    }


async def _taken(
    tx: Transaction,
    visit: Iterable[Found],
    ids: dict[tuple[int, str], int],
    now: datetime,
    *,
    backlog: bool,
    alike: Likeness,
) -> Taken:
    """Merge the events of one visit's articles; `ids` are those of the articles that are new."""
    read = new = alerts = 0
    told: list[int] = []
    for one in visit:
        article_id = ids.pop((one.article.source_id, one.article.identity), None)
        if article_id is None:
            continue
        read += 1
        for event, is_new, facts in await _recorded(tx, one, article_id, now, alike):
            new += is_new
            timely = is_news(facts, one.article.published_at, backlog=backlog, now=now)
            alerts += await news.tell(tx, event, timely=timely, now=now, earlier=told, is_new=is_new)
            told.append(event.id)
    return Taken(read, new, alerts)


async def _recorded(
    tx: Transaction, found: Found, article_id: int, now: datetime, alike: Likeness
) -> list[tuple[Event, bool, EventFacts]]:
    """Find the event that each report tells of, or begin one; those of one article are different ones."""
    taken: list[tuple[Event, bool, EventFacts]] = []
    day = seen_on(found.article, now)
    for place, facts in enumerate(found.events):
        event, is_new = await record(tx, Sighting(article_id, place, facts, day), day, now, alike)
        taken.append((event, is_new, facts))
    return taken


async def record(
    tx: Transaction, report: Sighting, day: date, now: datetime, alike: Likeness = likeness
) -> tuple[Event, bool]:
    """Find the event that a report tells of, or begin one; says whether it is new."""
    if edition(report.facts.name) is not None:  # the organiser's own site may announce it anew
        report = await sightings.signed(tx, report)
    candidates = await sightings.candidates(tx, report.facts, day)
    known = [one for one in candidates if one.article_id != report.article_id]
    found_in = await _matched(report, known, alike)
    for other in found_in[1:]:
        await lives.unite(tx, found_in[0], other, now)
    if found_in:
        return await lives.join(tx, found_in[0], report, now), False
    return await lives.begin(tx, report, now), True


async def _matched(report: Sighting, known: Sequence[Sighting], alike: Likeness) -> list[int]:
    """Find the events; in a thread where languages are compared, which may load the encoder."""
    if all(written_alike(report.facts.name, one.facts.name) for one in known):
        return matches(report, known, alike)
    return await asyncio.to_thread(matches, report, known, alike)


def seen_on(article: Article, now: datetime) -> date:
    """Return the day on which an article appeared: published, else taken."""
    published = article.document.published
    if published is not None and published.exact:
        return published.first()
    return (article.published_at or now).date()

"""Articles and the events found in them go into storage, and what follows from them into the outbox."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from core.article import Article
from core.delivery import DeliveryKind, EventMessage, NewDelivery, alert_key
from core.event import Event, EventFacts
from core.merge import best_match, is_material, merged
from core.subscription import Cadence
from storage import articles, deliveries, events, subscriptions
from storage.database import Transaction

ALERT_LIVES = timedelta(days=7)  #: an alert that could not be sent for so long is no news any more


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


async def take_in(tx: Transaction, found: Iterable[Found], now: datetime) -> Taken:
    """Save articles, merge their events, enqueue alerts: all in the caller's transaction."""
    counts = [0, 0, 0]
    for one in found:
        article_id = await articles.save(tx, one.article, now)
        if article_id is None:
            continue
        counts[0] += 1
        for facts in one.events:
            event, is_new = await _recorded(tx, facts, article_id, now)
            counts[1] += is_new
            counts[2] += await _alert(tx, event, now)
    return Taken(*counts)


async def _recorded(tx: Transaction, facts: EventFacts, article_id: int, now: datetime) -> tuple[Event, bool]:
    """Find the event that the report tells of and fill its gaps, or make a new one."""
    known = best_match(facts, await events.candidates(tx, facts, now))
    if known is None:
        event = await events.create(tx, facts, now)
    else:
        together = merged(known.facts, facts)
        event = known
        if together != known.facts:
            material = is_material(known.facts, together)
            event = await events.update_facts(tx, known, together, material=material, now=now)
    await events.add_report(tx, event.id, article_id)
    return event, known is None


async def _alert(tx: Transaction, event: Event, now: datetime) -> int:
    """Enqueue an alert to each chat that wants it at once and was not told of the event before."""
    told = await deliveries.chats_told(tx, event.id)
    chats = await subscriptions.chats_wanting(tx, event.facts, {Cadence.AT_ONCE}) - told
    return await deliveries.enqueue(
        tx,
        [
            NewDelivery(
                key=alert_key(event.id, event.version, chat_id),
                chat_id=chat_id,
                kind=DeliveryKind.ALERT,
                content=EventMessage(event.id, event.version),
                not_before=now,
                expires_at=now + ALERT_LIVES,
            )
            for chat_id in sorted(chats)
        ],
        now,
    )

"""One message a chat for all that was no news when it came: a backlog, an outage, what is long over."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog

from core.delivery import DeliveryKind, NewDelivery, catch_up_key
from core.news import catch_up_is_due
from handlers.digests import catch_up_message
from handlers.voice import Voice
from storage import chats, deliveries, events, held_back, mutes
from storage.database import Database

log = structlog.get_logger()

LIVES = timedelta(days=7)


async def catch_up_tick(db: Database, now: datetime) -> int:
    """Enqueue the catch-up of every chat whose one is ripe; returns how many there are."""
    async with db.transaction() as tx:
        await held_back.take_expired_alerts(tx, now)
        ripe = [
            held.chat_id
            for held in await held_back.waiting(tx)
            if catch_up_is_due(held.since, held.newest, held.caught_up_at, now)
        ]
        await tx.commit()
    return sum([await _catch_up(db, chat_id, now) for chat_id in ripe])


async def _catch_up(db: Database, chat_id: int, now: datetime) -> int:
    async with db.transaction() as tx:
        chat = await chats.get(tx, chat_id)
        if chat is None:
            return 0
        kept = await events.get_many(tx, await held_back.of_chat(tx, chat_id))
        muted = await mutes.of_chat(tx, chat_id)
        shown = [event for event in kept if not event.hidden and event.id not in muted]
        message = catch_up_message(shown, chat, now.astimezone(Voice.of(chat).zone).date())
        await held_back.told(tx, chat_id, [(event.id, event.version) for event in shown], now)
        made = 0
        if message is not None:
            key, kind = catch_up_key(chat_id, now), DeliveryKind.DIGEST
            made = await deliveries.enqueue(
                tx, [NewDelivery(key, chat_id, kind, message, now, now + LIVES)], now
            )
        await tx.commit()
    log.info("catch-up enqueued", chat=chat_id, events=len(shown))
    return made

"""One message a chat for all that was no news when it came: a backlog, an outage, what is long over."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from datetime import datetime, timedelta

import structlog

from core.chat import Chat
from core.delivery import DeliveryKind, NewDelivery, TextMessage, catch_up_key
from core.event import Event
from core.news import catch_up_is_due
from handlers.asking.digests import catch_up_message
from handlers.voice import Voice
from storage import chats, deliveries, events, held_back, mutes
from storage.database import Database, Transaction

log = structlog.get_logger()

LIVES = timedelta(days=7)
TOGETHER = 50  #: chats whose catch-ups share a transaction


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
    parts = (ripe[start : start + TOGETHER] for start in range(0, len(ripe), TOGETHER))
    return sum([await _catch_up(db, part, now) for part in parts])


async def _catch_up(db: Database, chat_ids: Sequence[int], now: datetime) -> int:
    async with db.transaction() as tx:
        shown = await _shown(tx, chat_ids)
        messages = _rendered(await chats.get_many(tx, chat_ids), shown, now)
        told = {id_: [(event.id, event.version) for event in shown[id_]] for id_ in messages}
        await held_back.told(tx, told, now)
        rows = [_row(chat_id, message, now) for chat_id, message in messages.items() if message is not None]
        made = await deliveries.enqueue(tx, rows, now)
        await tx.commit()
    log.info("catch-ups enqueued", chats=len(messages), messages=made)
    return made


async def _shown(tx: Transaction, chat_ids: Collection[int]) -> dict[int, list[Event]]:
    """Return what was held back from chats and may be shown to them."""
    held = await held_back.of_chats(tx, chat_ids)
    muted = await mutes.of_chats(tx, chat_ids)
    every = await events.get_many(tx, sorted({event_id for mine in held.values() for event_id in mine}))
    known = {event.id: event for event in every if not event.hidden}
    return {
        chat_id: [known[one] for one in mine if one in known and one not in muted[chat_id]]
        for chat_id, mine in held.items()
    }


def _rendered(
    known: Sequence[Chat], shown: Mapping[int, Sequence[Event]], now: datetime
) -> dict[int, TextMessage | None]:
    """Render catch-ups, once for all who read alike; one that can't be made stops nobody else."""
    alike: dict[Hashable, TextMessage | None] = {}
    made: dict[int, TextMessage | None] = {}
    for chat in known:
        voice = Voice.of(chat)
        today = now.astimezone(voice.zone).date()
        key = (voice, today, tuple(event.id for event in shown[chat.id]))
        try:
            if key not in alike:
                alike[key] = catch_up_message(shown[chat.id], chat, today)
            made[chat.id] = alike[key]
        except Exception:  # a bug that one chat's events bring out
            log.exception("a catch-up can't be made", chat=chat.id)
    return made


def _row(chat_id: int, message: TextMessage, now: datetime) -> NewDelivery:
    return NewDelivery(
        catch_up_key(chat_id, now), chat_id, DeliveryKind.DIGEST, message, now, expires_at=now + LIVES
    )

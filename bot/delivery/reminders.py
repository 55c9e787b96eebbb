"""Reminders that have fallen due: enqueued and noted in one transaction, so that each is sent once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import structlog

from core.delivery import DeliveryKind, NewDelivery, ReminderMessage, reminder_key
from core.errors import InvariantError
from core.reminder import Wish, begins_at, day_of, is_due, to_send
from handlers.cards.local_zone import local_zone
from handlers.voice import zone_of
from storage import deliveries, reminders, wishes
from storage.database import Database

log = structlog.get_logger()


async def reminder_tick(db: Database, now: datetime) -> int:
    """Enqueue the reminders that are due; returns how many there are."""
    async with db.snapshot() as tx:
        if not _due(await wishes.pending(tx, now), now):
            return 0
    async with db.transaction() as tx:
        due = _due(await wishes.pending(tx, now), now)
        made = await deliveries.enqueue(tx, [_delivery(one, now) for one in to_send(due)], now)
        await reminders.sent(tx, due, now)
        await tx.commit()
    if made:
        log.info("reminders enqueued", reminders=made)
    return made


def _due(pending: Sequence[Wish], now: datetime) -> list[Wish]:
    return [
        wish for wish in pending if is_due(wish, local_zone(wish.event.facts, zone_of(wish.timezone)), now)
    ]


def _delivery(wish: Wish, now: datetime) -> NewDelivery:
    """Make a reminder's delivery; once the event begins it is of no use."""
    event, day = wish.event, day_of(wish.event.facts)
    if day is None:
        raise InvariantError("a reminder of no day")
    chat_id, thread, _ = wish.place
    return NewDelivery(
        key=reminder_key(event.id, day, wish.lead, chat_id, thread),
        chat_id=chat_id,
        kind=DeliveryKind.REMINDER,
        content=ReminderMessage(event.id, event.version, day, wish.thread_id),
        not_before=now,
        expires_at=begins_at(event.facts, local_zone(event.facts, zone_of(wish.timezone))),
    )

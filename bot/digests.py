"""Digests of chats whose period has ended: marked, rendered and enqueued in one transaction a chat.

The tick may run as often as it likes: the mark of a chat and period is unique in the database.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog

from core.chat import Chat, ChatState
from core.delivery import DeliveryKind, NewDelivery, TextMessage, digest_key
from core.digest import Period, compose, ended_period
from core.subscription import Cadence, Subscription
from handlers.digests import digest_messages
from handlers.voice import Voice
from storage import chats, deliveries, digests, mutes, subscriptions
from storage.database import Database, Transaction

log = structlog.get_logger()

DIGEST_LIVES = timedelta(days=3)
PERIODIC = (Cadence.DAILY, Cadence.WEEKLY, Cadence.MONTHLY)


async def digest_tick(db: Database, now: datetime) -> int:
    """Enqueue every digest that is due; returns how many messages that makes."""
    async with db.snapshot() as tx:
        active = await chats.all_chats(tx, state=ChatState.ACTIVE)
    made = 0
    for chat in active:
        for cadence in PERIODIC:
            made += await _due_digest(db, chat, cadence, now)
    return made


async def _due_digest(db: Database, chat: Chat, cadence: Cadence, now: datetime) -> int:
    period = ended_period(cadence, chat, Voice.of(chat).zone, now)
    async with db.snapshot() as tx:
        wanted = [
            subscription
            for subscription in await subscriptions.of_chat(tx, chat.id)
            if subscription.cadence is cadence and subscription.created_at < period.until
        ]
        last = await digests.last_end(tx, chat.id, cadence)
    if not wanted or (last is not None and last >= period.until):
        return 0
    async with db.transaction() as tx:
        if not await digests.mark(tx, chat.id, period, now):
            return 0
        messages = await rendered_digest(tx, chat, period.reaching_back_to(last), wanted, now)
        await deliveries.enqueue(tx, _rows(chat, period, messages, now), now)
        await tx.commit()
    log.info("digest enqueued", chat=chat.id, period=period.key, messages=len(messages))
    return len(messages)


async def rendered_digest(
    tx: Transaction, chat: Chat, period: Period, wanted: Sequence[Subscription], now: datetime
) -> list[TextMessage]:
    """Compose and render a chat's digest; [] when there is nothing to tell."""
    today = now.astimezone(Voice.of(chat).zone).date()
    material, muted = await digests.material(tx, period, today), await mutes.of_chat(tx, chat.id)
    digest = compose(material, [subscription.rule for subscription in wanted], today, muted)
    return digest_messages(digest, period, chat, today)


def _rows(chat: Chat, period: Period, messages: Sequence[TextMessage], now: datetime) -> list[NewDelivery]:
    return [
        NewDelivery(
            key=digest_key(chat.id, period.key, part),
            chat_id=chat.id,
            kind=DeliveryKind.DIGEST,
            content=message,
            not_before=now,
            expires_at=now + DIGEST_LIVES,
        )
        for part, message in enumerate(messages, start=1)
    ]

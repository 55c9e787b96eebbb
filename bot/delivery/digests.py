"""Digests of chats whose period has ended: rendered, marked and enqueued, some chats in one transaction.

The tick may run as often as it likes: the mark of a chat and period is unique in the database. It asks for
the chats that are due by what they share, the rhythm: a tick with nothing to do costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog

from bot.delivery.digest_press import Press
from core.chat import Chat, ChatKind
from core.delivery import DeliveryKind, NewDelivery, TextMessage, digest_key
from core.digest import Period, ended_period
from core.errors import StorageError
from core.subscription import Cadence
from handlers.voice import Voice
from storage import deliveries, digests, mutes, subscriptions
from storage.database import Database, Transaction
from storage.digests import Rhythm

log = structlog.get_logger()

DIGEST_LIVES = timedelta(days=3)
PERIODIC = (Cadence.DAILY, Cadence.WEEKLY, Cadence.MONTHLY)
TOGETHER = 50  #: chats whose digests share a transaction


async def digest_tick(db: Database, now: datetime) -> int:
    """Enqueue every digest that is due; returns how many messages that makes."""
    made = 0
    for cadence in PERIODIC:
        async with db.snapshot() as tx:
            rhythms = await digests.rhythms(tx, cadence)
        for rhythm in rhythms:
            made += await _due_digests(db, cadence, rhythm, now)
    return made


async def _due_digests(db: Database, cadence: Cadence, rhythm: Rhythm, now: datetime) -> int:
    """Make the digests of one rhythm; a chat whose one can't be made is passed by until the next tick."""
    period, made, after = _ended(cadence, rhythm, now), 0, None
    while True:
        async with db.snapshot() as tx:
            due = await digests.due(tx, rhythm, period, after=after, limit=TOGETHER)
        if not due:
            return made
        made += await _enqueued(db, due, period, now)
        after = due[-1].id


def _ended(cadence: Cadence, rhythm: Rhythm, now: datetime) -> Period:
    anybody = Chat(
        0,
        ChatKind.PRIVATE,
        timezone=rhythm.timezone,
        digest_weekday=rhythm.digest_weekday,
        digest_hour=rhythm.digest_hour,
    )
    return ended_period(cadence, anybody, Voice.of(anybody).zone, now)


async def _enqueued(db: Database, due: Sequence[Chat], period: Period, now: datetime) -> int:
    async with db.transaction() as tx:
        rendered = await _rendered(tx, due, period, now)
        new = await digests.mark(tx, rendered, period, now)  # another process may have been quicker
        rows = [
            row
            for chat_id, messages in rendered.items()
            if chat_id in new
            for row in _rows(chat_id, period, messages, now)
        ]
        await deliveries.enqueue(tx, rows, now)
        await tx.commit()
    log.info("digests enqueued", chats=len(new), period=period.key, messages=len(rows))
    return len(rows)


async def _rendered(
    tx: Transaction, due: Sequence[Chat], period: Period, now: datetime
) -> dict[int, list[TextMessage]]:
    """Render the digests of chats; one that can't be made stops nobody else."""
    ids = [chat.id for chat in due]
    wanted = await subscriptions.of_chats(tx, ids, period.cadence)
    ends = await digests.last_ends(tx, ids, period.cadence)
    muted = await mutes.of_chats(tx, ids)
    press, made = Press(tx, now), {}
    for chat in due:
        rules = [one.rule for one in wanted[chat.id] if one.created_at < period.until]
        try:
            own = period.reaching_back_to(ends.get(chat.id))
            made[chat.id] = await press.digest(chat, own, rules, muted[chat.id])
        except StorageError:
            raise
        except Exception:  # a bug that one chat's events bring out must not keep the others from their digest
            log.exception("a digest can't be made", chat=chat.id, period=period.key)
    return made


def _rows(chat_id: int, period: Period, messages: Sequence[TextMessage], now: datetime) -> list[NewDelivery]:
    return [
        NewDelivery(
            key=digest_key(chat_id, period.key, part),
            chat_id=chat_id,
            kind=DeliveryKind.DIGEST,
            content=message,
            not_before=now,
            expires_at=now + DIGEST_LIVES,
        )
        for part, message in enumerate(messages, start=1)
    ]

"""Notices to the administrators about their sources, in the transaction that records the visit."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from core.delivery import DeliveryKind, NewDelivery
from core.health import Turn, turn
from core.source import Source, SourceState
from handlers.source_notices import failing, recovered
from storage import chats, deliveries
from storage.database import Transaction


async def tell(
    tx: Transaction,
    admin_ids: Collection[int],
    source: Source,
    before: SourceState,
    after: SourceState,
    now: datetime,
) -> None:
    """Enqueue a notice to each administrator who has spoken with the bot, where health has turned."""
    what = turn(before, after)
    if what is None:
        return
    notices = []
    for chat in await chats.get_many(tx, admin_ids):
        content = failing(chat, source.spec, after) if what is Turn.FAILING else recovered(chat, source.spec)
        key = f"source:{source.id}:{what}:{now:%Y%m%dT%H%M%S}:{chat.id}"
        notices.append(NewDelivery(key, chat.id, DeliveryKind.NOTICE, content, now))
    await deliveries.enqueue(tx, notices, now)

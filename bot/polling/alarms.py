"""Notices to the administrators about their sources, in the transaction that records the visit."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from core.chat import Chat
from core.delivery import DeliveryKind, NewDelivery, TextMessage
from core.source import Alarm, Source, SourceSpec, SourceState
from handlers.editors import source_notices
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
    if before.alarm is after.alarm:
        return
    notices = []
    for chat in await chats.get_many(tx, admin_ids):
        content = _notice(chat, source.spec, before, after)
        key = f"source:{source.id}:{after.alarm or 'well'}:{now:%Y%m%dT%H%M%S}:{chat.id}"
        notices.append(NewDelivery(key, chat.id, DeliveryKind.NOTICE, content, now))
    await deliveries.enqueue(tx, notices, now)


def _notice(chat: Chat, spec: SourceSpec, before: SourceState, after: SourceState) -> TextMessage:
    match after.alarm:
        case Alarm.FAILING:
            return source_notices.failing(chat, spec, after)
        case Alarm.SILENT:
            return source_notices.silent(chat, spec, after)
        case Alarm.NONE if before.alarm is Alarm.SILENT:
            return source_notices.publishing(chat, spec)
        case Alarm.NONE:
            return source_notices.recovered(chat, spec)

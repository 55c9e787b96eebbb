"""What a verdict means for the chat, beyond the one message."""

from __future__ import annotations

from datetime import datetime

import structlog

from core.chat import ChatState
from core.delivery import DeliveryKind, NewDelivery
from core.outbox import ChatEffect, RetryAt, Verdict
from handlers.notices import topic_gone
from storage import chats, deliveries
from storage.database import Transaction

log = structlog.get_logger()


async def apply(tx: Transaction, chat_id: int, verdict: Verdict, now: datetime) -> None:
    """Carry out the verdict's effect on the chat, in the transaction that records the verdict."""
    if not isinstance(verdict, RetryAt):
        return
    match verdict.effect:
        case ChatEffect.SET_ASIDE:
            await chats.set_state(tx, chat_id, ChatState.SET_ASIDE, verdict.reason, now)
        case ChatEffect.CLEAR_THREAD:
            await _clear_thread(tx, chat_id, now)
        case ChatEffect.MIGRATE if verdict.new_chat_id is not None:
            await chats.migrate(tx, chat_id, verdict.new_chat_id)
            log.info("chat moved", chat=chat_id, to=verdict.new_chat_id)


async def _clear_thread(tx: Transaction, chat_id: int, now: datetime) -> None:
    """Write to the chat itself from now on, and say so there: once a topic."""
    chat = await chats.get(tx, chat_id)
    if chat is None or chat.thread_id is None:
        return
    await chats.set_thread(tx, chat_id, None)
    key = f"topic-gone:{chat_id}:{chat.thread_id}"
    notice = NewDelivery(key, chat_id, DeliveryKind.NOTICE, topic_gone(chat), now)
    await deliveries.enqueue(tx, [notice], now)

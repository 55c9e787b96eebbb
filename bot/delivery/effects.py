"""What a verdict means for the chat, beyond the one message."""

from __future__ import annotations

from datetime import datetime

import structlog

from core.chat import ChatState
from core.delivery import Delivery, DeliveryKind, NewDelivery, ReminderMessage
from core.outbox import ChatEffect, RetryAt, Verdict
from handlers.notices import topic_gone
from storage import chats, deliveries, moves, reminders
from storage.database import Transaction

log = structlog.get_logger()


async def apply(tx: Transaction, delivery: Delivery, verdict: Verdict, now: datetime) -> None:
    """Carry out the verdict's effect on the chat, in the transaction that records the verdict."""
    if not isinstance(verdict, RetryAt):
        return
    chat_id = delivery.chat_id
    match verdict.effect:
        case ChatEffect.SET_ASIDE:
            await chats.set_state(tx, chat_id, ChatState.SET_ASIDE, verdict.reason, now)
        case ChatEffect.CLEAR_THREAD:
            await _clear_thread(tx, delivery, now)
        case ChatEffect.MIGRATE if verdict.new_chat_id is not None:
            await moves.move(tx, chat_id, verdict.new_chat_id)
            log.info("chat moved", chat=chat_id, to=verdict.new_chat_id)


async def _clear_thread(tx: Transaction, delivery: Delivery, now: datetime) -> None:
    """Write to the chat itself from now on, and say so there: once a topic."""
    chat, content = await chats.get(tx, delivery.chat_id), delivery.content
    if chat is None:
        return
    gone = content.thread_id if isinstance(content, ReminderMessage) else chat.thread_id
    if gone is None:
        return
    await reminders.leave_thread(tx, chat.id, gone)
    await deliveries.leave_thread(tx, chat.id, gone)
    if chat.thread_id == gone:
        await chats.set_thread(tx, chat.id, None)
    key = f"topic-gone:{chat.id}:{gone}"
    notice = NewDelivery(key, chat.id, DeliveryKind.NOTICE, topic_gone(chat), now)
    await deliveries.enqueue(tx, [notice], now)

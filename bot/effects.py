"""What a verdict means for the chat, beyond the one message."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from core.chat import ChatState
from core.outbox import ChatEffect, GiveUp, RetryAt, Verdict
from storage import chats
from storage.database import Transaction


async def apply(tx: Transaction, chat_id: int, verdict: Verdict, now: datetime) -> None:
    """Carry out the verdict's effect on the chat. Moving to a new id was done before the verdict."""
    if not isinstance(verdict, GiveUp | RetryAt):
        return
    match verdict.effect:
        case ChatEffect.SET_ASIDE:
            await chats.set_state(tx, chat_id, ChatState.SET_ASIDE, verdict.reason, now)
        case ChatEffect.CLEAR_THREAD:
            chat = await chats.get(tx, chat_id)
            if chat is not None:
                await chats.save(tx, replace(chat, thread_id=None))
        case ChatEffect.NONE | ChatEffect.MIGRATE:
            pass

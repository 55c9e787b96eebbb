"""Chats and their settings."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from core.chat import Chat, ChatKind, ChatState
from storage import claims, schema
from storage.database import Transaction
from storage.upsert import insert

_T = schema.chats


async def ensure(tx: Transaction, chat: Chat, now: datetime) -> tuple[Chat, bool]:
    """Return the stored chat and whether it is new. Of a known one only kind and title are refreshed."""
    known = await get(tx, chat.id)
    if known is None:
        await tx.execute(insert(tx, _T).values(met_at=now, **asdict(chat)).on_conflict_do_nothing())
        return chat, True
    if (known.kind, known.title) != (chat.kind, chat.title):
        await tx.execute(update(_T).where(_T.c.id == chat.id).values(kind=chat.kind.value, title=chat.title))
    return await get(tx, chat.id) or chat, False


async def get(tx: Transaction, chat_id: int) -> Chat | None:
    """Return one chat."""
    row = (await tx.execute(select(_T).where(_T.c.id == chat_id))).one_or_none()
    return read(row) if row else None


async def get_many(tx: Transaction, ids: Collection[int]) -> list[Chat]:
    """Return the chats that are known of those asked for."""
    return [read(row) for row in await tx.execute(select(_T).where(_T.c.id.in_(sorted(ids))))]


async def save(tx: Transaction, chat: Chat) -> None:
    """Store a known chat's settings."""
    values = asdict(chat)
    await tx.execute(update(_T).where(_T.c.id == values.pop("id")).values(**values))


async def set_state(tx: Transaction, chat_id: int, state: ChatState, reason: str, now: datetime) -> None:
    """Make a chat active, stopped or set aside; what waited for an active one is due."""
    values = {"state": state.value, "state_reason": reason, "state_since": now}
    await tx.execute(update(_T).where(_T.c.id == chat_id).values(values))
    if state is ChatState.ACTIVE:
        await claims.chat_is_back(tx, chat_id, now)


async def set_thread(tx: Transaction, chat_id: int, thread_id: int | None) -> None:
    """Say which forum topic of the chat to write to."""
    await tx.execute(update(_T).where(_T.c.id == chat_id).values(thread_id=thread_id))


async def all_chats(tx: Transaction, *, state: ChatState | None = None) -> list[Chat]:
    """Return the known chats, all or those in a state."""
    query = select(_T).order_by(_T.c.id)
    if state is not None:
        query = query.where(_T.c.state == state.value)
    return [read(row) for row in await tx.execute(query)]


async def forget_gone(tx: Transaction, before: datetime) -> int:
    """Erase the chats that were set aside before an instant and never came back; returns how many."""
    gone = delete(_T).where(_T.c.state == ChatState.SET_ASIDE.value, _T.c.state_since < before)
    return (await tx.execute(gone)).rowcount


async def forget(tx: Transaction, chat_id: int) -> None:
    """Erase a chat and all that belongs to it."""
    await tx.execute(delete(_T).where(_T.c.id == chat_id))


def read(row: Any) -> Chat:
    """Read a row."""
    return Chat(
        id=row.id,
        kind=ChatKind(row.kind),
        title=row.title,
        language=row.language,
        timezone=row.timezone,
        institution=row.institution,
        thread_id=row.thread_id,
        state=ChatState(row.state),
        state_reason=row.state_reason,
        state_since=row.state_since,
        digest_weekday=row.digest_weekday,
        digest_hour=row.digest_hour,
    )

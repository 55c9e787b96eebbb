"""Events of which a chat wants to hear nothing more."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import bindparam, delete, exists, select, update

from storage import schema
from storage.database import Transaction
from storage.event_rows import CHUNK
from storage.upsert import insert

_T = schema.mutes
_E = schema.events
_MUTING = select(_T.c.chat_id).where(_T.c.event_id == bindparam("event"))


async def mute(tx: Transaction, chat_id: int, event_id: int, now: datetime) -> None:
    """Let a chat hear nothing more of an event; twice does no harm."""
    new = insert(tx, _T).values(chat_id=chat_id, event_id=event_id, muted_at=now)
    await tx.execute(new.on_conflict_do_nothing())


async def unmute(tx: Transaction, chat_id: int, event_id: int) -> None:
    """Let a chat hear of an event again."""
    await tx.execute(delete(_T).where(_T.c.chat_id == chat_id, _T.c.event_id == event_id))


async def of_event(tx: Transaction, event_id: int) -> frozenset[int]:
    """Return the chats that muted an event."""
    return frozenset((await tx.execute(_MUTING, [{"event": event_id}])).scalars())


async def of_chat(tx: Transaction, chat_id: int) -> frozenset[int]:
    """Return the events that a chat muted."""
    return frozenset((await tx.execute(select(_T.c.event_id).where(_T.c.chat_id == chat_id))).scalars())


async def of_chats(tx: Transaction, chat_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """Return the events that chats muted, by chat."""
    found: dict[int, set[int]] = {chat_id: set() for chat_id in chat_ids}
    for row in await tx.execute(select(_T.c.chat_id, _T.c.event_id).where(_T.c.chat_id.in_(chat_ids))):
        found[row.chat_id].add(row.event_id)
    return {chat_id: frozenset(events) for chat_id, events in found.items()}


async def names(tx: Transaction, chat_id: int) -> list[str]:
    """Return the names of the events that a chat muted, the first muted first."""
    query = select(_E.c.facts["name"].as_string()).join(_T, _T.c.event_id == _E.c.id)
    return list((await tx.execute(query.where(_T.c.chat_id == chat_id).order_by(_T.c.muted_at))).scalars())


async def of_events(tx: Transaction, events: Collection[int]) -> set[tuple[int, int]]:
    """Return, of some events, who muted which: (chat, event)."""
    found: set[tuple[int, int]] = set()
    ids = sorted(events)
    for start in range(0, len(ids), CHUNK):
        query = select(_T.c.chat_id, _T.c.event_id).where(_T.c.event_id.in_(ids[start : start + CHUNK]))
        found |= {(row.chat_id, row.event_id) for row in await tx.execute(query)}
    return found


async def forget_past(tx: Transaction, before: date) -> None:
    """Delete what was muted of events that were over before a day."""
    over = select(_E.c.id).where(_E.c.last_day < before)
    await tx.execute(delete(_T).where(_T.c.event_id.in_(over)))


async def joined(tx: Transaction, part: int, whole: int) -> None:
    """Keep the event silent of which another became a part, for those who muted that other."""
    other = _T.alias()
    double = exists().where(other.c.event_id == whole, other.c.chat_id == _T.c.chat_id)
    await tx.execute(update(_T).where(_T.c.event_id == part, ~double).values(event_id=whole))
    await tx.execute(delete(_T).where(_T.c.event_id == part))

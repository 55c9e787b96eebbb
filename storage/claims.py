"""Claiming: which deliveries a sender may take now.

An open row has a `due_at`: the time it waits for, the end of a sender's lease, or the second try after a lost
answer. Within a chat order holds: nothing is taken while an earlier row of the same chat is still to be sent,
so at most one row of a chat is under way at a time. Every question here walks an index of open rows only:
a claim costs the same whether a thousand rows wait or a million.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select, true, update

from core.chat import ChatState
from core.delivery import Delivery, DeliveryState
from storage import schema
from storage.database import Transaction
from storage.deliveries import delivery

_T = schema.deliveries
S = DeliveryState
SHARDS = 16  #: chats are spread over so many shards; a sender holds some of them, alone


@dataclass(frozen=True, slots=True)
class Shards:
    """The shards of chats that a sender holds."""

    held: frozenset[int] = frozenset(range(SHARDS))

    @property
    def share(self) -> float:
        """Return the part of all chats, from 0 to 1."""
        return len(self.held) / SHARDS

    def holds(self, column: ColumnElement[int]) -> ColumnElement[bool]:
        """Return the condition that a chat is one of ours."""
        if len(self.held) == SHARDS:
            return true()
        return (func.abs(column) % SHARDS).in_(sorted(self.held))


ALL = Shards()


async def claim(
    tx: Transaction, now: datetime, *, lease: timedelta, limit: int, shards: Shards = ALL
) -> list[Delivery]:
    """Take up to `limit` due deliveries for the length of a lease, the most urgent first."""
    if limit <= 0 or not shards.held:
        return []
    await _expire(tx, now)
    due = select(_T.c.id).where(
        _T.c.due_at <= now, _reachable(), shards.holds(_T.c.chat_id), ~_after_an_earlier_one()
    )
    due = due.order_by(_T.c.priority, _T.c.id).limit(limit)
    if tx.dialect == "postgresql":
        due = due.with_for_update(skip_locked=True, of=_T)
    doubtful = _T.c.state.in_((S.CLAIMED.value, S.UNCERTAIN.value))  # it may have arrived without our knowing
    taken = (
        update(_T)
        .where(_T.c.id.in_(due))
        .values(
            state=S.CLAIMED.value,
            due_at=now + lease,
            attempts=_T.c.attempts + 1,
            doubts=_T.c.doubts + case((doubtful, 1), else_=0),
        )
        .returning(_T)
    )
    rows = sorted(await tx.execute(taken), key=lambda row: (row.priority, row.id))
    return [delivery(row) for row in rows]


async def release(tx: Transaction, now: datetime, *, shards: Shards = ALL) -> int:
    """End the leases of a sender that is gone; returns how many. Only who holds its chats may say so."""
    theirs = update(_T).where(
        _T.c.state == S.CLAIMED.value, _T.c.due_at.is_not(None), shards.holds(_T.c.chat_id)
    )
    return (await tx.execute(theirs.values(due_at=now))).rowcount


async def next_due(tx: Transaction, now: datetime, *, shards: Shards = ALL) -> datetime | None:
    """Return the moment at which something will be due, None when nothing waits."""
    first = select(func.min(_T.c.due_at)).where(
        _T.c.due_at.is_not(None), _reachable(), shards.holds(_T.c.chat_id), ~_after_an_earlier_one()
    )
    moment: datetime | None = (await tx.execute(first)).scalar_one_or_none()
    return max(moment, now) if moment is not None else None


async def _expire(tx: Transaction, now: datetime) -> None:
    over = update(_T).where(_T.c.due_at.is_not(None), _T.c.state == S.WAITING.value, _T.c.expires_at <= now)
    values = {"state": S.EXPIRED.value, "reason": "its time was over before it could be sent"}
    await tx.execute(over.values(**values, due_at=None, settled_at=now))


def _reachable() -> ColumnElement[bool]:
    chat = schema.chats
    return exists().where(chat.c.id == _T.c.chat_id, chat.c.state == ChatState.ACTIVE.value)


def _after_an_earlier_one() -> ColumnElement[bool]:
    other: Any = _T.alias()
    before = or_(
        other.c.priority < _T.c.priority,
        and_(other.c.priority == _T.c.priority, other.c.id < _T.c.id),
    )
    under_way = and_(other.c.state == S.CLAIMED.value, other.c.id != _T.c.id)
    first = or_(and_(other.c.state == S.WAITING.value, before), under_way)
    return (
        exists().select_from(other).where(other.c.chat_id == _T.c.chat_id, other.c.due_at.is_not(None), first)
    )

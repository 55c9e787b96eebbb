"""Claiming: which deliveries a sender may take now.

A row is due when it waits and its time has come, when a sender's lease on it ended (a crash), or when its
answer was lost and it is to be sent once more. Within a chat order holds: nothing is due while an earlier
row of the same chat is still to be sent, so at most one row of a chat is under way at a time.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, case, exists, func, or_, select, update

from core.chat import ChatState
from core.delivery import Delivery, DeliveryState
from storage import schema
from storage.database import Transaction
from storage.deliveries import delivery

_T = schema.deliveries
S = DeliveryState
OPEN = (S.WAITING.value, S.CLAIMED.value)


async def claim(tx: Transaction, now: datetime, *, lease: timedelta, limit: int) -> list[Delivery]:
    """Take up to `limit` due deliveries for the length of a lease, the most urgent first."""
    if limit <= 0:
        return []
    await _expire(tx, now)
    due = select(_T.c.id).where(_due(now), _reachable(), ~_after_an_earlier_one())
    due = due.order_by(_T.c.priority, _T.c.id).limit(limit)
    if tx.dialect == "postgresql":
        due = due.with_for_update(skip_locked=True)
    ids = list((await tx.execute(due)).scalars())
    if not ids:
        return []
    taken = (
        update(_T)
        .where(_T.c.id.in_(ids))
        .values(
            state=S.CLAIMED.value,
            lease_until=now + lease,
            attempts=_T.c.attempts + 1,
            reclaims=_T.c.reclaims + case((_T.c.state == S.CLAIMED.value, 1), else_=0),
        )
        .returning(_T)
    )
    rows = {row.id: row for row in await tx.execute(taken)}
    return [delivery(rows[row_id]) for row_id in ids]


async def next_due(tx: Transaction, now: datetime) -> datetime | None:
    """Return the moment at which something will be due, None when nothing waits."""
    waiting = select(func.min(_T.c.not_before)).where(
        _T.c.state == S.WAITING.value, _reachable(), ~_after_an_earlier_one()
    )
    leased = select(func.min(_T.c.lease_until)).where(
        _T.c.state.in_((S.CLAIMED.value, S.UNCERTAIN.value)), _T.c.lease_until.is_not(None), _reachable()
    )
    moments = [(await tx.execute(query)).scalar_one_or_none() for query in (waiting, leased)]
    return min((max(moment, now) for moment in moments if moment is not None), default=None)


async def _expire(tx: Transaction, now: datetime) -> None:
    over = update(_T).where(_T.c.state == S.WAITING.value, _T.c.expires_at <= now)
    values = {"state": S.EXPIRED.value, "reason": "its time was over before it could be sent"}
    await tx.execute(over.values(**values, settled_at=now))


def _due(now: datetime) -> ColumnElement[bool]:
    lease_over = _T.c.lease_until <= now  # of a sender that died, or the wait after a lost answer
    return or_(
        and_(_T.c.state == S.WAITING.value, _T.c.not_before <= now),
        and_(_T.c.state.in_((S.CLAIMED.value, S.UNCERTAIN.value)), lease_over),
    )


def _reachable() -> ColumnElement[bool]:
    active = select(schema.chats.c.id).where(schema.chats.c.state == ChatState.ACTIVE.value)
    return _T.c.chat_id.in_(active)


def _after_an_earlier_one() -> ColumnElement[bool]:
    other: Any = _T.alias()
    earlier: FromClause = other
    before = or_(
        other.c.priority < _T.c.priority,
        and_(other.c.priority == _T.c.priority, other.c.id < _T.c.id),
    )
    under_way = and_(other.c.state == S.CLAIMED.value, other.c.id != _T.c.id)
    return (
        exists()
        .select_from(earlier)
        .where(
            other.c.chat_id == _T.c.chat_id, or_(and_(other.c.state == S.WAITING.value, before), under_way)
        )
    )

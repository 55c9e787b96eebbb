"""Claiming: which deliveries a sender may take now.

An open row has a `due_at`: the time it waits for, the end of a sender's lease, or the second try after a lost
answer. Within a chat order holds: nothing is taken while an earlier row of the same chat is still to be sent,
so at most one row of a chat is under way at a time.

A claim costs the same whether a thousand rows wait or a million. Each kind's rows lie in an index in the
order in which they fall due, so that what is not due is never looked at; and a row whose chat can't be
reached is put off, so that it is met once an hour and not at each claim.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Update,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    true,
    union_all,
    update,
)

from core.chat import ChatState
from core.delivery import Delivery, DeliveryState
from core.shards import SHARDS, shard_of
from storage import schema
from storage.database import Transaction
from storage.deliveries import COLUMNS, PRIORITIES, delivery

_T = schema.deliveries
S = DeliveryState
PUT_OFF = timedelta(hours=1)
UNREACHABLE = "waits for its chat to come back"


@dataclass(frozen=True, slots=True)
class Shards:
    """The shards of chats that a sender holds."""

    held: frozenset[int] = frozenset(range(SHARDS))

    def has(self, chat_id: int) -> bool:
        """Say whether a chat is one of ours."""
        return shard_of(chat_id) in self.held

    def holds(self, column: ColumnElement[int]) -> ColumnElement[bool]:
        """Return the same as a condition."""
        if len(self.held) == SHARDS:
            return true()
        return (func.abs(column) % SHARDS).in_(sorted(self.held))


ALL = Shards()
NONE = Shards(frozenset())


async def claim(
    tx: Transaction, now: datetime, *, lease: timedelta, limit: int, shards: Shards = ALL
) -> list[Delivery]:
    """Take up to `limit` due deliveries for the length of a lease, the most urgent first."""
    if limit <= 0 or not shards.held:
        return []
    await tx.execute(_expiring(shards), [{"now": now}])
    due = await _due(tx, now, limit, shards)
    rows = await tx.execute(_TAKING, [{"taken": due, "lease_ends": now + lease}]) if due else ()
    return [delivery(row) for row in sorted(rows, key=lambda row: due.index(row.id))]


async def _due(tx: Transaction, now: datetime, limit: int, shards: Shards) -> list[int]:
    """Return what may be taken, the most urgent first; what can't be sent is put off."""
    while True:
        values = {"now": now, "most": limit}
        rows = list(await tx.execute(_due_rows(tx.dialect, shards), [values]))
        away = [row.id for row in rows if row.chat_state != ChatState.ACTIVE]
        if away:
            await tx.execute(_PUTTING_OFF, [{"away": away, "until": now + PUT_OFF}])
        if len(away) < len(rows) or not rows:
            return [row.id for row in rows if row.chat_state == ChatState.ACTIVE]


async def release(tx: Transaction, now: datetime, *, shards: Shards = ALL) -> int:
    """End the leases of a sender that is gone; returns how many. Only who holds its chats may say so."""
    theirs = update(_T).where(
        _T.c.state == S.CLAIMED.value, _T.c.due_at.is_not(None), shards.holds(_T.c.chat_id)
    )
    return (await tx.execute(theirs.values(due_at=now))).rowcount


async def undo(tx: Transaction, ids: Collection[int], now: datetime, *, shards: Shards = ALL) -> None:
    """Give back what a sender claimed without learning of it: the answer to its COMMIT was lost.

    None of it was sent, so it is no doubt; where the COMMIT had no effect, there is nothing to give back.
    """
    if ids:
        theirs = (_T.c.id.in_(ids), _T.c.state == S.CLAIMED.value, shards.holds(_T.c.chat_id))
        back = {"state": S.WAITING.value, "due_at": now, "attempts": _T.c.attempts - 1}
        await tx.execute(update(_T).where(*theirs).values(back))


async def chat_is_back(tx: Transaction, chat_id: int, now: datetime) -> None:
    """Make due what was put off because the chat could not be reached."""
    waiting = (_T.c.chat_id == chat_id, _T.c.due_at.is_not(None), _T.c.reason == UNREACHABLE)
    await tx.execute(update(_T).where(*waiting, _T.c.state == S.WAITING.value).values(due_at=now, reason=""))


async def next_due(tx: Transaction, now: datetime, *, shards: Shards = ALL) -> datetime | None:
    """Return the moment at which something will be due, None when nothing waits."""
    moment: datetime | None = (await tx.execute(_first_due(shards), [{"now": now}])).scalar_one_or_none()
    return max(moment, now) if moment is not None else None


def _after_an_earlier_one() -> ColumnElement[bool]:
    """Say whether the chat has a more urgent row, or one that a sender holds.

    A claim that ran out holds nothing up but by its place in the order: a digest whose sender died and an
    alert that came meanwhile would wait for each other for ever.
    """
    other: Any = _T.alias()
    before = or_(
        other.c.priority < _T.c.priority,
        and_(other.c.priority == _T.c.priority, other.c.id < _T.c.id),
    )
    held = and_(other.c.state == S.CLAIMED.value, other.c.due_at > bindparam("now"), other.c.id != _T.c.id)
    theirs = (other.c.chat_id == _T.c.chat_id, other.c.due_at.is_not(None))
    return exists().select_from(other).where(*theirs, or_(before, held))


@cache
def _expiring(shards: Shards) -> Update:
    """Build the statement that ends what was not sent in time."""
    over = (_T.c.due_at.is_not(None), _T.c.expires_at <= bindparam("now"), shards.holds(_T.c.chat_id))
    values = {"state": S.EXPIRED.value, "reason": "its time was over before it could be sent"}
    # not `state = waiting`, for which SQLite would walk all that waits
    waiting = _T.c.state.not_in((S.CLAIMED.value, S.UNCERTAIN.value))
    return update(_T).where(*over, waiting).values(**values, due_at=None, settled_at=bindparam("now"))


@cache
def _due_rows(dialect: str, shards: Shards) -> Select[Any]:
    """Build the question for what may be taken; built once, for it is asked many times a second."""
    first = union_all(*(select(_first(one, dialect, shards).subquery()) for one in PRIORITIES)).subquery()
    chat = schema.chats
    state = select(chat.c.state).where(chat.c.id == first.c.chat_id).scalar_subquery()
    query = select(first.c.id, state.label("chat_state"))
    return query.order_by(first.c.priority, first.c.due_at, first.c.id).limit(bindparam("most"))


def _first(priority: int, dialect: str, shards: Shards) -> Select[Any]:
    """Ask for the rows of one priority that have been due for longest: the index holds them in that order."""
    query = (
        select(_T.c.id, _T.c.chat_id, _T.c.priority, _T.c.due_at)
        .where(_T.c.priority == priority, _T.c.due_at <= bindparam("now"))
        .where(shards.holds(_T.c.chat_id), ~_after_an_earlier_one())
        .order_by(_T.c.due_at, _T.c.id)
        .limit(bindparam("most"))
    )
    return query.with_for_update(skip_locked=True, of=_T) if dialect == "postgresql" else query


@cache
def _first_due(shards: Shards) -> Select[Any]:
    """Build the question for the first moment at which something will be due."""
    firsts = [
        select(_T.c.due_at)
        .where(_T.c.priority == priority, _T.c.due_at.is_not(None))
        .where(shards.holds(_T.c.chat_id), ~_after_an_earlier_one())
        .order_by(_T.c.due_at, _T.c.id)
        .limit(1)
        .subquery()
        for priority in PRIORITIES
    ]
    return select(func.min(union_all(*(select(first.c.due_at) for first in firsts)).subquery().c.due_at))


_DOUBTFUL = _T.c.state.in_((S.CLAIMED.value, S.UNCERTAIN.value))  # it may have arrived without our knowing
_TAKING = (
    update(_T)
    .where(_T.c.id.in_(bindparam("taken", expanding=True)))
    .values(
        state=S.CLAIMED.value,
        due_at=bindparam("lease_ends", type_=_T.c.due_at.type),
        attempts=_T.c.attempts + 1,
        doubts=_T.c.doubts + case((_DOUBTFUL, 1), else_=0),
    )
    .returning(*COLUMNS)
)
_PUTTING_OFF = (
    update(_T)
    .where(_T.c.id.in_(bindparam("away", expanding=True)))
    .values(due_at=bindparam("until", type_=_T.c.due_at.type), reason=UNREACHABLE)
)

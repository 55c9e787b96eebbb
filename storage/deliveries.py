"""The outbox: what is to be sent, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Text, bindparam, cast, func, literal, select, text, update

from core.delivery import Broadcast, Delivery, DeliveryKind, DeliveryState, NewDelivery, TextMessage
from core.outbox import GiveUp, RetryAt, Sent, Uncertain, Verdict, Withdrawn
from storage import schema
from storage.codec import content_from_json, content_to_json
from storage.database import Transaction
from storage.upsert import insert

_T = schema.deliveries
_PRIORITY = {kind: place for place, kind in enumerate(DeliveryKind)}
PRIORITIES = tuple(_PRIORITY.values())  #: the most urgent first
S = DeliveryState
DEAD = (S.FAILED, S.EXPIRED, S.UNCERTAIN)  #: what only the operator can bring back, save a second try
MANY = 10_000  #: rows that change how PostgreSQL should search


async def enqueue(tx: Transaction, new: Iterable[NewDelivery], now: datetime) -> int:
    """Put deliveries into the outbox; a key that is known is left as it is. Returns how many were new."""
    rows = [_row(one, now) for one in new]
    if not rows:
        return 0
    statement = insert(tx, _T).on_conflict_do_nothing().returning(_T.c.id)
    return len((await tx.execute(statement, rows)).all())


async def broadcast(tx: Transaction, message: Broadcast, chats: Select[tuple[int]], now: datetime) -> int:
    """Enqueue a message to all chats that a question finds; returns how many were new.

    The database copies the rows from one table to the other: a hundred thousand take half a second.
    """
    to = chats.subquery().c.chat_id
    same = _row(message.to(0), now)
    own = {"key": literal(message.prefix).concat(cast(to, Text)), "chat_id": to}
    columns = [own.get(name, literal(value, _T.c[name].type)).label(name) for name, value in same.items()]
    rows = select(*columns).where(to.is_not(None))  # SQLite wants a condition before ON CONFLICT
    copy = insert(tx, _T).from_select(list(same), rows).on_conflict_do_nothing()
    made = (await tx.execute(copy.execution_options(preserve_rowcount=True))).rowcount
    if made >= MANY and tx.dialect == "postgresql":  # so that the next claim is planned for so many
        await tx.execute(text("ANALYZE deliveries"))
    return made


def _row(new: NewDelivery, now: datetime) -> dict[str, Any]:
    return {
        "key": new.key,
        "chat_id": new.chat_id,
        "kind": new.kind.value,
        "priority": _PRIORITY[new.kind],
        "event_id": None if isinstance(new.content, TextMessage) else new.content.event_id,
        "content": content_to_json(new.content),
        "due_at": new.not_before,
        "expires_at": new.expires_at,
        "attempts": 0,
        "doubts": 0,
        "state": S.WAITING.value,
        "reason": "",
        "message_id": None,
        "created_at": now,
        "settled_at": None,
    }


@dataclass(frozen=True, slots=True)
class Settled:
    """What an attempt at a delivery came to."""

    delivery: Delivery
    verdict: Verdict


async def settle(tx: Transaction, outcomes: Sequence[Settled], now: datetime) -> None:
    """Record what attempts came to, all in one statement."""
    if not outcomes:
        return
    names = ("state", "due_at", "attempts", "reason", "message_id", "settled_at")
    values = {name: bindparam(f"new_{name}", type_=_T.c[name].type) for name in names}
    statement = update(_T).where(_T.c.id == bindparam("row_id")).values(values)
    await tx.execute(statement, [_outcome(one, now) for one in outcomes])


def _outcome(one: Settled, now: datetime) -> dict[str, Any]:
    state, due_at, reason, message_id = _after(one.verdict)
    return {
        "row_id": one.delivery.id,
        "new_state": state.value,
        "new_due_at": due_at,
        "new_attempts": one.delivery.attempts - (not getattr(one.verdict, "counts", True)),
        "new_reason": reason,
        "new_message_id": message_id,
        "new_settled_at": None if state is S.WAITING else now,
    }


def _after(verdict: Verdict) -> tuple[S, datetime | None, str, int | None]:
    """Return state, due time, reason and message id after a verdict."""
    match verdict:
        case Sent(message_id):
            return S.SENT, None, "", message_id
        case RetryAt(at, reason):
            return S.WAITING, at, reason, None
        case Uncertain(reason, retry_at):
            return S.UNCERTAIN, retry_at, reason, None
        case GiveUp(reason):
            return S.FAILED, None, reason, None
        case Withdrawn(reason):
            return S.SUPERSEDED, None, reason, None


async def leave_thread(tx: Transaction, chat_id: int, thread_id: int) -> None:
    """Let reminders that wait for a forum topic which is gone come to the chat itself."""
    open_ones = (_T.c.chat_id == chat_id, _T.c.kind == DeliveryKind.REMINDER.value, _T.c.due_at.is_not(None))
    for row in list(await tx.execute(select(_T.c.id, _T.c.content).where(*open_ones))):
        if row.content["thread"] == thread_id:
            content = {**row.content, "thread": None}
            await tx.execute(update(_T).where(_T.c.id == row.id).values(content=content))


async def counts(tx: Transaction) -> dict[DeliveryState, int]:
    """Count deliveries by state."""
    rows = await tx.execute(select(_T.c.state, func.count().label("n")).group_by(_T.c.state))
    return {S(row.state): row.n for row in rows}


async def listing(tx: Transaction, *, state: DeliveryState | None, limit: int) -> list[Delivery]:
    """Return the newest deliveries, all or those in a state."""
    query = select(*COLUMNS).order_by(_T.c.id.desc()).limit(limit)
    if state is not None:
        query = query.where(_T.c.state == state.value)
    return [delivery(row) for row in await tx.execute(query)]


async def replay(tx: Transaction, ids: Collection[int], now: datetime) -> int:
    """Put failed, expired and uncertain deliveries back; returns how many."""
    values = {"state": S.WAITING.value, "due_at": now, "expires_at": None, "attempts": 0, "doubts": 0}
    mine = update(_T).where(_T.c.id.in_(sorted(ids)), _T.c.state.in_([state.value for state in DEAD]))
    return (await tx.execute(mine.values(**values, reason="", settled_at=None))).rowcount


#: what a Delivery is read from
COLUMNS = tuple(_T.c[one.name] for one in fields(Delivery))


def delivery(row: Any) -> Delivery:
    """Read a row."""
    return Delivery(
        id=row.id,
        key=row.key,
        chat_id=row.chat_id,
        kind=DeliveryKind(row.kind),
        content=content_from_json(row.content),
        due_at=row.due_at,
        expires_at=row.expires_at,
        attempts=row.attempts,
        state=S(row.state),
        doubts=row.doubts,
        reason=row.reason,
        message_id=row.message_id,
    )

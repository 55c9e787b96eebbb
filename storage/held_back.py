"""Events that chats were not told of at once; a catch-up message tells of them together."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BindParameter, bindparam, delete, exists, func, or_, select, update

from core.delivery import DeliveryKind, DeliveryState
from core.news import Version
from storage import schema
from storage.database import Transaction
from storage.upsert import insert

_T = schema.held_back
_D = schema.deliveries
_EVENT: BindParameter[int] = bindparam("event")
_PARTS = select(schema.events.c.id).where(schema.events.c.merged_into == _EVENT)
_KNOWING = (
    select(_T.c.chat_id, _T.c.event_id, _T.c.version)
    .where(or_(_T.c.event_id == _EVENT, _T.c.event_id.in_(_PARTS)))
    .order_by(_T.c.event_id != _EVENT)  # of two, that of the whole counts
)


@dataclass(frozen=True, slots=True)
class Held:
    """What waits for a chat's catch-up."""

    chat_id: int
    since: datetime
    newest: datetime
    caught_up_at: datetime | None  #: when its last catch-up was made


async def add(tx: Transaction, event_id: int, chats: Iterable[int], now: datetime) -> None:
    """Keep an event for the catch-up of chats; twice does no harm."""
    rows = [{"chat_id": chat, "event_id": event_id, "held_at": now} for chat in chats]
    if rows:
        await tx.execute(insert(tx, _T).values(rows).on_conflict_do_nothing())


async def take_expired_alerts(tx: Transaction, now: datetime) -> int:
    """Keep the events of alerts that could not be sent in time; returns how many."""
    over = (
        _D.c.kind == DeliveryKind.ALERT.value,
        _D.c.state == DeliveryState.EXPIRED.value,
        _D.c.event_id.is_not(None),
    )
    taken = (
        update(_D)
        .where(*over)
        .values(state=DeliveryState.SUPERSEDED.value, reason="too late for an alert: told in the catch-up")
    )
    rows = list(await tx.execute(taken.returning(_D.c.chat_id, _D.c.event_id)))
    for row in rows:
        await add(tx, row.event_id, [row.chat_id], now)
    return len(rows)


async def waiting(tx: Transaction) -> list[Held]:
    """Return the active chats for which something was kept."""
    last = select(_T.c.chat_id, func.max(_T.c.told_at).label("told_at")).group_by(_T.c.chat_id).subquery()
    query = (
        select(
            _T.c.chat_id,
            func.min(_T.c.held_at).label("since"),
            func.max(_T.c.held_at).label("newest"),
            last.c.told_at,
        )
        .join(last, last.c.chat_id == _T.c.chat_id)
        .join(schema.chats, schema.chats.c.id == _T.c.chat_id)
        .where(_T.c.told_at.is_(None), schema.chats.c.state == "active")
        .group_by(_T.c.chat_id, last.c.told_at)
        .order_by(_T.c.chat_id)
    )
    return [Held(row.chat_id, row.since, row.newest, row.told_at) for row in await tx.execute(query)]


async def of_chat(tx: Transaction, chat_id: int) -> list[int]:
    """Return the events kept for a chat."""
    query = select(_T.c.event_id).where(_T.c.chat_id == chat_id, _T.c.told_at.is_(None))
    return list((await tx.execute(query.order_by(_T.c.event_id))).scalars())


async def told(tx: Transaction, chat_id: int, versions: Collection[Version], now: datetime) -> None:
    """Say which versions the catch-up of a chat told; what was kept of hidden events is told as well."""
    for event_id, version in versions:
        mine = (_T.c.chat_id == chat_id, _T.c.event_id == event_id)
        await tx.execute(update(_T).where(*mine).values(told_at=now, version=version))
    rest = (_T.c.chat_id == chat_id, _T.c.told_at.is_(None))
    await tx.execute(update(_T).where(*rest).values(told_at=now))


async def known_by_catch_up(tx: Transaction, event_id: int) -> dict[int, Version | None]:
    """Return the chats that an event, or a part of it, was kept for, and the version that each was told."""
    rows = await tx.execute(_KNOWING, [{"event": event_id}])
    known: dict[int, Version | None] = {}
    for row in rows:
        known.setdefault(row.chat_id, (row.event_id, row.version) if row.version else None)
    return known


async def joined(tx: Transaction, part: int, whole: int) -> None:
    """Let what still waits for a catch-up tell of the event that another became a part of."""
    theirs = _T.alias()
    double = exists().where(theirs.c.chat_id == _T.c.chat_id, theirs.c.event_id == whole)
    waiting = (_T.c.event_id == part, _T.c.told_at.is_(None))
    await tx.execute(update(_T).where(*waiting, ~double).values(event_id=whole))
    await tx.execute(delete(_T).where(*waiting))

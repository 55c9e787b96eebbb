"""Events that chats were not told of at once; a catch-up message tells of them together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, exists, func, literal, select, true, update

from core.delivery import DeliveryKind, DeliveryState
from core.news import Version
from storage import schema
from storage.database import Transaction
from storage.upsert import insert

_T = schema.held_back
_D = schema.deliveries


@dataclass(frozen=True, slots=True)
class Held:
    """What waits for a chat's catch-up."""

    chat_id: int
    since: datetime
    newest: datetime
    caught_up_at: datetime | None  #: when its last catch-up was made


async def add(tx: Transaction, event_id: int, chats: Select[tuple[int]], now: datetime) -> None:
    """Keep an event for the catch-up of the chats that a question finds; twice does no harm."""
    found = chats.subquery()
    await _keep(tx, select(found.c.chat_id, literal(event_id), literal(now, _T.c.held_at.type)))


async def take_expired_alerts(tx: Transaction, now: datetime) -> int:
    """Keep the events of alerts that could not be sent in time; returns how many."""
    over = (
        _D.c.kind == DeliveryKind.ALERT.value,
        _D.c.state == DeliveryState.EXPIRED.value,
        _D.c.event_id.is_not(None),
    )
    await _keep(tx, select(_D.c.chat_id, _D.c.event_id, literal(now, _T.c.held_at.type)).where(*over))
    taken = (
        update(_D)
        .where(*over)
        .values(state=DeliveryState.SUPERSEDED.value, reason="too late for an alert: told in the catch-up")
    )
    return (await tx.execute(taken)).rowcount


async def _keep(tx: Transaction, rows: Select[Any]) -> None:
    names = ["chat_id", "event_id", "held_at"]
    await tx.execute(insert(tx, _T).from_select(names, rows.where(true())).on_conflict_do_nothing())


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


async def of_chats(tx: Transaction, chat_ids: Collection[int]) -> dict[int, list[int]]:
    """Return the events kept for chats, by chat."""
    kept: dict[int, list[int]] = {chat_id: [] for chat_id in chat_ids}
    query = select(_T.c.chat_id, _T.c.event_id).where(_T.c.chat_id.in_(chat_ids), _T.c.told_at.is_(None))
    for row in await tx.execute(query.order_by(_T.c.event_id)):
        kept[row.chat_id].append(row.event_id)
    return kept


async def told(tx: Transaction, versions: Mapping[int, Collection[Version]], now: datetime) -> None:
    """Say which versions the catch-ups of chats told; what was kept of hidden events is told as well."""
    readers: dict[Version, list[int]] = defaultdict(list)
    for chat_id, mine in versions.items():
        for version in mine:
            readers[version].append(chat_id)
    for (event_id, number), chat_ids in readers.items():
        theirs = (_T.c.event_id == event_id, _T.c.chat_id.in_(chat_ids))
        await tx.execute(update(_T).where(*theirs).values(told_at=now, version=number))
    rest = (_T.c.chat_id.in_(versions), _T.c.told_at.is_(None))
    await tx.execute(update(_T).where(*rest).values(told_at=now))


async def joined(tx: Transaction, part: int, whole: int) -> None:
    """Let what still waits for a catch-up tell of the event that another became a part of."""
    theirs = _T.alias()
    double = exists().where(theirs.c.chat_id == _T.c.chat_id, theirs.c.event_id == whole)
    waiting = (_T.c.event_id == part, _T.c.told_at.is_(None))
    await tx.execute(update(_T).where(*waiting, ~double).values(event_id=whole))
    await tx.execute(delete(_T).where(*waiting))

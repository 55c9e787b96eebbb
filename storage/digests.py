"""What digests are made of, and marks of those that were made: one a chat and period, for ever."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import exists, func, select

from core.chat import Chat, ChatState
from core.digest import COMING_DAYS, Material, Period
from core.subscription import Cadence
from storage import chats, event_versions, events, schema
from storage.database import Transaction
from storage.upsert import insert

_T = schema.digest_marks
_C = schema.chats
_S = schema.subscriptions


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When digests of a cadence are due; many chats share one."""

    timezone: str
    digest_weekday: int
    digest_hour: int


async def rhythms(tx: Transaction, cadence: Cadence) -> list[Rhythm]:
    """Return the rhythms of the active chats that want digests of a cadence."""
    columns = (_C.c.timezone, _C.c.digest_weekday, _C.c.digest_hour)
    of_cadence = select(_S.c.chat_id).where(_S.c.cadence == cadence.value)
    query = select(*columns).distinct().where(_C.c.id.in_(of_cadence), _C.c.state == ChatState.ACTIVE.value)
    rows = await tx.execute(query.order_by(*columns))
    return [Rhythm(row.timezone, row.digest_weekday, row.digest_hour) for row in rows]


async def due(
    tx: Transaction, rhythm: Rhythm, period: Period, *, after: int | None, limit: int
) -> list[Chat]:
    """Return active chats of a rhythm whose digest of a period wasn't made, by id, those after one."""
    wanting = select(_S.c.chat_id).where(_S.c.cadence == period.cadence.value, _S.c.created_at < period.until)
    made = exists().where(
        _T.c.chat_id == _C.c.id, _T.c.cadence == period.cadence.value, _T.c.period_end >= period.until
    )
    theirs = [_C.c[name] == value for name, value in asdict(rhythm).items()]
    query = select(_C).where(_C.c.id.in_(wanting), *theirs, _C.c.state == ChatState.ACTIVE.value, ~made)
    if after is not None:
        query = query.where(_C.c.id > after)
    return [chats.read(row) for row in await tx.execute(query.order_by(_C.c.id).limit(limit))]


async def mark(tx: Transaction, chat_ids: Iterable[int], period: Period, now: datetime) -> set[int]:
    """Mark a period of chats as told; returns those for which this is the first time."""
    same = {
        "period": period.key,
        "cadence": period.cadence.value,
        "period_end": period.until,
        "marked_at": now,
    }
    rows = [{"chat_id": chat_id, **same} for chat_id in chat_ids]
    if not rows:
        return set()
    new = insert(tx, _T).on_conflict_do_nothing().returning(_T.c.chat_id)
    return set((await tx.execute(new, rows)).scalars())


async def last_ends(tx: Transaction, chat_ids: Collection[int], cadence: Cadence) -> dict[int, datetime]:
    """Return where the newest digest of a cadence ended, of the chats that had one."""
    mine = (_T.c.chat_id.in_(chat_ids), _T.c.cadence == cadence.value)
    query = select(_T.c.chat_id, func.max(_T.c.period_end).label("end")).where(*mine).group_by(_T.c.chat_id)
    return {row.chat_id: row.end for row in await tx.execute(query)}


async def material(tx: Transaction, period: Period, today: date) -> Material:
    """Return all that a digest of a period may tell on a day."""
    return Material(
        found=await events.found_between(tx, period.since, period.until),
        changed=await event_versions.changed_between(tx, period.since, period.until),
        ended=await events.ended_between(tx, period.since.date(), today),
        ahead=await events.upcoming(tx, today, today + timedelta(days=COMING_DAYS)),
    )

"""What digests are made of, and marks of those that were made: one a chat and period, for ever."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from core.digest import COMING_DAYS, Material, Period
from core.subscription import Cadence
from storage import event_versions, events, schema
from storage.database import Transaction
from storage.upsert import insert

_T = schema.digest_marks


async def mark(tx: Transaction, chat_id: int, period: Period, now: datetime) -> bool:
    """Mark a chat's period as told; True only the first time."""
    new = insert(tx, _T).values(
        chat_id=chat_id,
        period=period.key,
        cadence=period.cadence.value,
        period_end=period.until,
        marked_at=now,
    )
    done = await tx.execute(new.on_conflict_do_nothing().returning(_T.c.chat_id))
    return done.first() is not None


async def last_end(tx: Transaction, chat_id: int, cadence: Cadence) -> datetime | None:
    """Return where the chat's newest digest of a cadence ended."""
    newest = select(func.max(_T.c.period_end)).where(_T.c.chat_id == chat_id, _T.c.cadence == cadence.value)
    return (await tx.execute(newest)).scalar_one_or_none()


async def material(tx: Transaction, period: Period, today: date) -> Material:
    """Return all that a digest of a period may tell on a day."""
    return Material(
        found=await events.found_between(tx, period.since, period.until),
        changed=await event_versions.changed_between(tx, period.since, period.until),
        ended=await events.ended_between(tx, period.since.date(), today),
        ahead=await events.upcoming(tx, today, today + timedelta(days=COMING_DAYS)),
    )

"""Marks: which digests were made. One a chat and period, for ever."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from core.digest import Period
from core.subscription import Cadence
from storage import schema
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
    return bool((await tx.execute(new.on_conflict_do_nothing())).rowcount)


async def last_end(tx: Transaction, chat_id: int, cadence: Cadence) -> datetime | None:
    """Return where the chat's newest digest of a cadence ended."""
    newest = select(func.max(_T.c.period_end)).where(_T.c.chat_id == chat_id, _T.c.cadence == cadence.value)
    return (await tx.execute(newest)).scalar_one_or_none()

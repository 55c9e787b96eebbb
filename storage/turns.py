"""Taking turns in what must be seen whole: SQLite's writers do it anyhow, on PostgreSQL they are told to."""

from __future__ import annotations

from sqlalchemy import func, select

from storage.database import Transaction

_MERGING = 724_316


async def merging(tx: Transaction) -> None:
    """Wait until no other transaction merges events: two at once would begin the same gathering twice."""
    if tx.dialect == "postgresql":
        await tx.execute(select(func.pg_advisory_xact_lock(_MERGING)))

"""What events were before each change of their version."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import func, select, tuple_

from core.change import Change, Former
from core.event import Event, EventFacts
from core.news import Version
from storage import schema
from storage.codec import facts_from_json, facts_to_json
from storage.database import Transaction
from storage.event_rows import read

_T = schema.event_versions
_E = schema.events


async def keep(tx: Transaction, event: Event, now: datetime) -> None:
    """Remember an event as it is, before it changes."""
    await tx.execute(
        _T.insert().values(
            event_id=event.id, version=event.version, facts=facts_to_json(event.facts), until=now
        )
    )


async def facts_of(tx: Transaction, wanted: Iterable[Version]) -> dict[Version, EventFacts]:
    """Return the facts of versions of events, the newest ones included."""
    every = sorted(set(wanted))
    if not every:
        return {}
    found = {}
    for table, key in ((_E, _E.c.id), (_T, _T.c.event_id)):
        query = select(key.label("event_id"), table.c.version, table.c.facts).where(
            tuple_(key, table.c.version).in_(every)
        )
        for row in await tx.execute(query):
            found[row.event_id, row.version] = facts_from_json(row.facts)
    return found


async def earlier(tx: Transaction, ids: Collection[int]) -> dict[int, list[Former]]:
    """Return what events were before each change, the oldest version first; nothing for those that never
    changed."""
    found: dict[int, list[Former]] = {}
    query = select(_T).where(_T.c.event_id.in_(sorted(ids))).order_by(_T.c.event_id, _T.c.version)
    for row in await tx.execute(query):
        found.setdefault(row.event_id, []).append(Former(row.version, facts_from_json(row.facts), row.until))
    return found


async def changed_between(tx: Transaction, since: datetime, until: datetime) -> list[Change]:
    """Return the events known before `since` that changed since, with what they were then."""
    oldest = (
        select(_T.c.event_id, func.min(_T.c.version).label("version"))
        .where(_T.c.until >= since, _T.c.until < until)
        .group_by(_T.c.event_id)
    )
    first = {row.event_id: row.version for row in await tx.execute(oldest)}
    known = (_E.c.id.in_(sorted(first)), _E.c.found_at < since, ~_E.c.hidden)
    events = await read(tx, select(_E).where(*known).order_by(_E.c.first_day, _E.c.id))
    facts = await facts_of(tx, first.items())
    return [Change(event, facts[event.id, first[event.id]]) for event in events]

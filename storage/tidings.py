"""What the messages in the outbox tell: events as of the version that each was made for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import func, select

from core.delivery import Delivery, DeliveryKind, DeliveryState, EventMessage, ReminderMessage
from core.event import Event, EventFacts
from core.news import Tiding, Version
from storage import event_versions, events, schema
from storage.database import Transaction
from storage.event_rows import read

_D = schema.deliveries
_E = schema.events


async def of(tx: Transaction, deliveries: Sequence[Delivery]) -> dict[int, Tiding]:
    """Return what deliveries tell, by their ids; those whose event is gone are left out."""
    told = {one.id: one.content for one in deliveries if isinstance(one.content, EventMessage)}
    if not told:
        return {}
    ids = {content.event_id for content in told.values()}
    known = {event.id: event for event in await read(tx, select(_E).where(_E.c.id.in_(sorted(ids))))}
    pairs = {(content.event_id, content.version) for content in told.values()}
    versions = await event_versions.facts_of(tx, pairs | {one.was for one in told.values() if one.was})
    earlier = await _earlier(tx, [number for number, content in told.items() if content.was])
    alike: dict[tuple[EventMessage, int | None], Tiding | None] = {}  # a broadcast tells all the same
    for number, content in told.items():
        if (content, earlier.get(number)) not in alike:
            tiding = _tiding(content, known, versions, earlier.get(number))
            alike[content, earlier.get(number)] = tiding
    found = {number: alike[content, earlier.get(number)] for number, content in told.items()}
    return {number: tiding for number, tiding in found.items() if tiding is not None}


def _tiding(
    content: EventMessage,
    known: Mapping[int, Event],
    versions: Mapping[Version, EventFacts],
    earlier: int | None,
) -> Tiding | None:
    event, facts = known.get(content.event_id), versions.get((content.event_id, content.version))
    if event is None or facts is None:
        return None
    was = versions.get(content.was) if content.was else None
    return Tiding(replace(event, version=content.version, facts=facts), was, earlier)


async def of_reminders(tx: Transaction, deliveries: Sequence[Delivery]) -> dict[int, Tiding]:
    """Return the events that reminders tell of as they stand now, by the deliveries' ids.

    Of an event that became a part of another, it is that other.
    """
    told = {one.id: one.content.event_id for one in deliveries if isinstance(one.content, ReminderMessage)}
    found = {number: await events.get(tx, event_id) for number, event_id in told.items()}
    earlier = await _earlier(tx, list(told), (DeliveryKind.ALERT, DeliveryKind.UPDATE))
    return {number: Tiding(event, None, earlier.get(number)) for number, event in found.items() if event}


async def _earlier(
    tx: Transaction, later: Collection[int], kinds: Collection[DeliveryKind] = tuple(DeliveryKind)
) -> dict[int, int]:
    """Return, for deliveries that follow others up, the newest message that told of the event before."""
    if not later:
        return {}
    before = _D.alias()
    query = (
        select(_D.c.id, func.max(before.c.message_id).label("message_id"))
        .join(before, (before.c.event_id == _D.c.event_id) & (before.c.chat_id == _D.c.chat_id))
        .where(
            _D.c.id.in_(sorted(later)), before.c.state == DeliveryState.SENT.value, before.c.kind.in_(kinds)
        )
        .group_by(_D.c.id)
    )
    return {row.id: row.message_id for row in await tx.execute(query)}

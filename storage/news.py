"""Telling chats of an event: what `core/news` decides, carried out on the outbox."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime

from sqlalchemy import and_, bindparam, or_, select, update

from core.delivery import DeliveryKind, DeliveryState
from core.event import Event
from core.news import Knowledge, Version, plan
from core.subscription import Cadence
from storage import deliveries, event_versions, held_back, mutes, schema, subscriptions
from storage.database import Transaction

_D = schema.deliveries
S = DeliveryState
_OF_EVENTS = (DeliveryKind.ALERT.value, DeliveryKind.UPDATE.value)
_GONE_OUT = (S.SENT.value, S.CLAIMED.value, S.UNCERTAIN.value)  #: told, or perhaps told
#: a reminder tells of the event as well: who got one hears of changes
_REMINDED = and_(_D.c.kind == DeliveryKind.REMINDER.value, _D.c.state.in_(_GONE_OUT))
_TELLING = (
    select(_D.c.chat_id, _D.c.state, _D.c.content)
    .where(_D.c.event_id == bindparam("event"), or_(_D.c.kind.in_(_OF_EVENTS), _REMINDED))
    .order_by(_D.c.id)
)


async def tell(
    tx: Transaction,
    event: Event,
    *,
    timely: bool,
    now: datetime,
    full: AbstractSet[int] = frozenset(),
    is_new: bool = False,
) -> list[int]:
    """Enqueue what chats must hear of an event as it stands; returns the chats that get an alert.

    `timely` says whether it is news, `full` which chats had their fill of alerts, `is_new` that nobody can
    have been told of it before.
    """
    told = {} if is_new else await knowledge(tx, event.id)
    wanting = await subscriptions.chats_wanting(tx, event.facts, {Cadence.AT_ONCE})
    versions = await event_versions.facts_of(tx, {one.knows for one in told.values() if one.knows})
    muted = frozenset[int]() if is_new else await mutes.of_event(tx, event.id)
    made = plan(event, told, wanting, versions, timely=timely, now=now, full=full, muted=muted)
    for chat_id in made.superseded:
        await _withdraw(tx, event.id, chat_id, now, _OF_EVENTS, "the event changed before it was sent")
    await held_back.add(tx, event.id, made.held_back, now)
    if made.new:
        await deliveries.enqueue(tx, made.new, now)
    return [one.chat_id for one in made.new if one.kind is DeliveryKind.ALERT]


async def knowledge(tx: Transaction, event_id: int) -> Mapping[int, Knowledge]:
    """Return what each chat that heard, or will hear, of an event knows of it."""
    known = {
        chat_id: Knowledge(knows=version)
        for chat_id, version in (await held_back.known_by_catch_up(tx, event_id)).items()
    }
    for row in await tx.execute(_TELLING, [{"event": event_id}]):
        before = known.get(row.chat_id, Knowledge())
        version: Version = (row.content["event"], row.content["version"])
        if row.state in _GONE_OUT:
            known[row.chat_id] = Knowledge(version, before.waiting)
        elif row.state == S.WAITING.value:
            known[row.chat_id] = Knowledge(before.knows, version)
        else:
            known[row.chat_id] = before
    return known


async def joined(tx: Transaction, part: int, whole: int) -> None:
    """Make what chats were told of one event count as told of another."""
    await tx.execute(update(_D).where(_D.c.event_id == part).values(event_id=whole))


async def silence(tx: Transaction, event_id: int, chat_id: int, now: datetime) -> None:
    """Withdraw all that waits to tell a chat of an event that it muted."""
    await _withdraw(tx, event_id, chat_id, now, tuple(DeliveryKind), "the chat muted the event")


async def _withdraw(
    tx: Transaction, event_id: int, chat_id: int, now: datetime, kinds: Collection[str], why: str
) -> None:
    """Withdraw what of some kinds waits to tell a chat of an event."""
    waiting = (_D.c.event_id == event_id, _D.c.chat_id == chat_id, _D.c.state == S.WAITING.value)
    values = {"state": S.SUPERSEDED.value, "reason": why, "due_at": None, "settled_at": now}
    await tx.execute(update(_D).where(*waiting, _D.c.kind.in_(kinds)).values(values))

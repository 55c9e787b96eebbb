"""Who has heard of an event, and what: perhaps a million chats, asked for a few thousand at a time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, exists, or_, select, union_all

from core.delivery import DeliveryKind, DeliveryState
from core.news import Knowledge, Version
from storage import schema
from storage.database import Transaction

_D = schema.deliveries
_H = schema.held_back
_M = schema.mutes
S = DeliveryState
SPAN = 5_000  #: chats asked for at a time, about
LOWEST, HIGHEST = -(2**63), 2**63 - 1
KINDS = (DeliveryKind.ALERT.value, DeliveryKind.UPDATE.value)  #: that bring news of events
_GONE_OUT = (S.SENT.value, S.CLAIMED.value, S.UNCERTAIN.value)  #: told, or perhaps told


class Span(NamedTuple):
    """The chats with ids above one bound and up to another."""

    after: int = LOWEST
    upto: int = HIGHEST

    def holds(self, chat_id: ColumnElement[int]) -> ColumnElement[bool]:
        """Return the condition that a chat is one of these."""
        return (chat_id > self.after) & (chat_id <= self.upto)


#: a reminder tells of the event as well: who got one hears of changes
_REMINDED = and_(_D.c.kind == DeliveryKind.REMINDER.value, _D.c.state.in_(_GONE_OUT))
_TELLS = or_(_D.c.kind.in_(KINDS), _REMINDED)
_EVENT: BindParameter[int] = bindparam("event")
_AFTER: BindParameter[int] = bindparam("after")
_UPTO: BindParameter[int] = bindparam("upto")


def _held(event: int | BindParameter[int]) -> ColumnElement[bool]:
    """Return the condition that an event, or a part of it, was kept for a catch-up."""
    parts = select(schema.events.c.id).where(schema.events.c.merged_into == event)
    return or_(_H.c.event_id == event, _H.c.event_id.in_(parts))


_CAUGHT_UP = (
    select(_H.c.chat_id, _H.c.event_id, _H.c.version)
    .where(_held(_EVENT), _H.c.chat_id > _AFTER, _H.c.chat_id <= _UPTO)
    .order_by(_H.c.event_id != _EVENT)  # of two, that of the whole counts
)
_TOLD = (
    select(_D.c.chat_id, _D.c.state, _D.c.content)
    .where(_D.c.event_id == _EVENT, _TELLS)
    .where(_D.c.chat_id > _AFTER, _D.c.chat_id <= _UPTO)
    .order_by(_D.c.id)
)
_HEARD = union_all(
    *(select(table.c.chat_id).where(table.c.event_id == _EVENT) for table in (_D, _H))
).subquery()
_END_OF_SPAN = (
    select(_HEARD.c.chat_id)
    .where(_HEARD.c.chat_id > _AFTER)
    .order_by(_HEARD.c.chat_id)
    .limit(1)
    .offset(bindparam("size"))
)


def unheard(event_id: int, chat_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition that a chat was not told of an event, will not be, and has not muted it.

    What was withdrawn before it was sent told nothing.
    """
    stands = _D.c.state != S.SUPERSEDED.value
    told = exists().where(_D.c.event_id == event_id, _D.c.chat_id == chat_id, _TELLS, stands)
    muted = exists().where(_M.c.event_id == event_id, _M.c.chat_id == chat_id)
    held = exists().where(_held(event_id), _H.c.chat_id == chat_id)
    return ~told & ~held & ~muted


async def spans(tx: Transaction, event_id: int, size: int = SPAN) -> AsyncIterator[Span]:
    """Part all chats into spans, in each of which about so many have heard of an event."""
    after, upto = LOWEST, LOWEST
    while upto != HIGHEST:
        values: dict[str, Any] = {"event": event_id, "after": after, "size": size}
        upto = (await tx.execute(_END_OF_SPAN, [values])).scalar_one_or_none() or HIGHEST
        yield Span(after, upto)
        after = upto


async def knowledge(tx: Transaction, event_id: int, span: Span) -> Mapping[int, Knowledge]:
    """Return what each chat of a span that heard, or will hear, of an event knows of it."""
    values = [{"event": event_id, **span._asdict()}]
    known: dict[int, Knowledge] = {}
    for row in await tx.execute(_CAUGHT_UP, values):
        version = (row.event_id, row.version) if row.version else None
        known.setdefault(row.chat_id, Knowledge(knows=version))
    for row in await tx.execute(_TOLD, values):
        known[row.chat_id] = _after(known.get(row.chat_id, Knowledge()), row, event_id)
    return known


def _after(before: Knowledge, row: Any, event_id: int) -> Knowledge:
    """Return what a chat knows after one more message of the outbox.

    Of two events that became one, what it was told of the one that stays counts, whichever it was told last.
    """
    version: Version = (row.content["event"], row.content["version"])
    if row.state in _GONE_OUT:
        knows_whole = before.knows is not None and before.knows[0] == event_id
        of_part = version[0] != event_id
        return before if of_part and knows_whole else Knowledge(version, before.waiting)
    return Knowledge(before.knows, version) if row.state == S.WAITING.value else before

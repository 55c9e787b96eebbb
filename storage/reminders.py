"""Reminders of events: set or refused by hand, and for which day each was sent.

A row is one chat, forum topic, event and lead. Where nobody has set or refused it, `wanted` is null: the row
then only notes that a subscription's reminder was sent.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, exists, select, update

from core.chat import Chat
from core.event import Event
from core.reminder import Lead, Wish, day_of
from core.subscription import matches
from storage import schema, subscriptions
from storage.database import Transaction
from storage.upsert import insert

_T = schema.reminders
_E = schema.events
NO_THREAD = 0
_KEY = ("chat_id", "thread_id", "event_id", "lead")


async def choose(
    tx: Transaction,
    chat_id: int,
    thread_id: int | None,
    event_id: int,
    lead: Lead,
    now: datetime,
    *,
    wanted: bool,
) -> None:
    """Set a reminder of an event, or refuse it though a subscription would bring it."""
    key = dict(zip(_KEY, (chat_id, thread_id or NO_THREAD, event_id, lead.value), strict=True))
    values = {"wanted": wanted, "set_at": now}
    new = insert(tx, _T).values(**key, **values)
    await tx.execute(new.on_conflict_do_update(index_elements=_KEY, set_=values))


async def leads(tx: Transaction, chat: Chat, thread_id: int | None, event: Event) -> frozenset[Lead]:
    """Return the reminders of an event that a chat is to get in a topic of it.

    Those of subscriptions come to the topic that the chat hears in.
    """
    found = {
        subscription.remind
        for subscription in await subscriptions.of_chat(tx, chat.id)
        if chat.thread_id == thread_id and matches(subscription.rule, event.facts)
    }
    mine = (_T.c.chat_id == chat.id, _T.c.thread_id == (thread_id or NO_THREAD), _T.c.event_id == event.id)
    for row in await tx.execute(select(_T.c.lead, _T.c.wanted).where(*mine, _T.c.wanted.is_not(None))):
        found = found | {Lead(row.lead)} if row.wanted else found - {Lead(row.lead)}
    return frozenset(lead for lead in found if lead is not None)


async def of_chat(tx: Transaction, chat_id: int) -> list[tuple[str, Lead]]:
    """Return the reminders that a chat set by hand: the events' names and the leads."""
    query = (
        select(_E.c.facts["name"].as_string().label("name"), _T.c.lead)
        .join(_E, _E.c.id == _T.c.event_id)
        .where(_T.c.chat_id == chat_id, _T.c.wanted)
        .order_by(_T.c.event_id, _T.c.set_at)
    )
    return [(row.name, Lead(row.lead)) for row in await tx.execute(query)]


async def wanted_by(tx: Transaction, chat_id: int) -> frozenset[int]:
    """Return the events for which a chat set a reminder by hand."""
    query = select(_T.c.event_id).where(_T.c.chat_id == chat_id, _T.c.wanted)
    return frozenset((await tx.execute(query)).scalars())


async def sent(tx: Transaction, wishes: Iterable[Wish], now: datetime) -> None:
    """Note for which day reminders were sent, so that each is sent once."""
    rows = [
        {
            **dict(zip(_KEY, (*one.place, one.lead.value), strict=True)),
            "reminded_of": day_of(one.event.facts),
            "set_at": now,
        }
        for one in wishes
    ]
    if rows:
        new = insert(tx, _T)
        again = new.on_conflict_do_update(index_elements=_KEY, set_={"reminded_of": new.excluded.reminded_of})
        await tx.execute(again, rows)


async def joined(tx: Transaction, part: int, whole: int) -> None:
    """Let the reminders of an event be of that which it became a part of; of two alike one stays."""
    await _moved(tx, [_T.c.event_id == part], "event_id", whole)


async def leave_thread(tx: Transaction, chat_id: int, thread_id: int) -> None:
    """Let the reminders of a forum topic that is gone come to the chat itself."""
    mine = [_T.c.chat_id == chat_id, _T.c.thread_id == thread_id]
    await _moved(tx, mine, "thread_id", NO_THREAD)


async def forget_past(tx: Transaction, before: date) -> None:
    """Delete the reminders of events that were over before a day."""
    over = select(_E.c.id).where(_E.c.last_day < before)
    await tx.execute(delete(_T).where(_T.c.event_id.in_(over)))


async def _moved(tx: Transaction, mine: list[ColumnElement[bool]], column: str, value: int) -> None:
    other = _T.alias()
    same = [other.c[name] == _T.c[name] for name in _KEY if name != column]
    double = exists().where(other.c[column] == value, *same)
    await tx.execute(update(_T).where(*mine, ~double).values({column: value}))
    await tx.execute(delete(_T).where(*mine))

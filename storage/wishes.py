"""Which reminders may be due: wishes set by hand, and those that subscriptions add of themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, or_, select

from core.chat import ChatState
from core.event import Event, Kind
from core.reminder import BEFORE, Lead, Wish, day_of
from core.status import CALLED_OFF
from core.subscription import matches
from storage import mutes, schema
from storage.codec import rule_from_json
from storage.database import Transaction
from storage.event_rows import CHUNK, read

_T = schema.reminders
_E = schema.events
_S = schema.subscriptions
_C = schema.chats
_DAY = timedelta(days=1)
_ACTIVE = _C.c.state == ChatState.ACTIVE.value
Key = tuple[int, int, int, Lead]  #: chat, topic, event, lead


async def pending(tx: Transaction, now: datetime) -> list[Wish]:
    """Return the wishes of active chats that may be due.

    Only events of the next days are looked at: so many as fall together, however many are stored.
    """
    events = {event.id: event for event in await read(tx, _within_reach(now), with_reports=False)}
    if not events:
        return []
    rows, muted = await _rows(tx, events), await mutes.of_events(tx, events)
    wishes = {key: _set_by_hand(row, events[row.event_id]) for key, row in rows.items() if row.wanted}
    for wish in await _by_default(tx, events.values(), now.date()):
        row = rows.get((*wish.place, wish.lead))
        if row is None or row.wanted is None:
            sent_for = row.reminded_of if row is not None else None
            wishes[*wish.place, wish.lead] = replace(wish, reminded_of=sent_for)
    return [
        replace(wish, muted=(wish.chat_id, wish.event.id) in muted)
        for wish in wishes.values()
        if _is_open(wish, now.date())
    ]


def _within_reach(now: datetime) -> Select[Any]:
    """Select the events whose day is near: a day more on either side, for the zones."""
    first, last = now.date() - _DAY, now.date() + max(BEFORE.values()) + _DAY
    near = or_(
        _E.c.first_day.between(first, last),
        and_(_E.c.kind == Kind.CALL.value, _E.c.last_day.between(first, last)),
    )
    return select(_E).where(near, ~_E.c.hidden, _E.c.status.not_in(sorted(CALLED_OFF)))


def _is_open(wish: Wish, today: date) -> bool:
    """Say whether a reminder is near and was not sent for its event's day: most are neither."""
    return wish.reminded_of != day_of(wish.event.facts) and _is_near(wish.event, wish.lead, today)


def _is_near(event: Event, lead: Lead, today: date) -> bool:
    day = day_of(event.facts)
    return day is not None and day <= today + BEFORE[lead] + _DAY


async def _rows(tx: Transaction, events: Collection[int]) -> dict[Key, Any]:
    """Return the rows of events by their keys, with the chats' zones."""
    found: dict[Key, Any] = {}
    ids = sorted(events)
    for start in range(0, len(ids), CHUNK):
        query = (
            select(_T, _C.c.timezone)
            .join(_C, _C.c.id == _T.c.chat_id)
            .where(_T.c.event_id.in_(ids[start : start + CHUNK]), _ACTIVE)
        )
        for row in await tx.execute(query):
            found[row.chat_id, row.thread_id, row.event_id, Lead(row.lead)] = row
    return found


def _set_by_hand(row: Any, event: Event) -> Wish:
    thread = row.thread_id or None
    return Wish(row.chat_id, thread, event, Lead(row.lead), row.timezone, reminded_of=row.reminded_of)


async def _by_default(tx: Transaction, events: Iterable[Event], today: date) -> list[Wish]:
    """Return what subscriptions ask for of themselves, of what is near enough for them."""
    near = {lead: [event for event in list(events) if _is_near(event, lead, today)] for lead in Lead}
    query = (
        select(_S, schema.rules.c.rule, _C.c.timezone, _C.c.thread_id)
        .join(schema.rules, schema.rules.c.id == _S.c.rule_id)
        .join(_C, _C.c.id == _S.c.chat_id)
        .where(_S.c.remind.is_not(None), _ACTIVE)
    )
    asked: dict[tuple[str, str], list[Event]] = {}  # many chats share a rule: each is judged once
    wishes = []
    for row in await tx.execute(query):
        key = (row.rule, row.remind)
        if key not in asked:
            rule = rule_from_json(row.rule)
            asked[key] = [event for event in near[Lead(row.remind)] if matches(rule, event.facts)]
        wishes += [_default(row, event) for event in asked[key]]
    return wishes


def _default(row: Any, event: Event) -> Wish:
    since = max(row.remind_since, event.found_at)
    return Wish(row.chat_id, row.thread_id, event, Lead(row.remind), row.timezone, since)

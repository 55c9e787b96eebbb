"""The addresses of the chats' private calendars, and what stands in such a calendar.

The token is kept as it is: `/calendar` shows it again, and it opens nothing but what the same database says
of the chat's subscriptions. Whoever lost control of it makes a new one, and the old one is gone.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import and_, delete, or_, select

from core.calendar import CalendarAddress
from core.chat import Chat, ChatState
from core.event import Event
from core.query import EventQuery, TimeScope
from core.subscription import Rule, matches
from storage import chats, events, mutes, reminders, schema, subscriptions
from storage.database import Transaction
from storage.event_rows import read
from storage.upsert import insert

_T = schema.calendars


async def get(tx: Transaction, chat_id: int) -> CalendarAddress | None:
    """Return the address of a chat's calendar; None when it has none."""
    row = (await tx.execute(select(_T).where(_T.c.chat_id == chat_id))).one_or_none()
    return CalendarAddress(row.chat_id, row.token, row.made_at) if row else None


async def ensure(tx: Transaction, chat_id: int, token: str, now: datetime) -> CalendarAddress:
    """Return the address of a chat's calendar; one that has none gets the token."""
    new = insert(tx, _T).values(chat_id=chat_id, token=token, made_at=now)
    await tx.execute(new.on_conflict_do_nothing())
    return await get(tx, chat_id) or CalendarAddress(chat_id, token, now)


async def remove(tx: Transaction, chat_id: int) -> bool:
    """Take a chat's address away: it answers no more; says whether there was one."""
    return bool((await tx.execute(delete(_T).where(_T.c.chat_id == chat_id))).rowcount)


async def chat_by(tx: Transaction, token: str) -> Chat | None:
    """Return the chat whose calendar a token opens; None also while Telegram refuses that chat."""
    chat_id = (await tx.execute(select(_T.c.chat_id).where(_T.c.token == token))).scalar_one_or_none()
    chat = await chats.get(tx, chat_id) if chat_id is not None else None
    return None if chat is None or chat.state is ChatState.SET_ASIDE else chat


async def content(tx: Transaction, chat_id: int, since: date, until: date) -> list[Event]:
    """Return all that a chat follows in a stretch of time, called off or not, by day.

    That is what its subscriptions ask for and what it wants to be reminded of, less what it muted.
    """
    rules = [one.rule for one in await subscriptions.of_chat(tx, chat_id)]
    chosen, muted = await reminders.wanted_by(tx, chat_id), await mutes.of_chat(tx, chat_id)
    found = await _about(tx, rules, chosen - muted, since, until)
    return [
        event
        for event in found
        if event.id not in muted and (event.id in chosen or any(matches(rule, event.facts) for rule in rules))
    ]


async def _about(
    tx: Transaction, rules: Sequence[Rule], chosen: Collection[int], since: date, until: date
) -> list[Event]:
    """Return what the database takes for a match; words and bodies are judged by `matches`."""
    table = schema.events
    queries = [EventQuery(one.countries, one.topics, one.kinds, time=TimeScope.ANY) for one in rules]
    asked = (and_(*events.conditions(query, since)) for query in queries)
    wanted = or_(and_(table.c.id.in_(sorted(chosen)), ~table.c.hidden), *asked)
    within = (table.c.last_day >= since, table.c.first_day <= until)
    return await read(tx, select(table).where(*within, wanted).order_by(table.c.first_day, table.c.id))

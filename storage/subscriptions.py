"""What chats want to hear of."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from core.chat import ChatState
from core.event import EventFacts
from core.reminder import Lead
from core.subscription import Cadence, Rule, Subscription, matches
from storage import schema
from storage.codec import rule_from_json, rule_to_json
from storage.database import Transaction
from storage.upsert import insert

_T = schema.subscriptions
_C = schema.subscription_countries
ANY_COUNTRY = ""


async def add(
    tx: Transaction, chat_id: int, rule: Rule, cadence: Cadence, now: datetime
) -> tuple[Subscription, bool]:
    """Store a rule of a chat; one it has already only takes the new cadence. Returns whether it is new."""
    text = rule_to_json(rule)
    new = insert(tx, _T).values(chat_id=chat_id, rule=text, cadence=cadence.value, created_at=now)
    made = await tx.execute(new.on_conflict_do_nothing().returning(_T.c.id))
    subscription_id = made.scalar_one_or_none()
    if subscription_id is not None:
        codes = sorted(rule.countries) or [ANY_COUNTRY]
        await tx.execute(_C.insert(), [{"subscription_id": subscription_id, "code": code} for code in codes])
    mine = (_T.c.chat_id == chat_id, _T.c.rule == text)
    await tx.execute(update(_T).where(*mine).values(cadence=cadence.value))
    row = (await tx.execute(select(_T).where(*mine))).one()
    return _subscription(row), subscription_id is not None


async def get(tx: Transaction, chat_id: int, subscription_id: int) -> Subscription | None:
    """Return one subscription of a chat."""
    query = select(_T).where(_T.c.chat_id == chat_id, _T.c.id == subscription_id)
    row = (await tx.execute(query)).one_or_none()
    return _subscription(row) if row else None


async def of_chat(tx: Transaction, chat_id: int) -> list[Subscription]:
    """Return a chat's subscriptions, the oldest first."""
    query = select(_T).where(_T.c.chat_id == chat_id).order_by(_T.c.id)
    return [_subscription(row) for row in await tx.execute(query)]


async def remove(tx: Transaction, chat_id: int, subscription_id: int) -> bool:
    """Delete one subscription of a chat; says whether it was there."""
    done = await tx.execute(delete(_T).where(_T.c.chat_id == chat_id, _T.c.id == subscription_id))
    return bool(done.rowcount)


async def remove_all(tx: Transaction, chat_id: int) -> int:
    """Delete all subscriptions of a chat; returns how many there were."""
    return (await tx.execute(delete(_T).where(_T.c.chat_id == chat_id))).rowcount


async def set_cadence(tx: Transaction, chat_id: int, subscription_id: int, cadence: Cadence) -> bool:
    """Change how soon a chat hears; says whether the subscription was there."""
    mine = (_T.c.chat_id == chat_id, _T.c.id == subscription_id)
    return bool((await tx.execute(update(_T).where(*mine).values(cadence=cadence.value))).rowcount)


async def set_reminder(
    tx: Transaction, chat_id: int, subscription_id: int, lead: Lead | None, now: datetime
) -> bool:
    """Let a subscription's events come with a reminder, or not; says whether the subscription was there."""
    mine = (_T.c.chat_id == chat_id, _T.c.id == subscription_id)
    values = {"remind": lead.value if lead else None, "remind_since": now if lead else None}
    return bool((await tx.execute(update(_T).where(*mine).values(values))).rowcount)


async def chats_wanting(tx: Transaction, facts: EventFacts, cadences: Collection[Cadence]) -> set[int]:
    """Return the active chats that a rule with one of the cadences makes want an event."""
    codes = [ANY_COUNTRY, *facts.taking_part]
    query = (
        select(_T.c.chat_id, _T.c.rule)
        .join(schema.chats, schema.chats.c.id == _T.c.chat_id)
        .where(
            schema.chats.c.state == ChatState.ACTIVE.value,
            _T.c.cadence.in_(sorted(cadences)),
            _T.c.id.in_(select(_C.c.subscription_id).where(_C.c.code.in_(codes))),
        )
    )
    verdicts: dict[str, bool] = {}  # many chats share a rule: each rule is judged once
    wanting = set()
    for row in await tx.execute(query):
        if row.rule not in verdicts:
            verdicts[row.rule] = matches(rule_from_json(row.rule), facts)
        if verdicts[row.rule]:
            wanting.add(row.chat_id)
    return wanting


def _subscription(row: Any) -> Subscription:
    remind = Lead(row.remind) if row.remind else None
    rule, cadence = rule_from_json(row.rule), Cadence(row.cadence)
    return Subscription(row.id, row.chat_id, rule, cadence, row.created_at, remind)

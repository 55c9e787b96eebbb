"""What chats want to hear of."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, select, update

from core.chat import ChatState
from core.reminder import Lead
from core.subscription import Cadence, Rule, Subscription
from storage import rules, schema
from storage.codec import rule_from_json
from storage.database import Transaction
from storage.upsert import insert

_T = schema.subscriptions
_WITH_RULES = select(_T, schema.rules.c.rule).join(schema.rules, schema.rules.c.id == _T.c.rule_id)


async def add(
    tx: Transaction, chat_id: int, rule: Rule, cadence: Cadence, now: datetime
) -> tuple[Subscription, bool]:
    """Store a rule of a chat; one it has already only takes the new cadence. Returns whether it is new."""
    rule_id = await rules.ensure(tx, rule)
    new = insert(tx, _T).values(chat_id=chat_id, rule_id=rule_id, cadence=cadence.value, created_at=now)
    made = await tx.execute(new.on_conflict_do_nothing().returning(_T.c.id))
    is_new = made.scalar_one_or_none() is not None
    mine = (_T.c.chat_id == chat_id, _T.c.rule_id == rule_id)
    await tx.execute(update(_T).where(*mine).values(cadence=cadence.value))
    row = (await tx.execute(_WITH_RULES.where(*mine))).one()
    return _subscription(row), is_new


async def get(tx: Transaction, chat_id: int, subscription_id: int) -> Subscription | None:
    """Return one subscription of a chat."""
    query = _WITH_RULES.where(_T.c.chat_id == chat_id, _T.c.id == subscription_id)
    row = (await tx.execute(query)).one_or_none()
    return _subscription(row) if row else None


async def of_chat(tx: Transaction, chat_id: int) -> list[Subscription]:
    """Return a chat's subscriptions, the oldest first."""
    query = _WITH_RULES.where(_T.c.chat_id == chat_id).order_by(_T.c.id)
    return [_subscription(row) for row in await tx.execute(query)]


async def of_chats(
    tx: Transaction, chat_ids: Collection[int], cadence: Cadence
) -> dict[int, list[Subscription]]:
    """Return the subscriptions of chats with a cadence, by chat, the oldest first."""
    query = _WITH_RULES.where(_T.c.chat_id.in_(chat_ids), _T.c.cadence == cadence.value).order_by(_T.c.id)
    found: dict[int, list[Subscription]] = {chat_id: [] for chat_id in chat_ids}
    for row in await tx.execute(query):
        found[row.chat_id].append(_subscription(row))
    return found


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


def chats_with(
    rule_ids: Collection[int], cadence: Cadence, asked_by: datetime | None = None
) -> Select[tuple[int]]:
    """Ask for the active chats that have one of the rules with a cadence, each once, in order.

    `asked_by` leaves out what was asked for later.
    A question and not its answer: the outbox is filled from it without a row passing through Python.
    """
    chats = schema.chats
    query = (
        select(_T.c.chat_id)
        .distinct()
        .join(chats, chats.c.id == _T.c.chat_id)
        .where(_T.c.rule_id.in_(rule_ids), _T.c.cadence == cadence.value)
        .where(chats.c.state == ChatState.ACTIVE.value)
        .order_by(_T.c.chat_id)
    )
    return query if asked_by is None else query.where(_T.c.created_at <= asked_by)


def _subscription(row: Any) -> Subscription:
    remind = Lead(row.remind) if row.remind else None
    rule, cadence = rule_from_json(row.rule), Cadence(row.cadence)
    return Subscription(row.id, row.chat_id, rule, cadence, row.created_at, remind)

"""Telling chats of an event: what `core/news` decides, carried out on the outbox."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy import Select, delete, func, select, update

from core.delivery import DeliveryKind, DeliveryState
from core.event import Event
from core.news import MOST_AT_ONCE, announcement, asked_by, plan
from core.subscription import Cadence
from storage import deliveries, event_versions, heard, held_back, mutes, rules, schema, subscriptions
from storage.database import Transaction
from storage.heard import Span

_D = schema.deliveries
S = DeliveryState
RULES = 500  #: that one question names
Chats = Select[tuple[int]]  #: a question for chats


async def tell(
    tx: Transaction,
    event: Event,
    *,
    timely: bool,
    now: datetime,
    earlier: Sequence[int] = (),
    is_new: bool = False,
) -> int:
    """Enqueue what chats must hear of an event as it stands; returns how many get an alert.

    `timely` says whether it is news, `earlier` which events were told in the same visit: a chat that had its
    fill of them reads of this one in its catch-up. `is_new` says that nobody can have been told before.
    """
    if event.hidden:
        await _take_back(tx, event.id)
        return 0
    rule_ids = await rules.wanting(tx, event.facts)
    alerts = 0 if is_new else await _follow_up(tx, event, rule_ids, now)
    for asking in _asking(rule_ids, asked_by(event, now)):
        unheard = heard.unheard(event.id, asking.selected_columns.chat_id)
        wanting = asking if is_new else asking.where(unheard)
        if timely:
            alerts += await _announce(tx, event, wanting, earlier, now)
        else:
            await held_back.add(tx, event.id, wanting, now)
    return alerts


def _asking(rule_ids: Sequence[int], by: datetime | None = None) -> Iterator[Chats]:
    """Ask for the chats that want to hear at once, and asked by some moment, some rules at a time."""
    for start in range(0, len(rule_ids), RULES):
        yield subscriptions.chats_with(rule_ids[start : start + RULES], Cadence.AT_ONCE, by)


async def _announce(
    tx: Transaction, event: Event, wanting: Chats, earlier: Sequence[int], now: datetime
) -> int:
    """Alert chats to an event; those that had their fill of alerts read of it later. Returns how many."""
    if len(earlier) >= MOST_AT_ONCE:
        chat_id, full = wanting.selected_columns.chat_id, _had_their_fill(earlier, now)
        await held_back.add(tx, event.id, wanting.where(chat_id.in_(full)), now)
        wanting = wanting.where(chat_id.not_in(full))
    return await deliveries.broadcast(tx, announcement(event, now), wanting, now)


def _had_their_fill(event_ids: Sequence[int], now: datetime) -> Chats:
    """Ask for the chats that just got as many alerts as they are to get at once."""
    alerts = (_D.c.event_id.in_(event_ids), _D.c.kind == DeliveryKind.ALERT.value, _D.c.created_at >= now)
    return select(_D.c.chat_id).where(*alerts).group_by(_D.c.chat_id).having(func.count() >= MOST_AT_ONCE)


async def _follow_up(tx: Transaction, event: Event, rule_ids: Sequence[int], now: datetime) -> int:
    """Bring the chats that have heard of an event up to date; returns how many get an alert anew."""
    alerts, muted = 0, await mutes.of_event(tx, event.id)
    async for span in heard.spans(tx, event.id):
        told = await heard.knowledge(tx, event.id, span)
        wanting = await _wanting(tx, rule_ids, span) if told else set()
        versions = await event_versions.facts_of(tx, {one.knows for one in told.values() if one.knows})
        made = plan(event, told, wanting, versions, now=now, muted=muted)
        if made.superseded:
            why = "the event changed before it was sent"
            await _withdraw(tx, event.id, made.superseded, now, heard.KINDS, why)
        await deliveries.enqueue(tx, made.new, now)
        alerts += sum(one.kind is DeliveryKind.ALERT for one in made.new)
    return alerts


async def _wanting(tx: Transaction, rule_ids: Sequence[int], span: Span) -> set[int]:
    chats: set[int] = set()
    for query in _asking(rule_ids):
        chats.update((await tx.execute(query.where(span.holds(query.selected_columns.chat_id)))).scalars())
    return chats


async def joined(tx: Transaction, part: int, whole: int, now: datetime) -> None:
    """Make what chats were told of one event count as told of another.

    What still waits to tell of the part is withdrawn for those who were told of the whole, or will be.
    """
    of_whole = _D.alias()
    stands = (of_whole.c.state != S.SUPERSEDED.value) & of_whole.c.kind.in_(heard.KINDS)
    known = select(of_whole.c.chat_id).where(of_whole.c.event_id == whole, stands)
    await _withdraw(tx, part, known, now, heard.KINDS, "the event became a part of another")
    await tx.execute(update(_D).where(_D.c.event_id == part).values(event_id=whole))


async def silence(tx: Transaction, event_id: int, chat_id: int, now: datetime) -> None:
    """Withdraw all that waits to tell a chat of an event that it muted."""
    await _withdraw(tx, event_id, [chat_id], now, tuple(DeliveryKind), "the chat muted the event")


async def _take_back(tx: Transaction, event_id: int) -> None:
    """Delete what waits to bring news of a hidden event: once it is shown again, its chats are told anew."""
    waiting = (_D.c.event_id == event_id, _D.c.state == S.WAITING.value, _D.c.kind.in_(heard.KINDS))
    await tx.execute(delete(_D).where(*waiting))


async def _withdraw(
    tx: Transaction,
    event_id: int,
    chat_ids: Sequence[int] | Chats,
    now: datetime,
    kinds: Collection[str],
    why: str,
) -> None:
    """Withdraw what of some kinds waits to tell chats of an event."""
    waiting = (_D.c.event_id == event_id, _D.c.chat_id.in_(chat_ids), _D.c.state == S.WAITING.value)
    values = {"state": S.SUPERSEDED.value, "reason": why, "due_at": None, "settled_at": now}
    await tx.execute(update(_D).where(*waiting, _D.c.kind.in_(kinds)).values(values))

"""Reminders and mutes in both databases: what is pending, and what becomes of them with chats and events."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.chat import Chat, ChatKind, ChatState
from core.delivery import DeliveryKind, NewDelivery, ReminderMessage
from core.event import Event, EventFacts, Kind, Status
from core.reminder import Lead, Wish
from core.subscription import Cadence, Rule
from storage import chats, deliveries, events, moves, mutes, reminders, subscriptions, wishes
from storage.database import Database, Transaction
from tests.core.builders import NOW, facts

DAY = timedelta(days=1)
W, D = Lead.WEEK, Lead.DAY
READER = Chat(7, ChatKind.PRIVATE, timezone="Asia/Almaty")
SOON = facts("Forum", "2026-05-06")  # the day after tomorrow
KZ = Rule(countries=frozenset({"KZ"}))


async def know(tx: Transaction, *known: EventFacts) -> list[Event]:
    await chats.ensure(tx, READER, NOW)
    return [await events.create(tx, one, NOW) for one in known]


async def set_(tx: Transaction, event: Event, *leads: Lead, thread: int | None = None, chat: int = 7) -> None:
    for lead in leads:
        await reminders.choose(tx, chat, thread, event.id, lead, NOW, wanted=True)


def told(pending: list[Wish]) -> list[tuple[int, int | None, int, Lead]]:
    return sorted((one.chat_id, one.thread_id, one.event.id, one.lead) for one in pending)


@pytest.mark.parametrize(
    ("known", "near"),
    [
        (SOON, True),
        (facts(start="2026-05-12"), True),
        (facts(start="2026-05-13"), False),  # a week, and a day more for the zones
        (facts(start="2026-05-03"), True),
        (facts(start="2026-05-02"), False),
        (facts(start="2026-02-01", end="2026-05-08", kind=Kind.CALL), True),  # its deadline
        (facts(start="2026-02-01", end="2026-05-08"), False),
        (facts(start=None), False),
        (replace(SOON, status=Status.CANCELLED), False),
        (replace(SOON, status=Status.POSTPONED), False),
    ],
)
async def test_only_what_is_near_is_looked_at(db: Database, known: EventFacts, near: bool) -> None:
    async with db.transaction() as tx:
        (event,) = await know(tx, known)
        await set_(tx, event, W)
        assert told(await wishes.pending(tx, NOW)) == ([(7, None, event.id, W)] if near else [])


async def test_a_wish_carries_what_is_needed_to_decide(db: Database) -> None:
    async with db.transaction() as tx:
        (event,) = await know(tx, SOON)
        await set_(tx, event, D, thread=3)
        (wish,) = await wishes.pending(tx, NOW)
        assert wish == Wish(7, 3, event, D, "Asia/Almaty")
        await mutes.mute(tx, 7, event.id, NOW)
        await mutes.mute(tx, 7, event.id, NOW)
        (again,) = await wishes.pending(tx, NOW)
        assert again == replace(wish, muted=True)
        await reminders.sent(tx, [wish], NOW)
        await reminders.sent(tx, [wish], NOW)
        assert await wishes.pending(tx, NOW) == []  # it was sent for this day …
        await events.store_facts(tx, event, facts("Forum", "2026-05-05"), NOW)
        (moved,) = await wishes.pending(tx, NOW)
        assert moved.reminded_of == date(2026, 5, 6)  # … and is open for another
        await reminders.choose(tx, 7, 3, event.id, D, NOW, wanted=False)
        await events.set_hidden(tx, event.id, hidden=True)
        assert await wishes.pending(tx, NOW) == []


async def test_subscriptions_add_their_reminder_where_nobody_has_set_or_refused_it(db: Database) -> None:
    async with db.transaction() as tx:
        first, second, elsewhere = await know(tx, SOON, SOON, facts(start="2026-05-08", country="UZ"))
        made, _ = await subscriptions.add(tx, 7, KZ, Cadence.WEEKLY, NOW - DAY)
        assert await wishes.pending(tx, NOW) == []
        await subscriptions.set_reminder(tx, 7, made.id, D, NOW + DAY)
        (one, two) = await wishes.pending(tx, NOW)
        assert {one.event.id, two.event.id} == {first.id, second.id}
        assert one.since == NOW + DAY
        await reminders.sent(tx, [one], NOW)
        await reminders.choose(tx, 7, None, two.event.id, D, NOW, wanted=False)
        assert await wishes.pending(tx, NOW) == []
        assert await reminders.leads(tx, READER, None, one.event) == {D}
        assert await reminders.leads(tx, READER, None, two.event) == set()
        assert await reminders.leads(tx, READER, None, elsewhere) == set()
        assert await reminders.of_chat(tx, 7) == []  # none was set by hand
        await subscriptions.set_reminder(tx, 7, made.id, None, NOW)
        assert await wishes.pending(tx, NOW) == []


async def test_chats_that_do_not_hear_are_left_out(db: Database) -> None:
    async with db.transaction() as tx:
        (event,) = await know(tx, SOON)
        made, _ = await subscriptions.add(tx, 7, KZ, Cadence.WEEKLY, NOW)
        await subscriptions.set_reminder(tx, 7, made.id, D, NOW)
        await set_(tx, event, W)
        await chats.set_state(tx, 7, ChatState.SET_ASIDE, "blocked", NOW)
        assert await wishes.pending(tx, NOW) == []


async def test_what_is_long_past_is_forgotten(db: Database) -> None:
    async with db.transaction() as tx:
        soon, past = await know(tx, SOON, facts(start="2026-03-01"))
        for event in (soon, past):
            await set_(tx, event, D)
            await mutes.mute(tx, 7, event.id, NOW)
        for kept in (reminders, mutes):
            await kept.forget_past(tx, date(2026, 4, 1))
        assert await mutes.of_chat(tx, 7) == {soon.id}
        assert await reminders.of_chat(tx, 7) == [("Forum", D)]


@pytest.mark.parametrize(
    ("start", "leads"),
    [
        ("2026-05-04", [D, Lead.HOURS, W]),
        ("2026-05-05", [D, Lead.HOURS, W]),
        ("2026-05-06", [D, W]),
        ("2026-05-07", [W]),
        ("2026-05-12", [W]),
        ("2026-05-13", []),
    ],
)
async def test_a_reminder_is_pending_when_its_moment_may_have_come(
    db: Database, start: str, leads: list[Lead]
) -> None:
    async with db.transaction() as tx:
        (event,) = await know(tx, facts(start=start))
        await set_(tx, event, *Lead)
        assert sorted(one.lead for one in await wishes.pending(tx, NOW)) == leads


async def test_a_merged_events_reminders_and_mutes_join_the_whole_without_doubles(db: Database) -> None:
    async with db.transaction() as tx:
        whole, part = await know(tx, SOON, SOON)
        await set_(tx, whole, D)
        await set_(tx, part, D, W)
        await mutes.mute(tx, 7, part.id, NOW)
        await reminders.joined(tx, part.id, whole.id)
        await mutes.joined(tx, part.id, whole.id)
        assert told(await wishes.pending(tx, NOW)) == [(7, None, whole.id, D), (7, None, whole.id, W)]
        assert await mutes.of_event(tx, whole.id) == {7}
        assert await mutes.of_events(tx, [whole.id, part.id]) == {(7, whole.id)}
        await mutes.unmute(tx, 7, whole.id)
        assert await mutes.of_chat(tx, 7) == set()


async def test_a_group_that_moves_takes_them_along(db: Database) -> None:
    async with db.transaction() as tx:
        (event,) = await know(tx, SOON)
        await chats.ensure(tx, replace(READER, id=8), NOW)
        await set_(tx, event, D, W)
        await set_(tx, event, D, chat=8)
        await mutes.mute(tx, 7, event.id, NOW)
        await mutes.mute(tx, 8, event.id, NOW)
        await moves.move(tx, 7, 8)
        assert told(await wishes.pending(tx, NOW)) == [(8, None, event.id, D), (8, None, event.id, W)]
        assert await mutes.of_event(tx, event.id) == {8}
        await chats.forget(tx, 8)
        assert await wishes.pending(tx, NOW) == []
        assert await mutes.of_event(tx, event.id) == set()


async def test_what_a_topic_asked_for_comes_to_the_chat_when_the_topic_is_gone(db: Database) -> None:
    async with db.transaction() as tx:
        (event,) = await know(tx, SOON)
        await set_(tx, event, D, W, thread=3)
        await set_(tx, event, D)
        waiting = [
            NewDelivery(str(thread), 7, DeliveryKind.REMINDER, _message(event, thread), NOW)
            for thread in (3, 4)
        ]
        await deliveries.enqueue(tx, waiting, NOW)
        await reminders.leave_thread(tx, 7, 3)
        await deliveries.leave_thread(tx, 7, 3)
        assert told(await wishes.pending(tx, NOW)) == [(7, None, event.id, D), (7, None, event.id, W)]
        kept = await deliveries.listing(tx, state=None, limit=9)
    assert {one.key: one.content for one in kept} == {"3": _message(event, None), "4": _message(event, 4)}


def _message(event: Event, thread: int | None) -> ReminderMessage:
    return ReminderMessage(event.id, 1, date(2026, 5, 6), thread)

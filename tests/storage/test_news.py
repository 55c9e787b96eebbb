"""Telling a crowd of an event: the same on both databases, without a row passing through Python."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import update

from core.chat import Chat, ChatKind, ChatState
from core.delivery import Delivery, DeliveryKind, DeliveryState
from core.event import Event
from core.news import MOST_AT_ONCE, announcement
from core.outbox import Sent
from core.subscription import Cadence, Rule
from storage import chats, deliveries, events, heard, held_back, mutes, news, schema, subscriptions
from storage.database import Database, Transaction
from storage.deliveries import Settled
from tests.core.builders import NOW, facts

CROWD = (-9, 7, 8, 9)
FORUM = facts("Forum on Services")
MOVED = facts("Forum on Services", "2026-06-01")
S = DeliveryState


@pytest.fixture
async def tx(db: Database) -> object:
    """Open a transaction in which four chats want every event, each by two rules."""
    async with db.transaction() as tx:
        for chat_id in CROWD:
            await chats.ensure(tx, Chat(chat_id, ChatKind.PRIVATE), NOW)
            for rule in (Rule(), Rule(countries=frozenset({"KZ"}))):
                await subscriptions.add(tx, chat_id, rule, Cadence.AT_ONCE, NOW)
        yield tx


async def begun(tx: Transaction, name: str = "Forum on Services") -> Event:
    return await events.create(tx, facts(name), NOW)


async def told(tx: Transaction, kind: DeliveryKind = DeliveryKind.ALERT) -> list[Delivery]:
    """Return what is enqueued of a kind, in order."""
    rows = await deliveries.listing(tx, state=None, limit=99)
    return [one for one in reversed(rows) if one.kind is kind]


async def kept(tx: Transaction) -> list[int]:
    return [held.chat_id for held in await held_back.waiting(tx)]


async def send(tx: Transaction, rows: Sequence[Delivery]) -> None:
    await deliveries.settle(tx, [Settled(row, Sent(row.id)) for row in rows], NOW)


async def test_each_chat_gets_one_alert_however_many_of_its_rules_match(tx: Transaction) -> None:
    event = await begun(tx)
    assert await news.tell(tx, event, timely=True, now=NOW, is_new=True) == len(CROWD)
    rows = await told(tx)
    assert [row.chat_id for row in rows] == sorted(CROWD)
    one = announcement(event, NOW).to(7)
    row = next(row for row in rows if row.chat_id == 7)
    assert (row.key, row.content, row.due_at, row.expires_at, row.state) == (
        one.key,
        one.content,
        one.not_before,
        one.expires_at,
        S.WAITING,
    )


async def test_asking_again_tells_nobody_twice(tx: Transaction) -> None:
    event = await begun(tx)
    await news.tell(tx, event, timely=True, now=NOW, is_new=True)
    assert await news.tell(tx, event, timely=True, now=NOW) == 0
    assert await news.tell(tx, event, timely=False, now=NOW) == 0
    assert (len(await told(tx)), await kept(tx)) == (len(CROWD), [])


async def test_chats_that_stopped_hear_nothing(tx: Transaction) -> None:
    await chats.set_state(tx, 8, ChatState.STOPPED, "said so", NOW)
    event = await begun(tx)
    assert await news.tell(tx, event, timely=True, now=NOW, is_new=True) == len(CROWD) - 1


async def test_who_muted_an_event_or_was_told_is_left_out(tx: Transaction) -> None:
    event = await begun(tx)
    await mutes.mute(tx, 8, event.id, NOW)
    assert await news.tell(tx, event, timely=True, now=NOW) == len(CROWD) - 1
    await chats.ensure(tx, Chat(10, ChatKind.PRIVATE), NOW)
    await subscriptions.add(tx, 10, Rule(), Cadence.AT_ONCE, NOW)
    assert await news.tell(tx, event, timely=True, now=NOW) == 1
    assert [row.chat_id for row in await told(tx)] == [-9, 7, 9, 10]


async def test_who_asks_after_an_event_was_found_hears_of_it_when_it_changes_ahead(tx: Transaction) -> None:
    event = await begun(tx)
    await news.tell(tx, event, timely=True, now=NOW, is_new=True)
    later = NOW + timedelta(days=1)
    await chats.ensure(tx, Chat(10, ChatKind.PRIVATE), later)
    await subscriptions.add(tx, 10, Rule(), Cadence.AT_ONCE, later)
    for timely in (True, False):
        assert await news.tell(tx, event, timely=timely, now=later) == 0
    assert await kept(tx) == []
    changed = await events.store_facts(tx, event, MOVED, later)
    await news.tell(tx, changed, timely=True, now=later)
    assert [row.chat_id for row in await told(tx)][-1] == 10


async def test_what_is_no_news_is_held_back(tx: Transaction) -> None:
    event = await begun(tx)
    assert await news.tell(tx, event, timely=False, now=NOW, is_new=True) == 0
    assert (await told(tx), await kept(tx)) == ([], sorted(CROWD))


async def test_a_chat_that_had_its_fill_of_a_visit_reads_the_rest_later(tx: Transaction) -> None:
    earlier: list[int] = []
    for number in range(MOST_AT_ONCE + 2):
        event = await begun(tx, f"Forum {number}")
        if number == 0:
            await mutes.mute(tx, 8, event.id, NOW)  # so that it has had one alert less than the others
        await news.tell(tx, event, timely=True, now=NOW, earlier=earlier)
        earlier.append(event.id)
    alerts = [row.chat_id for row in await told(tx)]
    assert {chat: alerts.count(chat) for chat in CROWD} == dict.fromkeys(CROWD, MOST_AT_ONCE)
    assert await held_back.of_chats(tx, [7, 8]) == {7: earlier[-2:], 8: earlier[-1:]}


async def test_a_change_is_told_to_those_who_heard_and_replaces_what_waits(tx: Transaction) -> None:
    event = await begun(tx)
    await news.tell(tx, event, timely=True, now=NOW, is_new=True)
    waiting, *sent = await told(tx)
    await send(tx, sent)
    changed = await events.store_facts(tx, event, MOVED, NOW)
    assert await news.tell(tx, changed, timely=True, now=NOW) == 1
    assert [row.chat_id for row in await told(tx, DeliveryKind.UPDATE)] == [row.chat_id for row in sent]
    again = [row for row in await told(tx) if row.chat_id == waiting.chat_id]
    assert [(row.state, row.key.split(":")[2]) for row in again] == [(S.SUPERSEDED, "1"), (S.WAITING, "2")]


@pytest.mark.parametrize("size", [1, 2, 99])
async def test_those_who_heard_are_asked_for_in_spans_each_once(tx: Transaction, size: int) -> None:
    event = await begun(tx)
    await news.tell(tx, event, timely=True, now=NOW, is_new=True)
    parts = [await heard.knowledge(tx, event.id, span) async for span in heard.spans(tx, event.id, size)]
    assert [chat for part in parts for chat in sorted(part)] == sorted(CROWD)
    assert max(map(len, parts)) <= size + 1


async def test_alerts_that_came_too_late_wait_for_the_catch_up(tx: Transaction) -> None:
    event = await begun(tx)
    await news.tell(tx, event, timely=True, now=NOW, is_new=True)
    over = [row for row in await told(tx) if row.chat_id in (7, 8)]
    ids = [row.id for row in over]
    table = schema.deliveries
    await tx.execute(update(table).where(table.c.id.in_(ids)).values(state=S.EXPIRED.value, due_at=None))
    assert await held_back.take_expired_alerts(tx, NOW) == 2
    assert await held_back.take_expired_alerts(tx, NOW) == 0
    assert await kept(tx) == [7, 8]

"""The outbox in both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from core.chat import Chat, ChatKind, ChatState
from core.delivery import DeliveryKind, EventMessage, NewDelivery, TextMessage
from core.delivery import DeliveryState as S
from core.errors import StorageError
from core.outbox import GiveUp, RetryAt, Sent, Uncertain, Verdict
from storage import chats, claims, deliveries, events
from storage.database import Database
from tests.core.builders import NOW, facts

LEASE = timedelta(minutes=5)
ONE = NewDelivery("one", 7, DeliveryKind.ALERT, TextMessage("<b>Forum</b>", ((("Next", "n:1"),),)), NOW)


@pytest.fixture(autouse=True)
async def known_chats(db: Database) -> None:
    async with db.transaction() as tx:
        for chat_id in (7, 8, 9):
            await chats.ensure(tx, Chat(chat_id, ChatKind.PRIVATE), NOW)
        await tx.commit()


async def enqueue(db: Database, *new: NewDelivery) -> int:
    async with db.transaction() as tx:
        made = await deliveries.enqueue(tx, new, NOW)
        await tx.commit()
    return made


async def claimed(db: Database, limit: int = 10, after: timedelta = timedelta()) -> list[str]:
    async with db.transaction() as tx:
        taken = await claims.claim(tx, NOW + after, lease=LEASE, limit=limit)
        await tx.commit()
    return [one.key for one in taken]


async def settle(db: Database, key: str, verdict: Verdict) -> None:
    async with db.transaction() as tx:
        row = next(one for one in await deliveries.listing(tx, state=None, limit=99) if one.key == key)
        await deliveries.settle(tx, [deliveries.Settled(row, verdict)], NOW)
        await tx.commit()


async def states(db: Database) -> dict[str, S]:
    async with db.snapshot() as tx:
        return {one.key: one.state for one in await deliveries.listing(tx, state=None, limit=99)}


async def test_a_key_is_enqueued_once_also_within_one_call(db: Database) -> None:
    assert await enqueue(db, ONE, replace(ONE, chat_id=8)) == 1
    assert await enqueue(db, ONE) == 0
    assert await claimed(db) == ["one"]


async def test_two_who_enqueue_the_same_at_once_make_one(db: Database) -> None:
    assert sorted(await asyncio.gather(*(enqueue(db, ONE) for _ in range(5)))) == [0, 0, 0, 0, 1]


async def test_content_comes_back_as_it_was_put_in(db: Database) -> None:
    async with db.transaction() as tx:
        event = await events.create(tx, facts(), NOW)
        message = replace(ONE, key="two", content=EventMessage(event.id, 1))
        await deliveries.enqueue(tx, [ONE, message], NOW)
        await tx.commit()
    async with db.snapshot() as tx:
        found = {one.key: one.content for one in await deliveries.listing(tx, state=None, limit=9)}
    assert found == {"one": ONE.content, "two": EventMessage(event.id, 1)}


async def test_a_delivery_to_a_chat_that_nobody_knows_is_refused(db: Database) -> None:
    with pytest.raises(StorageError):
        await enqueue(db, replace(ONE, chat_id=404))


@pytest.mark.parametrize(
    ("verdict", "state"),
    [
        (Sent(5), S.SENT),
        (RetryAt(NOW, "502"), S.WAITING),
        (Uncertain("lost", NOW + LEASE), S.UNCERTAIN),
        (Uncertain("lost", None), S.UNCERTAIN),
        (GiveUp("too long"), S.FAILED),
    ],
    ids=str,
)
async def test_each_verdict_leads_to_one_state(db: Database, verdict: Verdict, state: S) -> None:
    await enqueue(db, ONE)
    await claimed(db)
    await settle(db, "one", verdict)
    assert await states(db) == {"one": state}


async def test_what_is_claimed_is_not_claimed_again_before_its_lease_ends(db: Database) -> None:
    await enqueue(db, ONE)
    assert await claimed(db) == ["one"]
    assert await claimed(db, after=LEASE - timedelta(seconds=1)) == []
    assert await claimed(db, after=LEASE) == ["one"]


async def test_many_who_claim_at_once_get_each_row_once(db: Database) -> None:
    async with db.transaction() as tx:
        for chat_id in range(100, 140):
            await chats.ensure(tx, Chat(chat_id, ChatKind.PRIVATE), NOW)
        rows = [replace(ONE, key=str(number), chat_id=number) for number in range(100, 140)]
        await deliveries.enqueue(tx, rows, NOW)
        await tx.commit()
    taken = await asyncio.gather(*(claimed(db, limit=10) for _ in range(8)))
    keys = [key for batch in taken for key in batch]
    assert len(keys) == len(set(keys))
    assert {*keys, *await claimed(db, limit=40)} == {str(number) for number in range(100, 140)}


async def test_only_the_first_row_of_a_chat_is_claimed(db: Database) -> None:
    await enqueue(db, ONE, replace(ONE, key="two"), replace(ONE, key="three", chat_id=8))
    assert await claimed(db) == ["one", "three"]
    assert await claimed(db) == []
    await settle(db, "one", Sent(1))
    assert await claimed(db) == ["two"]


async def test_a_claim_that_ran_out_and_a_more_urgent_row_do_not_wait_for_each_other(db: Database) -> None:
    await enqueue(db, replace(ONE, key="digest", kind=DeliveryKind.DIGEST))
    assert await claimed(db) == ["digest"]
    await enqueue(db, ONE)
    assert await claimed(db, after=LEASE - timedelta(seconds=1)) == []
    assert await claimed(db, after=LEASE) == ["one"]
    assert await claimed(db, after=LEASE) == []
    await settle(db, "one", Sent(1))
    assert await claimed(db, after=LEASE) == ["digest"]


async def test_urgent_kinds_go_first(db: Database) -> None:
    kinds = [replace(ONE, key=kind.value, kind=kind, chat_id=7) for kind in reversed(DeliveryKind)]
    await enqueue(db, *kinds)
    order = []
    while taken := await claimed(db):
        order += taken
        await settle(db, taken[0], Sent(1))
    assert order == ["notice", "alert", "update", "reminder", "digest"]


@pytest.mark.parametrize("state", [ChatState.STOPPED, ChatState.SET_ASIDE])
async def test_a_chat_that_is_not_active_gets_nothing_until_it_is(db: Database, state: ChatState) -> None:
    await enqueue(db, ONE)
    async with db.transaction() as tx:
        await chats.set_state(tx, 7, state, "blocked", NOW)
        await tx.commit()
    assert await claimed(db) == []
    async with db.transaction() as tx:
        await chats.set_state(tx, 7, ChatState.ACTIVE, "back", NOW)
        await tx.commit()
    assert await claimed(db) == ["one"]


async def test_rows_of_unreachable_chats_stand_in_nobodys_way_and_are_due_when_theirs_is_back(
    db: Database,
) -> None:
    await enqueue(
        db, *(replace(ONE, key=str(number)) for number in range(5)), replace(ONE, key="b", chat_id=8)
    )
    async with db.transaction() as tx:
        await chats.set_state(tx, 7, ChatState.SET_ASIDE, "blocked", NOW)
        await tx.commit()
    assert await claimed(db, limit=1) == ["b"]
    await settle(db, "b", Sent(1))
    async with db.transaction() as tx:
        assert await claims.next_due(tx, NOW) == NOW + claims.PUT_OFF
        await chats.set_state(tx, 7, ChatState.ACTIVE, "back", NOW)
        assert await claims.next_due(tx, NOW) == NOW
        await tx.commit()
    assert await claimed(db) == ["0"]


async def test_what_is_not_due_yet_is_not_made_due_by_a_chat_that_comes_back(db: Database) -> None:
    await enqueue(db, replace(ONE, not_before=NOW + LEASE))
    async with db.transaction() as tx:
        await chats.set_state(tx, 7, ChatState.ACTIVE, "back", NOW)
        await tx.commit()
    assert await claimed(db) == []


async def test_of_what_is_equally_urgent_the_longest_due_goes_first(db: Database) -> None:
    late, early = replace(ONE, key="late", chat_id=8), replace(ONE, key="early", not_before=NOW - LEASE)
    await enqueue(db, late, early, replace(ONE, key="notice", chat_id=9, kind=DeliveryKind.NOTICE))
    assert await claimed(db) == ["notice", "early", "late"]


async def test_the_next_moment_that_something_is_due_is_known(db: Database) -> None:
    async def next_due() -> object:
        async with db.snapshot() as tx:
            return await claims.next_due(tx, NOW)

    assert await next_due() is None
    await enqueue(db, replace(ONE, not_before=NOW + timedelta(hours=1)))
    assert await next_due() == NOW + timedelta(hours=1)
    await enqueue(db, replace(ONE, key="two", chat_id=8))
    assert await next_due() == NOW
    assert await claimed(db) == ["two"]
    assert await next_due() == NOW + LEASE


async def test_dead_letters_are_replayed_the_sent_are_not(db: Database) -> None:
    await enqueue(db, ONE, replace(ONE, key="two", chat_id=8))
    await claimed(db)
    await settle(db, "one", GiveUp("too long"))
    await settle(db, "two", Sent(1))
    async with db.transaction() as tx:
        ids = [one.id for one in await deliveries.listing(tx, state=None, limit=9)]
        assert await deliveries.replay(tx, ids, NOW) == 1
        await tx.commit()
    assert await states(db) == {"one": S.WAITING, "two": S.SENT}


async def test_deliveries_are_counted_by_state(db: Database) -> None:
    await enqueue(db, ONE, replace(ONE, key="two", chat_id=8), replace(ONE, key="three", chat_id=9))
    await claimed(db, limit=1)
    await settle(db, "one", Sent(1))
    async with db.snapshot() as tx:
        assert await deliveries.counts(tx) == {S.SENT: 1, S.WAITING: 2}

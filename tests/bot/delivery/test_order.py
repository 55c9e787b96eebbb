"""Who goes first, and what never overtakes."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.send import LEASE
from core.delivery import DeliveryKind
from core.delivery import DeliveryState as S
from storage import claims
from tests.bot.delivery.conftest import Office

MINUTE = timedelta(minutes=1)


async def test_alerts_pass_digests_and_within_a_kind_the_older_goes_first(office: Office) -> None:
    chat = await office.person()
    await office.enqueue(chat, "digest 1", "digest 2", kind=DeliveryKind.DIGEST)
    await office.enqueue(chat, "alert 1", "alert 2")
    await office.enqueue(chat, "notice", kind=DeliveryKind.NOTICE)
    assert await office.send() == 5
    assert office.telegram.texts(chat) == ["notice", "alert 1", "alert 2", "digest 1", "digest 2"]


async def test_a_message_that_waits_for_its_next_try_is_not_overtaken_in_its_chat(office: Office) -> None:
    chat, other = await office.person(), await office.person()
    await office.refuse(502, "Bad Gateway", chat_id=chat)
    await office.enqueue(chat, "part 1", "part 2")
    await office.enqueue(other, "elsewhere")
    await office.send()
    assert office.telegram.texts(chat) == []
    assert office.telegram.texts(other) == ["elsewhere"]
    await office.send(MINUTE)
    assert office.telegram.texts(chat) == ["part 1", "part 2"]


async def test_two_hundred_chats_keep_their_order_each(office: Office) -> None:
    people = [await office.person() for _ in range(20)]
    for part in range(5):
        for chat in people:
            await office.enqueue(chat, f"{chat} {part}")
    assert await office.send() == 100
    for chat in people:
        assert office.telegram.texts(chat) == [f"{chat} {part}" for part in range(5)]


async def test_what_is_not_due_waits(office: Office) -> None:
    chat = await office.person()
    await office.enqueue(chat, "later", not_before=office.now + MINUTE)
    assert await office.send() == 0
    assert await office.send(MINUTE) == 1


async def test_what_is_of_no_use_any_more_expires_unsent(office: Office) -> None:
    chat = await office.person()
    await office.enqueue(chat, "old news", expires_at=office.now + MINUTE)
    assert await office.send(MINUTE) == 0
    assert await office.state("old news") is S.EXPIRED


async def test_a_key_is_sent_once_however_often_it_is_asked_for(office: Office) -> None:
    chat = await office.person()
    await office.enqueue(chat, "once")
    await office.enqueue(chat, "once")
    assert await office.send() == 1
    await office.enqueue(chat, "once")
    assert await office.send() == 0


async def test_what_a_dead_sender_held_is_taken_over_when_its_lease_ends(office: Office) -> None:
    chat = await office.person()
    await office.enqueue(chat, "held")
    async with office.db.transaction() as tx:
        assert len(await claims.claim(tx, office.now, lease=LEASE, limit=9)) == 1
        await tx.commit()
    assert await office.send(LEASE - MINUTE) == 0
    assert await office.send(MINUTE) == 1


async def test_what_is_in_flight_at_the_stop_is_seen_through(office: Office) -> None:
    chat = await office.person()
    await office.fail(kind="delay", seconds=0.2)
    await office.enqueue(chat, "in flight")
    sending = asyncio.create_task(office.sender.run())
    await office.telegram.world.wait(lambda: not office.telegram.world.faults[0]["times"], 5)
    while not (await office.row("in flight")).attempts:  # noqa: ASYNC110 - another task writes it
        await asyncio.sleep(0)
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
    assert await office.state("in flight") is S.SENT

"""Who goes first, and what never overtakes."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.delivery.limiter import FloodLimiter, Rates
from bot.delivery.send import LEASE
from core.delivery import DeliveryKind
from core.delivery import DeliveryState as S
from core.outbox import UNCERTAIN_WAIT
from storage import chats, claims
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


async def test_an_update_waits_until_its_announcement_is_known_to_have_come(office: Office) -> None:
    chat = await office.person()
    await office.fail(kind="drop_before")
    await office.enqueue(chat, "announcement")
    await office.send()
    assert await office.state("announcement") is S.UNCERTAIN
    await office.enqueue(chat, "update", kind=DeliveryKind.UPDATE)
    assert await office.send() == 0
    assert await office.send(UNCERTAIN_WAIT) == 2
    first, second = office.telegram.texts(chat)
    assert (first.splitlines()[0], second) == ("announcement", "update")


async def test_nobody_waits_for_what_is_left_to_the_operator(office: Office) -> None:
    chat = await office.person()
    await office.fail(kind="drop_before", times=2)
    await office.enqueue(chat, "announcement")
    await office.send()
    await office.send(UNCERTAIN_WAIT)
    row = await office.row("announcement")
    assert (row.state, row.due_at) == (S.UNCERTAIN, None)
    await office.enqueue(chat, "update", kind=DeliveryKind.UPDATE)
    assert await office.send() == 1


async def test_order_holds_within_a_topic_and_through_its_end(office: Office) -> None:
    group = await office.group(kind="supergroup", is_forum=True)
    topic = int((await office.telegram.post(f"chats/{group}/topics", name="News"))["id"])
    async with office.db.transaction() as tx:
        await chats.set_thread(tx, group, topic)
        await tx.commit()
    await office.enqueue(group, "part 1", "part 2", "part 3")
    await office.enqueue(group, "update", kind=DeliveryKind.UPDATE)
    await office.refuse(502, "Bad Gateway", chat_id=group)
    await office.send()
    await office.send(MINUTE)
    assert office.telegram.texts(group) == ["part 1", "part 2", "part 3", "update"]
    assert {one["call"]["message_thread_id"] for one in office.telegram.sent(group)} == {topic}


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


async def test_what_is_in_flight_at_the_stop_is_seen_through_and_nothing_else_begun(office: Office) -> None:
    chat, other = await office.person(), await office.person()
    await office.fail(kind="delay", seconds=0.2)
    await office.enqueue(chat, "in flight", "after it")
    sending = asyncio.create_task(office.sender.run())
    faults = office.telegram.world.faults
    while faults[0]["times"]:  # noqa: ASYNC110 - until the server has the call in hand
        await asyncio.sleep(0.01)
    await office.enqueue(other, "too late")
    office.sender.stop()
    await sending
    assert office.telegram.texts(chat) == ["in flight"]
    assert [await office.state(key) for key in ("in flight", "after it", "too late")] == [
        S.SENT,
        S.WAITING,
        S.WAITING,
    ]


async def test_a_busy_group_takes_no_place_from_others_and_its_wait_is_no_attempt(office: Office) -> None:
    limiter = FloodLimiter(Rates(overall=0, chat=0, group_minute=2), office.seconds)
    office.application.bot._rate_limiter = limiter
    group, other = await office.group(), await office.person()
    await office.enqueue(group, "1", "2", "3")
    await office.enqueue(other, "beside it")
    assert await office.send() == 3
    row = await office.row("3")
    assert (row.state, row.attempts) == (S.WAITING, 0)
    assert await office.send(timedelta(seconds=62)) == 1
    assert office.telegram.texts(group) == ["1", "2", "3"]


async def test_a_digest_that_was_in_flight_at_a_death_and_an_alert_do_not_wait_for_each_other(
    office: Office,
) -> None:
    chat = await office.person()
    await office.enqueue(chat, "digest", kind=DeliveryKind.DIGEST)
    async with office.db.transaction() as tx:
        assert len(await claims.claim(tx, office.now, lease=LEASE, limit=1)) == 1
        await tx.commit()
    await office.enqueue(chat, "alert")
    assert await office.send() == 0
    await office.sender.take_over()
    assert await office.send() == 2
    first, second = office.telegram.texts(chat)
    assert (first, second.splitlines()[0]) == ("alert", "digest")


async def test_a_silent_answer_keeps_nobody_waiting_who_is_enqueued_meanwhile(office: Office) -> None:
    chat, other = await office.person(), await office.person()
    await office.fail(kind="delay", seconds=3600, chat_id=chat)
    await office.enqueue(chat, "silent")
    await office.enqueue(other, "beside it")
    sending = asyncio.create_task(office.sender.run())
    await office.telegram.wait_for(other, "beside it")
    await office.enqueue(other, "later")
    office.sender.wake()
    await office.telegram.wait_for(other, "later")
    assert await office.state("silent") is S.CLAIMED
    sending.cancel()


async def test_a_message_whose_turn_outlasts_its_lease_is_not_sent_beside_itself(office: Office) -> None:
    chat, other = await office.person(), await office.person()
    await office.fail(kind="delay", seconds=3600, chat_id=chat)
    await office.enqueue(chat, "slow")
    await office.enqueue(other, "beside it")
    sending = asyncio.create_task(office.sender.run())
    await office.telegram.wait_for(other, "beside it")
    office.now += LEASE + MINUTE
    for text in ("later", "last"):
        await office.enqueue(other, text)
        office.sender.wake()
        await office.telegram.wait_for(other, text)
    assert office.telegram.texts(chat) == []
    sending.cancel()


async def test_what_is_in_doubt_when_its_time_is_over_is_left_to_the_operator(office: Office) -> None:
    chat = await office.person()
    await office.fail(kind="drop_before")
    await office.enqueue(chat, "short-lived", expires_at=office.now + MINUTE)
    await office.enqueue(chat, "after it")
    await office.send()
    assert await office.send(UNCERTAIN_WAIT) == 1
    assert office.telegram.texts(chat) == ["after it"]
    row = await office.row("short-lived")
    assert (row.state, row.due_at, "time was over" in row.reason) == (S.UNCERTAIN, None, True)

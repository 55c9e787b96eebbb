"""The table of answers, over HTTP: each has one effect on the row and on the chat."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.delivery.send import LEASE, Sender
from bot.metrics import REPEATS
from core.chat import ChatState
from core.delivery import DeliveryKind, TextMessage
from core.delivery import DeliveryState as S
from core.outbox import MAX_ATTEMPTS, MOST_DOUBTS, UNCERTAIN_WAIT
from core.subscription import Cadence, Rule
from storage import chats, claims, deliveries
from storage.subscriptions import add, of_chat
from tests.bot.delivery.conftest import Office

REFUSING_CHAT = [
    (403, "Forbidden: bot was blocked by the user"),
    (403, "Forbidden: user is deactivated"),
    (403, "Forbidden: the group chat was deleted"),
    (400, "Bad Request: chat not found"),
    (400, "Bad Request: CHAT_WRITE_FORBIDDEN"),
]
SECOND = timedelta(seconds=1)


async def test_what_is_confirmed_is_sent_with_its_message_id(office: Office) -> None:
    chat = await office.person()
    await office.enqueue(chat, "hello")
    assert await office.send() == 1
    row = await office.row("hello")
    assert (row.state, row.message_id) == (S.SENT, office.telegram.sent(chat)[0]["message_id"])


async def test_a_flooded_chat_waits_as_long_as_asked_and_nobody_else(office: Office) -> None:
    flooded, other = await office.person(), await office.person()
    asked = {"retry_after": 7}
    await office.refuse(429, "Too Many Requests: retry after 7", chat_id=flooded, parameters=asked)
    await office.enqueue(flooded, "late")
    await office.enqueue(other, "in time")
    assert await office.send() == 1
    assert [await office.state(key) for key in ("late", "in time")] == [S.WAITING, S.SENT]
    assert await office.send(6 * SECOND) == 0


@pytest.mark.parametrize(("code", "text"), REFUSING_CHAT, ids=str)
async def test_a_chat_that_refuses_is_set_aside_with_the_reason(office: Office, code: int, text: str) -> None:
    chat = await office.person()
    await office.refuse(code, text)
    await office.enqueue(chat, "one", "two")
    assert await office.send() == 0
    known = await office.chat(chat)
    assert known is not None
    assert known.state is ChatState.SET_ASIDE
    assert text.split(": ")[1].casefold() in known.state_reason.casefold()
    assert await office.state("two") is S.WAITING


async def test_a_group_that_moved_is_followed_with_all_it_has(office: Office) -> None:
    old = await office.group()
    async with office.db.transaction() as tx:
        await add(tx, old, Rule(countries=frozenset({"KZ"})), Cadence.WEEKLY, office.now)
        await tx.commit()
    await office.enqueue(old, "one", "two")
    new = int((await office.telegram.post(f"chats/{old}/migrate", quietly=True))["new_id"])
    assert await office.send() == 2
    assert office.telegram.texts(new) == ["one", "two"]
    assert await office.chat(old) is None
    async with office.db.snapshot() as tx:
        assert [rule.rule.countries for rule in await of_chat(tx, new)] == [{"KZ"}]


@pytest.mark.parametrize("end", ["close", "delete"])
async def test_a_topic_that_is_gone_is_cleared_and_the_chat_itself_hears(office: Office, end: str) -> None:
    group = await office.group(kind="supergroup", is_forum=True)
    topic = int((await office.telegram.post(f"chats/{group}/topics", name="News"))["id"])
    async with office.db.transaction() as tx:
        await chats.set_thread(tx, group, topic)
        await tx.commit()
    await office.enqueue(group, "in the topic")
    await office.send()
    await office.telegram.post(f"chats/{group}/topics", **{end: topic})
    await office.enqueue(group, "in the chat")
    await office.send()
    await office.enqueue(group, "again in the chat")
    await office.send()
    told = [
        (call["call"].get("message_thread_id"), call["call"]["text"]) for call in office.telegram.sent(group)
    ]
    assert told[0] == (topic, "in the topic")
    assert "is closed or gone" in told[1][1]
    assert told[2:] == [(None, "in the chat"), (None, "again in the chat")]
    assert (known := await office.chat(group)) is not None
    assert known.thread_id is None


async def test_markup_that_is_refused_goes_as_plain_text(office: Office) -> None:
    chat = await office.person()
    await office.enqueue(chat, "<b>Forum</b> on <unknown>x</unknown> &amp; more")
    assert await office.send() == 1
    assert office.telegram.texts(chat) == ["Forum on x & more"]


async def test_a_poisonous_message_fails_alone_and_can_be_replayed(office: Office) -> None:
    chat, other = await office.person(), await office.person()
    await office.refuse(400, "Bad Request: message is too long", chat_id=chat)
    await office.enqueue(chat, "poison", "after it")
    await office.enqueue(other, "beside it")
    assert await office.send() == 2
    poison = await office.row("poison")
    assert (poison.state, "too long" in poison.reason) == (S.FAILED, True)
    async with office.db.transaction() as tx:
        assert await deliveries.replay(tx, [poison.id], office.now) == 1
        await tx.commit()
    assert await office.send() == 1


async def test_a_chat_that_always_refuses_holds_up_nobody(office: Office) -> None:
    chat, other = await office.person(), await office.person()
    await office.refuse(400, "Bad Request: BUTTON_DATA_INVALID", times=99, chat_id=chat)
    await office.enqueue(chat, *(f"bad {number}" for number in range(20)))
    await office.enqueue(other, "good")
    assert await office.send() == 1
    assert office.telegram.texts(other) == ["good"]
    assert await office.state("bad 19") is S.FAILED


async def test_a_server_in_trouble_is_asked_again_and_at_last_given_up(office: Office) -> None:
    chat = await office.person()
    await office.refuse(502, "Bad Gateway", times=MAX_ATTEMPTS)
    await office.enqueue(chat, "hello")
    for _ in range(MAX_ATTEMPTS - 1):
        assert await office.send(timedelta(hours=2)) == 0
        assert await office.state("hello") is S.WAITING
    await office.send(timedelta(hours=2))
    row = await office.row("hello")
    assert (row.state, row.attempts) == (S.FAILED, MAX_ATTEMPTS)


async def test_a_lost_answer_is_uncertain_and_goes_once_more_only(office: Office) -> None:
    chat = await office.person()
    await office.fail(kind="drop_after", times=2)
    await office.enqueue(chat, "hello")
    assert await office.send() == 0
    assert await office.state("hello") is S.UNCERTAIN
    assert await office.send(UNCERTAIN_WAIT - SECOND) == 0
    await office.send(SECOND)
    assert await office.state("hello") is S.UNCERTAIN
    await office.send(timedelta(days=1))
    first, second = office.telegram.texts(chat)
    assert first == "hello"
    assert second.startswith("hello")
    assert "Sent again" in second


async def test_a_repeat_that_is_confirmed_is_counted(office: Office) -> None:
    repeats = REPEATS.labels(kind="alert")._value
    before, chat = repeats.get(), await office.person()
    await office.fail(kind="drop_after")
    await office.enqueue(chat, "hello")
    await office.send()
    assert repeats.get() == before
    assert await office.send(UNCERTAIN_WAIT) == 1
    assert repeats.get() == before + 1
    row = await office.row("hello")
    assert (row.state, row.doubts) == (S.SENT, 1)


async def test_a_notice_whose_answer_was_lost_is_never_sent_again(office: Office) -> None:
    chat = await office.person()
    await office.fail(kind="drop_after")
    await office.enqueue(chat, "a word to the operator", kind=DeliveryKind.NOTICE)
    await office.send()
    assert await office.send(timedelta(days=1)) == 0
    row = await office.row("a word to the operator")
    assert (row.state, row.due_at) == (S.UNCERTAIN, None)


@pytest.mark.parametrize(("paid", "asked"), [(True, True), (False, None)])
async def test_a_paid_broadcast_says_so_in_each_call(office: Office, paid: bool, asked: bool | None) -> None:
    chat = await office.person()
    await office.enqueue(chat, "hello")
    await Sender(office.db, office.application.bot, office.clock, paid=paid).drain()
    (call,) = office.telegram.sent(chat)
    assert call["call"].get("allow_paid_broadcast") is asked


async def test_a_token_that_is_refused_leaves_the_row_waiting(office: Office) -> None:
    chat = await office.person()
    await office.refuse(401, "Unauthorized")
    await office.enqueue(chat, "hello")
    await office.send()
    assert await office.state("hello") is S.WAITING
    assert await office.send(timedelta(hours=1, minutes=1)) == 1


async def test_who_unblocks_within_the_grace_hears_what_waited(office: Office) -> None:
    chat = await office.person()
    await office.telegram.post(f"users/{chat}/block")
    await office.enqueue(chat, "refused", "waited")
    assert await office.send() == 0
    await office.telegram.post(f"users/{chat}/block", blocked=False)
    await office.revive(chat)
    assert await office.send() == 2
    assert office.telegram.texts(chat) == ["refused", "waited"]


async def test_a_line_that_is_down_loses_nothing_however_long(office: Office) -> None:
    people = [await office.person() for _ in range(3)]
    for chat in people:
        await office.enqueue(chat, f"to {chat}")
    url, office.application.bot._base_url = office.application.bot._base_url, "http://127.0.0.1:9/bot"
    for _ in range(3 * MAX_ATTEMPTS):
        assert await office.send(timedelta(minutes=1)) == 0
    office.application.bot._base_url = url
    assert await office.send(timedelta(minutes=1)) == 3
    assert [office.telegram.texts(chat) for chat in people] == [[f"to {chat}"] for chat in people]


async def test_a_message_that_cannot_be_made_stops_nobody(office: Office) -> None:
    chat, other = await office.person(), await office.person()
    await office.enqueue(chat, "x", content=TextMessage("x", ((("Too much", "d" * 65),),)))
    await office.enqueue(other, "good")
    assert await office.send() == 1
    assert (await office.row("x")).reason == "can't be made: InvariantError"


async def test_after_three_deaths_over_one_message_it_is_left_to_the_operator(office: Office) -> None:
    chat = await office.person()
    await office.enqueue(chat, "deadly")
    for _ in range(MOST_DOUBTS + 1):
        async with office.db.transaction() as tx:
            await claims.claim(tx, office.now, lease=LEASE, limit=1)
            await tx.commit()
        office.now += LEASE
    assert await office.send() == 0
    row = await office.row("deadly")
    assert (row.state, row.due_at) == (S.UNCERTAIN, None)
    assert "without our knowing" in row.reason

"""Where the bot may write, and what it may change there."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.delivery.request import AiohttpRequest
from tests.botapi import Telegram
from tests.sandbox.conftest import Hand


async def refused(api: Telegram, chat: Any, **more: Any) -> tuple[int, str]:
    answer = await api.call("sendMessage", chat_id=chat, text="x", **more)
    assert not answer["ok"]
    return answer["error_code"], answer["description"].split(": ", 1)[1]


async def test_a_chat_that_is_not_known(api: Telegram) -> None:
    assert await refused(api, 999) == (400, "chat not found")
    assert await refused(api, "@nobody") == (400, "chat not found")
    assert await refused(api, "") == (400, "chat_id is empty")


async def test_a_person_who_never_wrote_blocked_the_bot_or_is_gone(api: Telegram) -> None:
    user = await api.user()
    assert await refused(api, user) == (403, "bot can't initiate conversation with a user")
    await api.say(user, "/start")
    assert (await api.call("sendMessage", chat_id=user, text="x"))["ok"]
    await api.post(f"users/{user}/block")
    assert await refused(api, user) == (403, "bot was blocked by the user")
    await api.post(f"users/{user}/block", blocked=False)
    assert (await api.call("sendMessage", chat_id=user, text="x"))["ok"]
    await api.post(f"users/{user}/deactivate")
    assert await refused(api, user) == (403, "user is deactivated")


@pytest.mark.parametrize(
    ("kind", "status", "refusal"),
    [
        ("group", "kicked", (403, "bot was kicked from the group chat")),
        ("supergroup", "kicked", (403, "bot was kicked from the supergroup chat")),
        ("channel", "kicked", (403, "bot was kicked from the channel chat")),
        ("group", "left", (403, "bot is not a member of the group chat")),
        ("channel", "member", (400, "need administrator rights in the channel chat")),
        ("supergroup", "restricted", (400, "not enough rights to send text messages to the chat")),
    ],
)
async def test_a_group_or_channel_that_does_not_let_it(
    api: Telegram, user: int, kind: str, status: str, refusal: tuple[int, str]
) -> None:
    chat = await api.group(user, kind=kind)
    await api.post(f"chats/{chat}/members", user_id="bot", status=status, by=user)
    assert await refused(api, chat) == refusal


async def test_a_deleted_group(api: Telegram, user: int) -> None:
    group = await api.group(user)
    await api.post(f"chats/{group}/delete")
    assert await refused(api, group) == (403, "the group chat was deleted")


async def test_a_group_that_became_a_supergroup_tells_its_new_id(api: Telegram, user: int) -> None:
    group = await api.group(user)
    new = (await api.post(f"chats/{group}/migrate"))["new_id"]
    answer = await api.call("sendMessage", chat_id=group, text="x")
    assert answer["parameters"] == {"migrate_to_chat_id": new}
    assert "upgraded to a supergroup" in answer["description"]
    assert (await api.call("sendMessage", chat_id=new, text="x"))["ok"]


async def test_topics_are_open_closed_deleted_or_never_were(api: Telegram, user: int) -> None:
    forum = await api.group(user, kind="supergroup", is_forum=True)
    topic = (await api.post(f"chats/{forum}/topics", name="Events"))["id"]
    sent = (await api.call("sendMessage", chat_id=forum, text="x", message_thread_id=topic))["result"]
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (topic, True)
    await api.post(f"chats/{forum}/topics", close=topic)
    assert await refused(api, forum, message_thread_id=topic) == (400, "TOPIC_CLOSED")
    await api.post(f"chats/{forum}/topics", delete=topic)
    assert await refused(api, forum, message_thread_id=topic) == (400, "TOPIC_DELETED")
    assert await refused(api, forum, message_thread_id=99) == (400, "message thread not found")


async def test_a_topic_is_made_by_an_administrator_only(api: Telegram, user: int) -> None:
    forum = await api.group(user, kind="supergroup", is_forum=True)
    made = await api.call("createForumTopic", chat_id=forum, name="Events")
    assert "not enough rights to create a topic" in made["description"]
    await api.post(f"chats/{forum}/members", user_id="bot", status="administrator", by=user)
    made = await api.call("createForumTopic", chat_id=forum, name="Events")
    thread = made["result"]["message_thread_id"]
    assert (await api.call("sendMessage", chat_id=forum, text="x", message_thread_id=thread))["ok"]


async def test_a_reply_quotes_or_is_refused_or_goes_without(api: Telegram, user: int) -> None:
    first = (await api.call("sendMessage", chat_id=user, text="first"))["result"]["message_id"]
    sent = await api.call("sendMessage", chat_id=user, text="x", reply_parameters={"message_id": first})
    assert sent["result"]["reply_to_message"]["text"] == "first"
    assert await refused(api, user, reply_parameters={"message_id": 77}) == (
        400,
        "message to be replied not found",
    )
    lenient = {"message_id": 77, "allow_sending_without_reply": True}
    assert (await api.call("sendMessage", chat_id=user, text="x", reply_parameters=lenient))["ok"]


async def test_editing_changes_only_what_is_the_bots_and_different(api: Telegram, user: int) -> None:
    keys = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}
    sent = await api.call("sendMessage", chat_id=user, text="a", reply_markup=keys)
    at = {"chat_id": user, "message_id": sent["result"]["message_id"]}
    same = await api.call("editMessageText", **at, text="a", reply_markup=keys)
    assert same["description"].startswith("Bad Request: message is not modified")
    again = await api.call("editMessageReplyMarkup", **at, reply_markup=keys)
    assert again["description"].startswith("Bad Request: message is not modified")
    assert "reply_markup" not in (await api.call("editMessageReplyMarkup", **at))["result"]
    assert (await api.call("editMessageText", **at, text="b"))["result"]["text"] == "b"
    mine = (await api.say(user, "hello"))["message_id"]
    other = await api.call("editMessageText", chat_id=user, message_id=mine, text="b")
    assert other["description"] == "Bad Request: message can't be edited"
    gone = await api.call("editMessageText", chat_id=user, message_id=99, text="b")
    assert gone["description"] == "Bad Request: message to edit not found"


async def test_a_message_with_a_reply_keyboard_cannot_be_edited(api: Telegram, user: int) -> None:
    sent = await api.call("sendMessage", chat_id=user, text="a", reply_markup={"keyboard": [[{"text": "x"}]]})
    answer = await api.call(
        "editMessageText", chat_id=user, message_id=sent["result"]["message_id"], text="b"
    )
    assert answer["description"] == "Bad Request: message can't be edited"


async def test_deleting_is_for_own_messages_of_the_last_two_days(
    api: Telegram, user: int, hand: Hand
) -> None:
    group = await api.group(user)
    theirs = (await api.say(group, "/hello", user))["message_id"]
    answer = await api.call("deleteMessage", chat_id=group, message_id=theirs)
    assert answer["description"] == "Bad Request: message can't be deleted"
    own = [(await api.call("sendMessage", chat_id=group, text="x"))["result"]["message_id"] for _ in "ab"]
    assert (await api.call("deleteMessage", chat_id=group, message_id=own[0]))["result"] is True
    again = await api.call("deleteMessage", chat_id=group, message_id=own[0])
    assert again["description"] == "Bad Request: message to delete not found"
    hand.at += 48 * 3600 + 1
    late = await api.call("deleteMessage", chat_id=group, message_id=own[1])
    assert late["description"] == "Bad Request: message can't be deleted"


async def test_pinning_wants_an_administrator(api: Telegram, user: int) -> None:
    group = await api.group(user)
    sent = (await api.call("sendMessage", chat_id=group, text="x"))["result"]["message_id"]
    answer = await api.call("pinChatMessage", chat_id=group, message_id=sent)
    assert "not enough rights to manage pinned messages" in answer["description"]
    await api.post(f"chats/{group}/members", user_id="bot", status="administrator", by=user)
    assert (await api.call("pinChatMessage", chat_id=group, message_id=sent))["ok"]
    assert (await api.call("unpinChatMessage", chat_id=group))["ok"]


async def test_members_are_told_by_their_status(api: Telegram, user: int) -> None:
    group, other = await api.group(user), await api.user("Bolat")
    asked = {"chat_id": group}
    statuses = [
        (await api.call("getChatMember", **asked, user_id=one))["result"]["status"] for one in (user, other)
    ]
    assert statuses == ["creator", "left"]
    assert (await api.call("getChatMemberCount", **asked))["result"] == 2
    admins = (await api.call("getChatAdministrators", **asked))["result"]
    assert [one["user"]["id"] for one in admins] == [user]
    assert (await api.call("leaveChat", **asked))["result"] is True
    assert (await api.call("getChat", **asked))["error_code"] == 403


async def test_the_library_understands_every_refusal(api: Telegram, user: int) -> None:
    group = await api.group(user)
    new = (await api.post(f"chats/{group}/migrate", quietly=True))["new_id"]
    stranger = await api.user("Stranger")
    async with Bot(api.token, base_url=f"{api.url}/bot", request=AiohttpRequest()) as bot:
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.send_message(999, "x")
        with pytest.raises(Forbidden, match="can't initiate"):
            await bot.send_message(stranger, "x")
        with pytest.raises(ChatMigrated) as moved:
            await bot.send_message(group, "x")
        assert moved.value.new_chat_id == new
        sent = await bot.send_document(user, b"BEGIN:VCALENDAR", filename="events.ics", caption="<b>x</b>",
                                       parse_mode="HTML")  # fmt: skip
        assert (sent.document.file_name, sent.caption) == ("events.ics", "x")  # type: ignore[union-attr]
        assert (await bot.send_photo(user, b"\x89PNG", caption="map")).photo[0].file_size == 4
        assert (await bot.get_chat(user)).first_name == "Aigerim"
        assert (await bot.get_chat_member(new, bot.id)).status == "member"
    shown = (await api.wait_until(user, lambda one: "document" in one))["file"]
    async with api.get(shown["url"]) as answer:
        assert await answer.read() == b"BEGIN:VCALENDAR"


async def test_an_empty_file_is_refused(api: Telegram, user: int) -> None:
    async with Bot(api.token, base_url=f"{api.url}/bot", request=AiohttpRequest()) as bot:
        with pytest.raises(BadRequest, match="must be non-empty"):
            await bot.send_document(user, b"", filename="x.bin")

"""How updates reach the bot: by polling and by webhook, confirmed, repeated, kept back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from tests.botapi import Telegram
from tests.sandbox.conftest import Hand


async def polled(api: Telegram, **parameters: Any) -> list[dict[str, Any]]:
    answer = await api.call("getUpdates", **parameters)
    assert answer["ok"], answer
    return list(answer["result"])


def texts(updates: Sequence[dict[str, Any]]) -> list[str]:
    return [one["message"]["text"] for one in updates]


async def test_updates_come_again_until_a_higher_offset_confirms_them(api: Telegram) -> None:
    user = await api.user()
    for text in "abc":
        await api.say(user, text)
    first = await polled(api)
    assert texts(first) == ["a", "b", "c"]
    assert await polled(api) == first
    assert texts(await polled(api, limit=1)) == ["a"]
    assert texts(await polled(api, offset=first[1]["update_id"])) == ["b", "c"]
    assert texts(await polled(api, offset=-1)) == ["c"]
    assert await polled(api, offset=first[-1]["update_id"] + 1) == []


async def test_a_long_poll_answers_as_soon_as_something_comes(api: Telegram) -> None:
    user = await api.user()
    waiting = asyncio.create_task(polled(api, timeout=50))
    await api.polled()
    await api.say(user, "hello")
    assert texts(await waiting) == ["hello"]


async def test_updates_are_kept_for_a_day(api: Telegram, hand: Hand) -> None:
    user = await api.user()
    await api.say(user, "old")
    hand.at += 24 * 3600 - 1
    assert texts(await polled(api)) == ["old"]
    hand.at += 2
    assert await polled(api) == []


async def test_only_one_may_poll(api: Telegram) -> None:
    first = asyncio.create_task(api.call("getUpdates", timeout=50))
    await api.polled()
    assert await polled(api) == []
    answer = await first
    assert answer["error_code"] == 409
    assert "terminated by other getUpdates request" in answer["description"]


async def test_a_webhook_ends_polling_and_shuts_it_out(api: Telegram) -> None:
    first = asyncio.create_task(api.call("getUpdates", timeout=50))
    await api.polled()
    await api.call("setWebhook", url="https://example.org/hook")
    assert (await first)["description"] == "Conflict: terminated by setWebhook request"
    answer = await api.call("getUpdates")
    assert "can't use getUpdates method while webhook is active" in answer["description"]
    await api.call("deleteWebhook")
    assert await polled(api) == []


@pytest.mark.parametrize(
    "parameters",
    [
        {"url": "http://example.org/"},
        {"url": "https://example.org/", "secret_token": "a b"},
        {"url": "https://example.org/", "secret_token": "x" * 257},
        {"url": "https://example.org/", "max_connections": 101},
    ],
)
async def test_a_webhook_that_telegram_refuses_is_refused(api: Telegram, parameters: dict[str, Any]) -> None:
    assert (await api.call("setWebhook", **parameters))["error_code"] == 400
    assert (await api.call("getWebhookInfo"))["result"]["url"] == ""


@asynccontextmanager
async def hook(answers: list[int]) -> AsyncIterator[tuple[str, asyncio.Queue[tuple[str, Any]]]]:
    """Serve a webhook that answers as told, then 200; what came is in the queue."""
    came: asyncio.Queue[tuple[str, Any]] = asyncio.Queue()

    async def take(request: web.Request) -> web.Response:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        came.put_nowait((secret, await request.json()))
        return web.Response(status=answers.pop(0) if answers else 200)

    app = web.Application()
    app.router.add_post("/hook", take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook", came
    finally:
        await runner.cleanup()


async def test_a_webhook_gets_updates_in_order_with_the_secret_and_again_after_a_failure(
    api: Telegram,
) -> None:
    user = await api.user()
    async with hook([500, 302]) as (url, came):
        assert (await api.call("setWebhook", url=url, secret_token="s3cret-_"))["ok"]
        for text in "ab":
            await api.say(user, text)
        taken = [await asyncio.wait_for(came.get(), 15) for _ in range(4)]
    assert [secret for secret, _ in taken] == ["s3cret-_"] * 4
    assert texts([update for _, update in taken]) == ["a", "a", "a", "b"]


async def test_the_webhook_tells_what_went_wrong(api: Telegram) -> None:
    user = await api.user()
    async with hook([500] * 100) as (url, came):
        await api.call("setWebhook", url=url)
        await api.say(user, "a")
        await asyncio.wait_for(came.get(), 15)
        await asyncio.wait_for(came.get(), 15)
        info = (await api.call("getWebhookInfo"))["result"]
        await api.call("deleteWebhook", drop_pending_updates=True)
    assert info["pending_update_count"] == 1
    assert info["last_error_message"].startswith("Wrong response from the webhook: 500")
    assert await polled(api) == []


async def test_blocking_and_unblocking_are_told(api: Telegram, user: int) -> None:
    await api.post(f"users/{user}/block")
    await api.post(f"users/{user}/block", blocked=False)
    changes = [one["my_chat_member"] for one in await polled(api) if "my_chat_member" in one]
    assert [one["new_chat_member"]["status"] for one in changes] == ["kicked", "member"]
    assert {one["chat"]["type"] for one in changes} == {"private"}


async def test_kinds_that_nobody_asked_for_do_not_come(api: Telegram, user: int) -> None:
    group, other = await api.group(user), await api.user("Bolat")
    await api.post(f"chats/{group}/members", user_id=other, status="member", by=user)
    assert not [one for one in await polled(api) if "chat_member" in one]
    await polled(api, allowed_updates=["chat_member"], offset=100)
    await api.post(f"chats/{group}/members", user_id=other, status="left", by=user)
    assert [list(one)[1] for one in await polled(api)] == ["chat_member"]


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("good morning", False),
        ("/events@other_bot", False),
        ("mail me at x@hubwire.example", False),
        ("/events", True),
        ("/events@hubwire_bot kazakhstan", True),
        ("what do you say, @hubwire_bot?", True),
    ],
)
async def test_privacy_mode_in_a_group(api: Telegram, user: int, text: str, heard: bool) -> None:
    group = await api.group(user)
    await api.say(group, text, user)
    assert (text in [one.get("message", {}).get("text") for one in await polled(api)]) is heard


async def test_replies_to_the_bot_are_heard_and_an_administrator_hears_all(api: Telegram, user: int) -> None:
    group = await api.group(user)
    sent = (await api.call("sendMessage", chat_id=group, text="x"))["result"]["message_id"]
    await api.say(group, "reply", user, reply_to_message_id=sent)
    await api.say(group, "chatter", user)
    await api.post(f"chats/{group}/members", user_id="bot", status="administrator", by=user)
    await api.say(group, "aloud", user, anonymous=True)
    came = [one["message"] for one in await polled(api) if "text" in one.get("message", {})]
    assert [one["text"] for one in came] == ["/start", "reply", "aloud"]
    assert (came[-1]["from"]["id"], came[-1]["sender_chat"]["id"]) == (1087968824, group)

"""The server's side of the chat page: the page itself, the stream, the world outside."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from sandbox.clock import SandboxClock
from sandbox.house import Sandbox, opened
from sandbox.outside import next_monday
from sandbox.page import STATIC
from tests.botapi import Telegram

START = datetime(2026, 5, 5, 6, tzinfo=UTC)  # a Tuesday


@pytest.fixture
async def house() -> AsyncIterator[Sandbox]:
    async with opened(clock=SandboxClock(lambda: START)) as sandbox:
        yield sandbox


async def post(sandbox: Sandbox, path: str, **body: Any) -> tuple[int, Any]:
    address = f"{sandbox.url}/sandbox/{path}"
    async with aiohttp.ClientSession() as session, session.post(address, json=body) as answer:
        return answer.status, await answer.json()


async def test_the_page_and_all_that_it_names_are_served(house: Sandbox) -> None:
    async with aiohttp.ClientSession() as session:
        for path in ("/", *(f"/static/{one.name}" for one in STATIC.iterdir())):
            async with session.get(house.url + path) as answer:
                assert answer.status == 200
                body = await answer.text()
                assert body.replace("http://www.w3.org/2000/svg", "").count("http") == 0


async def test_three_people_of_three_languages_wait(api: Telegram, house: Sandbox) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{house.url}/sandbox/state") as answer:
        state = await answer.json()
    assert [one["language_code"] for one in state["users"]] == ["en", "ru", "kk"]
    assert {one["type"] for one in state["chats"]} == {"private"}


async def test_commands_are_offered_by_chat_and_language(api: Telegram) -> None:
    user = await api.user(language="ru")
    offered = [{"command": "a", "description": "x"}], [{"command": "b", "description": "ы"}]
    await api.call("setMyCommands", commands=offered[0])
    await api.call("setMyCommands", commands=offered[1], language_code="ru")
    async with api.get(f"/sandbox/state?user_id={user}") as answer:
        assert (await answer.json())["commands"]["all_group_chats"] == offered[1]
    async with api.get("/sandbox/state") as answer:
        assert (await answer.json())["commands"]["all_group_chats"] == offered[0]


async def test_the_stream_tells_only_what_happens_in_ones_chats(api: Telegram) -> None:
    user, other = await api.user(), await api.user("Bolat")
    async with api.get(f"/sandbox/stream?user_id={user}") as stream:
        assert await stream.content.readline() == b": hello\n"
        await api.say(other, "private")
        await api.say(user, "<i>mine</i>")
        event = await asyncio.wait_for(_next(stream), 15)
    assert (event["type"], event["message"]["html"]) == ("message", "&lt;i&gt;mine&lt;/i&gt;")


async def _next(stream: aiohttp.ClientResponse) -> Any:
    async for line in stream.content:
        if line.startswith(b"data: "):
            return json.loads(line[6:])
    raise AssertionError("the stream ended")


async def test_what_is_wrong_is_told_and_nothing_breaks(api: Telegram) -> None:
    for path, body in (
        ("users", {"first_name": " "}),
        ("chats", {"type": "party", "title": "x", "creator_id": 1}),
        ("messages", {"text": "x"}),
        ("messages", {"chat_id": "x", "user_id": 1, "text": "x"}),
        ("callbacks", {"chat_id": 1, "user_id": 1, "message_id": 1, "data": "x"}),
    ):
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{api.url}/sandbox/{path}", json=body) as answer,
        ):
            assert (answer.status, "error" in await answer.json()) == (400, True)


async def test_time_passes_by_hand_and_never_back(house: Sandbox) -> None:
    _, state = await post(house, "outside/time", hours=24)
    assert datetime.fromisoformat(state["now"]) == START + timedelta(days=1)
    await post(house, "outside/time", hours=-24)
    assert house.clock.now() == START + timedelta(days=1)
    assert house.clock.moved.is_set()
    await post(house, "outside/time", to="monday")
    assert house.clock.now() == datetime(2026, 5, 11, 4, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "monday"),
    [
        (datetime(2026, 5, 4, 4, 0, tzinfo=UTC), datetime(2026, 5, 4, 4, 1, tzinfo=UTC)),
        (datetime(2026, 5, 4, 4, 1, tzinfo=UTC), datetime(2026, 5, 11, 4, 1, tzinfo=UTC)),
        (datetime(2026, 5, 10, 23, 59, tzinfo=UTC), datetime(2026, 5, 11, 4, 1, tzinfo=UTC)),
    ],
)
def test_the_next_monday_is_when_weekly_digests_are_due(now: datetime, monday: datetime) -> None:
    assert next_monday(now) == monday


async def test_the_next_article_is_published_at_once(house: Sandbox) -> None:
    waiting = len(house.news.waiting())
    _, state = await post(house, "outside/publish")
    assert state["waiting"] == waiting - 1
    titles = [article["title"] for site in state["sites"] for article in site["articles"]]
    assert any("ethics" in title for title in titles)

"""Commands, presses, tokens, faults, flood limits."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from tests.botapi import Telegram, telegram
from tests.sandbox.conftest import Hand


def named(name: str, description: str = "x") -> dict[str, str]:
    return {"command": name, "description": description}


@pytest.mark.parametrize(
    ("parameters", "refusal"),
    [
        ({"commands": [named(f"c{number}") for number in range(101)]}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [named("Help")]}, "BOT_COMMAND_INVALID"),
        ({"commands": [named("помощь")]}, "BOT_COMMAND_INVALID"),
        ({"commands": [named("x" * 33)]}, "BOT_COMMAND_INVALID"),
        ({"commands": [named("")]}, "BOT_COMMAND_INVALID"),
        ({"commands": [named("help", "")]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [named("help", "x" * 257)]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [], "scope": {"type": "everybody"}}, "unsupported type"),
        ({"commands": [], "language_code": "eng"}, "invalid language code"),
    ],
)
async def test_commands_have_a_form(api: Telegram, parameters: dict[str, Any], refusal: str) -> None:
    answer = await api.call("setMyCommands", **parameters)
    assert answer["error_code"] == 400
    assert refusal in answer["description"]


async def test_commands_are_kept_by_scope_and_language(api: Telegram, user: int) -> None:
    groups = {"type": "all_group_chats"}
    await api.call("setMyCommands", commands=[named("a")])
    await api.call("setMyCommands", commands=[named("b")], scope=groups)
    await api.call("setMyCommands", commands=[named("c")], language_code="ru")
    assert (await api.call("getMyCommands", scope=groups))["result"] == [named("b")]
    assert (await api.call("getMyCommands", language_code="ru"))["result"] == [named("c")]
    await api.call("deleteMyCommands", scope=groups)
    assert (await api.call("getMyCommands", scope=groups))["result"] == []


async def test_a_press_is_answered_once_and_soon(api: Telegram, user: int, hand: Hand) -> None:
    sent = (await api.call("sendMessage", chat_id=user, text="x"))["result"]["message_id"]
    press = {"chat_id": user, "user_id": user, "message_id": sent, "data": "x"}
    first, second = [(await api.post("callbacks", **press))["query_id"] for _ in "ab"]
    long = await api.call("answerCallbackQuery", callback_query_id=first, text="x" * 201)
    assert long["description"] == "Bad Request: MESSAGE_TOO_LONG"
    assert (await api.call("answerCallbackQuery", callback_query_id=first, text="x" * 200))["ok"]
    hand.at += 15 * 60 + 1
    for old in (first, second, "never"):
        answer = await api.call("answerCallbackQuery", callback_query_id=old)
        assert answer["description"].startswith("Bad Request: query is too old")


async def test_a_wrong_token_and_an_unknown_method(api: Telegram) -> None:
    async with api.get("/bot1:wrong/getMe") as answer:
        assert (answer.status, (await answer.json())["description"]) == (401, "Unauthorized")
    assert (await api.call("brewCoffee"))["error_code"] == 404
    assert (await api.call("GETME"))["result"]["can_read_all_group_messages"] is False


async def test_faults_come_as_often_as_asked_and_where(api: Telegram, user: int) -> None:
    other = await api.user("Bolat")
    await api.say(other, "/start")
    error = {"code": 500, "description": "Internal Server Error"}
    await api.post("faults", method="sendMessage", chat_id=user, times=2, error=error)
    to_other = await api.call("sendMessage", chat_id=other, text="x")
    outcomes = [(await api.call("sendMessage", chat_id=user, text="x"))["ok"] for _ in range(3)]
    assert (to_other["ok"], outcomes) == (True, [False, False, True])


@pytest.mark.parametrize(("kind", "taken"), [("drop_before", 0), ("drop_after", 1)])
async def test_a_line_that_dies_before_or_after_the_message_was_taken(
    api: Telegram, user: int, kind: str, taken: int
) -> None:
    await api.post("faults", method="sendMessage", kind=kind)
    with pytest.raises(aiohttp.ClientPayloadError):
        await api.call("sendMessage", chat_id=user, text="x")
    assert len(api.sent(user)) == taken


async def test_a_gateway_that_is_down_answers_in_html(api: Telegram, user: int) -> None:
    await api.post("faults", method="getMe", kind="bad_gateway")
    async with api.get(f"/bot{api.token}/getMe") as answer:
        assert (answer.status, answer.content_type) == (502, "text/html")


async def flood(api: Telegram, chats: list[int]) -> list[int]:
    """Send to the chats in turn until it is refused; returns the seconds to wait, after those accepted."""
    for number, chat in enumerate(chats):
        answer = await api.call("sendMessage", chat_id=chat, text="x")
        if not answer["ok"]:
            assert answer["error_code"] == 429
            assert answer["description"] == (
                f"Too Many Requests: retry after {answer['parameters']['retry_after']}"
            )
            return [number, answer["parameters"]["retry_after"]]
    return [len(chats), 0]


async def test_flood_limits_in_a_chat_in_a_group_and_overall(hand: Hand) -> None:
    async with telegram(limits=True, clock=hand) as api:
        people = [await api.user(f"P{number}") for number in range(40)]
        for person in people:
            await api.say(person, "/start")
        group = await api.group(people[0])
        assert await flood(api, people[:1] * 10) == [3, 3]
        hand.at += 3
        assert await flood(api, people[:1]) == [1, 0]
        hand.at += 60
        assert await flood(api, [group] * 30) == [20, 60]
        hand.at += 60
        assert await flood(api, people) == [30, 1]


async def test_edits_in_groups_count_too(hand: Hand) -> None:
    async with telegram(limits=True, clock=hand) as api:
        group = await api.group(await api.user())
        sent = (await api.call("sendMessage", chat_id=group, text="x"))["result"]["message_id"]
        edits = [
            (await api.call("editMessageText", chat_id=group, message_id=sent, text=f"x{number}"))["ok"]
            for number in range(20)
        ]
        assert edits == [True] * 19 + [False]

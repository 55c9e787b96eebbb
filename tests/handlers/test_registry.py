"""The registry: every command is described, translated, offered, guarded and short."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Callable
from itertools import product

import pytest
from telegram import Update
from telegram.ext import ApplicationBuilder

from core.event import Topic
from handlers.asking import plain
from handlers.chat import membership
from handlers.command import Command
from handlers.context import Services, context_types
from handlers.door import on_error
from handlers.registry import BUTTONS, COMMANDS, HELP, publish_commands, register
from handlers.subscribing.dialogue import rendered
from handlers.subscribing.draft import Draft
from handlers.voice import LANGUAGES, Voice, zone_of
from storage.database import Database
from tests.botapi import Telegram
from tests.core.builders import NOW
from tests.handlers.stored import rules_of

MOST_LINES = 20
HANDLERS = [
    *(one.callback for one in COMMANDS),
    *(one.callback for one in BUTTONS),
    membership.my_membership,
    membership.migrated,
    plain.plain_words,
    plain.unknown_command,
    plain.unknown_press,
    on_error,
]


@pytest.mark.parametrize("handler", HANDLERS, ids=lambda one: f"{one.__module__}.{one.__name__}")
def test_a_handler_is_short(handler: Callable[..., object]) -> None:
    tree = ast.parse(textwrap.dedent(inspect.getsource(handler)))
    function = tree.body[0]
    assert isinstance(function, ast.AsyncFunctionDef)
    assert ast.get_docstring(function)
    body = function.body[1:]
    assert (body[-1].end_lineno or 0) - body[0].lineno + 1 <= MOST_LINES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("one", COMMANDS, ids=lambda one: one.name)
def test_a_command_is_one_that_telegram_takes(one: Command, language: str) -> None:
    told = str(Voice(language, zone_of("UTC")).say(one.does))
    assert re.fullmatch("[a-z0-9_]{1,32}", one.name)
    assert 1 <= len(told) <= 256
    assert "<" not in told
    assert language == "en" or told != one.does


def test_no_command_is_there_twice() -> None:
    assert len({one.name for one in COMMANDS}) == len(COMMANDS)
    assert COMMANDS[-1] is HELP


async def test_help_lists_every_command_of_the_chat(bot: Telegram) -> None:
    user = await bot.user()
    told = (await bot.ask(user, "/help"))["text"]
    assert re.findall("^/([a-z]+) – ", told, re.MULTILINE) == [one.name for one in COMMANDS if one.private]


async def test_telegram_is_told_the_commands_in_every_language(bot: Telegram) -> None:
    offered = bot.world.commands
    for scope in ("default", "all_private_chats", "all_group_chats", "all_chat_administrators"):
        assert {language for kind, language in offered if kind == scope} == {"", "ru", "kk"}
    names = [one["command"] for one in offered["all_private_chats", ""]]
    assert names == [one.name for one in COMMANDS if one.private]
    assert "subscribe" not in [one["command"] for one in offered["all_group_chats", ""]]
    assert "subscribe" in [one["command"] for one in offered["all_chat_administrators", "kk"]]
    assert "Найти" in str(offered["all_private_chats", "ru"])


def test_every_button_that_is_shown_is_read_by_exactly_one_handler() -> None:
    shown = {
        data
        for step, language in product("cth", LANGUAGES)
        for row in rendered(
            Draft(step, 1, ("KZ",), (Topic.ECONOMY,)), Voice(language, zone_of("UTC"))
        ).buttons
        for _, data in row
    }
    shown |= {
        "help",
        "lang",
        "lang:kk",
        "forget:yes",
        "ev:c:1",
        "ev:e:1",
        "ev:b:1",
        "ev:i:1",
        "ev:r:1",
        "ev:t:1:d",
        "ev:k:1",
        "ev:m:1",
        "ev:u:1",
        "ev:s:1",
        "ev:sc:1:KZ",
        "ev:st:1:digital-government",
        "sub:1:rd",
        "rem:n:1",
        "cal:new",
        "cal:off",
        "sub:1:x",
        "soon:w:1",
    }
    shown |= {"ev:p:0:|||u|||", "tz:Asia/Almaty"}
    for data in shown:
        assert len([one for one in BUTTONS if re.match(one.pattern, data)]) == 1, data


async def test_an_update_that_comes_twice_is_handled_once(telegram: Telegram, db: Database) -> None:
    user = await telegram.user()
    await telegram.say(user, "/start")
    services = Services(db, lambda: NOW, "UTC", frozenset())
    application = (
        ApplicationBuilder()
        .token(telegram.token)
        .base_url(f"{telegram.url}/bot")
        .context_types(context_types(services))
        .updater(None)
        .build()
    )
    register(application)
    async with application:
        await publish_commands(application.bot)
        first, second = (
            await telegram.say(user, "/subscribe kazakhstan"),
            await telegram.say(user, "/unsubscribe 1"),
        )
        await telegram.say(user, "/subscribe uzbekistan")
        updates = [
            Update.de_json({"update_id": number, "message": message}, application.bot)
            for number, message in enumerate((first, second), start=50)
        ]
        for update in (updates[0], updates[1], updates[0], updates[1]):
            await application.process_update(update)
    assert await rules_of(db, user) == []
    assert len(telegram.sent(user)) == 2

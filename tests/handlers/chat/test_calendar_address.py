"""`/calendar`: an address for a chat, a new one, none; who may, and what is said where nothing is served."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest

from core.calendar import TOKEN, CalendarAddress
from handlers.chat.calendar_address import new_token
from storage import calendars
from storage.database import Database
from tests.botapi import Telegram
from tests.handlers.conftest import NOW, answered
from tests.handlers.stored import joined

PUBLIC = "https://events.example.org"


@pytest.fixture
async def serving(telegram: Telegram, db: Database) -> AsyncIterator[Telegram]:
    """Return a Telegram in which a bot answers that serves calendars."""
    async with answered(telegram, db, lambda: NOW, http_listen="127.0.0.1:8080", public_url=PUBLIC):
        yield telegram


async def stored(db: Database, chat: int) -> CalendarAddress | None:
    async with db.snapshot() as tx:
        return await calendars.get(tx, chat)


def shown(message: dict[str, str]) -> str:
    """Return the token in a message, which gives the same address in both forms."""
    found: list[tuple[str, str]] = re.findall(
        rf"(webcal|https)://events\.example\.org/calendar/({TOKEN})\.ics", message["text"]
    )
    assert [scheme for scheme, _ in found] == ["webcal", "https"]
    assert found[0][1] == found[1][1]
    return found[0][1]


def test_tokens_have_their_shape_and_never_come_twice() -> None:
    made = {new_token() for _ in range(100)}
    assert len(made) == 100
    assert all(re.fullmatch(TOKEN, one) for one in made)


async def test_a_chat_gets_one_address_and_is_shown_it_again(serving: Telegram, db: Database) -> None:
    user, other = await serving.user(), await serving.user("Other")
    first = await serving.ask(user, "/calendar")
    assert "Nothing is followed here yet" in first["text"]
    await serving.ask(user, "/subscribe kazakhstan")
    again = await serving.ask(user, "/calendar")
    assert "Nothing is followed here yet" not in again["text"]
    address = await stored(db, user)
    assert address is not None
    assert {shown(first), shown(again)} == {address.token}
    assert shown(await serving.ask(other, "/calendar")) != address.token


async def test_a_new_address_takes_the_place_of_the_old_one(serving: Telegram, db: Database) -> None:
    user = await serving.user()
    message = await serving.ask(user, "/calendar")
    old = shown(message)
    new = shown(await serving.turn(message, "New address"))
    address = await stored(db, user)
    assert address is not None
    assert address.token == new != old


async def test_it_is_switched_off(serving: Telegram, db: Database) -> None:
    user = await serving.user()
    message = await serving.ask(user, "/calendar")
    assert "switched off" in (await serving.turn(message, "Switch off"))["text"]
    assert await stored(db, user) is None


async def test_a_reader_of_a_group_neither_sees_nor_ends_the_address(serving: Telegram, db: Database) -> None:
    admin, reader = await serving.user("Admin"), await serving.user("Reader")
    group = await joined(serving, admin)
    assert "Only administrators" in (await serving.ask(group, "/calendar", reader))["text"]
    message = await serving.ask(group, "/calendar", admin)
    for label in ("New address", "Switch off"):
        assert "Only administrators" in (await serving.press(message, label, reader))["text"]
    address = await stored(db, group)
    assert address is not None
    assert address.token == shown(message)


async def test_mydata_tells_of_the_address_without_the_key_and_forget_erases_it(
    serving: Telegram, db: Database
) -> None:
    user = await serving.user()
    token = shown(await serving.ask(user, "/calendar"))
    told = (await serving.ask(user, "/mydata"))["text"]
    assert "private calendar, made May 4, 2026" in told or "private calendar, made 4 May 2026" in told
    assert token not in told
    await serving.turn(await serving.ask(user, "/forget"), "Erase everything")
    assert await stored(db, user) is None


async def test_where_nothing_is_served_it_says_what_to_ask_for_and_offers_the_file(
    bot: Telegram, db: Database
) -> None:
    user = await bot.user()
    message = await bot.ask(user, "/calendar")
    assert "HTTP_LISTEN" in message["text"]
    assert "📅 To my calendar" in message["text"]
    assert "reply_markup" not in message
    await bot.press_data(user, message["message_id"], "cal:new")
    assert await stored(db, user) is None


@pytest.mark.parametrize(("language", "label"), [("ru", "В мой календарь"), ("kk", "Күнтізбеме")])
async def test_the_button_is_named_as_it_is_in_each_language(
    bot: Telegram, language: str, label: str
) -> None:
    assert label in (await bot.ask(await bot.user(language=language), "/calendar"))["text"]

"""/start, /stop, /language, /timezone, /mydata, /forget: a chat's own settings."""

from __future__ import annotations

import pytest

from core.chat import ChatState
from storage.database import Database
from tests.botapi import Telegram
from tests.handlers.stored import chat_of, known_chat, rules_of


@pytest.mark.parametrize(
    ("language", "welcome", "spoken"),
    [
        ("en", "Welcome to hubwire", "en"),
        ("ru", "Добро пожаловать в hubwire", "ru"),
        ("kk", "қош келдіңіз", "kk"),
        ("ky", "Добро пожаловать в hubwire", "ru"),
        ("pt-br", "Welcome to hubwire", "en"),
    ],
)
async def test_start_welcomes_in_the_language_of_the_person(
    bot: Telegram, db: Database, language: str, welcome: str, spoken: str
) -> None:
    user = await bot.user(language=language)
    answer = await bot.ask(user, "/start")
    assert welcome in answer["text"]
    chat = await known_chat(db, user)
    assert (chat.language, chat.timezone) == (spoken, "Asia/Almaty")


async def test_a_deep_link_starts_like_any_other(bot: Telegram) -> None:
    assert "Welcome" in (await bot.ask(await bot.user(), "/start from_a-web_site"))["text"]


async def test_the_welcome_leads_everywhere(bot: Telegram) -> None:
    user = await bot.user()
    welcome = await bot.ask(user, "/start")
    await bot.press(welcome, "Help")
    assert "/subscriptions – " in (await bot.wait_for(user, "What I can do"))["text"]
    assert "Which language" in (await bot.turn(welcome, "Language"))["text"]
    assert "Добро пожаловать" in (await bot.turn(welcome, "Русский"))["text"]
    assert "Какие страны" in (await bot.turn(welcome, "Подписаться"))["text"]


async def test_stop_keeps_the_settings_and_start_brings_them_back(bot: Telegram, db: Database) -> None:
    user = await bot.user()
    await bot.ask(user, "/subscribe kazakhstan")
    assert "Stopped" in (await bot.ask(user, "/stop"))["text"]
    assert (await known_chat(db, user)).state is ChatState.STOPPED
    assert "Welcome back" in (await bot.ask(user, "/start"))["text"]
    assert (await known_chat(db, user)).state is ChatState.ACTIVE
    assert len(await rules_of(db, user)) == 1


async def test_whoever_subscribes_after_stopping_hears_again(bot: Telegram, db: Database) -> None:
    user = await bot.user()
    await bot.ask(user, "/stop")
    await bot.ask(user, "/subscribe kazakhstan")
    assert (await known_chat(db, user)).state is ChatState.ACTIVE


async def test_the_language_can_be_typed(bot: Telegram, db: Database) -> None:
    user = await bot.user()
    assert "қош келдіңіз" in (await bot.ask(user, "/language Қазақша"))["text"]
    assert (await known_chat(db, user)).language == "kk"
    assert "✓ Қазақша" in str((await bot.ask(user, "/language klingon"))["reply_markup"])


async def test_the_zone_is_taken_by_town_or_by_button(bot: Telegram, db: Database) -> None:
    user = await bot.user()
    assert "Asia/Tashkent" in (await bot.ask(user, "/timezone ташкент"))["text"]
    assert (await known_chat(db, user)).timezone == "Asia/Tashkent"
    shown = await bot.ask(user, "/timezone")
    assert "May 4, 2026, 14:00" in shown["text"] or "4 May 2026, 14:00" in shown["text"]
    assert "Asia/Baku" in (await bot.turn(shown, "Baku"))["text"]
    assert (await known_chat(db, user)).timezone == "Asia/Baku"


async def test_a_zone_that_is_none_changes_nothing(bot: Telegram, db: Database) -> None:
    user = await bot.user()
    assert "Did you mean Asia/Tashkent" in (await bot.ask(user, "/timezone Tashkennt"))["text"]
    assert (await known_chat(db, user)).timezone == "Asia/Almaty"


async def test_mydata_shows_all_that_is_stored(bot: Telegram) -> None:
    user = await bot.user("Dana <&> 🎓")
    await bot.ask(user, "/subscribe uzbekistan weekly")
    told = (await bot.ask(user, "/mydata"))["text"]
    for part in (
        str(user),
        "Dana <&> 🎓",
        "English",
        "Asia/Almaty",
        "active",
        "🇺🇿 Uzbekistan",
        "once a week",
    ):
        assert part in told


async def test_mydata_speaks_the_language_of_the_chat(bot: Telegram) -> None:
    told = (await bot.ask(await bot.user(language="ru"), "/mydata"))["text"]
    assert "личный чат" in told
    assert "активен" in told
    assert "private" not in told


async def test_forget_erases_only_after_a_second_thought(bot: Telegram, db: Database) -> None:
    user = await bot.user()
    await bot.ask(user, "/subscribe uzbekistan")
    assert "Nothing was erased" in (await bot.turn(await bot.ask(user, "/forget"), "Keep it"))["text"]
    assert len(await rules_of(db, user)) == 1
    question = await bot.ask(user, "/forget")
    assert "Everything is erased" in (await bot.turn(question, "Erase everything"))["text"]
    assert await chat_of(db, user) is None
    assert await rules_of(db, user) == []


async def test_what_was_erased_stays_unknown_when_the_bot_is_blocked(bot: Telegram, db: Database) -> None:
    user, other = await bot.user(), await bot.user("Bolat")
    question = await bot.ask(user, "/forget")
    await bot.turn(question, "Erase everything")
    await bot.post(f"users/{user}/block")
    await bot.ask(other, "/help")  # by now the block was handled
    assert await chat_of(db, user) is None

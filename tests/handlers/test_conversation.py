"""People talk with the real bot over the sandbox's Bot API."""

from __future__ import annotations

from storage import subscriptions
from storage.database import Database
from tests.botapi import Telegram


async def rules_of(db: Database, chat: int) -> list[tuple[set[str], set[str], str]]:
    async with db.snapshot() as tx:
        mine = await subscriptions.of_chat(tx, chat)
    return [(set(one.rule.countries), set(one.rule.topics), one.cadence.value) for one in mine]


async def test_start_welcomes(bot: Telegram) -> None:
    user = await bot.user()
    answer = await bot.ask(user, "/start")
    assert "Welcome to hubwire" in answer["text"]
    assert "Subscribe" in str(answer["reply_markup"])


async def test_subscribing_in_one_line(bot: Telegram, db: Database) -> None:
    user = await bot.user()
    answer = await bot.ask(user, "/subscribe Kazakhstan digital government weekly")
    assert "🇰🇿 Kazakhstan · Digital government – once a week" in answer["text"]
    assert await rules_of(db, user) == [({"KZ"}, {"digital-government"}, "weekly")]


async def test_subscribing_by_buttons_takes_four_presses(bot: Telegram, db: Database) -> None:
    user = await bot.user()
    question = await bot.ask(user, "/subscribe")
    await bot.turn(question, "Uzbekistan")
    assert "Which topics" in (await bot.turn(question, "Next"))["text"]
    assert "How soon" in (await bot.turn(question, "All topics"))["text"]
    done = await bot.turn(question, "once a week")
    assert "🇺🇿 Uzbekistan · all topics – once a week" in done["text"]
    assert await rules_of(db, user) == [({"UZ"}, set(), "weekly")]

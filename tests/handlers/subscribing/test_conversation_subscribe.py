"""/subscribe, /subscriptions and /unsubscribe, typed and by buttons."""

from __future__ import annotations

import pytest

from handlers.lexicon import network
from handlers.subscribing.draft import MOST_COUNTRIES, Draft
from storage.database import Database
from tests.botapi import Telegram
from tests.core.builders import NOW, facts
from tests.handlers.conftest import answered
from tests.handlers.stored import asked_of, know, rules_of


async def test_one_line_is_enough(bot: Telegram, db: Database) -> None:
    await know(db, facts(), facts("Another"), facts("Elsewhere", country="UZ"))
    user = await bot.user()
    answer = await bot.ask(user, "/subscribe Kazakhstan digital government weekly")
    assert "🇰🇿 Kazakhstan · Digital government – once a week" in answer["text"]
    assert "2 events of the last 30 days would have matched" in answer["text"]
    assert await asked_of(db, user) == [({"KZ"}, {"digital-government"}, "weekly")]


async def test_how_soon_can_be_changed_on_the_spot(bot: Telegram, db: Database) -> None:
    user = await bot.user()
    answer = await bot.ask(user, "/subscribe kazakhstan")
    changed = await bot.turn(answer, "once a day")
    assert "– once a day" in changed["text"]
    assert "✓ once a day" in str(changed["reply_markup"])
    assert await asked_of(db, user) == [({"KZ"}, set(), "daily")]


async def test_subscribing_twice_is_subscribing_once(bot: Telegram, db: Database) -> None:
    user = await bot.user()
    await bot.ask(user, "/subscribe kazakhstan")
    await bot.ask(user, "/subscribe казахстан еженедельно")
    assert await asked_of(db, user) == [({"KZ"}, set(), "weekly")]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("/subscribe qwertyuiop", 'I don\'t know "qwertyuiop". Name a country or a topic'),
        ("/subscribe <b>&</b>", 'I don\'t know "b"'),
        ("/subscribe " + "x" * 3000, "I don't know"),
        ("/subscribe next month", "Which countries?"),
        ("/subscribe 😀", "Which countries?"),
    ],
)
async def test_nonsense_is_answered_and_nothing_is_stored(
    bot: Telegram, db: Database, words: str, answer: str
) -> None:
    user = await bot.user()
    assert answer in (await bot.ask(user, words))["text"]
    assert await rules_of(db, user) == []


async def test_four_presses_are_enough(bot: Telegram, db: Database) -> None:
    user = await bot.user()
    question = await bot.ask(user, "/subscribe")
    assert "✓ 🇺🇿 Uzbekistan" in str((await bot.turn(question, "Uzbekistan"))["reply_markup"])
    assert "Which topics" in (await bot.turn(question, "Next"))["text"]
    assert "How soon" in (await bot.turn(question, "All topics"))["text"]
    assert "🇺🇿 Uzbekistan · all topics" in (await bot.turn(question, "once a week"))["text"]
    assert await asked_of(db, user) == [({"UZ"}, set(), "weekly")]


async def test_everything_can_be_chosen_on_purpose(bot: Telegram, db: Database) -> None:
    user = await bot.user()
    question = await bot.ask(user, "/subscribe")
    await bot.turn(question, "All countries")
    await bot.turn(question, "All topics")
    assert "all countries · all topics" in (await bot.turn(question, "at once"))["text"]
    assert await asked_of(db, user) == [(set(), set(), "at_once")]


async def test_one_can_go_back_and_choose_otherwise(bot: Telegram, db: Database) -> None:
    user = await bot.user()
    question = await bot.ask(user, "/subscribe")
    for label in (
        "Uzbekistan",
        "Next",
        "Integrity",
        "Next",
        "« Topics",
        "Integrity",
        "Research",
        "« Countries",
    ):
        await bot.turn(question, label)
    for label in ("Uzbekistan", "›", "‹", "Azerbaijan", "Next", "Next", "at once"):
        await bot.turn(question, label)
    assert await asked_of(db, user) == [({"AZ"}, {"research"}, "at_once")]


async def test_the_dialogue_goes_on_after_a_restart(telegram: Telegram, db: Database) -> None:
    user = await telegram.user()
    async with answered(telegram, db, lambda: NOW):
        question = await telegram.ask(user, "/subscribe")
        await telegram.turn(question, "Uzbekistan")
    async with answered(telegram, db, lambda: NOW):
        for label in ("Next", "All topics", "at once"):
            await telegram.turn(question, label)
    assert await asked_of(db, user) == [({"UZ"}, set(), "at_once")]


async def test_one_country_too_many_is_told(bot: Telegram) -> None:
    user = await bot.user()
    question = await bot.ask(user, "/subscribe")
    full = Draft(countries=network()[:MOST_COUNTRIES])
    pressed = await bot.press_data(user, question["message_id"], full.data())
    assert "20 countries" in pressed["text"]


async def test_the_countries_have_their_names_in_the_language_of_the_chat(bot: Telegram) -> None:
    question = await bot.ask(await bot.user(language="kk"), "/subscribe")
    assert "🇺🇿 Өзбекстан" in str(question["reply_markup"])


async def test_the_list_changes_how_soon_and_removes(bot: Telegram, db: Database) -> None:
    user = await bot.user()
    assert "No subscriptions yet" in (await bot.ask(user, "/subscriptions"))["text"]
    await bot.ask(user, "/subscribe kazakhstan")
    await bot.ask(user, "/subscribe uzbekistan weekly")
    listed = await bot.ask(user, "/subscriptions")
    assert "2 subscriptions" in listed["text"]
    assert "1. 🇰🇿 Kazakhstan · all topics – once a day" in (await bot.turn(listed, "1. ⏱"))["text"]
    assert "1 subscription" in (await bot.turn(listed, "1. ✖"))["text"]
    assert await asked_of(db, user) == [({"UZ"}, set(), "weekly")]


async def test_a_list_of_long_rules_is_still_one_message(bot: Telegram) -> None:
    user = await bot.user(language="ru")
    message = (await bot.ask(user, "/subscribe"))["message_id"]
    for number in range(22):
        many = Draft("h", 0, network()[number : number + MOST_COUNTRIES])
        await bot.press_data(user, message, f"s:w:{many.data()}")
    assert "22 подписки" in (await bot.ask(user, "/subscriptions"))["text"]


async def test_all_that_is_stored_is_shown_though_it_takes_several_messages(bot: Telegram) -> None:
    user = await bot.user()
    message = (await bot.ask(user, "/subscribe"))["message_id"]
    for number in range(22):
        many = Draft("h", 0, network()[number : number + MOST_COUNTRIES])
        await bot.press_data(user, message, f"s:w:{many.data()}")
    await bot.say(user, "/mydata")
    await bot.wait_for(user, "/forget erases all of it")
    shown = [text for text in bot.texts(user) if "•" in text]
    assert len(shown) > 1
    assert sum(text.count("•") for text in shown) == 22


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("1", ["uzbekistan", "both"]),
        ("kazakhstan", ["uzbekistan", "both"]),
        ("узбекистан", ["kazakhstan", "both"]),
        ("integrity", ["kazakhstan", "uzbekistan"]),
        ("all", []),
        ("всё", []),
    ],
)
async def test_unsubscribing_by_number_by_words_and_from_all(
    bot: Telegram, db: Database, words: str, left: list[str]
) -> None:
    user = await bot.user()
    for rule in ("kazakhstan", "uzbekistan", "kazakhstan uzbekistan integrity"):
        await bot.ask(user, f"/subscribe {rule}")
    answer = await bot.ask(user, f"/unsubscribe {words}")
    assert answer["text"].startswith("Removed: ")
    names = {
        "kazakhstan": ({"KZ"}, set(), "at_once"),
        "uzbekistan": ({"UZ"}, set(), "at_once"),
        "both": ({"KZ", "UZ"}, {"integrity"}, "at_once"),
    }
    assert await asked_of(db, user) == [names[one] for one in left]


@pytest.mark.parametrize("words", ["7", "0", "georgia", "weekly", "what?"])
async def test_unsubscribing_from_what_is_not_there_removes_nothing(
    bot: Telegram, db: Database, words: str
) -> None:
    user = await bot.user()
    await bot.ask(user, "/subscribe kazakhstan")
    answer = await bot.ask(user, f"/unsubscribe {words}")
    assert "Which one?" in answer["text"] or "I don't know" in answer["text"]
    assert len(await rules_of(db, user)) == 1


async def test_unsubscribing_without_words_offers_the_list(bot: Telegram, db: Database) -> None:
    user = await bot.user()
    await bot.ask(user, "/subscribe kazakhstan")
    await bot.turn(await bot.ask(user, "/unsubscribe"), "✖ remove")
    assert await rules_of(db, user) == []


async def test_a_subscription_that_is_gone_is_said_to_be_gone(bot: Telegram) -> None:
    user = await bot.user()
    made = await bot.ask(user, "/subscribe kazakhstan")
    await bot.ask(user, "/unsubscribe all")
    assert "is gone" in (await bot.turn(made, "once a day"))["text"]

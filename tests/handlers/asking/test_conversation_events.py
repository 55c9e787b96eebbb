"""/events, cards, evidence, /digest, and words that are no command."""

from __future__ import annotations

import pytest

from core.event import Evidence, Topic
from storage.database import Database
from tests.botapi import PATIENCE, Telegram
from tests.core.builders import facts
from tests.handlers.stored import know


async def test_nothing_is_known_yet(bot: Telegram) -> None:
    answer = await bot.ask(await bot.user(), "/events")
    assert "nothing is known yet" in answer["text"]
    assert "reply_markup" not in answer


async def test_pages_turn_in_place_and_carry_the_question(bot: Telegram, db: Database) -> None:
    await know(db, *(facts(f"Forum number {n}", f"2026-06-{n:02}") for n in range(1, 13)))
    await know(db, facts("Elsewhere", "2026-06-01", country="UZ"))
    first = await bot.ask(await bot.user(), "/events kazakhstan june")
    assert "1–5 of 12 events" in first["text"]
    assert "🇰🇿 Kazakhstan · June 1" in first["text"].replace("Jun ", "June ")
    second = await bot.turn(first, "›")
    assert "6–10 of 12 events" in second["text"]
    assert "6. " in second["text"]
    assert "11–12 of 12 events" in (await bot.turn(first, "›"))["text"]
    assert "6–10 of 12 events" in (await bot.turn(first, "‹"))["text"]
    assert "Elsewhere" not in str(bot.texts(first["chat"]["id"]))


async def test_a_long_question_in_free_words_turns_pages_as_well(bot: Telegram, db: Database) -> None:
    name = "Международная конференция о трансформации государственного управления номер"
    await know(db, *(facts(f"{name} {n}", f"2026-06-{n:02}") for n in range(1, 9)))
    first = await bot.ask(
        await bot.user(), "/events казахстан международная трансформации государственного номер"
    )
    assert "1–5 of 8" in first["text"]
    assert "6–8 of 8" in (await bot.turn(first, "›"))["text"]


async def test_a_page_that_is_no_more_gives_the_last_one(bot: Telegram, db: Database) -> None:
    await know(db, *(facts(f"Forum {n}", f"2026-06-{n:02}") for n in range(1, 7)))
    user = await bot.user()
    listed = await bot.ask(user, "/events")
    await bot.press_data(user, listed["message_id"], "ev:p:500:|||u|||")
    shown = bot.world.messages[user][listed["message_id"]]
    assert await bot.world.wait(lambda: "6–6 of 6 events" in shown["text"], PATIENCE)


async def test_an_empty_answer_offers_wider_questions_that_have_one(bot: Telegram, db: Database) -> None:
    await know(db, facts("Past forum", "2026-03-02"), facts("Coming forum", "2026-08-01", country="UZ"))
    empty = await bot.ask(await bot.user(), "/events kazakhstan upcoming")
    assert "nothing is known yet. You may look wider" in empty["text"]
    assert "Held events (1)" in str(empty["reply_markup"])
    assert "All upcoming events (1)" in str(empty["reply_markup"])
    assert "Past forum" in (await bot.turn(empty, "Held events"))["text"]


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("now", "Events under way"),
        ("ongoing", "Events under way"),
        ("что идёт сейчас", "Events under way"),
        ("қазір", "Events under way"),
        ("past", "Held events"),
        ("прошедшие", "Held events"),
    ],
)
async def test_what_goes_on_and_what_is_over_is_found_by_its_words(
    bot: Telegram, db: Database, words: str, head: str
) -> None:
    await know(db, facts("Going on", "2026-05-03", "2026-05-05"), facts("Gone", "2026-05-01", "2026-05-03"))
    await know(db, facts("Coming", "2026-05-05"))
    answer = (await bot.ask(await bot.user(), f"/events {words}"))["text"]
    assert answer.startswith(f"{head}\n1 event\n")
    assert ("Going on" in answer, "Gone" in answer) == (head != "Held events", head == "Held events")


async def test_words_that_were_looked_for_stand_in_the_marks_of_the_language(bot: Telegram) -> None:
    assert "«архивы»" in (await bot.ask(await bot.user(language="ru"), "/events архивы"))["text"]
    assert "“archives”" in (await bot.ask(await bot.user(), "/events archives"))["text"]


async def test_too_many_words_are_answered(bot: Telegram) -> None:
    answer = await bot.ask(await bot.user(), "/events " + "one two three four " * 5)
    assert "more than 12 words" in answer["text"]


async def test_a_card_turns_over_to_its_evidence_and_back(bot: Telegram, db: Database) -> None:
    quote = Evidence("start", "on <25> May & later")
    await know(db, facts("Forum <&> 🎓", evidence=(quote,)))
    user = await bot.user()
    listed = await bot.ask(user, "/events")
    await bot.press(listed, "1")
    card = await bot.wait_for(user, "Forum <&> 🎓")
    assert "Almaty" in card["text"]
    assert "on <25> May & later" in (await bot.turn(card, "Evidence"))["text"]
    assert "Almaty" in (await bot.turn(card, "Back"))["text"]


@pytest.mark.parametrize(
    "data",
    ["ev:c:999", "ev:e:999", "ev:p:1:nonsense", "d:nonsense", "s:w:d:nonsense", "old:thing", "sub:x", "lang"],
)
async def test_every_press_is_answered(bot: Telegram, data: str) -> None:
    user = await bot.user()
    message = await bot.ask(user, "/help")
    answer = await bot.press_data(user, message["message_id"], data)
    assert answer["show_alert"] is (data != "lang")
    assert bool(answer["text"]) is (data != "lang")


async def test_the_digest_on_demand(bot: Telegram, db: Database) -> None:
    await know(db, facts("Forum on services"), facts("Other", topics=(Topic.RESEARCH,), country="UZ"))
    user = await bot.user()
    assert "no subscription yet" in (await bot.ask(user, "/digest"))["text"]
    await bot.ask(user, "/subscribe georgia")
    assert "Nothing new" in (await bot.ask(user, "/digest"))["text"]
    await bot.ask(user, "/subscribe kazakhstan")
    told = (await bot.ask(user, "/digest"))["text"]
    assert "Forum on services" in told
    assert "Other" not in told


@pytest.mark.parametrize(
    "words", ["kazakhstan", "Tell me about Kazakhstan please", "в мае", "almaty", "events"]
)
async def test_words_that_name_something_are_a_question(bot: Telegram, db: Database, words: str) -> None:
    await know(db, facts("Forum on services"))
    assert "Forum on services" in (await bot.ask(await bot.user(), words))["text"]


@pytest.mark.parametrize("words", ["hello how are you", "asdfgh", "<&>", "🙂", "?"])
async def test_nonsense_is_told_what_can_be_written(bot: Telegram, db: Database, words: str) -> None:
    await know(db, facts("Forum on services"))
    assert "I didn't understand that" in (await bot.ask(await bot.user(), words))["text"]


async def test_a_command_that_there_is_not(bot: Telegram) -> None:
    assert "no such command. /help" in (await bot.ask(await bot.user(), "/evnts"))["text"]

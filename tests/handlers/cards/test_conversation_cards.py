"""Under a card: reminders, mute, more like this; in private, in groups and topics."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from core.event import EventFacts, Status, Topic
from core.reminder import Lead
from handlers.rendered import MOST_DATA
from sandbox.botapi.rooms import Json
from storage import chats, events, reminders
from storage.database import Database
from tests.botapi import PATIENCE, Telegram
from tests.core.builders import NOW, facts
from tests.handlers.conftest import answered
from tests.handlers.stored import asked_of, joined, know, rules_of

FORUM = facts("Forum on Services", "2026-05-25")  # three weeks ahead
DAY = timedelta(days=1)


async def card(bot: Telegram, user: int, chat: int | None = None, **more: object) -> Json:
    """Open the card of the first event listed."""
    listed = await bot.ask(chat or user, "/events", user, **more)
    await bot.press(listed, "1", user)
    return await bot.wait_for(chat or user, "Sources" if more.get("sources") else "🗓")


def labels(message: Json) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


async def tap(bot: Telegram, message: Json, data: str) -> str:
    """Press a button, wait for the buttons to change, and return the answer to the press."""
    stored = bot.world.messages[message["chat"]["id"]][message["message_id"]]
    before = stored.get("reply_markup")
    answer = await bot.press_data(message["chat"]["id"], message["message_id"], data)
    assert await bot.world.wait(lambda: stored.get("reply_markup") != before, PATIENCE)
    return str(answer["text"])


async def leads(db: Database, chat: int, thread: int | None = None) -> set[Lead]:
    """Return the reminders that a chat is going to get of the first event."""
    async with db.snapshot() as tx:
        event, known = await events.get(tx, 1), await chats.get(tx, chat)
        assert event is not None
        return set(await reminders.leads(tx, known, thread, event)) if known else set()


async def test_reminders_are_set_and_taken_back_in_place(bot: Telegram, db: Database) -> None:
    await know(db, FORUM)
    user = await bot.user()
    shown = await card(bot, user)
    text = shown["text"]
    menu = await bot.turn(shown, "⏰ Remind me")
    assert labels(menu) == ["a week before", "a day before", "two hours before", "« Back"]
    assert await tap(bot, menu, "ev:t:1:d") == "I'll remind you a day before: 24 May 2026, 09:00."
    await bot.turn(menu, "a week before")
    assert labels(menu) == ["✓ a week before", "✓ a day before", "two hours before", "« Back"]
    assert await leads(db, user) == {Lead.WEEK, Lead.DAY}
    assert await tap(bot, menu, "ev:t:1:w") == "No reminder a week before any more."
    assert await leads(db, user) == {Lead.DAY}
    back = await bot.turn(menu, "« Back")
    assert "⏰ ✓ 1 day" in labels(back)
    assert back["text"] == text


@pytest.mark.parametrize(
    ("start", "status", "offered"),
    [
        ("2026-05-25", Status.ANNOUNCED, ["a week before", "a day before", "two hours before"]),
        ("2026-05-09", Status.ANNOUNCED, ["a day before", "two hours before"]),
        ("2026-05-05", Status.ANNOUNCED, ["two hours before"]),
        (None, Status.ANNOUNCED, ["a week before", "a day before", "two hours before"]),
        ("2026-05-05", Status.POSTPONED, ["a week before", "a day before", "two hours before"]),
    ],
)
async def test_only_what_is_still_possible_is_offered(
    bot: Telegram, db: Database, start: str | None, status: Status, offered: list[str]
) -> None:
    await know(db, facts(start=start, status=status))
    menu = await bot.turn(await card(bot, await bot.user()), "⏰ Remind me")
    assert labels(menu) == [*offered, "« Back"]


@pytest.mark.parametrize(
    "known", [facts(start="2026-05-04"), facts(start="2026-05-20", status=Status.CANCELLED)]
)
async def test_of_what_is_under_way_or_called_off_nobody_is_reminded(
    bot: Telegram, db: Database, known: EventFacts
) -> None:
    await know(db, known)
    shown = await card(bot, await bot.user())
    assert not [label for label in labels(shown) if "⏰" in label]
    answer = await bot.press_data(shown["chat"]["id"], shown["message_id"], "ev:r:1")
    assert "too late" in answer["text"] if known.status is Status.ANNOUNCED else answer["show_alert"]
    await bot.press_data(shown["chat"]["id"], shown["message_id"], "ev:t:1:h")
    assert await leads(db, shown["chat"]["id"]) == set()


async def test_a_moment_that_is_past_is_refused_kindly_and_the_next_is_offered(
    bot: Telegram, db: Database
) -> None:
    await know(db, facts(start="2026-05-09"))  # in five days
    user = await bot.user()
    shown = await card(bot, user)
    told = await tap(bot, shown, "ev:t:1:w")
    assert told == "That moment has passed already. I can still remind you a day before."
    assert labels(bot.world.messages[user][shown["message_id"]]) == [
        "a day before",
        "two hours before",
        "« Back",
    ]
    assert await leads(db, user) == set()


async def test_a_reminder_of_something_undated_waits_for_the_day(bot: Telegram, db: Database) -> None:
    await know(db, facts(start=None))
    user = await bot.user(language="ru")
    menu = await bot.turn(await card(bot, user), "⏰ Напомнить")
    answer = await bot.press(menu, "за неделю")
    assert answer["text"] == "Напомню за неделю, как только станет известен день."


async def test_a_subscriptions_reminder_is_ticked_and_can_be_refused_for_one_event(
    bot: Telegram, db: Database
) -> None:
    await know(db, FORUM)
    user = await bot.user()
    told = await bot.ask(user, "/subscribe kazakhstan weekly, remind me a day before")
    assert "once a week, ⏰ a day before" in told["text"]
    shown = await card(bot, user)
    assert "⏰ ✓ 1 day" in labels(shown)
    menu = await bot.turn(shown, "⏰")
    await bot.turn(menu, "✓ a day before")
    assert await leads(db, user) == set()
    assert "⏰ Remind me" in labels(await bot.turn(menu, "« Back"))


async def test_the_reminder_of_a_subscription_is_chosen_where_it_is_made_and_where_it_is_listed(
    bot: Telegram, db: Database
) -> None:
    user = await bot.user()
    made = await bot.ask(user, "/subscribe kazakhstan")
    assert "⏰ a week before" in labels(made)
    await bot.turn(made, "⏰ a week before")
    assert [one.remind for one in await rules_of(db, user)] == [Lead.WEEK]
    await bot.turn(made, "⏰ ✓ a week before")
    assert [one.remind for one in await rules_of(db, user)] == [None]
    listed = await bot.ask(user, "/subscriptions")
    for label, chosen in (("–", Lead.WEEK), ("1 week", Lead.DAY), ("1 day", Lead.HOURS), ("2 hours", None)):
        await bot.turn(listed, f"1. ⏰ {label}")
        assert [one.remind for one in await rules_of(db, user)] == [chosen]
    await bot.ask(user, "/subscribe kazakhstan, a day before")
    await bot.ask(user, "/subscribe kazakhstan weekly")  # only how soon was said anew
    assert [one.remind for one in await rules_of(db, user)] == [Lead.DAY]


async def test_mute_and_unmute(bot: Telegram, db: Database) -> None:
    await know(db, FORUM)
    user = await bot.user()
    await bot.ask(user, "/subscribe kazakhstan")
    shown = await card(bot, user)
    muted = await bot.turn(shown, "🔕 Mute")
    assert "🔔 Unmute" in labels(muted)
    assert not [label for label in labels(muted) if "⏰" in label]
    assert "Nothing new" in (await bot.ask(user, "/digest"))["text"]
    assert "Forum on Services" in (await bot.ask(user, "/events"))["text"]  # who asks is answered
    again = await bot.turn(shown, "🔔 Unmute")
    assert "🔕 Mute" in labels(again)
    assert "Forum on Services" in (await bot.ask(user, "/digest"))["text"]


async def test_more_like_this_subscribes_by_one_more_tap_and_says_to_what(
    bot: Telegram, db: Database
) -> None:
    await know(db, facts(others=("GE",), topics=(Topic.INTEGRITY, Topic.DIGITAL_GOVERNMENT)))
    user = await bot.user()
    shown = await card(bot, user)
    menu = await bot.turn(shown, "➕ More like this")
    assert labels(menu) == [
        "➕ 🇰🇿 Kazakhstan",
        "➕ 🇬🇪 Georgia",
        "➕ Integrity",
        "➕ Digital government",
        "« Back",
    ]
    await bot.press(menu, "Integrity")
    told = await bot.wait_for(user, "✅ Subscribed: all countries · Integrity – at once.")
    assert "1 event of the last 30 days" in told["text"]
    assert await asked_of(db, user) == [(set(), {"integrity"}, "at_once")]
    assert "➕ More like this" in labels(bot.world.messages[user][shown["message_id"]])


@pytest.mark.parametrize("words", ["kazakhstan weekly", "all weekly", "kazakhstan uzbekistan weekly"])
async def test_who_is_subscribed_already_is_told_so(bot: Telegram, db: Database, words: str) -> None:
    await know(db, FORUM)
    user = await bot.user()
    await bot.ask(user, f"/subscribe {words}")
    before = await asked_of(db, user)
    menu = await bot.turn(await card(bot, user), "➕ More like this")
    answer = await bot.press(menu, "🇰🇿 Kazakhstan")
    assert answer["show_alert"]
    assert answer["text"].startswith("You are subscribed to that already: ")
    assert "once a week" in answer["text"]
    assert await asked_of(db, user) == before


async def test_in_a_group_only_administrators_set_and_mute_and_subscribe(bot: Telegram, db: Database) -> None:
    await know(db, FORUM)
    admin, member = await bot.user("Admin"), await bot.user("Member")
    group = await joined(bot, admin)
    await bot.post(f"chats/{group}/members", user_id=member, status="member", by=admin)
    shown = await card(bot, member, group)
    for data in (
        "ev:r:1",
        "ev:t:1:d",
        "ev:k:1",
        "ev:m:1",
        "ev:u:1",
        "ev:s:1",
        "ev:sc:1:KZ",
        "ev:st:1:economy",
    ):
        answer = await bot.press_data(group, shown["message_id"], data, member)
        assert "Only administrators" in answer["text"], data
    assert (await leads(db, group), await rules_of(db, group)) == (set(), [])
    await bot.press_data(group, shown["message_id"], "ev:t:1:d", admin)
    assert await leads(db, group) == {Lead.DAY}


async def test_a_topic_of_a_forum_has_reminders_of_its_own(bot: Telegram, db: Database) -> None:
    await know(db, FORUM)
    admin = await bot.user()
    group = await joined(bot, admin, kind="supergroup", is_forum=True)
    topic = (await bot.post(f"chats/{group}/topics", name="Events"))["id"]
    shown = await card(bot, admin, group, message_thread_id=topic)
    await bot.press_data(group, shown["message_id"], "ev:t:1:d", admin)
    assert await leads(db, group, topic) == {Lead.DAY}
    assert await leads(db, group) == set()


async def test_a_subscriptions_reminder_comes_to_the_topic_that_the_chat_hears_in(
    bot: Telegram, db: Database
) -> None:
    await know(db, FORUM)
    admin = await bot.user()
    group = await joined(bot, admin, kind="supergroup", is_forum=True)
    topic, other = [(await bot.post(f"chats/{group}/topics", name=name))["id"] for name in ("Events", "Talk")]
    words = "/subscribe kazakhstan weekly, a day before"
    await bot.ask(group, words, admin, message_thread_id=topic)
    assert await leads(db, group, topic) == {Lead.DAY}
    assert await leads(db, group, other) == set()


async def test_in_a_chat_that_is_stopped_a_reminder_says_how_to_start_again(
    bot: Telegram, db: Database
) -> None:
    await know(db, FORUM)
    user = await bot.user()
    await bot.ask(user, "/stop")
    shown = await card(bot, user)
    assert "/start lets me write here again" in await tap(bot, shown, "ev:t:1:d")


async def test_what_is_set_is_shown_and_erased(bot: Telegram, db: Database) -> None:
    await know(db, FORUM, facts("Gathering <b>", "2026-05-26"))
    user = await bot.user()
    shown = await card(bot, user)
    await bot.press_data(user, shown["message_id"], "ev:t:1:d")
    await bot.press_data(user, shown["message_id"], "ev:m:2")
    told = (await bot.ask(user, "/mydata"))["text"]
    assert "Reminders:\n• Forum on Services – a day before" in told
    assert "Muted events:\n• Gathering <b>" in told
    await bot.turn(await bot.ask(user, "/forget"), "Erase everything")
    assert await leads(db, user) == set()
    assert "Muted events" not in (await bot.ask(user, "/mydata"))["text"]


async def test_old_buttons_do_no_harm(telegram: Telegram, db: Database) -> None:
    await know(db, FORUM)
    user = await telegram.user()
    async with answered(telegram, db, lambda: NOW):
        shown = await card(telegram, user)
        await telegram.turn(shown, "⏰ Remind me")
        for data in (
            "ev:r:999",
            "ev:t:999:d",
            "ev:m:999",
            "ev:u:999",
            "ev:s:999",
            "ev:sc:999:KZ",
            "ev:k:999",
        ):
            answer = await telegram.press_data(user, shown["message_id"], data)
            assert "That event is gone" in answer["text"], data
        for data in ("ev:t:1:z", "ev:sc:1:kz", "ev:st:1:nonsense", "ev:z:1"):
            assert (await telegram.press_data(user, shown["message_id"], data))["show_alert"], data
    later = datetime(2026, 6, 25, tzinfo=UTC)
    async with answered(telegram, db, lambda: later):
        answer = await telegram.press_data(user, shown["message_id"], "ev:t:1:d")
        assert "too late for a reminder" in answer["text"]
    assert await leads(db, user) == set()


async def test_no_button_is_longer_than_telegram_takes(bot: Telegram, db: Database) -> None:
    everywhere = ("GE", "UZ", "KG", "AM")
    await know(db, facts(others=everywhere, topics=tuple(Topic)))
    shown = await card(bot, await bot.user())
    for label in ("⏰ Remind me", "« Back", "➕ More like this"):
        rows = (await bot.turn(shown, label))["reply_markup"]["inline_keyboard"]
        assert all(len(button["callback_data"].encode()) <= MOST_DATA for row in rows for button in row)

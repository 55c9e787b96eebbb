"""Who may change what, in groups, forum topics and channels."""

from __future__ import annotations

import pytest

from core.chat import ChatState
from handlers.registry import BUTTONS, COMMANDS
from storage.database import Database
from tests.botapi import Telegram
from tests.handlers.stored import asked_of, joined, known_chat, rules_of

REFUSAL = "Only administrators"
WORDS = {
    "subscribe": "kazakhstan",
    "unsubscribe": "all",
    "language": "ru",
    "timezone": "Baku",
    "institution": "Academy",
}
IN_GROUPS = [one for one in COMMANDS if one.group]
CHANGING = sorted(one.name for one in IN_GROUPS if one.changes)
READING = sorted(one.name for one in IN_GROUPS if not one.changes)


def test_the_table_of_changes() -> None:
    assert CHANGING == [
        "calendar",
        "forget",
        "language",
        "mydata",
        "stop",
        "subscribe",
        "timezone",
        "unsubscribe",
    ]
    assert READING == ["digest", "events", "help", "institution", "start", "subscriptions"]


@pytest.mark.parametrize("name", CHANGING)
async def test_a_member_of_a_group_may_not_change_it(bot: Telegram, name: str) -> None:
    admin, member = await bot.user("Admin"), await bot.user("Member")
    group = await joined(bot, admin)
    await bot.post(f"chats/{group}/members", user_id=member, status="member", by=admin)
    command = f"/{name} {WORDS.get(name, '')}"
    assert REFUSAL in (await bot.ask(group, command, member))["text"]
    assert REFUSAL not in (await bot.ask(group, command, admin))["text"]


@pytest.mark.parametrize("name", READING)
async def test_a_member_of_a_group_may_read(bot: Telegram, name: str) -> None:
    admin, member = await bot.user("Admin"), await bot.user("Member")
    group = await joined(bot, admin)
    assert REFUSAL not in (await bot.ask(group, f"/{name}@hubwire_bot", member))["text"]


async def test_only_administrators_name_the_institution(bot: Telegram, db: Database) -> None:
    admin, member = await bot.user("Admin"), await bot.user("Member")
    group = await joined(bot, admin, "Staff room")
    assert REFUSAL in (await bot.ask(group, "/institution Hackers", member))["text"]
    assert "Academy of <Law>" in (await bot.ask(group, "/institution Academy of <Law>", admin))["text"]
    assert (await known_chat(db, group)).institution == "Academy of <Law>"
    assert "Academy of <Law>" in (await bot.ask(group, "/institution", member))["text"]


async def test_an_anonymous_administrator_is_one(bot: Telegram, db: Database) -> None:
    admin = await bot.user()
    group = await joined(bot, admin, kind="supergroup")
    await bot.ask(group, "/subscribe kazakhstan", admin, anonymous=True)
    assert await asked_of(db, group) == [({"KZ"}, set(), "at_once")]


async def test_a_member_who_says_start_does_not_wake_a_stopped_group(bot: Telegram, db: Database) -> None:
    admin, member = await bot.user("Admin"), await bot.user("Member")
    group = await joined(bot, admin)
    await bot.ask(group, "/stop", admin)
    await bot.ask(group, "/start", member)
    assert (await known_chat(db, group)).state is ChatState.STOPPED
    await bot.ask(group, "/start", admin)
    assert (await known_chat(db, group)).state is ChatState.ACTIVE


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_a_press_by_a_reader_is_refused_without_a_message(
    bot: Telegram, db: Database, kind: str
) -> None:
    admin, reader = await bot.user("Admin"), await bot.user("Reader")
    chat = await joined(bot, admin, kind=kind)
    listed = await bot.ask(chat, "/subscribe kazakhstan", admin)
    before = len(bot.sent(chat))
    refused = await bot.press(listed, "once a week", reader)
    assert REFUSAL in refused["text"]
    assert refused["show_alert"]
    assert len(bot.sent(chat)) == before
    assert await asked_of(db, chat) == [({"KZ"}, set(), "at_once")]
    assert "once a week" in (await bot.turn(listed, "once a week", admin))["text"]


async def test_posts_in_a_channel_are_commands_of_its_administrators(bot: Telegram, db: Database) -> None:
    admin = await bot.user()
    channel = await joined(bot, admin, "Our Academy", kind="channel")
    answer = await bot.ask(channel, "/subscribe uzbekistan weekly", admin)
    assert "🇺🇿 Uzbekistan" in answer["text"]
    assert await asked_of(db, channel) == [({"UZ"}, set(), "weekly")]
    assert (await known_chat(db, channel)).kind == "channel"


async def test_a_forum_topic_is_answered_and_remembered(bot: Telegram, db: Database) -> None:
    admin = await bot.user()
    group = await joined(bot, admin, kind="supergroup", is_forum=True)
    topic = (await bot.post(f"chats/{group}/topics", name="Events"))["id"]
    answer = await bot.ask(group, "/subscribe kazakhstan", admin, message_thread_id=topic)
    assert answer["message_thread_id"] == topic
    assert (await known_chat(db, group)).thread_id == topic
    listed = await bot.ask(group, "/subscriptions", admin, message_thread_id=topic)
    assert listed["message_thread_id"] == topic


async def test_whatever_changes_by_a_button_is_guarded() -> None:
    open_to_all = {one.pattern for one in BUTTONS if not one.changes}
    assert open_to_all == {
        "ev:p:",
        r"ev:c:\d{1,18}$",
        r"ev:e:\d{1,18}$",
        r"ev:b:\d{1,18}$",
        r"ev:i:\d{1,18}$",
        r"src:p:\d{1,6}$",  # the editors' own, guarded as /sources is
        "help$",
    }


async def test_a_channel_is_bound_from_a_private_chat(bot: Telegram, db: Database) -> None:
    admin = await bot.user()
    channel = await joined(bot, admin, "Our <Academy>", kind="channel", username="our_academy")
    assert "Our <Academy> is known to me now" in (await bot.ask(admin, "/channel @our_academy"))["text"]
    assert await rules_of(db, channel) == []
    answer = await bot.ask(admin, "/channel @our_academy kazakhstan weekly")
    assert "Our <Academy> hears of: 🇰🇿 Kazakhstan" in answer["text"]
    assert await asked_of(db, channel) == [({"KZ"}, set(), "weekly")]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("", "Name the channel"),
        ("our_academy", "Name the channel"),
        ("@nowhere", "I can't see @nowhere"),
        ("@our_academy", "Both you and I must be administrators"),
        ("-1009999999999 kazakhstan", "I can't see"),
        ("@our_academy qwertyuiop", "I don't know"),
    ],
)
async def test_a_channel_of_others_is_not_bound(bot: Telegram, db: Database, words: str, answer: str) -> None:
    admin, stranger = await bot.user("Admin"), await bot.user("Stranger")
    channel = await joined(bot, admin, kind="channel", username="our_academy")
    assert answer in (await bot.ask(stranger, f"/channel {words}"))["text"]
    assert await rules_of(db, channel) == []

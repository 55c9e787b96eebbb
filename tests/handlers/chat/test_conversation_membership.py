"""The bot is added, blocked, thrown out, brought back; a group becomes a supergroup."""

from __future__ import annotations

from core.chat import ChatState
from storage.database import Database
from tests.botapi import Telegram
from tests.handlers.stored import asked_of, chat_of, joined, known_chat


async def settle(bot: Telegram, witness: int) -> None:
    """Return when the updates so far were handled: they are handled in their order."""
    await bot.ask(witness, "/help")


async def test_a_group_is_greeted_in_the_language_of_who_added_the_bot(bot: Telegram, db: Database) -> None:
    admin = await bot.user(language="ru")
    group = await bot.group(admin, "Академия")
    assert "/subscribe" in (await bot.wait_for(group))["text"]
    chat = await known_chat(db, group)
    assert (chat.language, chat.title, chat.kind) == ("ru", "Академия", "group")


async def test_whoever_adds_the_bot_to_a_channel_is_told_in_private(bot: Telegram, db: Database) -> None:
    admin = await bot.user()
    await bot.ask(admin, "/start")
    channel = await bot.group(admin, "Our Academy", kind="channel")
    assert "I am in Our Academy now" in (await bot.wait_for(admin))["text"]
    assert bot.sent(channel) == []
    assert await chat_of(db, channel) is not None


async def test_who_never_wrote_to_the_bot_can_add_it_to_a_channel_too(bot: Telegram, db: Database) -> None:
    admin, witness = await bot.user(), await bot.user("Witness")
    channel = await bot.group(admin, kind="channel")
    await settle(bot, witness)
    assert (await known_chat(db, channel)).state is ChatState.ACTIVE


async def test_who_blocks_is_set_aside_and_comes_back(bot: Telegram, db: Database) -> None:
    user, witness = await bot.user(), await bot.user("Witness")
    await bot.ask(user, "/subscribe kazakhstan")
    await bot.post(f"users/{user}/block")
    await settle(bot, witness)
    chat = await known_chat(db, user)
    assert chat.state is ChatState.SET_ASIDE
    assert "blocked" in chat.state_reason
    await bot.post(f"users/{user}/block", blocked=False)
    await settle(bot, witness)
    assert (await known_chat(db, user)).state is ChatState.ACTIVE
    assert len(await asked_of(db, user)) == 1


async def test_who_stopped_stays_stopped_through_a_block(bot: Telegram, db: Database) -> None:
    user, witness = await bot.user(), await bot.user("Witness")
    await bot.ask(user, "/stop")
    await bot.post(f"users/{user}/block")
    await bot.post(f"users/{user}/block", blocked=False)
    await settle(bot, witness)
    assert (await known_chat(db, user)).state is ChatState.STOPPED


async def test_a_group_that_throws_the_bot_out_is_set_aside(bot: Telegram, db: Database) -> None:
    admin = await bot.user()
    group = await joined(bot, admin)
    await bot.post(f"chats/{group}/members", user_id="bot", status="kicked", by=admin)
    await settle(bot, admin)
    assert (await known_chat(db, group)).state is ChatState.SET_ASIDE
    await bot.post(f"chats/{group}/members", user_id="bot", status="member", by=admin)
    await settle(bot, admin)
    assert (await known_chat(db, group)).state is ChatState.ACTIVE


async def test_a_group_that_becomes_a_supergroup_keeps_all(bot: Telegram, db: Database) -> None:
    admin = await bot.user()
    old = await joined(bot, admin)
    await bot.ask(old, "/subscribe kazakhstan weekly", admin)
    await bot.ask(old, "/institution Academy", admin)
    new = int((await bot.post(f"chats/{old}/migrate"))["new_id"])
    await settle(bot, admin)
    assert await chat_of(db, old) is None
    assert await asked_of(db, new) == [({"KZ"}, set(), "weekly")]
    moved = await known_chat(db, new)
    assert (moved.institution, moved.kind, moved.state) == ("Academy", "supergroup", ChatState.ACTIVE)


async def test_a_move_that_nobody_told_of_is_learnt_from_the_refusal(bot: Telegram, db: Database) -> None:
    admin = await bot.user()
    old = await joined(bot, admin)
    listed = await bot.ask(old, "/subscribe kazakhstan weekly", admin)
    new = int((await bot.post(f"chats/{old}/migrate", quietly=True))["new_id"])
    await bot.press_data(old, listed["message_id"], "help", admin)
    await settle(bot, admin)
    assert await asked_of(db, new) == [({"KZ"}, set(), "weekly")]

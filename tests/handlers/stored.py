"""What conversation tests do before they begin, and look up afterwards."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from core.chat import Chat
from core.event import Event, EventFacts
from core.subscription import Subscription
from storage import chats, events, subscriptions
from storage.database import Database
from tests.botapi import Telegram
from tests.core.builders import NOW


async def joined(bot: Telegram, admin: int, title: str = "Academy", **more: Any) -> int:
    """Make a group or channel with the bot in it, and see its greeting off."""
    if more.get("kind") == "channel":
        await bot.ask(admin, "/start")
    group = await bot.group(admin, title, **more)
    await bot.wait_for(admin if more.get("kind") == "channel" else group)
    return group


async def know(db: Database, *known: EventFacts, at: datetime = NOW - timedelta(days=1)) -> list[Event]:
    """Store events found at an instant."""
    async with db.transaction() as tx:
        made = [await events.create(tx, facts, at) for facts in known]
        await tx.commit()
    return made


async def chat_of(db: Database, chat_id: int) -> Chat | None:
    """Return a chat's record."""
    async with db.snapshot() as tx:
        return await chats.get(tx, chat_id)


async def known_chat(db: Database, chat_id: int) -> Chat:
    """Return the record of a chat that must be known."""
    chat = await chat_of(db, chat_id)
    assert chat is not None
    return chat


async def rules_of(db: Database, chat_id: int) -> list[Subscription]:
    """Return a chat's subscriptions."""
    async with db.snapshot() as tx:
        return await subscriptions.of_chat(tx, chat_id)


async def asked_of(db: Database, chat_id: int) -> list[tuple[set[str], set[str], str]]:
    """Return countries, topics and cadence of a chat's subscriptions."""
    return [
        (set(one.rule.countries), {topic.value for topic in one.rule.topics}, one.cadence.value)
        for one in await rules_of(db, chat_id)
    ]

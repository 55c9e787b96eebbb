"""The sender over the sandbox's Bot API, on both databases, on a clock that the test sets."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from pydantic import SecretStr

from bot.app import door
from bot.delivery.send import Sender
from bot.settings import Settings
from core.chat import Chat, ChatKind, ChatState
from core.delivery import Delivery, DeliveryKind, DeliveryState, NewDelivery, TextMessage
from storage import chats, deliveries
from storage.database import Database
from tests.botapi import Telegram
from tests.core.builders import NOW


class Office:
    """A sender with its outbox and its Telegram."""

    def __init__(self, db: Database, telegram: Telegram):
        self.db = db
        self.telegram = telegram
        self.now = NOW
        self.settings = Settings(
            _env_file=None,  # type: ignore[call-arg]
            bot_token=SecretStr(telegram.token),
            bot_api_url=telegram.url,
            send_per_second=0,
            send_per_chat_per_second=0,
            send_per_group_per_minute=0,
        )
        self.application = door(self.settings, db, self.clock)
        self.sender = Sender(db, self.application.bot, self.clock, monotonic=self.seconds)

    def clock(self) -> datetime:
        """Return the test's instant."""
        return self.now

    def seconds(self) -> float:
        """Return the test's instant for what counts in seconds."""
        return self.now.timestamp()

    async def person(self) -> int:
        """Make a person who wrote to the bot; returns the chat."""
        user = await self.telegram.user()
        await self.telegram.say(user, "/start")
        await self.know(Chat(user, ChatKind.PRIVATE))
        return user

    async def group(self, **more: object) -> int:
        """Make a group with the bot in it."""
        group = await self.telegram.group(await self.telegram.user(), **more)  # type: ignore[arg-type]
        await self.know(Chat(group, ChatKind.GROUP))
        return group

    async def know(self, chat: Chat) -> None:
        """Store a chat."""
        async with self.db.transaction() as tx:
            await chats.ensure(tx, chat, self.now)
            await tx.commit()

    async def enqueue(self, chat: int, *texts: str, **more: object) -> None:
        """Put texts into the outbox; the key is the text."""
        one = NewDelivery("", chat, DeliveryKind.ALERT, TextMessage(""), self.now)
        rows = [replace(one, **{"key": text, "content": TextMessage(text)} | more) for text in texts]  # type: ignore[arg-type]
        async with self.db.transaction() as tx:
            await deliveries.enqueue(tx, rows, self.now)
            await tx.commit()

    async def send(self, later: timedelta = timedelta()) -> int:
        """Send what is due after a while; returns how many were sent."""
        self.now += later
        return await self.sender.drain()

    async def row(self, key: str) -> Delivery:
        """Return a delivery by its key."""
        async with self.db.snapshot() as tx:
            rows = await deliveries.listing(tx, state=None, limit=1000)
        return next(row for row in rows if row.key == key)

    async def state(self, key: str) -> DeliveryState:
        """Return where a delivery stands."""
        return (await self.row(key)).state

    async def chat(self, chat_id: int) -> Chat | None:
        """Return a chat's record."""
        async with self.db.snapshot() as tx:
            return await chats.get(tx, chat_id)

    async def revive(self, chat_id: int) -> None:
        """Make a chat active again, as its unblocking does."""
        async with self.db.transaction() as tx:
            await chats.set_state(tx, chat_id, ChatState.ACTIVE, "back", self.now)
            await tx.commit()

    async def fail(self, **fault: object) -> None:
        """Let sendMessage fail."""
        await self.telegram.post("faults", **{"method": "sendMessage", **fault})

    async def refuse(self, code: int, description: str, times: int = 1, **more: object) -> None:
        """Let sendMessage be refused in Telegram's words."""
        error = {"code": code, "description": description, "parameters": more.pop("parameters", None)}
        await self.fail(error=error, times=times, **more)


@pytest.fixture
async def office(telegram: Telegram, db: Database) -> AsyncIterator[Office]:
    """Open a sender's office."""
    office = Office(db, telegram)
    async with office.application:
        yield office

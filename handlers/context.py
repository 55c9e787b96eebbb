"""What every handler is given: the database, the clock, and the chat it speaks with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, cast

from telegram import Chat as TelegramChat
from telegram import Message, Update
from telegram.ext import CallbackContext, ContextTypes, ExtBot

from core.chat import Chat, ChatKind, ChatState
from core.errors import InvariantError
from core.query import Lexicon
from core.trial import Look, nowhere
from handlers.lexicon import lexicon
from handlers.voice import Voice, best_language
from storage import chats
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Services:
    """What the roof lends to the door."""

    db: Database
    clock: Callable[[], datetime]
    timezone: str  #: of chats that chose none
    admin_ids: frozenset[int]
    lexicon: Lexicon = field(default_factory=lexicon)
    public_address: str = ""  #: at which people reach what the bot serves by HTTP; "" when it serves nothing
    look: Look = nowhere  #: at an address that may become a source


class Context(CallbackContext[ExtBot[int], dict[Any, Any], dict[Any, Any], Services]):
    """A typed context: no casts and no string keys in handlers."""

    @property
    def db(self) -> Database:
        """Return the database."""
        return self.bot_data.db

    @property
    def now(self) -> datetime:
        """Return the present instant, aware UTC."""
        return self.bot_data.clock()

    @property
    def lexicon(self) -> Lexicon:
        """Return what the words of a question may mean."""
        return self.bot_data.lexicon

    @property
    def words(self) -> str:
        """Return what stands behind the command."""
        return " ".join(self.args or ())

    def today(self, chat: Chat) -> date:
        """Return the date in the chat's zone."""
        return self.now.astimezone(Voice.of(chat).zone).date()

    async def chat(self, update: Update) -> Chat:
        """Return the record of the chat that an update came from; a new chat is stored at once."""
        seen = seed(update, self.bot_data.timezone)
        async with self.db.snapshot() as tx:
            known = await chats.get(tx, seen.id)
        if known is not None and (known.kind, known.title) == (seen.kind, seen.title):
            return known
        async with self.db.transaction() as tx:
            stored, _ = await chats.ensure(tx, seen, self.now)
            await tx.commit()
        return stored

    async def known_chat(self, update: Update) -> Chat | None:
        """Return the record of the chat if there is one; nothing is stored."""
        async with self.db.snapshot() as tx:
            return await chats.get(tx, telegram_chat(update).id)

    async def save(self, chat: Chat) -> Chat:
        """Store a chat's changed settings."""
        async with self.db.transaction() as tx:
            await chats.save(tx, chat)
            await tx.commit()
        return chat

    async def set_state(self, chat: Chat, state: ChatState, reason: str) -> Chat:
        """Make a chat active, stopped or set aside."""
        async with self.db.transaction() as tx:
            await chats.set_state(tx, chat.id, state, reason, self.now)
            await tx.commit()
        return replace(chat, state=state)


def context_types(services: Services) -> ContextTypes[Context, dict[Any, Any], dict[Any, Any], Services]:
    """Tell the application which context to make, and what it lends."""
    # the library calls what it takes for a type; a call that returns the one object serves as well
    return ContextTypes(context=Context, bot_data=cast("type[Services]", lambda: services))


def telegram_chat(update: Update) -> TelegramChat:
    """Return the chat of an update; the handlers are registered for updates that have one."""
    chat = update.effective_chat
    if chat is None:
        raise InvariantError("an update without a chat")
    return chat


def seed(update: Update, timezone: str) -> Chat:
    """Return what an update tells of its chat; the language is that of the person who wrote."""
    chat, user = telegram_chat(update), update.effective_user
    title = chat.title or chat.full_name or chat.username or ""
    language = best_language(user.language_code if user else None)
    return Chat(chat.id, ChatKind(chat.type), title=title, language=language, timezone=timezone)


def pressed(update: Update) -> str:
    """Return the data of the button that was pressed; "" for other updates."""
    return (update.callback_query.data or "") if update.callback_query else ""


def thread_of(message: Message | None) -> int | None:
    """Return the forum topic that a message stands in."""
    return message.message_thread_id if message is not None and message.is_topic_message else None

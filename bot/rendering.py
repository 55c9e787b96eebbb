"""Claimed deliveries become messages: their chats and events are loaded together, each is rendered alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from telegram import InlineKeyboardMarkup, ReplyParameters

from core.chat import Chat
from core.delivery import Delivery, EventMessage, TextMessage
from core.markup import Html
from core.news import Tiding
from core.outbox import MOST_DOUBTS, GiveUp, Uncertain
from handlers.alerts import render_tiding
from handlers.notices import marked_as_repeat
from handlers.rendered import Rendered, answering, keyboard
from storage import chats, tidings
from storage.database import Transaction

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as sendMessage takes it."""

    html: Html
    keyboard: InlineKeyboardMarkup | None
    answers: ReplyParameters | None = None  #: the earlier message of the chat


@dataclass(frozen=True, slots=True)
class Parcel:
    """A delivery with all that rendering it needs."""

    delivery: Delivery
    chat: Chat | None
    tiding: Tiding | None = None

    @property
    def thread_id(self) -> int | None:
        """Return the forum topic to write to."""
        return self.chat.thread_id if self.chat else None

    def rendered(self, now: datetime) -> Letter | GiveUp | Uncertain:
        """Render it; a message that can't be made is given up and stops nobody else."""
        if self.chat is None:
            return GiveUp("the chat was forgotten")
        if self.delivery.doubts > MOST_DOUBTS:
            return Uncertain(f"tried {self.delivery.doubts} times without our knowing the outcome", None)
        try:
            message = self._message(self.chat, now)
            if message is None:
                return GiveUp("the event is gone")
            if self.delivery.doubts:
                message = marked_as_repeat(message, self.chat)
            return Letter(message.html, keyboard(message.buttons), answering(message.reply_to))
        except Exception as exc:  # whatever is wrong with it, the others must go out
            log.exception("a message can't be made", delivery=self.delivery.key)
            return GiveUp(f"can't be made: {type(exc).__name__}")

    def _message(self, chat: Chat, now: datetime) -> Rendered | None:
        match self.delivery.content:
            case TextMessage(html=html, buttons=buttons):
                return Rendered(Html(html), buttons)
            case EventMessage() if self.tiding is not None:
                return render_tiding(self.tiding, chat, now)
        return None


async def parcels(tx: Transaction, taken: Sequence[Delivery]) -> list[Parcel]:
    """Load the chats and events of deliveries."""
    if not taken:
        return []
    known = {chat.id: chat for chat in await chats.get_many(tx, {one.chat_id for one in taken})}
    told = await tidings.of(tx, taken)
    return [Parcel(one, known.get(one.chat_id), told.get(one.id)) for one in taken]

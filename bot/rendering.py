"""Claimed deliveries become messages: their chats and events are loaded together, each is rendered alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from telegram import InlineKeyboardMarkup

from core.chat import Chat
from core.delivery import Delivery, EventMessage, TextMessage
from core.event import Event
from core.markup import Html
from core.outbox import MOST_DOUBTS, GiveUp, Uncertain
from handlers.alerts import render_event
from handlers.notices import marked_as_repeat
from handlers.rendered import Rendered, keyboard
from storage import chats, events
from storage.database import Transaction

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as sendMessage takes it."""

    html: Html
    keyboard: InlineKeyboardMarkup | None


@dataclass(frozen=True, slots=True)
class Parcel:
    """A delivery with all that rendering it needs."""

    delivery: Delivery
    chat: Chat | None
    event: Event | None = None

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
            return Letter(message.html, keyboard(message.buttons))
        except Exception as exc:  # whatever is wrong with it, the others must go out
            log.exception("a message can't be made", delivery=self.delivery.key)
            return GiveUp(f"can't be made: {type(exc).__name__}")

    def _message(self, chat: Chat, now: datetime) -> Rendered | None:
        match self.delivery.content:
            case TextMessage(html=html, buttons=buttons):
                return Rendered(Html(html), buttons)
            case EventMessage() if self.event is not None:
                return render_event(self.event, chat, now)
        return None


async def parcels(tx: Transaction, taken: Sequence[Delivery]) -> list[Parcel]:
    """Load the chats and events of deliveries."""
    if not taken:
        return []
    known = {chat.id: chat for chat in await chats.get_many(tx, {one.chat_id for one in taken})}
    ids = {one.content.event_id for one in taken if isinstance(one.content, EventMessage)}
    told = {event.id: event for event in await events.get_many(tx, sorted(ids))} if ids else {}
    return [Parcel(one, known.get(one.chat_id), told.get(_event_id(one))) for one in taken]


def _event_id(delivery: Delivery) -> int:
    return delivery.content.event_id if isinstance(delivery.content, EventMessage) else 0

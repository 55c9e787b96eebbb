"""Claimed deliveries become messages: their chats and events are loaded together, each is rendered alone.

A broadcast says the same to thousands: what several chats read alike is rendered and encoded once.
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from core.chat import Chat
from core.delivery import Delivery, DeliveryKind, EventMessage, ReminderMessage, TextMessage
from core.markup import MAX_LENGTH, Html, plain, shorten
from core.news import Tiding
from core.outbox import MOST_DOUBTS, GiveUp, Uncertain, Withdrawn
from core.reminder import still_right
from handlers.cards.alerts import render_reminder, render_tiding
from handlers.notices import marked_as_repeat
from handlers.rendered import Rendered, answering, keyboard
from handlers.voice import Voice
from storage import chats, tidings
from storage.database import Transaction

log = structlog.get_logger()
MOST_KEPT = 256  #: letters


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as sendMessage takes it, but for the chat and its topic."""

    html: Html
    call: bytes  #: JSON, encoded once for all who get it

    @classmethod
    def of(cls, message: Rendered, *, silent: bool) -> Letter:
        """Encode a rendered message; raises InvariantError for buttons that Telegram would refuse."""
        buttons, earlier = keyboard(message.buttons), answering(message.reply_to)
        call = {
            "text": message.html,
            "parse_mode": "HTML",
            "reply_markup": buttons.to_dict() if buttons else None,
            "reply_parameters": earlier.to_dict() if earlier else None,
            "link_preview_options": {"is_disabled": True},
            "disable_notification": silent,
        }
        return cls(message.html, json.dumps({name: one for name, one in call.items() if one}).encode())

    def plain(self) -> Letter:
        """Return the same message without markup, for when Telegram refuses it."""
        call = {**json.loads(self.call), "text": shorten(plain(self.html), MAX_LENGTH)}
        del call["parse_mode"]
        return Letter(self.html, json.dumps(call).encode())


@dataclass(frozen=True, slots=True)
class Parcel:
    """A delivery with its letter, or with the verdict where none can be made."""

    delivery: Delivery
    thread_id: int | None  #: the forum topic to write to
    letter: Letter | GiveUp | Uncertain | Withdrawn


@dataclass(frozen=True, slots=True)
class Bundle:
    """Deliveries with all that rendering them needs."""

    taken: Sequence[Delivery]
    chats: Mapping[int, Chat]
    tidings: Mapping[int, Tiding]  #: by the delivery's id


async def bundle(tx: Transaction, taken: Sequence[Delivery]) -> Bundle:
    """Load the chats and events of deliveries."""
    if not taken:
        return Bundle((), {}, {})
    known = await chats.get_many(tx, {one.chat_id for one in taken})
    told = await tidings.of(tx, taken) | await tidings.of_reminders(tx, taken)
    return Bundle(taken, {chat.id: chat for chat in known}, told)


class Printer:
    """Renders deliveries, and keeps what it made for as long as it would be made again."""

    def __init__(self) -> None:
        self._made: dict[Hashable, tuple[Tiding | None, Letter]] = {}

    def rendered(self, load: Bundle, now: datetime) -> list[Parcel]:
        """Render deliveries; a message that can't be made is given up and stops nobody else."""
        if len(self._made) > MOST_KEPT:
            self._made.clear()
        return [self._parcel(one, load, now) for one in load.taken]

    def _parcel(self, delivery: Delivery, load: Bundle, now: datetime) -> Parcel:
        chat, tiding = load.chats.get(delivery.chat_id), load.tidings.get(delivery.id)
        if chat is None:
            return Parcel(delivery, None, GiveUp("the chat was forgotten"))
        if delivery.doubts > MOST_DOUBTS:
            reason = f"tried {delivery.doubts} times without our knowing the outcome"
            return Parcel(delivery, chat.thread_id, Uncertain(reason, None))
        if (
            delivery.expires_at is not None and delivery.expires_at <= now
        ):  # others expire before they are taken
            reason = "still in doubt when its time was over"  # what was never sent has expired before
            return Parcel(delivery, chat.thread_id, Uncertain(reason, None))
        voice = Voice.of(chat)
        alike = (
            delivery.content,
            delivery.kind,
            voice,
            now.replace(second=0, microsecond=0),
            delivery.doubts > 0,
        )
        told, letter = self._made.get(alike, (None, None))
        if letter is None or (told is not tiding and told != tiding):
            made = _letter(delivery, chat, tiding, now)
            if not isinstance(made, Letter):
                return Parcel(delivery, chat.thread_id, made)
            letter = made
        self._made[alike] = tiding, letter
        return Parcel(delivery, _thread(delivery, chat), letter)


def _thread(delivery: Delivery, chat: Chat) -> int | None:
    """Return the forum topic to write to: a reminder goes where it was asked for."""
    content = delivery.content
    return content.thread_id if isinstance(content, ReminderMessage) else chat.thread_id


def _letter(
    delivery: Delivery, chat: Chat, tiding: Tiding | None, now: datetime
) -> Letter | GiveUp | Withdrawn:
    if tiding is not None and _out_of_date(delivery, tiding):
        return Withdrawn("the event changed before it was sent")
    try:
        message = _message(delivery, chat, tiding, now)
        if message is None:
            return GiveUp("the event is gone")
        if delivery.doubts:
            message = marked_as_repeat(message, chat)
        return Letter.of(message, silent=delivery.kind is DeliveryKind.DIGEST)
    except Exception as exc:  # whatever is wrong with it, the others must go out
        log.exception("a message can't be made", delivery=delivery.key)
        return GiveUp(f"can't be made: {type(exc).__name__}")


def _out_of_date(delivery: Delivery, tiding: Tiding) -> bool:
    content = delivery.content
    return isinstance(content, ReminderMessage) and not still_right(tiding.event, content.day)


def _message(delivery: Delivery, chat: Chat, tiding: Tiding | None, now: datetime) -> Rendered | None:
    match delivery.content:
        case TextMessage(html=html, buttons=buttons):
            return Rendered(Html(html), buttons)
        case EventMessage() if tiding is not None:
            return render_tiding(tiding, chat, now)
        case ReminderMessage() if tiding is not None:
            return render_reminder(tiding, chat, now)
    return None

"""Claimed deliveries become messages: their chats and events are loaded together, each is rendered alone.

A broadcast says the same to thousands: what several chats of a bundle read alike is rendered once.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog

from core.chat import Chat
from core.delivery import Delivery, EventMessage, ReminderMessage, TextMessage
from core.markup import Html
from core.news import Tiding
from core.outbox import MOST_DOUBTS, GiveUp, Uncertain, Withdrawn
from core.reminder import still_right
from handlers.alerts import render_reminder, render_tiding
from handlers.notices import marked_as_repeat
from handlers.rendered import Rendered, answering, keyboard
from handlers.voice import Voice
from storage import chats, tidings
from storage.database import Transaction

log = structlog.get_logger()
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as sendMessage takes it."""

    html: Html
    keyboard: Json | None
    answers: Json | None = None  #: the earlier message of the chat


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


def rendered(load: Bundle, now: datetime) -> list[Parcel]:
    """Render deliveries; a message that can't be made is given up and stops nobody else."""
    made: dict[Hashable, Letter] = {}
    return [
        _parcel(one, load.chats.get(one.chat_id), load.tidings.get(one.id), made, now) for one in load.taken
    ]


def _parcel(
    delivery: Delivery, chat: Chat | None, tiding: Tiding | None, made: dict[Hashable, Letter], now: datetime
) -> Parcel:
    if chat is None:
        return Parcel(delivery, None, GiveUp("the chat was forgotten"))
    if delivery.doubts > MOST_DOUBTS:
        reason = f"tried {delivery.doubts} times without our knowing the outcome"
        return Parcel(delivery, chat.thread_id, Uncertain(reason, None))
    alike = (delivery.content, tiding and tiding.earlier, Voice.of(chat), bool(delivery.doubts))
    letter = made.get(alike) or _letter(delivery, chat, tiding, now)
    if isinstance(letter, Letter):
        made[alike] = letter
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
        buttons, earlier = keyboard(message.buttons), answering(message.reply_to)
        return Letter(
            message.html, buttons.to_dict() if buttons else None, earlier.to_dict() if earlier else None
        )
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

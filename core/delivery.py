"""A message on its way to one chat: what it says, and where in its life it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class DeliveryKind(StrEnum):
    """What a delivery is; the order here is the order of sending."""

    NOTICE = "notice"  #: a word to the operator
    ALERT = "alert"  #: a new event
    UPDATE = "update"  #: an event that a chat was told of has changed
    REMINDER = "reminder"  #: an event is near
    DIGEST = "digest"


class DeliveryState(StrEnum):
    """The life of a delivery."""

    WAITING = "waiting"  #: to be sent when it is due
    CLAIMED = "claimed"  #: a sender holds it until its lease ends
    SENT = "sent"  #: Telegram confirmed it; `message_id` is known
    UNCERTAIN = "uncertain"  #: accepted or not, nobody knows
    FAILED = "failed"  #: Telegram refuses it for good; `reason` says why
    SUPERSEDED = "superseded"  #: a newer one took its place before it was sent
    EXPIRED = "expired"  #: its use was over before it could be sent


@dataclass(frozen=True, slots=True)
class EventMessage:
    """Content that is rendered when it is sent: an event as of a version.

    `was` is the event (another one, where an editor merged two) and version that the chat knows: with it,
    the message tells what changed.
    """

    event_id: int
    version: int
    was: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class TextMessage:
    """Content that is already rendered: Telegram HTML, and rows of (label, callback data) buttons."""

    html: str
    buttons: tuple[tuple[tuple[str, str], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ReminderMessage:
    """Content that is rendered when it is sent: that an event is near, if it still is on that day."""

    event_id: int
    version: int  #: that it tells of, as far as later changes are concerned
    day: date
    thread_id: int | None = None  #: the forum topic that asked for it


Content = EventMessage | ReminderMessage | TextMessage


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """A delivery to be enqueued. `key` is unique for ever: asking twice sends once."""

    key: str
    chat_id: int
    kind: DeliveryKind
    content: Content
    not_before: datetime
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Broadcast:
    """The same message to many chats; its key in each is `prefix` followed by the chat's id."""

    prefix: str
    kind: DeliveryKind
    content: Content
    not_before: datetime
    expires_at: datetime | None = None

    def to(self, chat_id: int) -> NewDelivery:
        """Return the delivery to one of the chats."""
        key = f"{self.prefix}{chat_id}"
        return NewDelivery(key, chat_id, self.kind, self.content, self.not_before, self.expires_at)


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery as stored."""

    id: int
    key: str
    chat_id: int
    kind: DeliveryKind
    content: Content
    due_at: datetime | None  #: its time, the end of a lease or the second try; None: nothing more to do
    expires_at: datetime | None
    attempts: int
    state: DeliveryState
    doubts: int = 0  #: times it was taken again though it may have arrived
    reason: str = ""
    message_id: int | None = None


def alert_prefix(event_id: int, version: int) -> str:
    """Begin the name of the one alert that each chat gets for a version of an event."""
    return f"alert:{event_id}:{version}:"


def update_key(event_id: int, version: int, chat_id: int) -> str:
    """Name the one message that tells a chat of a change that made a version."""
    return f"update:{event_id}:{version}:{chat_id}"


def reminder_key(event_id: int, day: date, lead: str, chat_id: int, thread_id: int) -> str:
    """Name the one reminder that a chat, or a topic of it, gets of a day so long before it."""
    return f"reminder:{event_id}:{day.isoformat()}:{lead}:{chat_id}:{thread_id}"


def catch_up_key(chat_id: int, at: datetime) -> str:
    """Name the one message that tells a chat what was held back from it."""
    return f"catchup:{chat_id}:{at.isoformat()}"


def digest_key(chat_id: int, period: str, part: int) -> str:
    """Name the one message that carries part `part` (from 1) of a chat's digest for a period."""
    return f"digest:{chat_id}:{period}:{part}"


def moved_key(key: str, old_id: int, new_id: int) -> str:
    """Return the name that a delivery has once its chat has a new number."""
    return ":".join(str(new_id) if part == str(old_id) else part for part in key.split(":"))

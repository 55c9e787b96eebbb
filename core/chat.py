"""A chat that hubwire talks to: a person, or a group or channel of a partner institution."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ChatKind(StrEnum):
    """Telegram's four kinds of chat (Bot API, `Chat.type`)."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


class ChatState(StrEnum):
    """Whether the chat gets notifications."""

    ACTIVE = "active"
    STOPPED = "stopped"  #: its people said /stop; settings are kept
    SET_ASIDE = "set_aside"  #: Telegram refuses our messages; comes back when unblocked


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat and its settings."""

    id: int
    kind: ChatKind
    title: str = ""
    language: str = "en"  #: of the interface: en, ru or kk
    timezone: str = "UTC"  #: IANA name
    institution: str = ""  #: the partner institution it belongs to, "" for none
    thread_id: int | None = None  #: forum topic to write to
    state: ChatState = ChatState.ACTIVE
    state_reason: str = ""
    state_since: datetime | None = None
    digest_weekday: int = 0  #: 0 = Monday
    digest_hour: int = 9  #: in the chat's zone

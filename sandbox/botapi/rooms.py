"""People and chats of a small Telegram."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class Person:
    """A user of the sandbox."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "en"
    blocked: bool = False  #: has blocked the bot
    started: bool = False  #: has written to the bot, which may not write first
    deactivated: bool = False  #: has deleted the account

    def json(self) -> Json:
        """Return the Bot API's User."""
        shape: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        optional = {
            "last_name": self.last_name,
            "username": self.username,
            "language_code": self.language_code,
        }
        return shape | {name: value for name, value in optional.items() if value}


@dataclass
class Room:
    """A chat: private, group, supergroup or channel."""

    id: int
    type: str
    title: str = ""
    username: str = ""
    is_forum: bool = False
    members: dict[int, str] = field(default_factory=dict)  #: user id (the bot's too) to status
    topics: dict[int, Json] = field(default_factory=dict)
    migrated_to: int | None = None
    deleted: bool = False
    pinned: int | None = None

    def add_topic(self, name: str) -> int:
        """Make a topic; returns its thread's id. 1 is the general topic."""
        number = max(self.topics, default=1) + 1
        self.topics[number] = {"name": name, "closed": False, "deleted": False}
        return number

    def json(self, person: Person | None = None) -> Json:
        """Return the Bot API's Chat."""
        shape: Json = {"id": self.id, "type": self.type}
        if self.type == "private" and person is not None:
            named = {"first_name": person.first_name, "username": person.username}
            return shape | {name: value for name, value in named.items() if value}
        shape |= {"title": self.title}
        shape |= {"username": self.username} if self.username else {}
        return shape | ({"is_forum": True} if self.is_forum else {})

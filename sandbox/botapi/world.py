"""The state of a small Telegram: people, chats, messages, and the updates that wait for the bot."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from sandbox.botapi.errors import bad
from sandbox.botapi.inbox import Inbox
from sandbox.botapi.limits import Limits
from sandbox.botapi.rooms import Json, Person, Room

TOKEN = "424242:sandbox-token-of-hubwire-0000000000"  # noqa: S105 - of a server on this machine only
BOT: Json = {"id": 424242, "is_bot": True, "first_name": "hubwire", "username": "hubwire_bot"}
ADMIN_STATES = ("creator", "administrator")
GONE = ("left", "kicked")


class World:
    """Everything there is. `clock` gives Unix seconds."""

    def __init__(self, *, limits: Limits | None = None, clock: Callable[[], float] = time.time):
        self.limits = limits or Limits()
        self.clock = clock
        self.people: dict[int, Person] = {}
        self.rooms: dict[int, Room] = {}
        self.messages: dict[int, dict[int, Json]] = defaultdict(dict)  #: by chat, then by id
        self.commands: dict[tuple[str, str], list[Json]] = {}  #: by scope and language
        self.callbacks: dict[str, Json] = {}
        self.faults: list[Json] = []
        self.log: list[Json] = []  #: accepted calls, in order
        self.files: dict[str, tuple[str, bytes]] = {}
        self.inbox = Inbox(clock, self._wake)
        self.changed = asyncio.Condition()
        self.listeners: set[asyncio.Queue[Json]] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._ids = itertools.count(1001)
        self._message_ids: dict[int, itertools.count[int]] = defaultdict(lambda: itertools.count(1))
        self._query_ids = itertools.count(1)

    def person(self, user_id: int) -> Person:
        """Return a user; raises a 400."""
        if user_id not in self.people:
            raise bad("user not found")
        return self.people[user_id]

    def room(self, chat: int | str) -> Room:
        """Return a chat by id or @name; raises the 400 that Telegram gives."""
        if isinstance(chat, int) and chat in self.rooms:
            return self.rooms[chat]
        for room in self.rooms.values():
            if chat in (room.id, str(room.id)) or (room.username and chat == f"@{room.username}"):
                return room
        raise bad("chat not found")

    def add_person(self, first_name: str, **more: Any) -> Person:
        """Make a user and the private chat with the bot."""
        person = Person(next(self._ids), first_name, **more)
        self.people[person.id] = person
        self.rooms[person.id] = Room(person.id, "private", members={person.id: "member", BOT["id"]: "member"})
        return person

    def add_room(
        self, kind: str, title: str, creator: int, *, username: str = "", is_forum: bool = False
    ) -> Room:
        """Make a group, supergroup or channel."""
        number = next(self._ids)
        room = Room(
            -number if kind == "group" else -1_000_000_000_000 - number, kind, title, username, is_forum
        )
        room.members[creator] = "creator"
        self.rooms[room.id] = room
        return room

    def chat_json(self, room: Room) -> Json:
        """Return a room as the Bot API's Chat."""
        return room.json(self.people.get(room.id))

    def new_message(self, room: Room, **content: Any) -> Json:
        """Store a message and tell those who look on."""
        message: Json = {
            "message_id": next(self._message_ids[room.id]),
            "date": int(self.clock()),
            "chat": self.chat_json(room),
            **{name: value for name, value in content.items() if value is not None},
        }
        self.messages[room.id][message["message_id"]] = message
        self.announce({"type": "message", "chat_id": room.id, "message": message})
        return message

    def message(self, room: Room, message_id: int, missing: str) -> Json:
        """Return a message; raises a 400 with the text given."""
        if message_id not in self.messages[room.id]:
            raise bad(missing)
        return self.messages[room.id][message_id]

    def query(self, **content: Any) -> str:
        """Queue a press of a button; returns the query's id."""
        query_id = str(next(self._query_ids))
        self.callbacks[query_id] = {"answered": False, "text": "", "show_alert": False, "at": self.clock()}
        self.inbox.put("callback_query", {"id": query_id, "chat_instance": "1", **content})
        return query_id

    def announce(self, event: Json) -> None:
        """Tell the pages that look on, and whoever waits for a change."""
        for listener in self.listeners:
            listener.put_nowait(event)
        self._wake()

    def _wake(self) -> None:
        async def notify() -> None:
            async with self.changed:
                self.changed.notify_all()

        task = asyncio.get_running_loop().create_task(notify())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def wait(self, ready: Callable[[], bool], seconds: float) -> bool:
        """Wait until something is so, at most for some seconds; says whether it is."""
        try:
            async with asyncio.timeout(seconds), self.changed:
                await self.changed.wait_for(ready)
        except TimeoutError:
            return ready()
        return True

    async def until(self, ready: Callable[[], bool]) -> None:
        """Wait until something is so, however long."""
        async with self.changed:
            await self.changed.wait_for(ready)

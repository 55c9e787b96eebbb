"""What people do: come, write, press buttons."""

from __future__ import annotations

from typing import Any

from sandbox.botapi.entities import completed
from sandbox.botapi.errors import bad
from sandbox.botapi.rooms import Json, Person, Room
from sandbox.botapi.world import ADMIN_STATES, BOT, GONE, World

ANONYMOUS: Json = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}


def state(world: World, call: Json) -> Json:
    """Return all that the page needs to begin; commands in the language of `user_id`."""
    people = [{**one.json(), "blocked": one.blocked, "started": one.started} for one in world.people.values()]
    me = world.people.get(int(call.get("user_id") or 0))
    language = me.language_code if me else ""
    scopes = ("all_private_chats", "all_group_chats", "all_chat_administrators")
    return {
        "bot": BOT,
        "users": people,
        "chats": [shown(world, room) for room in world.rooms.values() if room.migrated_to is None],
        "commands": {scope: _commands(world, scope, language) for scope in scopes},
    }


def _commands(world: World, scope: str, language: str) -> list[Json]:
    """Return the commands that Telegram offers: the narrowest scope first, in it the person's language."""
    for one in (scope, "default"):
        for spoken in (language, ""):
            if (one, spoken) in world.commands:
                return world.commands[one, spoken]
    return []


def shown(world: World, room: Room) -> Json:
    """Return a chat with its members and topics."""
    members = [{"user_id": user, "status": status} for user, status in room.members.items()]
    topics = [{"id": number, **topic} for number, topic in room.topics.items() if not topic["deleted"]]
    more = {"is_forum": room.is_forum, "deleted": room.deleted, "pinned": room.pinned}
    return {**world.chat_json(room), "members": members, "topics": topics, **more}


def add_user(world: World, call: Json) -> Json:
    """Make a user; the private chat with the bot is there at once."""
    name = str(call.get("first_name") or "").strip()[:64]
    if not name:
        raise bad("first_name is empty")
    known = {"last_name", "username", "language_code"}
    person = world.add_person(name, **{key: str(value) for key, value in call.items() if key in known})
    world.announce({"type": "chat", "chat_id": person.id})
    return person.json()


def deactivate(world: World, call: Json) -> Json:
    """Delete a user's account."""
    world.person(int(call["user_id"])).deactivated = True
    return {}


def write(world: World, call: Json) -> Json:
    """Write a message as a user; the bot hears of it where it may."""
    room, person = world.room(int(call["chat_id"])), world.person(int(call["user_id"]))
    text = str(call.get("text") or "").strip()
    if not text:
        raise bad("message text is empty")
    if room.type == "channel" and room.members.get(person.id) not in ADMIN_STATES:
        raise bad("only administrators write in a channel")
    if room.type == "private":
        person.started = True
    thread = int(call.get("message_thread_id") or 0) or None
    message = world.new_message(
        room,
        **_sender(world, room, person, anonymous=bool(call.get("anonymous"))),
        text=text,
        entities=completed(text, []) or None,
        message_thread_id=thread,
        is_topic_message=True if thread else None,
        reply_to_message=world.messages[room.id].get(int(call.get("reply_to_message_id") or 0)),
    )
    deliver(world, room, message)
    return message


def _sender(world: World, room: Room, person: Person, *, anonymous: bool) -> Json:
    if room.type == "channel":
        return {"sender_chat": world.chat_json(room)}
    if anonymous:
        return {"from": ANONYMOUS, "sender_chat": world.chat_json(room)}
    return {"from": person.json()}


def deliver(world: World, room: Room, message: Json) -> None:
    """Queue a message for the bot, if it hears it."""
    status = room.members.get(BOT["id"], "left")
    if status in GONE or (room.type == "private" and world.person(room.id).blocked):
        return
    if room.type in ("group", "supergroup") and status not in ADMIN_STATES and not _meant(message):
        return
    world.inbox.put("channel_post" if room.type == "channel" else "message", message)


def _meant(message: Json) -> bool:
    """Say whether privacy mode lets it through: commands, replies, mentions, service messages."""
    text, me = str(message.get("text") or ""), f"@{BOT['username']}"
    if "text" not in message or (message.get("reply_to_message") or {}).get("from") == BOT:
        return True
    command = text.split(maxsplit=1)[0]
    if command.startswith("/"):
        return "@" not in command or command.lower().endswith(me)
    return me in text.lower()


def press(world: World, call: Json) -> Json:
    """Press an inline button."""
    room, person = world.room(int(call["chat_id"])), world.person(int(call["user_id"]))
    message = world.message(room, int(call["message_id"]), "message not found")
    query = world.query(**{"from": person.json()}, message=message, data=str(call["data"]))
    return {"query_id": query}


def add_fault(world: World, call: Json) -> Json:
    """Ask for calls to go wrong, see `faults.before`."""
    world.faults.append({"times": 1, **call})
    return {}


def log(world: World, call: Json) -> Any:
    """Return the accepted calls."""
    wanted = str(call.get("method") or "").lower()
    return [one for one in world.log if not wanted or one["method"] == wanted]

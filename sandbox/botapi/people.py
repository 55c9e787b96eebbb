"""What people do: make users and chats, write, press buttons, block, add and remove the bot."""

from __future__ import annotations

from typing import Any

from sandbox.botapi.entities import commands
from sandbox.botapi.errors import bad
from sandbox.botapi.methods import member
from sandbox.botapi.world import ADMIN_STATES, BOT, GONE, Json, Room, World


def state(world: World, _: Json) -> Json:
    """Return all that the page needs to begin."""
    offered = world.commands.get(("all_private_chats", ""), world.commands.get(("default", ""), []))
    return {
        "bot": BOT,
        "users": [{**person.json(), "blocked": person.blocked} for person in world.people.values()],
        "chats": [_chat(world, room) for room in world.rooms.values() if room.migrated_to is None],
        "commands": offered,
    }


def _chat(world: World, room: Room) -> Json:
    members = [{"user_id": user, "status": status} for user, status in room.members.items()]
    topics = [{"id": number, **topic} for number, topic in room.topics.items()]
    return {**world.chat_json(room), "members": members, "topics": topics, "is_forum": room.is_forum}


def add_user(world: World, call: Json) -> Json:
    """Make a user; the private chat with the bot is there at once."""
    name = str(call.get("first_name") or "").strip()[:64]
    if not name:
        raise bad("first_name is empty")
    known = {"last_name", "username", "language_code"}
    person = world.add_person(name, **{key: str(value) for key, value in call.items() if key in known})
    world.announce({"type": "chat", "chat_id": person.id})
    return person.json()


def add_chat(world: World, call: Json) -> Json:
    """Make a group, supergroup or channel."""
    kind, title = str(call.get("type")), str(call.get("title") or "").strip()
    if kind not in ("group", "supergroup", "channel") or not title:
        raise bad("type or title is wrong")
    creator = world.person(int(call["creator_id"]))
    room = world.add_room(
        kind, title, creator.id, username=str(call.get("username") or ""), is_forum=bool(call.get("is_forum"))
    )
    world.announce({"type": "chat", "chat_id": room.id})
    return _chat(world, room)


def set_member(world: World, call: Json) -> Json:
    """Let somebody, or the bot, join, become an administrator, leave or be thrown out."""
    room = world.room(int(call["chat_id"]))
    user_id = BOT["id"] if call["user_id"] == "bot" else int(call["user_id"])
    by, before, status = world.person(int(call["by"])), room.members.get(user_id, "left"), str(call["status"])
    room.members[user_id] = status
    change: Json = {
        "chat": world.chat_json(room),
        "from": by.json(),
        "date": int(world.clock()),
        "old_chat_member": member(world, before, user_id),
        "new_chat_member": member(world, status, user_id),
    }
    world.update("my_chat_member" if user_id == BOT["id"] else "chat_member", change)
    if before in GONE and status not in GONE and room.type != "channel":
        joined = change["new_chat_member"]["user"]
        _deliver(world, room, world.new_message(room, **{"from": by.json()}, new_chat_members=[joined]))
    world.announce({"type": "chat", "chat_id": room.id})
    return _chat(world, room)


def block(world: World, call: Json) -> Json:
    """Block the bot, or unblock it."""
    person = world.person(int(call["user_id"]))
    person.blocked = bool(call.get("blocked", True))
    old, new = ("member", "kicked") if person.blocked else ("kicked", "member")
    world.update(
        "my_chat_member",
        {
            "chat": world.chat_json(world.rooms[person.id]),
            "from": person.json(),
            "date": int(world.clock()),
            "old_chat_member": member(world, old, BOT["id"]),
            "new_chat_member": member(world, new, BOT["id"]),
        },
    )
    world.announce({"type": "chat", "chat_id": person.id})
    return {**person.json(), "blocked": person.blocked}


def migrate(world: World, call: Json) -> Json:
    """Turn a group into a supergroup with another id; both chats get Telegram's service messages."""
    old = world.room(int(call["chat_id"]))
    creator = next(user for user, status in old.members.items() if status == "creator")
    new = world.add_room("supergroup", old.title, creator)
    new.members = dict(old.members)
    old.migrated_to = new.id
    sender = {"from": world.person(creator).json()}
    if not call.get("quietly"):
        world.update("message", world.new_message(old, **sender, migrate_to_chat_id=new.id))
        world.update("message", world.new_message(new, **sender, migrate_from_chat_id=old.id))
    return {"new_id": new.id}


def topic(world: World, call: Json) -> Json:
    """Make, close or delete a forum topic."""
    room = world.room(int(call["chat_id"]))
    if call.get("close"):
        room.topics[int(call["close"])]["closed"] = True
    elif call.get("delete"):
        del room.topics[int(call["delete"])]
    else:
        number = max(room.topics, default=1) + 1
        room.topics[number] = {"name": str(call["name"]), "closed": False}
        return {"id": number, **room.topics[number]}
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
    thread = call.get("message_thread_id")
    sender: Json = (
        {"sender_chat": world.chat_json(room)} if room.type == "channel" else {"from": person.json()}
    )
    if call.get("anonymous"):
        sender = {
            "from": {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
        }
        sender |= {"sender_chat": world.chat_json(room)}
    message = world.new_message(
        room,
        **sender,
        text=text,
        entities=commands(text) or None,
        message_thread_id=thread,
        is_topic_message=True if thread else None,
        reply_to_message=world.messages[room.id].get(int(call.get("reply_to_message_id") or 0)),
    )
    _deliver(world, room, message)
    return message


def _deliver(world: World, room: Room, message: Json) -> None:
    """Queue a message for the bot: in groups only what privacy mode lets through."""
    status = room.members.get(BOT["id"], "left")
    if status in GONE or (room.type == "private" and world.person(room.id).blocked):
        return
    text = str(message.get("text") or "")
    replied = (message.get("reply_to_message") or {}).get("from") == BOT
    meant = text.startswith("/") or f"@{BOT['username']}" in text or replied or "text" not in message
    if room.type in ("group", "supergroup") and not (meant or status == "administrator"):
        return
    world.update("channel_post" if room.type == "channel" else "message", message)


def press(world: World, call: Json) -> Json:
    """Press an inline button."""
    room, person = world.room(int(call["chat_id"])), world.person(int(call["user_id"]))
    message = world.message(room, int(call["message_id"]), "message not found")
    query = world.query(**{"from": person.json()}, message=message, data=str(call["data"]))
    return {"query_id": query}


def add_fault(world: World, call: Json) -> Json:
    """Ask for calls to go wrong: `method`, maybe `chat_id`, `times`, and an `error` or a `kind`."""
    world.faults.append({"times": 1, **call})
    return {}


def log(world: World, call: Json) -> Any:
    """Return the accepted calls."""
    wanted = str(call.get("method") or "").lower()
    return [one for one in world.log if not wanted or one["method"] == wanted]

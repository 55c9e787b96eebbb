"""Groups and channels, and who is in them: made, joined, left, upgraded, deleted; the bot blocked."""

from __future__ import annotations

from sandbox.botapi.errors import bad
from sandbox.botapi.methods.chats import member
from sandbox.botapi.people import deliver, shown
from sandbox.botapi.rooms import Json, Person, Room
from sandbox.botapi.world import BOT, GONE, World


def add_chat(world: World, call: Json) -> Json:
    """Make a group, supergroup or channel."""
    kind, title = str(call.get("type")), str(call.get("title") or "").strip()
    if kind not in ("group", "supergroup", "channel") or not title:
        raise bad("type or title is wrong")
    creator = world.person(int(call["creator_id"]))
    username, is_forum = str(call.get("username") or ""), bool(call.get("is_forum"))
    room = world.add_room(kind, title, creator.id, username=username, is_forum=is_forum)
    world.announce({"type": "chat", "chat_id": room.id})
    return shown(world, room)


def set_member(world: World, call: Json) -> Json:
    """Let somebody, or the bot, join, become an administrator, leave or be thrown out."""
    room, by = world.room(int(call["chat_id"])), world.person(int(call["by"]))
    user = BOT["id"] if call["user_id"] == "bot" else int(call["user_id"])
    before, status = room.members.get(user, "left"), str(call["status"])
    room.members[user] = status
    kind = "my_chat_member" if user == BOT["id"] else "chat_member"
    world.inbox.put(kind, _change(world, room, by, user, before, status))
    if room.type != "channel":
        _service_message(world, room, by, user, before, status)
    world.announce({"type": "chat", "chat_id": room.id})
    return shown(world, room)


def _change(world: World, room: Room, by: Person, user: int, before: str, after: str) -> Json:
    """Return the Bot API's ChatMemberUpdated."""
    return {
        "chat": world.chat_json(room),
        "from": by.json(),
        "date": int(world.clock()),
        "old_chat_member": member(world, before, user),
        "new_chat_member": member(world, after, user),
    }


def _service_message(world: World, room: Room, by: Person, user: int, before: str, after: str) -> None:
    who, sender = member(world, after, user)["user"], {"from": by.json()}
    if before in GONE and after not in GONE:
        deliver(world, room, world.new_message(room, **sender, new_chat_members=[who]))
    elif after in GONE and before not in GONE:
        deliver(world, room, world.new_message(room, **sender, left_chat_member=who))


def block(world: World, call: Json) -> Json:
    """Block the bot, or unblock it."""
    person = world.person(int(call["user_id"]))
    room, person.blocked = world.rooms[person.id], bool(call.get("blocked", True))
    old, new = ("member", "kicked") if person.blocked else ("kicked", "member")
    world.inbox.put("my_chat_member", _change(world, room, person, BOT["id"], old, new))
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
        deliver(world, old, world.new_message(old, **sender, migrate_to_chat_id=new.id))
        deliver(world, new, world.new_message(new, **sender, migrate_from_chat_id=old.id))
    world.announce({"type": "chat", "chat_id": new.id})
    return {"new_id": new.id}


def delete_chat(world: World, call: Json) -> Json:
    """Delete a group."""
    room = world.room(int(call["chat_id"]))
    room.deleted = True
    world.announce({"type": "chat", "chat_id": room.id})
    return {}


def topic(world: World, call: Json) -> Json:
    """Make, close or delete a forum topic."""
    room = world.room(int(call["chat_id"]))
    if call.get("close"):
        room.topics[int(call["close"])]["closed"] = True
    elif call.get("delete"):
        room.topics[int(call["delete"])]["deleted"] = True
    else:
        number = room.add_topic(str(call["name"]))
        world.announce({"type": "chat", "chat_id": room.id})
        return {"id": number, **room.topics[number]}
    return {}

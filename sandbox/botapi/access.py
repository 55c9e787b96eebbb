"""Where the bot may write: the checks of Telegram's server before it looks at a message."""

from __future__ import annotations

from sandbox.botapi.call import Call
from sandbox.botapi.errors import bad, forbidden
from sandbox.botapi.rooms import Room
from sandbox.botapi.world import ADMIN_STATES, BOT, GONE, World


def seen(world: World, call: Call) -> Room:
    """Return the chat of a call if the bot can see it; raises the 400 or 403 that Telegram gives."""
    name = call.text("chat_id")
    if not name:
        raise bad("chat_id is empty")
    room = world.room(int(name) if name.lstrip("-").isdecimal() else name)
    if room.migrated_to is not None:
        raise bad("group chat was upgraded to a supergroup chat", migrate_to_chat_id=room.migrated_to)
    if room.deleted:
        raise forbidden("the group chat was deleted")
    status = room.members.get(BOT["id"], "left")
    if status == "kicked":
        raise forbidden(f"bot was kicked from the {room.type} chat")
    if status in GONE:
        raise forbidden(f"bot is not a member of the {room.type} chat")
    return room


def writable(world: World, call: Call) -> Room:
    """Return the chat of a call if the bot may write there."""
    room = seen(world, call)
    status = room.members[BOT["id"]]
    if room.type == "private":
        _check_person(world, room)
    elif room.type == "channel" and status not in ADMIN_STATES:
        raise bad("need administrator rights in the channel chat")
    elif status == "restricted":
        raise bad("not enough rights to send text messages to the chat")
    return room


def _check_person(world: World, room: Room) -> None:
    person = world.person(room.id)
    if person.deactivated:
        raise forbidden("user is deactivated")
    if person.blocked:
        raise forbidden("bot was blocked by the user")
    if not person.started:
        raise forbidden("bot can't initiate conversation with a user")


def topic_of(room: Room, call: Call) -> int | None:
    """Return the forum topic to write to; raises a 400 for one that is gone or closed."""
    thread = call.number("message_thread_id")
    if not thread:
        return None
    topic = room.topics.get(thread)
    if topic is None:
        raise bad("message thread not found")
    if topic["deleted"]:
        raise bad("TOPIC_DELETED")
    if topic["closed"] and room.members.get(BOT["id"]) not in ADMIN_STATES:
        raise bad("TOPIC_CLOSED")
    return thread


def require_admin(room: Room, act: str) -> None:
    """Raise the 400 of who isn't an administrator; in a private chat the bot may."""
    if room.type != "private" and room.members.get(BOT["id"]) not in ADMIN_STATES:
        raise bad(f"not enough rights to {act}")

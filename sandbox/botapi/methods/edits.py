"""Changing what was sent: editing, deleting, pinning."""

from __future__ import annotations

from typing import Any

from sandbox.botapi.access import require_admin, writable
from sandbox.botapi.call import Call
from sandbox.botapi.content import keyboard_of, text_of
from sandbox.botapi.errors import bad
from sandbox.botapi.rooms import Json, Room
from sandbox.botapi.world import ADMIN_STATES, BOT, World

DELETABLE = 48 * 3600  #: seconds
SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as "
    "a current content and reply markup of the message"
)


def edit_message_text(world: World, call: Call) -> Json:
    """Change a text of the bot's own; a keyboard that isn't given again goes."""
    room, message = _editable(world, call)
    text, entities = text_of(call)
    return _changed(world, room, message, text=text, entities=entities, reply_markup=keyboard_of(call))


def edit_message_reply_markup(world: World, call: Call) -> Json:
    """Change only the keyboard."""
    room, message = _editable(world, call)
    return _changed(world, room, message, reply_markup=keyboard_of(call))


def _editable(world: World, call: Call) -> tuple[Room, Json]:
    room = writable(world, call)
    message = world.message(room, call.number("message_id"), "message to edit not found")
    has_reply_keyboard = "inline_keyboard" not in message.get("reply_markup", {"inline_keyboard": []})
    if not _own(message, room) or has_reply_keyboard:
        raise bad("message can't be edited")
    return room, message


def _own(message: Json, room: Room) -> bool:
    return message.get("from") == BOT or (room.type == "channel" and "sender_chat" in message)


def _changed(world: World, room: Room, message: Json, **content: Any) -> Json:
    wanted = {**message, **content}
    after = {name: value for name, value in wanted.items() if value not in (None, [])}
    if after == message:
        raise bad(SAME)
    if room.type != "private":  # edits in groups count like messages
        world.limits.check(room.id, world.clock())
    message.clear()
    message.update(after, edit_date=int(world.clock()))
    world.announce({"type": "edited", "chat_id": room.id, "message": message})
    return message


def delete_message(world: World, call: Call) -> bool:
    """Delete a message of the last two days: in groups the bot's own, or any where it is an administrator."""
    room = writable(world, call)
    message = world.message(room, call.number("message_id"), "message to delete not found")
    may = room.type == "private" or _own(message, room) or room.members[BOT["id"]] in ADMIN_STATES
    if not may or world.clock() - message["date"] > DELETABLE:
        raise bad("message can't be deleted")
    del world.messages[room.id][message["message_id"]]
    world.announce({"type": "deleted", "chat_id": room.id, "message_id": message["message_id"]})
    return True


def pin_chat_message(world: World, call: Call) -> bool:
    """Pin a message."""
    room = writable(world, call)
    require_admin(room, "manage pinned messages in the chat")
    message = world.message(room, call.number("message_id"), "message to pin not found")
    room.pinned = message["message_id"]
    world.announce({"type": "chat", "chat_id": room.id})
    return True


def unpin_chat_message(world: World, call: Call) -> bool:
    """Unpin a message."""
    room = writable(world, call)
    require_admin(room, "manage pinned messages in the chat")
    if not room.pinned:
        raise bad("message to unpin not found")
    room.pinned = None
    world.announce({"type": "chat", "chat_id": room.id})
    return True

"""Sending: texts, files, pictures."""

from __future__ import annotations

from typing import Any

from sandbox.botapi.access import topic_of, writable
from sandbox.botapi.call import Call, File
from sandbox.botapi.content import caption_of, keyboard_of, replied, text_of
from sandbox.botapi.errors import bad
from sandbox.botapi.rooms import Json, Room
from sandbox.botapi.world import BOT, World

MOST_DOCUMENT, MOST_PHOTO = 50 * 2**20, 10 * 2**20  #: bytes
ACTIONS = (
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
)  # fmt: skip


def send_message(world: World, call: Call) -> Json:
    """Send a text."""
    room = writable(world, call)
    text, entities = text_of(call)
    return _sent(world, room, call, text=text, entities=entities or None)


def send_document(world: World, call: Call) -> Json:
    """Send a file; its bytes are kept for the page to download."""
    room = writable(world, call)
    name, content = _file(call, "document", MOST_DOCUMENT)
    caption, entities = caption_of(call)
    document = {**_kept(world, (name, content)), "file_name": name}
    return _sent(
        world, room, call, document=document, caption=caption or None, caption_entities=entities or None
    )


def send_photo(world: World, call: Call) -> Json:
    """Send a picture."""
    room = writable(world, call)
    picture = _file(call, "photo", MOST_PHOTO)
    caption, entities = caption_of(call)
    size = {**_kept(world, picture), "width": 0, "height": 0}
    return _sent(world, room, call, photo=[size], caption=caption or None, caption_entities=entities or None)


def send_chat_action(world: World, call: Call) -> bool:
    """Show that the bot is typing."""
    room = writable(world, call)
    if call.text("action") not in ACTIONS:
        raise bad("wrong parameter action in request")
    world.announce({"type": "action", "chat_id": room.id, "action": call.text("action")})
    return True


def _sent(world: World, room: Room, call: Call, **content: Any) -> Json:
    """Make the message; what is refused for any reason doesn't count against the flood limits."""
    thread, markup, answered = topic_of(room, call), keyboard_of(call), replied(world, room, call)
    world.limits.check(room.id, world.clock())
    sender = {"sender_chat": world.chat_json(room)} if room.type == "channel" else {"from": BOT}
    return world.new_message(
        room,
        **sender,
        **content,
        reply_markup=markup,
        message_thread_id=thread,
        is_topic_message=True if thread else None,
        reply_to_message=answered,
    )


def _file(call: Call, field: str, most: int) -> File:
    file = call.files.get(field) or call.files.get(call.text(field).removeprefix("attach://"))
    if file is None or not file[1]:
        raise bad("file must be non-empty")
    if len(file[1]) > most:
        raise bad("file is too big")
    return file


def _kept(world: World, file: File) -> Json:
    file_id = f"file{len(world.files) + 1}"
    world.files[file_id] = file
    return {"file_id": file_id, "file_unique_id": file_id, "file_size": len(file[1])}

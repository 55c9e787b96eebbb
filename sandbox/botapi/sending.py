"""What may be sent where: every check between a call and a message."""

from __future__ import annotations

import json
from typing import Any

from sandbox.botapi.entities import commands, parse_html, units
from sandbox.botapi.errors import bad, forbidden
from sandbox.botapi.world import ADMIN_STATES, BOT, GONE, Json, Room, World

MOST_TEXT, MOST_CAPTION, MOST_RAW = 4096, 1024, 32_768


def reachable(world: World, chat: Any) -> Room:
    """Return the chat if the bot may write there; raises the 400 or 403 that Telegram gives."""
    if chat in (None, ""):
        raise bad("chat_id is empty")
    room = world.room(int(chat) if str(chat).lstrip("-").isdecimal() else str(chat))
    if room.migrated_to is not None:
        raise bad("group chat was upgraded to a supergroup chat", migrate_to_chat_id=room.migrated_to)
    if room.type == "private":
        person = world.person(room.id)
        if person.blocked:
            raise forbidden("bot was blocked by the user")
        if not person.started:
            raise forbidden("bot can't initiate conversation with a user")
        return room
    status = room.members.get(BOT["id"], "left")
    if status == "kicked":
        raise forbidden(f"bot was kicked from the {room.type} chat")
    if status in GONE:
        raise forbidden(f"bot is not a member of the {room.type} chat")
    if room.type == "channel" and status not in ADMIN_STATES:
        raise bad("need administrator rights in the channel chat")
    return room


def topic_of(room: Room, thread: Any) -> int | None:
    """Return the forum topic to write to; raises a 400 for one that is gone or closed."""
    if thread in (None, ""):
        return None
    topic = room.topics.get(int(thread))
    if topic is None:
        raise bad("message thread not found")
    if topic.get("closed"):
        raise bad("TOPIC_CLOSED")
    return int(thread)


def text_of(call: Json, field: str, most: int) -> tuple[str, list[Json]]:
    """Return text and entities of a call; raises a 400 for what is empty, too long or can't be parsed."""
    raw = str(call.get(field) or "")
    if len(raw.encode()) > MOST_RAW:
        raise bad("Text is too long" if field == "text" else "message caption is too long")
    if str(call.get("parse_mode") or "").lower() == "html":
        text, entities = parse_html(raw)
    else:
        text, entities = raw.strip(), list(call.get("entities") or [])
    if field == "text" and not text:
        raise bad("message text is empty")
    if units(text) > most:
        raise bad("message is too long" if field == "text" else "message caption is too long")
    taken = {(one["offset"], one["length"]) for one in entities}
    extra = [one for one in commands(text) if (one["offset"], one["length"]) not in taken]
    return text, sorted([*entities, *extra], key=lambda one: one["offset"])


def markup_of(call: Json) -> Json | None:
    """Return the keyboard of a call; raises a 400 for buttons that Telegram refuses."""
    markup = call.get("reply_markup")
    if isinstance(markup, str):
        markup = json.loads(markup)
    if not markup:
        return None
    for row in markup.get("inline_keyboard", []):
        for button in row:
            _check_button(button)
    return dict(markup)


def _check_button(button: Json) -> None:
    if not button.get("text"):
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if "url" in button and not str(button["url"]).startswith(("http://", "https://", "tg://")):
        raise bad(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= 64:
        raise bad("BUTTON_DATA_INVALID")

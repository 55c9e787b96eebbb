"""What a message may hold: text, keyboards, replies."""

from __future__ import annotations

from typing import Any

from sandbox.botapi import html_style
from sandbox.botapi.call import Call
from sandbox.botapi.entities import Entity, completed, stripped
from sandbox.botapi.errors import bad
from sandbox.botapi.rooms import Json, Room
from sandbox.botapi.world import World

MOST_TEXT, MOST_CAPTION, MOST_RAW = 4096, 1024, 32_768  #: characters, characters, bytes
MOST_DATA, MOST_COPIED = 64, 256  #: bytes, characters
STYLES = ("danger", "success", "primary")
_ACTIONS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
)  # fmt: skip


def text_of(call: Call) -> tuple[str, list[Entity]]:
    """Return the text of a call; raises a 400 for one that is empty, too long or can't be parsed."""
    if len(call.text("text").encode()) > MOST_RAW:
        raise bad("Text is too long")
    text, entities = _parsed(call, "text", "entities")
    if not text:
        raise bad("message text is empty")
    if len(text) > MOST_TEXT:
        raise bad("message is too long")
    return text, entities


def caption_of(call: Call) -> tuple[str, list[Entity]]:
    """Return the caption of a call; raises a 400 for one that is too long or can't be parsed."""
    text, entities = _parsed(call, "caption", "caption_entities")
    if len(text) > MOST_CAPTION or len(call.text("caption").encode()) > MOST_RAW:
        raise bad("message caption is too long")
    return text, entities


def _parsed(call: Call, field: str, entities_field: str) -> tuple[str, list[Entity]]:
    mode = call.text("parse_mode").lower()
    if mode == "html":
        text, entities = html_style.parse(call.text(field))
    elif mode:
        raise bad("unsupported parse_mode")  # the sandbox knows Telegram's HTML only
    else:
        text, entities = call.text(field), list(call.data(entities_field) or [])
    text, entities = stripped(text, entities)
    return text, completed(text, entities)


def keyboard_of(call: Call) -> Json | None:
    """Return the keyboard of a call; raises a 400 for buttons that Telegram refuses."""
    markup = call.data("reply_markup")
    if not markup:
        return None
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    for row in markup.get("inline_keyboard", []):
        for button in row:
            _check_button(button)
    return dict(markup)


def _check_button(button: Json) -> None:
    if not button.get("text"):
        raise bad('can\'t parse inline keyboard button: Field "text" must be non-empty')
    if sum(action in button for action in _ACTIONS) != 1:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if "url" in button and not str(button["url"]).startswith(("http://", "https://", "tg://")):
        raise bad(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL specified")
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= MOST_DATA:
        raise bad("BUTTON_DATA_INVALID")
    if "copy_text" in button and not 1 <= len(str(button["copy_text"].get("text", ""))) <= MOST_COPIED:
        raise bad("BUTTON_COPY_TEXT_INVALID")
    if button.get("style", STYLES[0]) not in STYLES:
        raise bad("BUTTON_STYLE_INVALID")


def replied(world: World, room: Room, call: Call) -> Json | None:
    """Return the message that a call answers; raises a 400 for one that is gone, unless that is allowed."""
    wanted: dict[str, Any] = call.data("reply_parameters") or {}
    number = int(wanted.get("message_id") or call.number("reply_to_message_id"))
    if not number:
        return None
    message = world.messages[room.id].get(number)
    allowed = wanted.get("allow_sending_without_reply") or call.flag("allow_sending_without_reply")
    if message is None and not allowed:
        raise bad("message to be replied not found")
    return message and {name: value for name, value in message.items() if name != "reply_to_message"}

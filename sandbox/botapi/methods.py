"""The Bot API's methods that hubwire uses. A method gets the world and the call's parameters."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sandbox.botapi.errors import ApiError, bad
from sandbox.botapi.sending import MOST_CAPTION, MOST_TEXT, markup_of, reachable, text_of, topic_of
from sandbox.botapi.world import ADMIN_STATES, BOT, Json, World

OLD_QUERY = 15 * 60  #: seconds after which a press can't be answered


def get_me(world: World, call: Json) -> Json:  # noqa: ARG001
    """Return the bot."""
    return {
        **BOT,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


def send_message(world: World, call: Json) -> Json:
    """Send a text."""
    room = reachable(world, call.get("chat_id"))
    thread = topic_of(room, call.get("message_thread_id"))
    text, entities = text_of(call, "text", MOST_TEXT)
    markup = markup_of(call)
    world.limits.check(room.id, world.clock())
    return world.new_message(
        room,
        **({"from": BOT} if room.type != "channel" else {"sender_chat": world.chat_json(room)}),
        text=text,
        entities=entities or None,
        reply_markup=markup,
        message_thread_id=thread,
        is_topic_message=True if thread else None,
        reply_to_message=_replied(world, room.id, call),
    )


def _replied(world: World, chat_id: int, call: Json) -> Json | None:
    parameters = call.get("reply_parameters")
    if isinstance(parameters, str):
        parameters = json.loads(parameters)
    wanted = (parameters or {}).get("message_id") or call.get("reply_to_message_id")
    if not wanted:
        return None
    message = world.messages[chat_id].get(int(wanted))
    if message is None:
        raise bad("message to be replied not found")
    return {name: value for name, value in message.items() if name != "reply_to_message"}


def send_document(world: World, call: Json) -> Json:
    """Send a file; its bytes are kept for the page to download."""
    room = reachable(world, call.get("chat_id"))
    caption, entities = text_of(call, "caption", MOST_CAPTION)
    name, content = call["files"].get("document") or next(iter(call["files"].values()), ("", b""))
    if not content:
        raise bad("file must be non-empty")
    world.limits.check(room.id, world.clock())
    file_id = f"file{len(world.files) + 1}"
    world.files[file_id] = (name, content)
    document = {"file_id": file_id, "file_unique_id": file_id, "file_name": name, "file_size": len(content)}
    return world.new_message(
        room, **{"from": BOT}, document=document, caption=caption or None, caption_entities=entities or None
    )


def edit_message_text(world: World, call: Json) -> Json:
    """Change a text of the bot's own."""
    room = reachable(world, call.get("chat_id"))
    message = world.message(room, int(call.get("message_id") or 0), "message to edit not found")
    if message.get("from", BOT) != BOT:
        raise bad("message can't be edited")
    text, entities = text_of(call, "text", MOST_TEXT)
    markup = markup_of(call)
    if (text, entities, markup) == (
        message.get("text"),
        message.get("entities") or [],
        message.get("reply_markup"),
    ):
        raise bad(
            "message is not modified: specified new message content and reply markup are exactly the same as "
            "a current content and reply markup of the message"
        )
    world.limits.check(room.id, world.clock())
    message |= {"text": text, "entities": entities, "edit_date": int(world.clock())}
    message.pop("reply_markup", None)
    message |= {"reply_markup": markup} if markup else {}
    world.announce({"type": "edited", "chat_id": room.id, "message": message})
    return message


def delete_message(world: World, call: Json) -> bool:
    """Delete a message."""
    room = reachable(world, call.get("chat_id"))
    message_id = int(call.get("message_id") or 0)
    world.message(room, message_id, "message to delete not found")
    del world.messages[room.id][message_id]
    world.announce({"type": "deleted", "chat_id": room.id, "message_id": message_id})
    return True


def answer_callback_query(world: World, call: Json) -> bool:
    """Answer the press of a button."""
    query = world.callbacks.get(str(call.get("callback_query_id")))
    if query is None or query["answered"] or world.clock() - query["at"] > OLD_QUERY:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    if len(str(call.get("text") or "")) > 200:
        raise bad("MESSAGE_TOO_LONG")
    alert = str(call.get("show_alert") or "").lower() == "true"
    query |= {"answered": True, "text": call.get("text") or "", "show_alert": alert}
    world.announce({"type": "callback_answer", "query_id": call["callback_query_id"], **query})
    return True


def send_chat_action(world: World, call: Json) -> bool:
    """Show that the bot is typing."""
    reachable(world, call.get("chat_id"))
    return True


def set_my_commands(world: World, call: Json) -> bool:
    """Register the commands of a scope and language."""
    commands = call.get("commands") or []
    commands = json.loads(commands) if isinstance(commands, str) else commands
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for one in commands:
        name, description = str(one.get("command")), str(one.get("description"))
        if not (
            1 <= len(name) <= 32
            and name.replace("_", "a").isalnum()
            and name == name.lower()
            and name.isascii()
        ):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(description) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    world.commands[_scope(call)] = commands
    world.announce({"type": "commands"})
    return True


def get_my_commands(world: World, call: Json) -> list[Json]:
    """Return the commands of a scope and language."""
    return world.commands.get(_scope(call), [])


def _scope(call: Json) -> tuple[str, str]:
    scope = call.get("scope") or {"type": "default"}
    scope = json.loads(scope) if isinstance(scope, str) else scope
    return str(scope["type"]), str(call.get("language_code") or "")


def get_chat(world: World, call: Json) -> Json:
    """Return a chat that the bot can see."""
    room = reachable(world, call.get("chat_id"))
    return {
        **world.chat_json(room),
        "accent_color_id": 0,
        "max_reaction_count": 0,
        "accepted_gift_types": _GIFTS,
    }


_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)


def get_chat_member(world: World, call: Json) -> Json:
    """Return what somebody is in a chat."""
    room = reachable(world, call.get("chat_id"))
    return member(world, room.members.get(int(call["user_id"]), "left"), int(call["user_id"]))


def get_chat_administrators(world: World, call: Json) -> list[Json]:
    """Return a chat's administrators."""
    room = reachable(world, call.get("chat_id"))
    return [member(world, status, user) for user, status in room.members.items() if status in ADMIN_STATES]


def member(world: World, status: str, user_id: int) -> Json:
    """Return the Bot API's ChatMember."""
    user = BOT if user_id == BOT["id"] else world.person(user_id).json()
    shape: Json = {"status": status, "user": user}
    if status == "creator":
        return shape | {"is_anonymous": False}
    if status == "administrator":
        return shape | dict.fromkeys(_RIGHTS, True) | {"is_anonymous": False}
    return shape | ({"until_date": 0} if status == "kicked" else {})


_RIGHTS = (
    "can_be_edited", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users",
    "can_post_stories", "can_edit_stories",
    "can_delete_stories", "can_post_messages", "can_edit_messages",
)  # fmt: skip


def set_webhook(world: World, call: Json) -> bool:
    """Remember a webhook: from then on updates can't be polled. The sandbox itself calls none."""
    world.webhook = str(call.get("url") or "")
    return True


def delete_webhook(world: World, call: Json) -> bool:
    """Forget the webhook."""
    world.webhook = ""
    if str(call.get("drop_pending_updates") or "").lower() == "true":
        world.updates.clear()
    return True


def get_webhook_info(world: World, call: Json) -> Json:  # noqa: ARG001
    """Return the webhook."""
    return {"url": world.webhook, "has_custom_certificate": False, "pending_update_count": len(world.updates)}


Method = Callable[[World, Json], Any]
METHODS: dict[str, Method] = {
    "getme": get_me,
    "sendmessage": send_message,
    "senddocument": send_document,
    "editmessagetext": edit_message_text,
    "deletemessage": delete_message,
    "answercallbackquery": answer_callback_query,
    "sendchataction": send_chat_action,
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "getchat": get_chat,
    "getchatmember": get_chat_member,
    "getchatadministrators": get_chat_administrators,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
}


def unknown(name: str) -> ApiError:
    """Return what Telegram says of a method that there isn't."""
    return ApiError(404, "Not Found" if name else "Not Found: method not found")

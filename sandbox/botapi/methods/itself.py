"""The bot itself: who it is, its commands, its webhook, its answers to presses."""

from __future__ import annotations

import re

from sandbox.botapi.call import Call
from sandbox.botapi.errors import bad
from sandbox.botapi.inbox import Hook
from sandbox.botapi.rooms import Json
from sandbox.botapi.world import BOT, World

OLD_QUERY = 15 * 60  #: seconds after which a press can't be answered
MOST_ANSWER = 200  #: characters
SCOPES = (
    "default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat",
    "chat_administrators", "chat_member",
)  # fmt: skip


def get_me(world: World, call: Call) -> Json:  # noqa: ARG001
    """Return the bot."""
    flags = {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }
    return {**BOT, **flags}


def answer_callback_query(world: World, call: Call) -> bool:
    """Answer the press of a button, once and soon."""
    query = world.callbacks.get(call.text("callback_query_id"))
    if query is None or query["answered"] or world.clock() - query["at"] > OLD_QUERY:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    if len(call.text("text")) > MOST_ANSWER:
        raise bad("MESSAGE_TOO_LONG")
    query |= {"answered": True, "text": call.text("text"), "show_alert": call.flag("show_alert")}
    world.announce({"type": "callback_answer", "query_id": call.text("callback_query_id"), **query})
    return True


def set_my_commands(world: World, call: Call) -> bool:
    """Register the commands of a scope and language."""
    scope, commands = _scope(call), call.data("commands") or []
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for one in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", str(one.get("command", ""))):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(str(one.get("description", ""))) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    world.commands[scope] = commands
    world.announce({"type": "commands"})
    return True


def get_my_commands(world: World, call: Call) -> list[Json]:
    """Return the commands of a scope and language."""
    return world.commands.get(_scope(call), [])


def delete_my_commands(world: World, call: Call) -> bool:
    """Forget the commands of a scope and language."""
    world.commands.pop(_scope(call), None)
    world.announce({"type": "commands"})
    return True


def _scope(call: Call) -> tuple[str, str]:
    kind = str((call.data("scope") or {"type": "default"}).get("type"))
    language = call.text("language_code")
    if kind not in SCOPES:
        raise bad("can't parse BotCommandScope: unsupported type specified")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad("invalid language code specified")
    return kind, language


def set_webhook(world: World, call: Call) -> bool:
    """From now on updates go to an address; an empty one is deleteWebhook."""
    if not call.text("url"):
        return delete_webhook(world, call)
    url, secret, most = call.text("url"), call.text("secret_token"), call.number("max_connections") or 40
    hook = Hook(url, secret, most)
    if not (url.startswith("https://") or hook.on_this_machine):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad("secret token contains unallowed characters")
    if not 1 <= most <= 100:
        raise bad("max_connections must be between 1 and 100")
    _drop(world, call)
    world.inbox.allow(call.data("allowed_updates"))
    world.inbox.hook_to(hook)
    return True


def delete_webhook(world: World, call: Call) -> bool:
    """Forget the webhook: updates can be polled again."""
    _drop(world, call)
    world.inbox.hook_to(None)
    return True


def _drop(world: World, call: Call) -> None:
    if call.flag("drop_pending_updates"):
        world.inbox.waiting.clear()


def get_webhook_info(world: World, call: Call) -> Json:  # noqa: ARG001
    """Return the webhook and how it fares."""
    hook = world.inbox.hook
    info: Json = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(world.inbox.waiting),
    }
    if hook:
        info["max_connections"] = hook.max_connections
    if hook and hook.last_error:
        info |= {"last_error_date": hook.last_error_date, "last_error_message": hook.last_error}
    return info

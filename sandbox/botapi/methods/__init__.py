"""The Bot API's methods that hubwire uses, by their names in lower case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sandbox.botapi.call import Call
from sandbox.botapi.methods import chats, edits, itself, messages
from sandbox.botapi.world import World

Method = Callable[[World, Call], Any]

METHODS: dict[str, Method] = {
    "getme": itself.get_me,
    "setmycommands": itself.set_my_commands,
    "getmycommands": itself.get_my_commands,
    "deletemycommands": itself.delete_my_commands,
    "setwebhook": itself.set_webhook,
    "deletewebhook": itself.delete_webhook,
    "getwebhookinfo": itself.get_webhook_info,
    "answercallbackquery": itself.answer_callback_query,
    "sendmessage": messages.send_message,
    "senddocument": messages.send_document,
    "sendphoto": messages.send_photo,
    "sendchataction": messages.send_chat_action,
    "editmessagetext": edits.edit_message_text,
    "editmessagereplymarkup": edits.edit_message_reply_markup,
    "deletemessage": edits.delete_message,
    "pinchatmessage": edits.pin_chat_message,
    "unpinchatmessage": edits.unpin_chat_message,
    "getchat": chats.get_chat,
    "getchatmember": chats.get_chat_member,
    "getchatmembercount": chats.get_chat_member_count,
    "getchatadministrators": chats.get_chat_administrators,
    "leavechat": chats.leave_chat,
    "createforumtopic": chats.create_forum_topic,
}

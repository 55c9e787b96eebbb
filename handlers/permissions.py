"""Who may change what a chat hears: in private everybody, elsewhere its administrators."""

from __future__ import annotations

from telegram import Update
from telegram.constants import ChatMemberStatus, ChatType

from core.errors import NotAllowed
from handlers.context import Context, telegram_chat

ADMINS = (ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER)


async def may_change(update: Update, context: Context) -> bool:
    """Say whether whoever wrote may change the chat's settings."""
    chat, message = telegram_chat(update), update.effective_message
    if chat.type in (ChatType.PRIVATE, ChatType.CHANNEL):
        return True  # only a channel's administrators can post in it
    if update.callback_query is None and message is not None and message.sender_chat is not None:
        return message.sender_chat.id == chat.id  # an anonymous administrator writes as the group itself
    user = update.effective_user
    if user is None:
        return False
    member = await context.bot.get_chat_member(chat.id, user.id)
    return member.status in ADMINS


async def demand(update: Update, context: Context) -> None:
    """Raise NotAllowed unless whoever wrote may change the chat's settings."""
    if not await may_change(update, context):
        raise NotAllowed(
            "Only administrators of this chat may do that. In a private chat with me you can subscribe "
            "for yourself."
        )

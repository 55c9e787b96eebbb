"""Who may change what a chat hears: in private everybody, elsewhere its administrators."""

from __future__ import annotations

import functools

from telegram import Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import BadRequest, Forbidden

from core.errors import NotAllowed
from handlers.command import Callback
from handlers.context import Context, telegram_chat

ADMINS = (ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER)


async def may_change(update: Update, context: Context) -> bool:
    """Say whether whoever wrote or pressed may change the chat's settings."""
    chat, user = telegram_chat(update), update.effective_user
    if chat.type == ChatType.PRIVATE or update.channel_post is not None:
        return True  # in a channel only administrators can post
    if update.message is not None and update.message.sender_chat is not None:
        return update.message.sender_chat.id == chat.id  # an anonymous administrator writes as the group
    return user is not None and await is_admin(context, chat.id, user.id)


async def is_admin(context: Context, chat_id: int, user_id: int) -> bool:
    """Ask Telegram whether somebody is an administrator; no, where it won't say."""
    try:
        member = await context.bot.get_chat_member(chat_id, user_id)
    except (BadRequest, Forbidden):
        return False
    return member.status in ADMINS


async def demand(update: Update, context: Context) -> None:
    """Raise NotAllowed unless whoever wrote may change the chat's settings."""
    if not await may_change(update, context):
        raise NotAllowed(
            "Only administrators of this chat may do that. In a private chat with me you can subscribe "
            "for yourself."
        )


def for_editors(callback: Callback) -> Callback:
    """Let a callback serve only the network's editors, those of the setting ADMIN_IDS."""

    @functools.wraps(callback)
    async def checked(update: Update, context: Context) -> None:
        if update.effective_user is None or update.effective_user.id not in context.bot_data.admin_ids:
            raise NotAllowed("Only the network's editors may do that. The operator names them.")
        await callback(update, context)

    return checked


def for_admins(callback: Callback) -> Callback:
    """Let a callback serve only those who may change the chat's settings."""

    @functools.wraps(callback)
    async def checked(update: Update, context: Context) -> None:
        await demand(update, context)
        await callback(update, context)

    return checked

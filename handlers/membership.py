"""What Telegram tells of the bot's place in a chat: added, removed, blocked, the chat moved."""

from __future__ import annotations

from telegram import ChatMember, Update
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden

from core.chat import Chat, ChatState
from handlers.context import Context, telegram_chat
from handlers.voice import Voice
from storage import chats

_GONE = (ChatMember.LEFT, ChatMember.BANNED)


async def my_membership(update: Update, context: Context) -> None:
    """Set the chat aside when the bot is blocked or removed; take it up again when it is back."""
    change = update.my_chat_member
    if change is None:
        return
    gone = change.new_chat_member.status in _GONE
    was_gone = change.old_chat_member.status in _GONE
    chat = await context.chat(update)
    if gone:
        await _set(context, chat, ChatState.SET_ASIDE, "the bot was blocked or removed")
    elif chat.state is ChatState.SET_ASIDE:
        await _set(context, chat, ChatState.ACTIVE, "the bot is back")
    if was_gone and not gone and telegram_chat(update).type != ChatType.PRIVATE:
        await _greet(update, context, chat)


async def _set(context: Context, chat: Chat, state: ChatState, reason: str) -> None:
    if chat.state is ChatState.STOPPED:  # its people stopped it; that stays
        return
    async with context.db.transaction() as tx:
        await chats.set_state(tx, chat.id, state, reason, context.now)
        await tx.commit()


async def _greet(update: Update, context: Context, chat: Chat) -> None:
    """Say what to do next: in a group there, for a channel to whoever added the bot, if one may."""
    voice, user = Voice.of(chat), update.effective_user
    in_channel = telegram_chat(update).type == ChatType.CHANNEL
    text = voice.say(
        "I am in {title} now. Its administrators can subscribe it: /channel @name kazakhstan weekly here, "
        "or /subscribe kazakhstan weekly posted there.",
        title=chat.title,
    )
    if not in_channel:
        text = voice.say(
            "Hello! Administrators of this chat choose with /subscribe what it hears of. /help shows more."
        )
    try:
        await context.bot.send_message(user.id if in_channel and user else chat.id, text, parse_mode="HTML")
    except (Forbidden, BadRequest):
        return  # one may not write there yet; /help tells the same later


async def migrated(update: Update, context: Context) -> None:
    """Follow a group that became a supergroup."""
    message = update.effective_message
    if message is None or message.migrate_to_chat_id is None:
        return
    async with context.db.transaction() as tx:
        await chats.migrate(tx, telegram_chat(update).id, message.migrate_to_chat_id)
        await tx.commit()

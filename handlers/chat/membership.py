"""What Telegram tells of the bot's place in a chat: added, removed, blocked, the chat moved."""

from __future__ import annotations

from telegram import ChatMember, ChatMemberRestricted, Update
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden

from core.chat import Chat, ChatState
from handlers.context import Context, telegram_chat
from handlers.voice import Voice
from storage import moves

_GONE = (ChatMember.LEFT, ChatMember.BANNED)


async def my_membership(update: Update, context: Context) -> None:
    """Set the chat aside when the bot is blocked or removed; take it up again when it is back."""
    change = update.my_chat_member
    if change is None:
        return
    if _is_gone(change.new_chat_member):
        await _set_aside(update, context)
        return
    chat = await context.chat(update)
    if chat.state is ChatState.SET_ASIDE:  # one that its people stopped stays stopped
        await context.set_state(chat, ChatState.ACTIVE, "the bot is back")
    if _is_gone(change.old_chat_member) and telegram_chat(update).type != ChatType.PRIVATE:
        await _greet(update, context, chat)


def _is_gone(member: ChatMember) -> bool:
    return member.status in _GONE or (isinstance(member, ChatMemberRestricted) and not member.is_member)


async def _set_aside(update: Update, context: Context) -> None:
    """Mark a chat that hears; of one that was erased, or stopped, nothing is noted."""
    chat = await context.known_chat(update)
    if chat is not None and chat.state is ChatState.ACTIVE:
        await context.set_state(chat, ChatState.SET_ASIDE, "the bot was blocked or removed")


async def _greet(update: Update, context: Context, chat: Chat) -> None:
    """Say what to do next: in a group there, for a channel to whoever added the bot, if one may."""
    voice, user = Voice.of(chat), update.effective_user
    to, text = (
        chat.id,
        voice.say(
            "Hello! Administrators of this chat choose with /subscribe what it hears of. /help shows more."
        ),
    )
    if telegram_chat(update).type == ChatType.CHANNEL:
        if user is None:
            return
        to, text = (
            user.id,
            voice.say(
                "I am in {title} now. Its administrators can subscribe it: /channel @name kazakhstan weekly "
                "here, or /subscribe kazakhstan weekly posted there.",
                title=chat.title,
            ),
        )
    try:
        await context.bot.send_message(to, text, parse_mode="HTML")
    except (Forbidden, BadRequest):
        return  # one may not write there yet; /help tells the same later


async def migrated(update: Update, context: Context) -> None:
    """Follow a group that became a supergroup; both chats say so, and once is enough."""
    message = update.effective_message
    if message is None:
        return
    here = telegram_chat(update).id
    old, new = message.migrate_from_chat_id or here, message.migrate_to_chat_id or here
    async with context.db.transaction() as tx:
        await moves.move(tx, old, new)
        await tx.commit()

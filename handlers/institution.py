"""`/institution` binds a group or channel to its institution; `/channel` subscribes one from a private chat."""

from __future__ import annotations

from dataclasses import replace

from telegram import Update
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden

from core.chat import Chat, ChatKind
from core.errors import BadQuery, NotAllowed
from handlers.command import Command
from handlers.context import Context, telegram_chat
from handlers.permissions import ADMINS, demand
from handlers.reply import reply
from handlers.subscribe import split_cadence, subscribe_to
from handlers.voice import Voice, mark
from storage import chats

MOST = 200


async def institution(update: Update, context: Context) -> None:
    """Show or set the institution of this group or channel."""
    chat = await context.chat(update)
    if context.words:
        await demand(update, context)
        chat = replace(chat, institution=context.words[:MOST])
        async with context.db.transaction() as tx:
            await chats.save(tx, chat)
            await tx.commit()
    voice = Voice.of(chat)
    text = (
        voice.say("This chat belongs to: <b>{name}</b>.", name=chat.institution)
        if chat.institution
        else voice.say(
            "This chat belongs to no institution yet. Its administrators can say, for example: "
            "/institution Academy of Public Administration"
        )
    )
    await reply(update, context, text)


async def channel(update: Update, context: Context) -> None:
    """Subscribe a channel from a private chat: `/channel @name kazakhstan weekly`."""
    mine = await context.chat(update)
    name, *words = context.args or [""]
    if not name.startswith("@") and not name.lstrip("-").isdecimal():
        raise BadQuery(
            "Name the channel and what it shall hear of, for example: /channel @our_academy kazakhstan "
            "weekly. I must be an administrator of it, and so must you."
        )
    bound = await _bound(update, context, name, mine)
    cadence, rest = split_cadence(" ".join(words))
    made = await subscribe_to(context, bound, rest, cadence)
    await reply(
        update, context, Voice.of(mine).say("✅ {title} hears of: {what}", title=bound.title, what=made)
    )


async def _bound(update: Update, context: Context, name: str, mine: Chat) -> Chat:
    """Record the channel after seeing that both the person and the bot are its administrators."""
    if telegram_chat(update).type != ChatType.PRIVATE or update.effective_user is None:
        raise NotAllowed("Please write that in a private chat with me.")
    try:
        found = await context.bot.get_chat(name if name.startswith("@") else int(name))
        people = [
            await context.bot.get_chat_member(found.id, one)
            for one in (update.effective_user.id, context.bot.id)
        ]
    except (BadRequest, Forbidden) as exc:
        raise BadQuery("I can't see {name}. Make me an administrator of it first.", name=name) from exc
    if not all(member.status in ADMINS for member in people):
        raise NotAllowed("Both you and I must be administrators of {name}.", name=name)
    seed = Chat(found.id, ChatKind(found.type), found.title or name, mine.language, mine.timezone)
    async with context.db.transaction() as tx:
        stored, _ = await chats.ensure(tx, seed, context.now)
        await tx.commit()
    return stored


COMMAND = Command(
    "institution", mark("The institution this group or channel belongs to"), institution, private=False
)
CHANNEL = Command("channel", mark("Subscribe a channel of yours"), channel, group=False)

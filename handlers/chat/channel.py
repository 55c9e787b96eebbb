"""`/channel`: from a private chat, bind a channel that one administers, and subscribe it."""

from __future__ import annotations

from dataclasses import replace

from telegram import ChatFullInfo, Update
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden

from core.chat import Chat, ChatKind, ChatState
from core.errors import BadQuery, NotAllowed
from core.markup import Html
from handlers.command import Command
from handlers.context import Context, telegram_chat
from handlers.permissions import is_admin
from handlers.reply import reply
from handlers.subscribing.subscribe import store
from handlers.subscribing.subscriptions import described
from handlers.subscribing.wish import read_wish
from handlers.voice import Voice, mark
from storage import chats


async def channel(update: Update, context: Context) -> None:
    """Bind a channel (`/channel @name`), and subscribe it to what is named behind."""
    mine = await context.chat(update)
    name, *words = context.args or [""]
    wish = read_wish(" ".join(words))
    bound = await _bound(context, await _found(update, context, name), mine)
    if wish.rule is None:
        await reply(update, context, _next_step(bound, name, Voice.of(mine)))
        return
    made = await store(context, bound, wish.rule, wish.cadence, bound.thread_id, wish.remind)
    voice = Voice.of(mine)
    text = voice.say("✅ {title} hears of: {what}", title=bound.title, what=described(made, voice))
    await reply(update, context, text)


async def _found(update: Update, context: Context, name: str) -> ChatFullInfo:
    """Return the chat of a name or number, if both the person and the bot are its administrators."""
    user = update.effective_user
    if telegram_chat(update).type != ChatType.PRIVATE or user is None:
        raise NotAllowed("Please write that in a private chat with me.")
    if not name.startswith("@") and not name.removeprefix("-").isdecimal():
        raise BadQuery(
            "Name the channel and what it shall hear of, for example: /channel @our_academy kazakhstan "
            "weekly. I must be an administrator of it, and so must you."
        )
    try:
        found = await context.bot.get_chat(name if name.startswith("@") else int(name))
    except (BadRequest, Forbidden) as exc:
        raise BadQuery("I can't see {name}. Make me an administrator of it first.", name=name) from exc
    for person in (user.id, context.bot.id):
        if found.type == ChatType.PRIVATE or not await is_admin(context, found.id, person):
            raise NotAllowed("Both you and I must be administrators of {name}.", name=name)
    return found


async def _bound(context: Context, found: ChatFullInfo, mine: Chat) -> Chat:
    """Return the channel's record: a new one speaks as its administrator does, one set aside is taken up."""
    new = Chat(found.id, ChatKind(found.type), found.title or "", mine.language, mine.timezone)
    async with context.db.transaction() as tx:
        bound, _ = await chats.ensure(tx, new, context.now)
        if bound.state is ChatState.SET_ASIDE:
            await chats.set_state(tx, bound.id, ChatState.ACTIVE, "the bot is back", context.now)
            bound = replace(bound, state=ChatState.ACTIVE)
        await tx.commit()
    return bound


def _next_step(bound: Chat, name: str, voice: Voice) -> Html:
    return voice.say(
        "{title} is known to me now. Say what it shall hear of, here: /channel {name} kazakhstan weekly – or "
        "post in it: /subscribe kazakhstan weekly",
        title=bound.title,
        name=name,
    )


COMMAND = Command("channel", mark("Subscribe a channel of yours"), channel, group=False)

"""`/mydata` and `/forget`: what is known of a chat, and erasing it."""

from __future__ import annotations

from telegram import Update

from handlers.command import Command
from handlers.context import Context
from handlers.permissions import demand
from handlers.rendered import Rendered
from handlers.reply import answer, edit, reply
from handlers.subscriptions import described
from handlers.voice import LANGUAGES, Voice, mark
from storage import chats, subscriptions


async def mydata(update: Update, context: Context) -> None:
    """Show all that is stored of this chat."""
    await demand(update, context)
    chat = await context.chat(update)
    voice = Voice.of(chat)
    async with context.db.snapshot() as tx:
        rules = [described(one, voice) for one in await subscriptions.of_chat(tx, chat.id)]
    text = voice.say(
        "Stored of this chat: number {id}, kind {kind}, name {title}, language {language}, time zone {zone}, "
        "institution {institution}, state {state}.\nSubscriptions: {rules}\n"
        "Messages sent here are kept with it until /forget.",
        id=chat.id,
        kind=chat.kind.value,
        title=chat.title,
        language=LANGUAGES[voice.language],
        zone=chat.timezone,
        institution=chat.institution or "–",
        state=chat.state.value,
        rules="; ".join(rules) or "–",
    )
    await reply(update, context, text)


async def forget(update: Update, context: Context) -> None:
    """Ask whether to erase everything."""
    await demand(update, context)
    voice = Voice.of(await context.chat(update))
    buttons = (
        ((str(voice.say("🗑 Erase everything")), "forget:yes"), (str(voice.say("Keep it")), "forget:no")),
    )
    text = voice.say(
        "Erase all that I know of this chat: settings, subscriptions, what was sent? It can't be undone."
    )
    await reply(update, context, Rendered(text, buttons))


async def forget_pressed(update: Update, context: Context) -> None:
    """Erase, or not."""
    await answer(update)
    await demand(update, context)
    chat = await context.chat(update)
    voice = Voice.of(chat)
    if update.callback_query is None or update.callback_query.data != "forget:yes":
        await edit(update, voice.say("Nothing was erased."))
        return
    async with context.db.transaction() as tx:
        await chats.forget(tx, chat.id)
        await tx.commit()
    await edit(update, voice.say("Everything is erased. /start begins anew."))


MYDATA = Command("mydata", mark("Show what is stored of this chat"), mydata)
FORGET = Command("forget", mark("Erase what is stored of this chat"), forget)

"""`/forget`: erase a chat, after a second thought."""

from __future__ import annotations

from telegram import Update

from handlers.command import Button, Command
from handlers.context import Context, pressed, telegram_chat
from handlers.rendered import Rendered
from handlers.reply import answer, edit, reply
from handlers.voice import Voice, mark
from storage import chats


async def forget(update: Update, context: Context) -> None:
    """Ask whether to erase everything."""
    voice = Voice.of(await context.chat(update))
    text = voice.say(
        "Erase all that I know of this chat: settings, subscriptions, what was sent? It can't be undone."
    )
    buttons = (
        ((str(voice.say("🗑 Erase everything")), "forget:yes"), (str(voice.say("Keep it")), "forget:no")),
    )
    await reply(update, context, Rendered(text, buttons))


async def forget_pressed(update: Update, context: Context) -> None:
    """Erase, or not."""
    voice = Voice.of(await context.chat(update))
    told = voice.say("Nothing was erased.")
    if pressed(update) == "forget:yes":
        async with context.db.transaction() as tx:
            await chats.forget(tx, telegram_chat(update).id)
            await tx.commit()
        told = voice.say("Everything is erased. /start begins anew.")
    await answer(update)
    await edit(update, context, told)


COMMAND = Command("forget", mark("Erase what is stored of this chat"), forget, changes=True)
BUTTONS = (Button("forget:(?:yes|no)$", forget_pressed, changes=True),)

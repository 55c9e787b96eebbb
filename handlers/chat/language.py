"""`/language`: the language of the chat."""

from __future__ import annotations

from dataclasses import replace

from telegram import Update

from core.chat import Chat
from core.subscription import fold
from handlers.chat.start import welcome
from handlers.command import Button, Command
from handlers.context import Context, pressed
from handlers.rendered import Rendered
from handlers.reply import answer, edit, reply
from handlers.voice import LANGUAGES, Voice, mark


async def language(update: Update, context: Context) -> None:
    """Offer the languages, or take the one named."""
    chat = await context.chat(update)
    named = {fold(name): code for code, name in LANGUAGES.items()} | {code: code for code in LANGUAGES}
    code = named.get(fold(context.words))
    if code is None:
        await reply(update, context, choices(chat))
        return
    await reply(update, context, welcome(await context.save(replace(chat, language=code))))


async def language_pressed(update: Update, context: Context) -> None:
    """Show the choices (`lang`), or take one (`lang:kk`)."""
    chat = await context.chat(update)
    code = pressed(update).partition(":")[2]
    told = choices(chat)
    if code in LANGUAGES:
        told = welcome(await context.save(replace(chat, language=code)))
    await answer(update)
    await edit(update, context, told)


def choices(chat: Chat) -> Rendered:
    """Offer the languages, the present one ticked."""
    buttons = tuple(
        ((f"{'✓ ' if code == chat.language else ''}{name}", f"lang:{code}"),)
        for code, name in LANGUAGES.items()
    )
    return Rendered(Voice.of(chat).say("Which language shall I speak here?"), buttons)


COMMAND = Command("language", mark("Choose the language"), language, changes=True)
BUTTONS = (Button("lang(?::|$)", language_pressed, changes=True),)

"""`/language`: the language of the chat."""

from __future__ import annotations

from dataclasses import replace

from telegram import Update

from core.chat import Chat
from handlers.command import Command
from handlers.context import Context
from handlers.permissions import demand
from handlers.rendered import Rendered
from handlers.reply import answer, edit, reply
from handlers.start import welcome
from handlers.voice import LANGUAGES, Voice, mark
from storage import chats


async def language(update: Update, context: Context) -> None:
    """Offer the languages, or take the one named."""
    chat = await context.chat(update)
    named = {name.casefold(): code for code, name in LANGUAGES.items()} | {code: code for code in LANGUAGES}
    code = named.get(context.words.casefold())
    if code is None:
        await reply(update, context, _choices(chat))
        return
    await demand(update, context)
    await reply(update, context, welcome(await _changed(context, chat, code)))


async def language_pressed(update: Update, context: Context) -> None:
    """Show the choices (`lang`), or take one (`lang:kk`)."""
    chat = await context.chat(update)
    data = update.callback_query.data if update.callback_query else None
    code = (data or "").partition(":")[2]
    await answer(update)
    if code not in LANGUAGES:
        await edit(update, _choices(chat))
        return
    await demand(update, context)
    await edit(update, welcome(await _changed(context, chat, code)))


async def _changed(context: Context, chat: Chat, code: str) -> Chat:
    changed = replace(chat, language=code)
    async with context.db.transaction() as tx:
        await chats.save(tx, changed)
        await tx.commit()
    return changed


def _choices(chat: Chat) -> Rendered:
    buttons = tuple(((name, f"lang:{code}"),) for code, name in LANGUAGES.items())
    return Rendered(Voice.of(chat).say("Which language shall I speak here?"), buttons)


COMMAND = Command("language", mark("Choose the language"), language)

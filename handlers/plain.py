"""Words that are no command."""

from __future__ import annotations

from telegram import Update

from core.query import EventQuery, parse_query
from handlers.context import Context
from handlers.events import page_of
from handlers.lexicon import lexicon
from handlers.reply import answer, reply
from handlers.voice import Voice


async def plain_words(update: Update, context: Context) -> None:
    """Take words in a private chat for a question, where they name anything; else say what can be written."""
    chat = await context.chat(update)
    text = (update.effective_message.text or "") if update.effective_message else ""
    query = parse_query(text[:200], lexicon(), context.today(chat))
    if EventQuery(words=query.words) != query:
        await reply(update, context, await page_of(context, chat, query, 0))
        return
    await reply(
        update,
        context,
        Voice.of(chat).say(
            "I didn't understand that. Write a country, a topic or a month, for example: uzbekistan next "
            "month. /help shows all I can do."
        ),
    )


async def unknown_command(update: Update, context: Context) -> None:
    """Say that there is no such command."""
    voice = Voice.of(await context.chat(update))
    await reply(update, context, voice.say("There is no such command. /help shows those there are."))


async def unknown_press(update: Update, context: Context) -> None:
    """Say that a button is none of ours any more."""
    voice = Voice.of(await context.chat(update))
    await answer(update, str(voice.say("This button is too old. /help shows what I can do.")), alert=True)

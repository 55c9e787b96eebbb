"""Words that are no command."""

from __future__ import annotations

from dataclasses import replace

from telegram import Update

from core.chat import Chat
from core.query import EventQuery, parse_query, words_of
from handlers.asking.events import page_of
from handlers.asking.query_data import fitted
from handlers.context import Context
from handlers.reply import answer, reply
from handlers.voice import Voice
from storage import events

SHORTEST = 4  #: letters of a free word that is not taken for chance


async def plain_words(update: Update, context: Context) -> None:
    """Take words in a private chat for a question, where they name anything; else say what can be written."""
    chat = await context.chat(update)
    text = (update.effective_message.text or "") if update.effective_message else ""
    query = await _question(context, chat, text)
    if query is not None:
        await reply(update, context, await page_of(context, chat, query))
        return
    hint = Voice.of(chat).say(
        "I didn't understand that. Write a country, a topic or a month, for example: uzbekistan next "
        "month. /help shows all I can do."
    )
    await reply(update, context, hint)


async def _question(context: Context, chat: Chat, text: str) -> EventQuery | None:
    """Return what words ask for: as they stand where that finds something, else what they name for sure."""
    query = fitted(parse_query(text, context.lexicon, context.today(chat)))
    named = bool(query.countries or query.topics or query.kinds or query.since)
    if named or query.words:
        async with context.db.snapshot() as tx:
            page = await events.search(tx, query, context.today(chat), limit=1, offset=0)
        if page.total and (named or max(map(len, query.words)) >= SHORTEST):
            return query
        return replace(query, words=()) if named else None
    return query if words_of(text) else None


async def unknown_command(update: Update, context: Context) -> None:
    """Say that there is no such command."""
    voice = Voice.of(await context.chat(update))
    await reply(update, context, voice.say("There is no such command. /help shows those there are."))


async def unknown_press(update: Update, context: Context) -> None:
    """Say that a button is none of ours any more."""
    voice = Voice.of(await context.chat(update))
    await answer(update, voice.say("This button is too old. /help shows what I can do."), alert=True)

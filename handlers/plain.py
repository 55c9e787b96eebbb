"""Words that are no command."""

from __future__ import annotations

from dataclasses import replace

from telegram import Update

from core.query import EventQuery, TimeScope, parse_query
from handlers.context import Context
from handlers.events import page_of
from handlers.lexicon import lexicon
from handlers.query_data import fitted
from handlers.reply import answer, reply
from handlers.voice import Voice
from storage import events


async def plain_words(update: Update, context: Context) -> None:
    """Take words in a private chat for a question, where they name anything; else say what can be written."""
    chat = await context.chat(update)
    text = (update.effective_message.text or "") if update.effective_message else ""
    query = parse_query(text, lexicon(), context.today(chat))
    if _names_something(query):
        await reply(update, context, await page_of(context, chat, await _answerable(context, query)))
        return
    hint = Voice.of(chat).say(
        "I didn't understand that. Write a country, a topic or a month, for example: uzbekistan next "
        "month. /help shows all I can do."
    )
    await reply(update, context, hint)


def _names_something(query: EventQuery) -> bool:
    """Say whether anything but chance words was read; "next" or "all" among others may be chance."""
    named = query.countries or query.topics or query.kinds or query.since
    return bool(named) or (query.time is not TimeScope.UPCOMING and not query.words)


async def _answerable(context: Context, query: EventQuery) -> EventQuery:
    """Leave out the free words of a sentence where nothing holds them all."""
    query = fitted(query)
    async with context.db.snapshot() as tx:
        page = await events.search(tx, query, context.now.date(), limit=1, offset=0)
    return query if page.total else replace(query, words=())


async def unknown_command(update: Update, context: Context) -> None:
    """Say that there is no such command."""
    voice = Voice.of(await context.chat(update))
    await reply(update, context, voice.say("There is no such command. /help shows those there are."))


async def unknown_press(update: Update, context: Context) -> None:
    """Say that a button is none of ours any more."""
    voice = Voice.of(await context.chat(update))
    await answer(update, voice.say("This button is too old. /help shows what I can do."), alert=True)

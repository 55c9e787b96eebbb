"""`/digest`: what the last week brought for this chat, now."""

from __future__ import annotations

from datetime import timedelta

from telegram import Update

from core.digest import COMING_DAYS, compose, running_period
from core.markup import Html
from core.subscription import Cadence
from handlers.command import Command
from handlers.context import Context
from handlers.digests import digest_messages
from handlers.reply import reply
from handlers.voice import Voice, mark
from storage import events, subscriptions


async def digest(update: Update, context: Context) -> None:
    """Render the digest of the last seven days for all of the chat's subscriptions."""
    chat = await context.chat(update)
    voice, today = Voice.of(chat), context.today(chat)
    period = running_period(Cadence.WEEKLY, chat, voice.zone, context.now)
    async with context.db.snapshot() as tx:
        rules = [one.rule for one in await subscriptions.of_chat(tx, chat.id)]
        found = await events.found_between(tx, period.since, period.until)
        ahead = await events.upcoming(tx, today, today + timedelta(days=COMING_DAYS))
    messages = digest_messages(compose(found, ahead, rules, today), period, chat, today)
    if not rules:
        await reply(
            update, context, voice.say("You have no subscription yet. /subscribe chooses what to hear of.")
        )
    elif not messages:
        await reply(
            update,
            context,
            voice.say("Nothing new in the last seven days, and nothing ahead. /events looks further."),
        )
    for message in messages:
        await reply(update, context, Html(message.html))


COMMAND = Command("digest", mark("Your digest of the last seven days, now"), digest)

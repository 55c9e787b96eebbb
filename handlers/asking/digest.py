"""`/digest`: what the last week brought for this chat, now."""

from __future__ import annotations

from telegram import Update

from core.chat import Chat
from core.delivery import TextMessage
from core.digest import compose, running_period
from core.markup import Html
from core.subscription import Cadence, Rule
from handlers.asking.digests import digest_messages
from handlers.command import Command
from handlers.context import Context
from handlers.rendered import Rendered
from handlers.reply import reply
from handlers.voice import Voice, mark
from storage import digests, mutes, subscriptions


async def digest(update: Update, context: Context) -> None:
    """Show the digest of the last seven days for all of the chat's subscriptions."""
    chat = await context.chat(update)
    voice = Voice.of(chat)
    async with context.db.snapshot() as tx:
        rules = [one.rule for one in await subscriptions.of_chat(tx, chat.id)]
    if not rules:
        text = voice.say("You have no subscription yet. /subscribe chooses what to hear of.")
        await reply(update, context, text)
        return
    messages = await _messages(context, chat, rules)
    if not messages:
        text = voice.say("Nothing new in the last seven days, and nothing ahead. /events looks further.")
        await reply(update, context, text)
    for message in messages:
        await reply(update, context, Rendered(Html(message.html), message.buttons))


async def _messages(context: Context, chat: Chat, rules: list[Rule]) -> list[TextMessage]:
    """Render what the last seven days brought, and what is ahead."""
    today = context.today(chat)
    period = running_period(Cadence.WEEKLY, chat, Voice.of(chat).zone, context.now)
    async with context.db.snapshot() as tx:
        material = await digests.material(tx, period, today)
        muted = await mutes.of_chat(tx, chat.id)
    return digest_messages(compose(material, rules, today, muted), period, chat, today)


COMMAND = Command("digest", mark("Your digest of the last seven days, now"), digest)

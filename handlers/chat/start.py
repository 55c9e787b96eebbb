"""`/start`: welcome, in the person's own language, with the next steps as buttons."""

from __future__ import annotations

from telegram import Update

from core.chat import Chat, ChatState
from core.markup import Html, join
from core.query import EventQuery
from handlers.asking.query_data import page_data
from handlers.command import Command
from handlers.context import Context
from handlers.permissions import may_change
from handlers.rendered import Rendered
from handlers.reply import reply
from handlers.subscribing.draft import Draft
from handlers.voice import Voice, mark


async def start(update: Update, context: Context) -> None:
    """Welcome; a chat that had stopped or was set aside hears again."""
    chat = await context.chat(update)
    lead = []
    if chat.state is not ChatState.ACTIVE and await may_change(update, context):
        chat = await context.set_state(chat, ChatState.ACTIVE, "started again")
        lead = [
            Voice.of(chat).say("Welcome back: alerts and digests come again. /subscriptions shows which.")
        ]
    await reply(update, context, welcome(chat, *lead))


def welcome(chat: Chat, *lead: Html) -> Rendered:
    """Render the welcome."""
    voice = Voice.of(chat)
    html = voice.say(
        "<b>Welcome to hubwire.</b>\n\nI read the news of partner institutions, find conferences, trainings "
        "and meetings in it, and tell you of those you care for: at once, or in a weekly digest.\n\n"
        "Choose countries and topics to begin. /help shows all I can do."
    )
    buttons = (
        ((str(voice.say("🔔 Subscribe")), Draft().data()),),
        ((str(voice.say("🗓 Upcoming events")), page_data(EventQuery(), 0)),),
        ((str(voice.say("❓ Help")), "help"), (str(voice.say("🌐 Language")), "lang")),
    )
    return Rendered(join("\n\n", (*lead, html)), buttons)


COMMAND = Command("start", mark("Begin, or begin again"), start)

"""`/start`: welcome, in the person's own language, with the next steps as buttons."""

from __future__ import annotations

from dataclasses import replace

from telegram import Update

from core.chat import Chat, ChatState
from handlers.command import Command
from handlers.context import Context
from handlers.rendered import Rendered
from handlers.reply import reply
from handlers.voice import Voice, mark
from storage import chats


async def start(update: Update, context: Context) -> None:
    """Welcome; a chat that had stopped or was set aside hears again."""
    chat = await context.chat(update)
    if chat.state is not ChatState.ACTIVE:
        async with context.db.transaction() as tx:
            await chats.set_state(tx, chat.id, ChatState.ACTIVE, "started again", context.now)
            await tx.commit()
        chat = replace(chat, state=ChatState.ACTIVE)
    await reply(update, context, welcome(chat))


def welcome(chat: Chat) -> Rendered:
    """Render the welcome."""
    voice = Voice.of(chat)
    html = voice.say(
        "<b>Welcome to hubwire.</b>\n\nI read the news of partner institutions, find conferences, trainings "
        "and meetings in it, and tell you of those you care for: at once, or in a weekly digest.\n\n"
        "Choose countries and topics to begin. /help shows all I can do."
    )
    buttons = (
        ((str(voice.say("🔔 Subscribe")), "d:c:0::"),),
        (
            (str(voice.say("🗓 Upcoming events")), "ev:p:0:|||u|||"),
            (str(voice.say("✔️ Held events")), "ev:p:0:|||h|||"),
        ),
        ((str(voice.say("🌐 Language")), "lang"),),
    )
    return Rendered(html, buttons)


COMMAND = Command("start", mark("Begin, or begin again"), start)

"""`/institution`: which partner institution a group or channel belongs to."""

from __future__ import annotations

from dataclasses import replace

from telegram import Update

from core.chat import Chat
from core.markup import Html, shorten
from handlers.command import Command
from handlers.context import Context
from handlers.permissions import demand
from handlers.reply import reply
from handlers.voice import Voice, mark

MOST = 200  #: characters of a name


async def institution(update: Update, context: Context) -> None:
    """Show the institution to anybody; let administrators set it."""
    chat = await context.chat(update)
    if context.words:
        await demand(update, context)
        chat = await context.save(replace(chat, institution=shorten(context.words, MOST)))
    await reply(update, context, shown(chat))


def shown(chat: Chat) -> Html:
    """Say to which institution a chat belongs."""
    voice = Voice.of(chat)
    if chat.institution:
        return voice.say("This chat belongs to: <b>{name}</b>.", name=chat.institution)
    return voice.say(
        "This chat belongs to no institution yet. Its administrators can say, for example: "
        "/institution Academy of Public Administration"
    )


COMMAND = Command(
    "institution", mark("The institution this group or channel belongs to"), institution, private=False
)

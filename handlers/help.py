"""`/help`: what hubwire can do, made from the registry of commands."""

from __future__ import annotations

from collections.abc import Iterable

from telegram import Update

from core.chat import ChatKind
from core.markup import Html, fill, join
from handlers.command import Command
from handlers.context import Context
from handlers.reply import reply
from handlers.voice import Voice, mark


def command(every: Iterable[Command]) -> Command:
    """Return the help command for a list of commands, to which it belongs itself."""
    listed = list(every)

    async def show(update: Update, context: Context) -> None:
        """List the commands of this kind of chat, with examples."""
        chat = await context.chat(update)
        voice = Voice.of(chat)
        shown = [
            one for one in (*listed, made) if (one.private if chat.kind is ChatKind.PRIVATE else one.group)
        ]
        lines = [fill("/{name} – {does}", name=one.name, does=voice.say(one.does)) for one in shown]
        await reply(update, context, join("\n", (_head(voice), *lines, _examples(voice))))

    made = Command("help", mark("Show what I can do"), show)
    return made


def _head(voice: Voice) -> Html:
    return voice.say("<b>What I can do</b>\n")


def _examples(voice: Voice) -> Html:
    return voice.say(
        "\nFor example:\n/subscribe kazakhstan digital government weekly\n/events uzbekistan next month\n"
        "/events held integrity"
    )

"""`/help`: what hubwire can do, made from the registry of commands."""

from __future__ import annotations

from collections.abc import Iterable

from telegram import Update

from core.chat import ChatKind
from core.markup import Html, fill, join
from handlers.command import Button, Command
from handlers.context import Context
from handlers.reply import answer, reply
from handlers.voice import Voice, mark


def command(every: Iterable[Command]) -> Command:
    """Return the help command for a list of commands, to which it belongs itself."""
    listed = list(every)

    async def show(update: Update, context: Context) -> None:
        """List the commands of this kind of chat, with examples."""
        chat = await context.chat(update)
        private = chat.kind is ChatKind.PRIVATE
        shown = [one for one in (*listed, made) if (one.private if private else one.group)]
        await answer(update)
        await reply(update, context, text(shown, Voice.of(chat)))

    made = Command("help", mark("Show what I can do"), show)
    return made


def button(made: Command) -> Button:
    """Return the button that does what `/help` does."""
    return Button("help$", made.callback)


def text(shown: Iterable[Command], voice: Voice) -> Html:
    """Render commands, a line each, and examples."""
    lines = [fill("/{name} – {does}", name=one.name, does=voice.say(one.does)) for one in shown]
    head = voice.say("<b>What I can do</b>")
    examples = voice.say(
        "For example:\n/subscribe kazakhstan digital government weekly\n/events uzbekistan next month\n"
        "/events held integrity\n\nWords may be English, Russian or Kazakh."
    )
    return join("\n\n", (head, join("\n", lines), examples))

"""`/stop`: no more messages; the settings are kept."""

from __future__ import annotations

from telegram import Update

from core.chat import ChatState
from handlers.command import Command
from handlers.context import Context
from handlers.reply import reply
from handlers.voice import Voice, mark


async def stop(update: Update, context: Context) -> None:
    """Stop alerts and digests of this chat."""
    chat = await context.set_state(await context.chat(update), ChatState.STOPPED, "/stop")
    text = Voice.of(chat).say(
        "Stopped: no more alerts and digests here. Your subscriptions are kept; /start brings them back, "
        "/forget erases them."
    )
    await reply(update, context, text)


COMMAND = Command("stop", mark("Stop all messages, keep the settings"), stop, changes=True)

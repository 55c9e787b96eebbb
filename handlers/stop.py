"""`/stop`: no more messages; the settings are kept."""

from __future__ import annotations

from telegram import Update

from core.chat import ChatState
from handlers.command import Command
from handlers.context import Context
from handlers.permissions import demand
from handlers.reply import reply
from handlers.voice import Voice, mark
from storage import chats


async def stop(update: Update, context: Context) -> None:
    """Stop alerts and digests of this chat."""
    await demand(update, context)
    chat = await context.chat(update)
    async with context.db.transaction() as tx:
        await chats.set_state(tx, chat.id, ChatState.STOPPED, "/stop", context.now)
        await tx.commit()
    await reply(
        update,
        context,
        Voice.of(chat).say(
            "Stopped: no more alerts and digests here. Your subscriptions are kept; /start brings them back, "
            "/forget erases them."
        ),
    )


COMMAND = Command("stop", mark("Stop all messages, keep the settings"), stop)

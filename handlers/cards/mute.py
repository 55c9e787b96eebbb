"""Hearing nothing more of one event, and hearing of it again."""

from __future__ import annotations

from telegram import Update

from handlers.cards.card_press import buttons_anew, pressed_event
from handlers.command import Button
from handlers.context import Context
from handlers.reply import answer
from handlers.voice import Voice
from storage import mutes, news


async def mute_pressed(update: Update, context: Context) -> None:
    """Tell the chat nothing more of an event (`ev:m:ID`); what waits to be sent is withdrawn."""
    event, chat = await pressed_event(update, context)
    if event is None:
        return
    async with context.db.transaction() as tx:
        await mutes.mute(tx, chat.id, event.id, context.now)
        await news.silence(tx, event.id, chat.id, context.now)
        await tx.commit()
    told = Voice.of(chat).say("Muted: no changes, reminders or digest lines of this event any more.")
    await answer(update, told)
    await buttons_anew(update, context, chat, event)


async def unmute_pressed(update: Update, context: Context) -> None:
    """Tell the chat of an event again (`ev:u:ID`)."""
    event, chat = await pressed_event(update, context)
    if event is None:
        return
    async with context.db.transaction() as tx:
        await mutes.unmute(tx, chat.id, event.id)
        await tx.commit()
    await answer(update, Voice.of(chat).say("You will hear of this event again."))
    await buttons_anew(update, context, chat, event)


BUTTONS = (
    Button(r"ev:m:\d{1,18}$", mute_pressed, changes=True),
    Button(r"ev:u:\d{1,18}$", unmute_pressed, changes=True),
)

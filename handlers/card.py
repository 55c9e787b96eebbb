"""The buttons behind a list: an event's card, and the evidence for each of its facts."""

from __future__ import annotations

from telegram import Update

from core.chat import Chat
from core.event import Event
from handlers.cards import event_card, evidence_card
from handlers.command import Button
from handlers.context import Context, pressed
from handlers.reply import answer, edit, reply
from handlers.voice import Voice
from storage import events


async def card_pressed(update: Update, context: Context) -> None:
    """Show an event (`ev:c:ID`) as a message of its own, so that the list stays."""
    event, chat = await _event(update, context)
    if event is not None:
        await answer(update)
        await reply(update, context, event_card(event, Voice.of(chat), context.today(chat)))


async def evidence_pressed(update: Update, context: Context) -> None:
    """Turn a card over (`ev:e:ID`): the words that each fact was read from."""
    event, chat = await _event(update, context)
    if event is not None:
        await answer(update)
        await edit(update, context, evidence_card(event, Voice.of(chat)))


async def back_pressed(update: Update, context: Context) -> None:
    """Turn a card back (`ev:b:ID`)."""
    event, chat = await _event(update, context)
    if event is not None:
        await answer(update)
        await edit(update, context, event_card(event, Voice.of(chat), context.today(chat)))


async def _event(update: Update, context: Context) -> tuple[Event | None, Chat]:
    """Return the event whose button was pressed; None, and a word to the person, when it is gone."""
    chat = await context.chat(update)
    async with context.db.snapshot() as tx:
        event = await events.get(tx, int(pressed(update).rsplit(":", 1)[-1]))
    if event is None or event.hidden:
        await answer(update, Voice.of(chat).say("That event is gone. /events asks anew."), alert=True)
        return None, chat
    return event, chat


BUTTONS = (
    Button(r"ev:c:\d{1,18}$", card_pressed),
    Button(r"ev:e:\d{1,18}$", evidence_pressed),
    Button(r"ev:b:\d{1,18}$", back_pressed),
)

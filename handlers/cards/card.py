"""The buttons behind a list: an event's card, and the evidence for each of its facts."""

from __future__ import annotations

from telegram import Update

from handlers.cards.card_press import own_of, pressed_event
from handlers.cards.cards import event_card, evidence_card
from handlers.command import Button
from handlers.context import Context
from handlers.reply import answer, edit, reply
from handlers.voice import Voice


async def card_pressed(update: Update, context: Context) -> None:
    """Show an event (`ev:c:ID`) as a message of its own, so that the list stays."""
    event, chat = await pressed_event(update, context)
    if event is not None:
        own = await own_of(update, context, chat, event)
        await answer(update)
        await reply(update, context, event_card(event, Voice.of(chat), context.today(chat), own=own))


async def evidence_pressed(update: Update, context: Context) -> None:
    """Turn a card over (`ev:e:ID`): the words that each fact was read from."""
    event, chat = await pressed_event(update, context)
    if event is not None:
        await answer(update)
        await edit(update, context, evidence_card(event, Voice.of(chat)))


async def back_pressed(update: Update, context: Context) -> None:
    """Turn a card back (`ev:b:ID`)."""
    event, chat = await pressed_event(update, context)
    if event is not None:
        own = await own_of(update, context, chat, event)
        await answer(update)
        await edit(update, context, event_card(event, Voice.of(chat), context.today(chat), own=own))


BUTTONS = (
    Button(r"ev:c:\d{1,18}$", card_pressed),
    Button(r"ev:e:\d{1,18}$", evidence_pressed),
    Button(r"ev:b:\d{1,18}$", back_pressed),
)

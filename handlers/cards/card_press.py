"""What every press under a card begins with: the event, the chat, and what the chat has settled for it."""

from __future__ import annotations

import re

from telegram import Update

from core.chat import Chat
from core.event import Event
from handlers.cards.card_buttons import Own, card_buttons
from handlers.context import Context, pressed, thread_of
from handlers.reply import answer, edit_buttons
from handlers.voice import Voice
from storage import events, mutes, reminders

_NUMBER = re.compile(r"ev:\w+:(\d{1,18})")


async def pressed_event(update: Update, context: Context) -> tuple[Event | None, Chat]:
    """Return the event whose button was pressed; None, and a word to the person, when it is gone."""
    chat = await context.chat(update)
    found = _NUMBER.match(pressed(update))
    async with context.db.snapshot() as tx:
        event = await events.get(tx, int(found[1])) if found else None
    if event is None or event.hidden:
        await answer(update, Voice.of(chat).say("That event is gone. /events asks anew."), alert=True)
        return None, chat
    return event, chat


async def own_of(update: Update, context: Context, chat: Chat, event: Event) -> Own:
    """Return what the chat has settled for an event, in the topic where the button is."""
    thread = thread_of(update.effective_message)
    async with context.db.snapshot() as tx:
        leads = await reminders.leads(tx, chat, thread, event)
        return Own(leads, muted=event.id in await mutes.of_chat(tx, chat.id))


async def buttons_anew(update: Update, context: Context, chat: Chat, event: Event) -> None:
    """Put the card's buttons under the message again, as they stand by now; the text stays."""
    own = await own_of(update, context, chat, event)
    await edit_buttons(update, card_buttons(event, Voice.of(chat), context.today(chat), own))

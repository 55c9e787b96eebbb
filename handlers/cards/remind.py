"""Reminders under a card: which there can be, set and taken back by a tap."""

from __future__ import annotations

from datetime import tzinfo

from telegram import Update

from core.chat import Chat, ChatState
from core.event import Event
from core.markup import Html
from core.reminder import Lead, possible, remind_at
from handlers.cards.card_press import buttons_anew, own_of, pressed_event
from handlers.cards.local_zone import local_zone
from handlers.command import Button
from handlers.context import Context, pressed, thread_of
from handlers.rendered import Buttons
from handlers.reply import answer, edit_buttons
from handlers.subscribing.draft import LEADS
from handlers.voice import Voice
from storage import reminders


async def menu_pressed(update: Update, context: Context) -> None:
    """Offer the reminders that can still be set (`ev:r:ID`), those that are set ticked."""
    event, chat = await pressed_event(update, context)
    if event is not None:
        offered = possible(event.facts, _zone(event, chat), context.now)
        await answer(update, Html("") if offered else _too_late(event, chat, context), alert=not offered)
        if offered:
            await _show(update, context, event, chat)


async def lead_pressed(update: Update, context: Context) -> None:
    """Set a reminder, or take it back (`ev:t:ID:d`); one whose time has passed can't be set."""
    event, chat = await pressed_event(update, context)
    if event is None:
        return
    lead = LEADS[pressed(update)[-1]]
    is_set = lead in (await own_of(update, context, chat, event)).leads
    if not is_set and lead not in possible(event.facts, _zone(event, chat), context.now):
        await answer(update, _too_late(event, chat, context), alert=True)
    else:
        async with context.db.transaction() as tx:
            thread = thread_of(update.effective_message)
            await reminders.choose(tx, chat.id, thread, event.id, lead, context.now, wanted=not is_set)
            await tx.commit()
        await answer(update, _done(event, lead, chat, wanted=not is_set))
    await _show(update, context, event, chat)


async def closed_pressed(update: Update, context: Context) -> None:
    """Put the card's own buttons back (`ev:k:ID`)."""
    event, chat = await pressed_event(update, context)
    if event is not None:
        await answer(update)
        await buttons_anew(update, context, chat, event)


async def _show(update: Update, context: Context, event: Event, chat: Chat) -> None:
    """Show what can be chosen; the card's own buttons where nothing can any more."""
    offered = possible(event.facts, _zone(event, chat), context.now)
    if not offered:
        await buttons_anew(update, context, chat, event)
        return
    chosen = (await own_of(update, context, chat, event)).leads
    await edit_buttons(update, menu(event, offered, chosen, Voice.of(chat)))


def menu(event: Event, offered: tuple[Lead, ...], chosen: frozenset[Lead], voice: Voice) -> Buttons:
    """Lay the choices out, and the way back."""
    letters = {lead: letter for letter, lead in LEADS.items()}
    rows = tuple(
        ((f"{'✓ ' if lead in chosen else ''}{voice.lead(lead)}", f"ev:t:{event.id}:{letters[lead]}"),)
        for lead in offered
    )
    return (*rows, ((str(voice.say("« Back")), f"ev:k:{event.id}"),))


def _done(event: Event, lead: Lead, chat: Chat, *, wanted: bool) -> Html:
    voice, at = Voice.of(chat), remind_at(event.facts, lead, _zone(event, chat))
    if not wanted:
        return voice.say("No reminder {lead} any more.", lead=voice.lead(lead))
    if chat.state is not ChatState.ACTIVE:
        return voice.say("Noted, but this chat is stopped: /start lets me write here again.")
    if at is None:
        return voice.say("I'll remind you {lead}, as soon as the day is known.", lead=voice.lead(lead))
    return voice.say("I'll remind you {lead}: {moment}.", lead=voice.lead(lead), moment=voice.moment(at))


def _too_late(event: Event, chat: Chat, context: Context) -> Html:
    """Say that the time for it has passed, and what is still possible."""
    voice, left = Voice.of(chat), possible(event.facts, _zone(event, chat), context.now)
    if not left:
        return voice.say("It is too late for a reminder: the event begins too soon, or has begun.")
    return voice.say(
        "That moment has passed already. I can still remind you {lead}.", lead=voice.lead(left[0])
    )


def _zone(event: Event, chat: Chat) -> tzinfo:
    return local_zone(event.facts, Voice.of(chat).zone)


BUTTONS = (
    Button(r"ev:r:\d{1,18}$", menu_pressed, changes=True),
    Button(r"ev:t:\d{1,18}:[wdh]$", lead_pressed, changes=True),
    Button(r"ev:k:\d{1,18}$", closed_pressed, changes=True),
)

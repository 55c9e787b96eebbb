"""The button that sends an event as a calendar file."""

from __future__ import annotations

from telegram import Update

from core.event import Event
from handlers.cards.ical import calendar, days_of
from handlers.cards.name import name_of
from handlers.command import Button
from handlers.context import Context, pressed
from handlers.rendered import Buttons
from handlers.reply import answer, send_file
from handlers.voice import Voice
from storage import events


def offered(event: Event, voice: Voice) -> Buttons:
    """Offer the file of an event whose month at least is known."""
    if days_of(event.facts) is None:
        return ()
    return (((str(voice.say("📅 To my calendar")), f"ev:i:{event.id}"),),)


async def file_pressed(update: Update, context: Context) -> None:
    """Send an event (`ev:i:ID`) as a file that every calendar reads."""
    chat = await context.chat(update)
    voice = Voice.of(chat)
    async with context.db.snapshot() as tx:
        event = await events.get(tx, int(pressed(update).rsplit(":", 1)[-1]))
    if event is None or event.hidden:
        await answer(update, voice.say("That event is gone. /events asks anew."), alert=True)
    elif days_of(event.facts) is None:
        await answer(
            update,
            voice.say("The date of this event is not known by now. Look again later: /events."),
            alert=True,
        )
    else:
        await answer(update)
        content = calendar([event], voice, name_of(event.facts))
        await send_file(update, context, content, f"event-{event.id}.ics")


BUTTONS = (Button(r"ev:i:\d{1,18}$", file_pressed),)

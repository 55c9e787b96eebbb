"""`/calendar`: a private address by which a calendar program reads what this chat follows."""

from __future__ import annotations

import re
import secrets

from telegram import Update

from core.calendar import CalendarAddress
from core.chat import Chat
from core.markup import join
from handlers.command import Button, Command
from handlers.context import Context, pressed
from handlers.rendered import Rendered
from handlers.reply import answer, edit, reply
from handlers.voice import Voice, mark
from storage import calendars, subscriptions


async def calendar(update: Update, context: Context) -> None:
    """Show the chat's address; the first time it is made."""
    chat = await context.chat(update)
    await reply(update, context, await _shown(context, chat))


async def calendar_pressed(update: Update, context: Context) -> None:
    """Make a new address (`cal:new`) or switch it off (`cal:off`); either way the old one is dead."""
    chat = await context.chat(update)
    new = pressed(update) == "cal:new"
    told = await _shown(context, chat, anew=True) if new else await _switched_off(context, chat)
    await answer(update)
    await edit(update, context, told)


async def _shown(context: Context, chat: Chat, *, anew: bool = False) -> Rendered:
    """Return the message with the chat's address, made where there is none or a new one is wanted."""
    voice, served_at = Voice.of(chat), context.bot_data.public_address
    if not served_at:
        return _not_served(voice)
    async with context.db.transaction() as tx:
        if anew:
            await calendars.remove(tx, chat.id)
        address = await calendars.ensure(tx, chat.id, new_token(), context.now)
        followed = bool(await subscriptions.of_chat(tx, chat.id))
        await tx.commit()
    return _rendered(address, voice, served_at, followed=followed)


async def _switched_off(context: Context, chat: Chat) -> Rendered:
    async with context.db.transaction() as tx:
        await calendars.remove(tx, chat.id)
        await tx.commit()
    return Rendered(
        Voice.of(chat).say(
            "The calendar is switched off: its address no longer works. /calendar makes a new one."
        )
    )


def new_token() -> str:
    """Return a token that nobody can guess; `core.calendar.TOKEN` is its shape."""
    return f"cal_{secrets.token_urlsafe(32)}"


def _rendered(address: CalendarAddress, voice: Voice, served_at: str, *, followed: bool) -> Rendered:
    url = f"{served_at}/calendar/{address.token}.ics"
    text = voice.say(
        "<b>A calendar of all that this chat follows</b>\nIt keeps itself up to date in your calendar "
        "program.\n\nPhone, Apple Calendar, Outlook: open or copy\n<code>{webcal}</code>\n\n"
        "Google Calendar, “From URL”, and others:\n<code>{url}</code>\n\n"
        "Whoever has the address can read along. If it gets about, make a new one: the old one then ends.",
        webcal=re.sub("^https?", "webcal", url),
        url=url,
    )
    empty = voice.say("Nothing is followed here yet: /subscribe fills it.")
    buttons = (((str(voice.say("🔁 New address")), "cal:new"), (str(voice.say("🚫 Switch off")), "cal:off")),)
    return Rendered(text if followed else join("\n\n", (text, empty)), buttons)


def _not_served(voice: Voice) -> Rendered:
    text = voice.say(
        "This bot serves no calendars yet. Ask its operator to set HTTP_LISTEN and PUBLIC_URL. Meanwhile the "
        "button “📅 To my calendar” below each event sends it as a file: /events."
    )
    return Rendered(text)


COMMAND = Command("calendar", mark("What this chat follows, in your own calendar"), calendar, changes=True)
BUTTONS = (Button("cal:(?:new|off)$", calendar_pressed, changes=True),)

"""`/timezone`: when a day and a week begin and end for this chat."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from telegram import Update

from core.chat import Chat
from handlers.command import Button, Command
from handlers.context import Context, pressed
from handlers.rendered import Rendered
from handlers.reply import answer, edit, reply
from handlers.voice import Voice, mark
from handlers.zones import OFFERED, named_zone, town


async def timezone(update: Update, context: Context) -> None:
    """Show the zone and offer others, or take the one named (an IANA name or its town)."""
    chat = await context.chat(update)
    if context.words:
        chat = await context.save(replace(chat, timezone=named_zone(context.words)))
    await reply(update, context, shown(chat, context.now))


async def zone_pressed(update: Update, context: Context) -> None:
    """Take a zone (`tz:Asia/Almaty`)."""
    zone = named_zone(pressed(update).partition(":")[2])
    chat = await context.save(replace(await context.chat(update), timezone=zone))
    await answer(update)
    await edit(update, context, shown(chat, context.now))


def shown(chat: Chat, now: datetime) -> Rendered:
    """Say the zone and the time in it, and offer others."""
    voice = Voice.of(chat)
    text = voice.say(
        "Time zone: <b>{zone}</b>. It is {now} here.\nChoose another, or write for example: /timezone "
        "Tashkent",
        zone=chat.timezone,
        now=voice.moment(now),
    )
    labels = [
        (f"{'✓ ' if zone == chat.timezone else ''}{town(zone, voice.language)}", f"tz:{zone}")
        for zone in OFFERED
    ]
    return Rendered(text, tuple(tuple(labels[place : place + 3]) for place in range(0, len(labels), 3)))


COMMAND = Command("timezone", mark("Choose the time zone"), timezone, changes=True)
BUTTONS = (Button(r"tz:[\w+/-]{1,40}$", zone_pressed, changes=True),)

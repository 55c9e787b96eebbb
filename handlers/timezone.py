"""`/timezone`: when a day and a week begin and end for this chat."""

from __future__ import annotations

import difflib
import zoneinfo
from dataclasses import replace

from telegram import Update

from core.errors import BadQuery
from handlers.command import Command
from handlers.context import Context
from handlers.permissions import demand
from handlers.reply import reply
from handlers.voice import Voice, mark
from storage import chats


async def timezone(update: Update, context: Context) -> None:
    """Show the zone, or take the one named (an IANA name or its town)."""
    chat = await context.chat(update)
    if context.words:
        await demand(update, context)
        chat = replace(chat, timezone=named_zone(context.words))
        async with context.db.transaction() as tx:
            await chats.save(tx, chat)
            await tx.commit()
    voice = Voice.of(chat)
    text = "Time zone: <b>{zone}</b>. It is {now} here. To change it, write for example: /timezone Tashkent"
    await reply(update, context, voice.say(text, zone=chat.timezone, now=voice.moment(context.now)))


def named_zone(words: str) -> str:
    """Return the IANA name of a zone by its name or town; raises BadQuery with the nearest names."""
    wanted = words.strip().replace(" ", "_").casefold()
    zones = zoneinfo.available_timezones()
    names = {name.casefold(): name for name in zones}
    names |= {name.rsplit("/", 1)[-1].casefold(): name for name in sorted(zones) if "/" in name}
    names["astana"] = names.get("almaty", "Asia/Almaty")
    if wanted in names:
        return names[wanted]
    near = [names[one] for one in difflib.get_close_matches(wanted, names, n=3, cutoff=0.6)]
    raise BadQuery(
        "I don't know the time zone {words}. Try {near}.", words=words, near=", ".join(near) or "Asia/Almaty"
    )


COMMAND = Command("timezone", mark("Choose the time zone"), timezone)

"""`hubwire digest`: preview or send digests."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from bot.app import open_database
from bot.clock import utcnow
from bot.delivery.digest_press import Press
from bot.delivery.digests import digest_tick
from bot.settings import Settings, load
from core.chat import ChatState
from core.digest import running_period
from core.errors import InputError
from core.markup import plain
from core.subscription import Cadence
from handlers.voice import Voice
from storage import chats, mutes, subscriptions

ChatId = Annotated[
    int | None, typer.Option("--chat", help="Telegram id of one chat; all chats when left out.")
]
Send = Annotated[
    bool, typer.Option("--send", help="Enqueue the digests whose period has ended; `hubwire run` sends them.")
]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("digest")(digest_command)


def digest_command(chat: ChatId = None, send: Send = False) -> None:
    """Show the digest of the last week as each chat would get it, or enqueue those that are due."""
    settings = load()
    if send:
        if chat is not None:
            raise InputError("--send takes no --chat: what is due is due for all")
        typer.echo(f"Messages enqueued: {asyncio.run(_send(settings))}.")
        return
    shown = asyncio.run(_preview(settings, chat))
    if not shown:
        typer.echo("No chat has a subscription yet." if chat is None else f"Chat {chat} has no subscription.")
    for chat_id, parts in shown:
        typer.echo(f"── chat {chat_id} " + "─" * 40)
        typer.echo("\n\n".join(parts) or "(nothing to tell)")


async def _send(settings: Settings) -> int:
    async with open_database(settings) as db:
        return await digest_tick(db, utcnow())


async def _preview(settings: Settings, only: int | None) -> list[tuple[int, list[str]]]:
    now = utcnow()
    shown = []
    async with open_database(settings) as db, db.snapshot() as tx:
        press = Press(tx, now)
        for chat in await chats.all_chats(tx, state=ChatState.ACTIVE):
            wanted = await subscriptions.of_chat(tx, chat.id)
            if not wanted or only not in (None, chat.id):
                continue
            period = running_period(Cadence.WEEKLY, chat, Voice.of(chat).zone, now)
            muted = await mutes.of_chat(tx, chat.id)
            messages = await press.digest(chat, period, [one.rule for one in wanted], muted)
            shown.append((chat.id, [plain(message.html) for message in messages]))
    return shown

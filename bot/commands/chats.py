"""`hubwire chats`: who is told, and binding a group or channel to its institution."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Annotated

import typer

from bot.app import open_database
from bot.clock import utcnow
from bot.settings import Settings, load
from bot.table import show
from core.chat import Chat, ChatKind
from core.errors import BadQuery, InputError
from core.query import parse_rule
from core.subscription import Cadence, Rule
from handlers.lexicon import lexicon
from storage import chats, subscriptions

ChatId = Annotated[
    int, typer.Argument(help="Telegram id of the chat; groups and channels have negative ones.")
]
Institution = Annotated[str, typer.Option(help="The partner institution that the chat belongs to.")]
Words = Annotated[str | None, typer.Option("--subscribe", help="Countries and topics, as after /subscribe.")]
How = Annotated[Cadence, typer.Option("--cadence", help="How soon the chat hears of an event.")]
Kind = Annotated[ChatKind, typer.Option(help="What the chat is, where hubwire hasn't met it yet.")]
Language = Annotated[str, typer.Option(help="en, ru or kk; for a chat that hubwire hasn't met yet.")]


def add_to(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="Chats that are told of events.", no_args_is_help=True)
    group.command("list")(list_command)
    group.command("bind", context_settings={"ignore_unknown_options": True})(bind_command)
    app.add_typer(group, name="chats")


def list_command() -> None:
    """List the known chats with their state, institution and number of subscriptions."""
    show(
        ("chat", "kind", "state", "language", "zone", "subscriptions", "institution", "title"),
        asyncio.run(_rows(load())),
    )


def bind_command(
    chat: ChatId,
    institution: Institution = "",
    subscribe: Words = None,
    cadence: How = Cadence.WEEKLY,
    kind: Kind = ChatKind.CHANNEL,
    language: Language = "en",
) -> None:
    """Bind a group or channel to an institution and subscribe it; the bot must be its member or admin."""
    if language not in ("en", "ru", "kk"):
        raise InputError("--language must be en, ru or kk")
    rule = None if subscribe is None else _rule(subscribe)
    settings = load()
    seed = Chat(chat, kind, language=language, timezone=settings.timezone)
    asyncio.run(_bind(settings, seed, institution, rule, cadence))
    typer.echo(f"Chat {chat} is bound. It hears of events once the bot may write there.")


def _rule(words: str) -> Rule:
    try:
        return parse_rule(words, lexicon())
    except BadQuery as exc:
        raise InputError(str(exc)) from exc


async def _rows(settings: Settings) -> list[tuple[object, ...]]:
    async with open_database(settings) as db, db.snapshot() as tx:
        return [
            (
                chat.id,
                chat.kind.value,
                chat.state.value,
                chat.language,
                chat.timezone,
                len(await subscriptions.of_chat(tx, chat.id)),
                chat.institution or "-",
                chat.title or "-",
            )
            for chat in await chats.all_chats(tx)
        ]


async def _bind(
    settings: Settings, seed: Chat, institution: str, rule: Rule | None, cadence: Cadence
) -> None:
    now = utcnow()
    async with open_database(settings) as db, db.transaction() as tx:
        chat, _ = await chats.ensure(tx, seed, now)
        if institution:
            await chats.save(tx, replace(chat, institution=institution))
        if rule is not None:
            await subscriptions.add(tx, chat.id, rule, cadence, now)
        await tx.commit()

"""`hubwire edit`: what editors do by `/edit` in Telegram, from the terminal; `hubwire reread` after it."""

from __future__ import annotations

import asyncio
import getpass
from typing import Annotated

import typer

from bot.app import open_database
from bot.clock import utcnow
from bot.polling.reread import Reread, reread
from bot.settings import Settings, load
from bot.table import show
from core.edit import Edit, Entry, parse_edit
from core.errors import BadQuery, InputError
from core.event import Event
from storage import edits, events, lives

Number = Annotated[int, typer.Argument(help="The event's number, as `hubwire events` shows it.")]
Words = Annotated[
    list[str] | None,
    typer.Argument(
        help="date 2026-06-01 2026-06-03 | city Almaty | country KZ | status cancelled | name … | "
        "hide | show | merge EVENT | split ARTICLE; nothing: the history."
    ),
]


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("edit")(edit_command)
    app.command("reread")(reread_command)


def edit_command(event: Number, words: Words = None) -> None:
    """Correct, hide, merge or split an event, or show its history; chats that were told hear of a change."""
    settings = load()
    try:
        if words:
            changed = asyncio.run(_edit(settings, event, parse_edit(" ".join(words))))
            typer.echo(f"Event {changed.id} is version {changed.version} now.")
            return
        found, entries = asyncio.run(_history(settings, event))
    except BadQuery as exc:
        raise InputError(str(exc)) from exc
    typer.echo(f"{found.id}. {found.facts.name}" + (" (hidden)" if found.hidden else ""))
    show(("article", "source", "title"), [(one.article_id, one.source, one.title) for one in found.reports])
    show(
        ("when", "who", "deed", "field", "value"),
        [
            (f"{one.made_at:%Y-%m-%d %H:%M}", one.editor, one.edit.action, one.edit.field, one.edit.value)
            for one in entries
        ],
    )


def reread_command() -> None:
    """Take the events out of every stored article anew; what editors said stays as it is."""
    done = asyncio.run(_reread(load()))
    typer.echo(f"Articles read: {done.articles}. Events with a new version: {done.changed}.")


async def _edit(settings: Settings, number: int, deed: Edit) -> Event:
    async with open_database(settings) as db, db.transaction() as tx:
        event = await lives.edited(tx, number, deed, f"{getpass.getuser()} (command line)", utcnow())
        await tx.commit()
    return event


async def _history(settings: Settings, number: int) -> tuple[Event, list[Entry]]:
    async with open_database(settings) as db, db.snapshot() as tx:
        event = await events.get(tx, number)
        if event is None:
            raise BadQuery("There is no event {number}; `hubwire events` lists them.", number=number)
        return event, await edits.of_event(tx, event.id)


async def _reread(settings: Settings) -> Reread:
    async with open_database(settings) as db:
        return await reread(db, utcnow())

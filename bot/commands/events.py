"""`hubwire events [QUERY]`: what `/events` would show, in the terminal."""

from __future__ import annotations

import asyncio
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.app import open_database
from bot.app import words as meanings
from bot.clock import utcnow
from bot.settings import Settings, load
from bot.table import show
from core.errors import BadQuery, InputError
from core.event import Event
from core.query import parse_query
from core.status import status_on
from storage import events

Words = Annotated[list[str] | None, typer.Argument(help="Words, as after /events in Telegram.")]
Most = Annotated[int, typer.Option(help="How many to show.", min=1)]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("events")(events_command)


def events_command(query: Words = None, limit: Most = 50) -> None:
    """Show known events: by country, topic, month, "held", free words."""
    settings = load()
    found, total = asyncio.run(_search(settings, " ".join(query or []), limit))
    if not found:
        typer.echo('No event is known that matches. Try without a word, or "held" for past ones.')
        return
    today = utcnow().astimezone(ZoneInfo(settings.timezone)).date()
    show(
        ("id", "start", "end", "where", "status", "name"),
        [
            (
                event.id,
                event.facts.start.iso() if event.facts.start else "-",
                event.facts.end.iso() if event.facts.end else "-",
                ", ".join(filter(None, (event.facts.city, event.facts.country))) or "-",
                status_on(event.facts, today).value,
                event.facts.name,
            )
            for event in found
        ],
    )
    if total > len(found):
        typer.echo(f"… and {total - len(found)} more; --limit shows them.")


async def _search(settings: Settings, words: str, limit: int) -> tuple[tuple[Event, ...], int]:
    today = utcnow().astimezone(ZoneInfo(settings.timezone)).date()
    try:
        query = parse_query(words, meanings(), today)
    except BadQuery as exc:
        raise InputError(str(exc)) from exc
    async with open_database(settings) as db, db.snapshot() as tx:
        page = await events.search(tx, query, today, limit=limit, offset=0)
    return page.events, page.total

"""`hubwire sources`: how the sources fare."""

from __future__ import annotations

import asyncio
from datetime import datetime

import typer

from bot.app import open_database, well
from bot.settings import Settings, load
from bot.table import show
from storage import sources
from storage.sources import SourceRow


def add_to(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="Partner feeds: what is polled and how it fares.", no_args_is_help=True)
    group.command("list")(list_command)
    app.add_typer(group, name="sources")


def list_command() -> None:
    """List every source with its last success, next check, failures, articles and events won."""
    show(
        ("source", "last success", "next check", "failures", "articles", "events", "error"),
        [
            (
                row.source.spec.name + (" (retired)" if row.retired else ""),
                _moment(row.state.last_success_at),
                _moment(row.state.next_check_at),
                row.state.failures,
                row.articles,
                row.events,
                row.state.last_error or "-",
            )
            for row in asyncio.run(_overview(load()))
        ],
    )


async def _overview(settings: Settings) -> list[SourceRow]:
    async with open_database(settings) as db, well(settings, db), db.snapshot() as tx:
        return list(await sources.overview(tx))


def _moment(instant: datetime | None) -> str:
    return instant.strftime("%Y-%m-%d %H:%M") if instant else "never"

"""`hubwire poll`: one round now, with a table of what came of it."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from bot.app import open_database, well
from bot.polling.poll import Outcome
from bot.settings import Settings, load
from bot.table import show

Everything = Annotated[bool, typer.Option("--all", help="Visit every source, not only those that are due.")]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("poll")(poll_command)


def poll_command(everything: Everything = False) -> None:
    """Visit the sources that are due once; events are stored and alerts wait for `hubwire run`."""
    outcomes = asyncio.run(_poll(load(), everything=everything))
    if not outcomes:
        typer.echo("No source is due. `hubwire poll --all` visits every one.")
        return
    show(
        ("source", "result", "articles", "edited", "events", "alerts", "reason"),
        [
            (o.source.spec.name, o.result, o.articles, o.edited, o.events, o.alerts, o.reason)
            for o in sorted(outcomes, key=lambda one: one.source.spec.name.casefold())
        ],
    )


async def _poll(settings: Settings, *, everything: bool) -> list[Outcome]:
    async with open_database(settings) as db, well(settings, db) as poller:
        return await poller.poll(everything=everything)

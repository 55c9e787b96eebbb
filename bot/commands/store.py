"""`hubwire migrate`, `backup` and `restore`: the database."""

from __future__ import annotations

import asyncio
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from bot.settings import load
from storage import migrate
from storage.backup import backup, restore

Target = Annotated[Path, typer.Argument(help="The file to write; it must not exist yet.")]
Copy = Annotated[Path, typer.Argument(help="A file that `hubwire backup` wrote.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("migrate")(migrate_command)
    app.command("backup")(backup_command)
    app.command("restore")(restore_command)


def migrate_command() -> None:
    """Bring the database's schema up to date (every start does it too)."""
    asyncio.run(_migrate(load().database_url))
    typer.echo("The schema is up to date.")


async def _migrate(url: str) -> None:
    await migrate.upgrade(url)
    if url.startswith("postgres") and find_spec("procrastinate") is not None:
        from bot.workers.engine import make_tables  # noqa: PLC0415 - knows the job engine, which may be missing

        await make_tables(url)


def backup_command(target: Target) -> None:
    """Copy a SQLite database to a file while everything goes on."""
    backup(load().database_url, target)
    typer.echo(f"Written: {target}")


def restore_command(copy: Copy) -> None:
    """Bring a backup to where DATABASE_URL says; a database that is there is left alone."""
    url = load().database_url
    restore(url, copy)
    asyncio.run(migrate.upgrade(url))
    typer.echo(f"Restored from {copy}; the schema is up to date.")

"""`hubwire doctor`: is everything set so that it can run?"""

from __future__ import annotations

import asyncio

import typer
from telegram import Bot
from telegram.error import TelegramError

from bot.app import fetcher_of
from bot.clock import utcnow
from bot.delivery.request import AiohttpRequest
from bot.polling import sources_file
from bot.settings import Settings, load
from bot.table import show
from core.errors import ConfigError, HubwireError, StorageError
from core.source import FetchFailed, SourceSpec, SourceState
from feeds.fetch import Fetcher
from feeds.visit import visit
from storage import migrate
from storage.database import Database
from storage.members import census

Check = tuple[str, str, str]  #: what, "ok", "bad" or "note", more


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor")(doctor_command)


def doctor_command() -> None:
    """Check the settings, the database, the token and every source; exit code 1 when one is bad."""
    checks = asyncio.run(_checks(load()))
    show(("what", "", "more"), checks)
    if any(verdict == "bad" for _, verdict, _ in checks):
        raise typer.Exit(1)


async def _checks(settings: Settings) -> list[Check]:
    specs = sources_file.read(settings.sources)
    async with fetcher_of(settings) as fetcher:
        gate = asyncio.Semaphore(8)

        async def gated(spec: SourceSpec) -> Check:
            async with gate:
                return await _source(spec, fetcher)

        return [
            ("settings", "ok", ""),
            _contact(settings),
            await _database(settings),
            *await _workers(settings),
            await _token(settings),
            *await asyncio.gather(*(gated(spec) for spec in specs)),
        ]


def _contact(settings: Settings) -> Check:
    if settings.contact:
        return ("CONTACT", "ok", settings.contact)
    return (
        "CONTACT",
        "note",
        "not set; with a mail or web address sites can tell you when something is amiss",
    )


async def _database(settings: Settings) -> Check:
    try:
        await migrate.upgrade(settings.database_url)
    except (ConfigError, HubwireError) as exc:
        return ("database", "bad", str(exc))
    return ("database", "ok", "schema up to date")


async def _workers(settings: Settings) -> list[Check]:
    """Tell of workers where there are some; a clock without workers is idle, workers without a clock too."""
    db = Database(settings.database_url)
    try:
        async with db.snapshot() as tx:
            alive = await census(tx)
    except StorageError:  # the line above tells of it
        return []
    finally:
        await db.close()
    if alive.workers and not alive.clocks:
        return [("workers", "bad", f"{alive.workers} alive, but no clock: start `hubwire worker --clock`")]
    if alive.clocks and not alive.workers:
        return [("workers", "bad", "a clock, but no worker: start `hubwire worker`")]
    told = f"{alive.workers} alive and a clock; {'one' if alive.answering else 'none'} answers people"
    return [("workers", "ok", told)] if alive.workers else []


async def _token(settings: Settings) -> Check:
    token = settings.bot_token.get_secret_value()
    if not token:
        return ("BOT_TOKEN", "bad", "not set; @BotFather gives one")
    try:
        async with Bot(token, base_url=f"{settings.bot_api_url}/bot", request=AiohttpRequest()) as bot:
            return ("BOT_TOKEN", "ok", f"@{bot.username}")
    except TelegramError as exc:
        return ("BOT_TOKEN", "bad", str(exc))


async def _source(spec: SourceSpec, fetcher: Fetcher) -> Check:
    seen = await visit(spec, SourceState(utcnow()), fetcher)
    if isinstance(seen.result, FetchFailed):
        return (spec.name, "bad", seen.result.reason)
    found = f", found at {seen.way.url}" if seen.way is not None else ""
    return (spec.name, "ok", f"{len(seen.feed.entries)} articles{found}")

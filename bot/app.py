"""Where the house is put together. Tests call the same functions as the command line."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from importlib.metadata import version

from telegram import LinkPreviewOptions
from telegram.ext import Application, Defaults

from bot.clock import Clock, utcnow
from bot.delivery.limiter import FloodLimiter, Rates
from bot.delivery.precedence import Precedence
from bot.delivery.request import AiohttpRequest
from bot.delivery.send import Sender
from bot.polling import sources_file
from bot.polling.poll import Poller
from bot.settings import Settings
from core.query import Lexicon
from core.schedule import Bounds
from core.trial import Look, nowhere
from feeds.extract.places.gazetteer import town_named
from feeds.fetch import Fetcher
from feeds.web.wire import Limits, Wire
from handlers import registry
from handlers.context import Services, context_types
from handlers.lexicon import lexicon
from storage import migrate, sources
from storage.claims import ALL, NONE, Shards
from storage.database import Database

LONG_POLL = 25  #: seconds that one getUpdates call waits at the server


@dataclass(frozen=True, slots=True)
class House:
    """All rooms, wired."""

    settings: Settings
    db: Database
    application: Application  # type: ignore[type-arg]
    poller: Poller
    sender: Sender
    clock: Clock


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[Database]:
    """Bring the schema up to date and open the database."""
    await migrate.upgrade(settings.database_url)
    db = Database(settings.database_url)
    try:
        yield db
    finally:
        await db.close()


def fetcher_of(settings: Settings) -> Fetcher:
    """Return a client that says whose it is and, where CONTACT is set, how to reach its operator."""
    whose = "; ".join(filter(None, ("feed reader of a partner network", settings.contact)))
    user_agent = f"hubwire/{version('hubwire')} ({whose})"
    return Fetcher(Wire(Limits(settings.allow_private_networks), user_agent))


@asynccontextmanager
async def well(settings: Settings, db: Database, clock: Clock = utcnow) -> AsyncIterator[Poller]:
    """Open what polls: the list of sources and the client that fetches."""
    await list_sources(settings, db, clock)
    async with polling(settings, db, clock) as poller:
        yield poller


async def list_sources(settings: Settings, db: Database, clock: Clock = utcnow) -> None:
    """Make the stored list of sources that of the operator's file."""
    specs = sources_file.read(settings.sources)
    async with db.transaction() as tx:
        await sources.sync(tx, specs, clock())
        await tx.commit()


@asynccontextmanager
async def polling(settings: Settings, db: Database, clock: Clock = utcnow) -> AsyncIterator[Poller]:
    """Open the client that fetches; which sources there are is in the database."""
    bounds = Bounds(
        timedelta(seconds=settings.poll_min_seconds), timedelta(seconds=settings.poll_max_seconds)
    )
    async with fetcher_of(settings) as fetcher:
        yield Poller(db, fetcher, clock, bounds, settings.admin_ids)


def door(settings: Settings, db: Database, clock: Clock = utcnow, look: Look = nowhere) -> Application:  # type: ignore[type-arg]
    """Build the Telegram application with its handlers; nothing is opened yet."""
    services = Services(
        db, clock, settings.timezone, settings.admin_ids, words(), settings.public_address, look
    )
    rates = Rates(
        settings.send_per_second, settings.send_per_chat_per_second, settings.send_per_group_per_minute
    )
    commands = Precedence()
    application = (
        Application.builder()
        .token(settings.bot_token.get_secret_value())
        .base_url(f"{settings.bot_api_url}/bot")
        .base_file_url(f"{settings.bot_api_url}/file/bot")
        .request(AiohttpRequest())
        .get_updates_request(AiohttpRequest(connections=2, read_timeout=LONG_POLL + 10))
        .rate_limiter(FloodLimiter(rates, first=commands.handled))
        .defaults(Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True)))
        .context_types(context_types(services))
        .concurrent_updates(commands)
        .build()
    )
    registry.register(application)
    return application


def words() -> Lexicon:
    """Return what typed words may mean: countries, topics and times, and the extractor's towns."""
    return replace(lexicon(), town=town_named)


@asynccontextmanager
async def build(settings: Settings, *, clock: Clock = utcnow) -> AsyncIterator[House]:
    """Put the house together; the database is migrated, nothing is sent or polled yet."""
    async with open_database(settings) as db, well(settings, db, clock) as poller:
        yield _wired(settings, db, poller, clock)


@asynccontextmanager
async def build_worker(settings: Settings, *, clock: Clock = utcnow) -> AsyncIterator[House]:
    """Put the house of one of many workers together: it holds no chats yet, and others list the sources."""
    async with open_database(settings) as db, polling(settings, db, clock) as poller:
        yield _wired(settings, db, poller, clock, NONE)


def _wired(settings: Settings, db: Database, poller: Poller, clock: Clock, shards: Shards = ALL) -> House:
    application = door(settings, db, clock, poller.look)
    sender = Sender(db, application.bot, clock, shards=shards, paid=settings.paid_broadcast)
    return House(settings, db, application, poller, sender, clock)

"""The main job: answer, poll, send and make digests until told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from typing import Any

import structlog
from telegram import Update
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError
from telegram.ext import Application

from bot import metrics, web
from bot.app import LONG_POLL, House
from bot.catch_up import catch_up_tick
from bot.digests import digest_tick
from bot.metronome import Tick, ticking
from bot.reminders import reminder_tick
from bot.send import Sender
from bot.settings import Settings, listen_address
from core.errors import ConfigError, HubwireError
from core.outbox import backoff
from handlers import registry
from storage import chats, mutes, reminders, set_back
from storage.alone import alone

log = structlog.get_logger()

DIGEST_TICK_SECONDS = 60
GRACE = timedelta(days=90)  #: that a chat which refuses our messages is remembered
KEPT = timedelta(days=60)  #: that reminders and mutes outlive their events
STOP_WITHIN = 15.0  #: seconds that a stop waits for messages in flight
AnyApplication = Application[Any, Any, Any, Any, Any, Any]


async def run(
    house: House,
    stop: asyncio.Event,
    ready: Callable[[], None] = lambda: None,
    *,
    stop_within: float = STOP_WITHIN,
) -> None:
    """Do the main job until `stop` is set; what is in flight is finished first, within some seconds."""
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(alone(house.settings.database_url))
        await stack.enter_async_context(answering(house.application, house.settings))
        if house.settings.http_listen:
            await stack.enter_async_context(
                web.served(web.public_app(house), *listen_address(house.settings.http_listen))
            )
        await stack.enter_async_context(_sending(house.sender, stop_within))
        await stack.enter_async_context(
            ticking(
                Tick(lambda: poll_tick(house), house.settings.poll_seconds),
                Tick(lambda: periodic_tick(house), DIGEST_TICK_SECONDS),
            )
        )
        log.info("running", bot=house.application.bot.username)
        ready()
        await stop.wait()
        log.info("stopping")


def stop_on_signals() -> asyncio.Event:
    """Return an event that SIGINT and SIGTERM set."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows has no such handlers
            loop.add_signal_handler(name, stop.set)
    return stop


@asynccontextmanager
async def answering(application: AnyApplication, settings: Settings) -> AsyncIterator[None]:
    """Open the application, tell Telegram its commands, and answer updates."""
    async with connected(application):
        await registry.publish_commands(application.bot)
        async with updates(application, settings):
            yield


@asynccontextmanager
async def connected(application: AnyApplication) -> AsyncIterator[None]:
    """Open the application, waiting for Telegram as long as it can't be reached."""
    attempts = 0
    while True:
        try:
            await application.initialize()
            break
        except InvalidToken as exc:
            await application.shutdown()
            raise ConfigError("BOT_TOKEN: Telegram refuses it; @BotFather shows the right one") from exc
        except NetworkError as exc:
            attempts += 1
            wait = backoff(attempts).total_seconds()
            log.warning("Telegram can't be reached; will try again", reason=str(exc), seconds=wait)
            await asyncio.sleep(wait)
    await application.start()
    try:
        yield
    finally:
        await application.stop()
        await application.shutdown()


@asynccontextmanager
async def updates(application: AnyApplication, settings: Settings) -> AsyncIterator[None]:
    """Take updates by webhook where one is set, else by long polling."""
    if settings.webhook_url:
        secret = settings.webhook_secret.get_secret_value()
        app = web.webhook_app(application, secret)
        async with web.served(app, *listen_address(settings.webhook_listen)):
            await application.bot.set_webhook(
                settings.webhook_url,
                secret_token=secret,
                allowed_updates=Update.ALL_TYPES,
            )
            yield
        return
    updater = application.updater
    if updater is None:
        raise RuntimeError("the application was built without an updater")
    await updater.start_polling(
        timeout=timedelta(seconds=LONG_POLL),
        allowed_updates=Update.ALL_TYPES,
        bootstrap_retries=-1,
        error_callback=_polling_failed,
    )
    try:
        yield
    finally:
        await updater.stop()


def _polling_failed(exc: TelegramError) -> None:
    """Say it in one line; the updater tries again by itself."""
    if isinstance(exc, Conflict):
        log.error("another process polls with this token; stop one of the two", reason=str(exc))
    else:
        log.warning("updates can't be fetched; will try again", reason=str(exc))


@asynccontextmanager
async def _sending(sender: Sender, stop_within: float) -> AsyncIterator[None]:
    """Send meanwhile; a stop waits for what is in flight, but not for ever: its lease keeps it."""
    await sender.take_over()
    task = asyncio.create_task(sender.run(), name="sender")
    try:
        yield
    finally:
        sender.stop()
        try:
            await asyncio.wait_for(task, stop_within)
        except TimeoutError:
            log.warning("stopped with messages in flight; the next start looks after them")


async def poll_tick(house: House) -> None:
    """Poll what is due and wake the sender."""

    async def work() -> None:
        for outcome in await house.poller.poll():
            metrics.count_visit(outcome.result, outcome.events)
        house.sender.wake()

    await guarded("poll", work())


async def visit_tick(house: House, source_id: int, *, again: bool) -> None:
    """Poll one source."""

    async def work() -> None:
        if outcome := await house.poller.visit(source_id, again=again):
            metrics.count_visit(outcome.result, outcome.events)

    await guarded("poll", work())


async def periodic_tick(house: House) -> None:
    """Mend what a clock that was set back left, remind, make the digests that are due, forget who is gone."""
    await guarded("clock", _mend_the_clock(house))
    await guarded("reminders", _reminders(house))
    await guarded("digests", _digests(house))
    await guarded("chats", _forget_the_gone(house))


async def _mend_the_clock(house: House) -> None:
    async with house.db.transaction() as tx:
        ahead = await set_back.mend(tx, house.clock())
        await tx.commit()
    if ahead:
        log.warning("the clock was set back; what waited goes on", seconds=int(ahead.total_seconds()))
        house.sender.wake()


async def _reminders(house: House) -> None:
    if await reminder_tick(house.db, house.clock()):
        house.sender.wake()


async def _digests(house: House) -> None:
    now = house.clock()
    if await catch_up_tick(house.db, now) + await digest_tick(house.db, now):
        house.sender.wake()


async def _forget_the_gone(house: House) -> None:
    """Erase chats that could not be reached for the whole of the grace period, and what is long past."""
    past = (house.clock() - KEPT).date()
    async with house.db.transaction() as tx:
        await reminders.forget_past(tx, past)
        await mutes.forget_past(tx, past)
        if gone := await chats.forget_gone(tx, house.clock() - GRACE):
            log.info("chats erased that never came back", chats=gone)
        await tx.commit()


async def guarded(name: str, work: Any) -> None:
    """Let a tick fail alone: the log says why, the next tick tries again."""
    try:
        await work
    except HubwireError:
        log.exception("tick failed; the next one tries again", tick=name)

"""The line to Telegram on which people are answered: opened, kept open, and closed in good order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import structlog
from telegram import Update
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError
from telegram.ext import Application

from bot.app import LONG_POLL
from bot.serving import web
from bot.settings import Settings, listen_address
from core.errors import ConfigError
from core.outbox import backoff
from handlers import registry

log = structlog.get_logger()

LEAVE_WITHIN = 5.0  #: seconds that a stop waits for answers under way, and for parting from Telegram
LONGEST_WAIT = timedelta(minutes=1)  #: between two tries to reach Telegram
AnyApplication = Application[Any, Any, Any, Any, Any, Any]


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
    try:
        await _initialized(application)
        await application.start()
        try:
            yield
        finally:
            await _left(application.stop())
    finally:
        await application.shutdown()
        await application.bot.shutdown()  # of one that was never initialized, the library leaves it open


async def _initialized(application: AnyApplication) -> None:
    attempts = 0
    while True:
        try:
            return await application.initialize()
        except InvalidToken as exc:
            raise ConfigError("BOT_TOKEN: Telegram refuses it; @BotFather shows the right one") from exc
        except NetworkError as exc:
            attempts += 1
            wait = min(backoff(attempts), LONGEST_WAIT).total_seconds()
            log.warning("Telegram can't be reached; will try again", reason=str(exc), seconds=wait)
            await asyncio.sleep(wait)


@asynccontextmanager
async def updates(application: AnyApplication, settings: Settings) -> AsyncIterator[None]:
    """Take updates by webhook where one is set, else by long polling."""
    async with (_pushed if settings.webhook_url else _polled)(application, settings):
        yield


@asynccontextmanager
async def _pushed(application: AnyApplication, settings: Settings) -> AsyncIterator[None]:
    secret = settings.webhook_secret.get_secret_value()
    app = web.webhook_app(application, secret)
    async with web.served(app, *listen_address(settings.webhook_listen)):
        await application.bot.set_webhook(
            settings.webhook_url, secret_token=secret, allowed_updates=Update.ALL_TYPES
        )
        yield


@asynccontextmanager
async def _polled(application: AnyApplication, _: Settings) -> AsyncIterator[None]:
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
        await _left(updater.stop())


def _polling_failed(exc: TelegramError) -> None:
    """Say it in one line; the updater tries again by itself."""
    if isinstance(exc, Conflict):
        log.error("another process polls with this token; stop one of the two", reason=str(exc))
    else:
        log.warning("updates can't be fetched; will try again", reason=str(exc))


async def _left(work: Any) -> None:
    """Come to an end in good order, or within some seconds all the same."""
    try:
        await asyncio.wait_for(work, LEAVE_WITHIN)
    except TimeoutError:
        log.warning("stopped with answers under way")

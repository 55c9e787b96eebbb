"""A house that gets its updates by webhook."""

from __future__ import annotations

from datetime import timedelta

from pydantic import SecretStr

from bot.app import House, door
from bot.clock import Clock
from bot.delivery.send import Sender
from bot.polling.poll import Poller
from bot.settings import Settings
from core.schedule import Bounds
from feeds.fetch import Fetcher
from feeds.web.wire import Limits, Wire
from storage.database import Database
from tests.botapi import Telegram
from tests.ports import free_port

SECRET = "known-to-telegram-only"


def webhook_settings(telegram: Telegram, database_url: str) -> Settings:
    """Return settings that listen on a free port."""
    return Settings(
        _env_file=None,  # type: ignore[call-arg]
        bot_token=SecretStr(telegram.token),
        bot_api_url=telegram.url,
        database_url=database_url,
        webhook_url="https://bot.example.org/hook",
        webhook_listen=f"127.0.0.1:{free_port()}",
        webhook_secret=SecretStr(SECRET),
        send_per_second=0,
        send_per_chat_per_second=0,
        send_per_group_per_minute=0,
    )


def house_of(settings: Settings, db: Database, clock: Clock) -> House:
    """Wire a house on an open database; nothing is polled in these tests."""
    application = door(settings, db, clock)
    fetcher = Fetcher(Wire(Limits(allow_private=True), "tests"))
    poller = Poller(db, fetcher, clock, Bounds(timedelta(minutes=1), timedelta(hours=1)))
    return House(settings, db, application, poller, Sender(db, application.bot, clock), clock)

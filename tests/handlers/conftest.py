"""The real Application over the sandbox's Bot API."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import SecretStr

from bot.answering import AnyApplication, answering
from bot.app import door
from bot.settings import Settings
from core.trial import Look, nowhere
from storage.database import Database
from tests.botapi import Telegram

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)


@asynccontextmanager
async def answered(
    telegram: Telegram,
    db: Database,
    clock: Callable[[], datetime],
    admin_ids: frozenset[int] = frozenset(),
    look: Look = nowhere,
    **more: Any,
) -> AsyncIterator[AnyApplication]:
    """Let the bot answer: the same application as in production; `more` are settings."""
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]
        bot_token=SecretStr(telegram.token),
        bot_api_url=telegram.url,
        admin_ids=admin_ids,
        send_per_second=0,
        send_per_chat_per_second=0,
        send_per_group_per_minute=0,
        **more,
    )
    application = door(settings, db, clock, look)
    async with answering(application, settings):
        yield application


@pytest.fixture
async def bot(telegram: Telegram, db: Database) -> AsyncIterator[Telegram]:
    """Return a Telegram in which the bot answers, on a clock that stands still."""
    async with answered(telegram, db, lambda: NOW):
        yield telegram

"""What hubwire serves, over real HTTP: the webhook for who knows the secret, health and metrics."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.answering import answering
from bot.metrics import SENDS
from bot.serving.web import SECRET_HEADER, public_app, served
from bot.settings import Settings
from core.errors import ConfigError
from storage.database import Database
from tests.botapi import Telegram
from tests.core.builders import NOW
from tests.ports import free_port
from tests.webhook import SECRET, house_of, webhook_settings


@pytest.fixture
async def webhook(telegram: Telegram, db: Database, database_url: str) -> AsyncIterator[str]:
    settings = webhook_settings(telegram, database_url)
    house = house_of(settings, db, lambda: NOW)
    async with answering(house.application, settings):
        yield f"http://{settings.webhook_listen}/hook"


async def post(url: str, secret: str | None, body: bytes) -> int:
    headers = {SECRET_HEADER: secret} if secret is not None else {}
    async with aiohttp.ClientSession() as session, session.post(url, data=body, headers=headers) as answer:
        return answer.status


@pytest.mark.parametrize(
    ("secret", "body", "status"),
    [
        (SECRET, b'{"update_id": 1}', 200),
        (None, b'{"update_id": 1}', 403),
        ("wrong", b'{"update_id": 1}', 403),
        (SECRET, b"nonsense", 400),
        (SECRET, b'"a string"', 400),
        (SECRET, b"{}", 400),
        (SECRET, b'{"update_id": 1, "message": 5}', 400),
        (SECRET, b"\xff\xfe", 400),
        ("wrong", b"nonsense", 403),
    ],
)
async def test_the_webhook_takes_updates_from_who_knows_the_secret(
    webhook: str, secret: str | None, body: bytes, status: int
) -> None:
    assert await post(webhook, secret, body) == status


async def test_telegram_is_told_where_to_send_and_with_which_secret(webhook: str, telegram: Telegram) -> None:
    (told,) = [one["call"] for one in telegram.world.log if one["method"] == "setwebhook"]
    assert told["secret_token"] == SECRET
    hook = telegram.world.inbox.hook
    assert hook is not None
    assert hook.url == "https://bot.example.org/hook"


async def test_an_update_that_came_by_webhook_is_answered(webhook: str, telegram: Telegram) -> None:
    user = await telegram.user()
    await telegram.say(user, "/help")
    (update,) = telegram.world.inbox.waiting
    async with aiohttp.ClientSession() as session:
        await session.post(webhook, json=update, headers={SECRET_HEADER: SECRET})
    assert "/subscribe" in (await telegram.wait_for(user))["text"]


async def test_health_and_metrics_are_served(telegram: Telegram, db: Database, database_url: str) -> None:
    settings = webhook_settings(telegram, database_url)
    SENDS.labels(kind="alert", verdict="Sent").inc()
    port = free_port()
    house = house_of(settings, db, lambda: NOW)
    async with served(public_app(house), "127.0.0.1", port), aiohttp.ClientSession() as session:
        async with session.get(f"http://127.0.0.1:{port}/health") as answer:
            assert (answer.status, (await answer.json())["status"]) == (200, "ok")
        async with session.get(f"http://127.0.0.1:{port}/metrics") as answer:
            assert 'hubwire_sends_total{kind="alert",verdict="Sent"}' in await answer.text()


async def test_an_address_that_is_taken_is_complained_of(telegram: Telegram, db: Database) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        house = house_of(webhook_settings(telegram, db.url), db, lambda: NOW)
        with pytest.raises(ConfigError, match=f"can't listen on 127.0.0.1:{port}"):
            async with served(public_app(house), "127.0.0.1", port):
                await asyncio.sleep(0)


def test_a_webhook_without_a_secret_is_refused() -> None:
    with pytest.raises(ValueError, match="WEBHOOK_SECRET"):
        Settings(_env_file=None, webhook_url="https://bot.example.org/hook")  # type: ignore[call-arg]

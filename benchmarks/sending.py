"""Sending as fast as the line allows, every row settled, beside bare loops against the same local server.

The rounds take turns, so that what else the machine does meanwhile falls on all alike.
"""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

import aiohttp
from pydantic import SecretStr
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.ext import ExtBot

from benchmarks.crowd import NOW, crowd, forum
from benchmarks.peer import aiogram
from benchmarks.telegram import served
from bot.app import door
from bot.delivery.request import AiohttpRequest
from bot.delivery.send import AT_ONCE, Sender
from bot.settings import Settings
from core.chat import Chat, ChatKind
from core.delivery import DeliveryState
from core.news import Tiding
from handlers.cards.alerts import render_tiding
from storage import deliveries, events, news
from storage.database import Database

TOKEN = "123456:" + "A" * 35
ROUNDS = 5
MESSAGES = 2_000  #: a round
KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Evidence", callback_data="ev:e:1")]])

Send = Callable[[int, str], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Speed:
    """Messages a second, by the clock and of one core, in which nothing else shows."""

    by_the_clock: float
    of_a_core: float


async def measure() -> dict[str, Speed]:
    """Return the speed of each way of sending: medians of the rounds."""
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(served())
        _, db = await stack.enter_async_context(crowd(MESSAGES))
        ways = {
            "aiohttp, bare": await stack.enter_async_context(_aiohttp(url)),
            "python-telegram-bot on aiohttp, bare": await stack.enter_async_context(_library(url)),
        }
        sender = await stack.enter_async_context(_sender(url, db))
        text = await _text(db)
        how = {"url": url, "token": TOKEN, "text": text, "messages": MESSAGES, "at_once": AT_ONCE}
        peer = await stack.enter_async_context(aiogram(**how))
        speeds: dict[str, list[Speed]] = {name: [] for name in [*ways, *[AIOGRAM] * bool(peer), OURS]}
        gc.freeze()  # as `hubwire run` does; the bare loops gain by it as well
        for number in range(ROUNDS):
            for name, send in ways.items():
                speeds[name].append(await _timed(_loop(send, text)))
            if peer:
                speeds[AIOGRAM].append(_speed(*await peer.round()))
            await _enqueue(db, number)
            speeds[OURS].append(await _timed(sender.drain()))
        await _check(db)
    return {
        name: Speed(median(one.by_the_clock for one in each), median(one.of_a_core for one in each))
        for name, each in speeds.items()
    }


OURS, AIOGRAM = "hubwire, every row settled", "aiogram, bare"


async def _timed(work: Awaitable[object]) -> Speed:
    clock, core = time.perf_counter(), time.process_time()
    await work
    return _speed(time.perf_counter() - clock, time.process_time() - core)


def _speed(clock: float, core: float) -> Speed:
    return Speed(MESSAGES / clock, MESSAGES / core)


async def _loop(send: Send, text: str) -> None:
    """Send to one chat after another, as many at a time as the sender does."""
    chats = iter(range(1, MESSAGES + 1))

    async def hand() -> None:
        for chat in chats:
            await send(chat, text)

    await asyncio.gather(*(hand() for _ in range(AT_ONCE)))


@asynccontextmanager
async def _aiohttp(url: str) -> AsyncIterator[Send]:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=AT_ONCE)) as session:

        async def send(chat: int, text: str) -> None:
            call = {"chat_id": chat, "text": text, "parse_mode": "HTML", "reply_markup": KEYBOARD.to_dict()}
            async with session.post(f"{url}/bot{TOKEN}/sendMessage", json=call) as answer:
                await answer.json()

        yield send


@asynccontextmanager
async def _library(url: str) -> AsyncIterator[Send]:
    async with ExtBot(TOKEN, base_url=f"{url}/bot", request=AiohttpRequest()) as bot:

        async def send(chat: int, text: str) -> None:
            await bot.send_message(
                chat,
                text,
                parse_mode=ParseMode.HTML,
                reply_markup=KEYBOARD,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )

        yield send


@asynccontextmanager
async def _sender(url: str, db: Database) -> AsyncIterator[Sender]:
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]
        bot_token=SecretStr(TOKEN),
        bot_api_url=url,
        send_per_second=0,
        send_per_chat_per_second=0,
        send_per_group_per_minute=0,
    )
    application = door(settings, db, lambda: NOW)
    async with application.bot:
        yield Sender(db, application.bot, lambda: NOW)


async def _text(db: Database) -> str:
    """Return an alert as people read it: the bare loops send the same."""
    async with db.transaction() as tx:
        event = await events.create(tx, forum(0), NOW)
    return render_tiding(Tiding(event), Chat(1, ChatKind.PRIVATE), NOW).html


async def _enqueue(db: Database, number: int) -> None:
    async with db.transaction() as tx:
        event = await events.create(tx, forum(number), NOW)
        await news.tell(tx, event, timely=True, now=NOW, is_new=True)
        await tx.commit()


async def _check(db: Database) -> None:
    async with db.snapshot() as tx:
        states: dict[Any, int] = dict(await deliveries.counts(tx))
    if states != {DeliveryState.SENT: ROUNDS * MESSAGES}:
        raise RuntimeError(f"not everything was settled: {states}")

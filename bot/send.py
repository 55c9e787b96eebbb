"""Waiting deliveries go out to Telegram: claim, render, wait for the turn, send, settle.

A crash between sending and settling leaves a claimed row with a lease that ends: only such rows may ever
be sent twice, once each, and they are counted.
"""

from __future__ import annotations

import asyncio
import random
from datetime import datetime, timedelta

import structlog
from telegram import LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot import metrics
from bot.classify import classify
from bot.clock import Clock
from bot.effects import apply
from bot.limiter import NOTIFICATION
from core import markup
from core.chat import Chat
from core.delivery import Delivery, DeliveryKind, EventMessage, TextMessage
from core.errors import StorageError
from core.outbox import Failure, FailureKind, GiveUp, Sent, Verdict, decide
from handlers.alerts import render_event
from handlers.rendered import Rendered, keyboard
from storage import chats, claims, deliveries, events
from storage.database import Database

log = structlog.get_logger()

LEASE = timedelta(minutes=5)
AT_ONCE = 32  #: deliveries under way at one time, each to another chat
LONGEST_REST = 5.0  #: seconds after which an idle sender looks again
AFTER_FAULT = 5.0  #: seconds of rest when the database can't be reached


class Sender:
    """Sends what is due. `run` goes on until it is cancelled; `drain` stops when nothing is due."""

    def __init__(self, db: Database, bot: ExtBot[int], clock: Clock):
        self._db = db
        self._bot = bot
        self._clock = clock
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Say that something may be due."""
        self._woken.set()

    async def run(self) -> None:
        """Send for ever; rests while nothing is due, and while the database is away."""
        while True:
            try:
                await self.drain()
                rest = await self._until_due()
            except StorageError as exc:
                log.error("sending stopped by the database; will try again", reason=str(exc))  # noqa: TRY400
                rest = AFTER_FAULT
            self._woken.clear()
            try:
                await asyncio.wait_for(self._woken.wait(), rest)
            except TimeoutError:
                continue

    async def drain(self) -> int:
        """Send all that is due now; returns how many were sent."""
        under_way: set[asyncio.Task[Verdict]] = set()
        sent = 0
        try:
            while True:
                for delivery in await self._claimed(AT_ONCE - len(under_way)):
                    under_way.add(asyncio.create_task(self._deliver(delivery)))
                if not under_way:
                    return sent
                done, under_way = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
                sent += sum(isinstance(task.result(), Sent) for task in done)
        finally:  # on cancellation what is in flight is seen through and settled
            if under_way:
                await asyncio.wait(under_way)

    async def _claimed(self, limit: int) -> list[Delivery]:
        async with self._db.transaction() as tx:
            claimed = await claims.claim(tx, self._clock(), lease=LEASE, limit=limit)
            await tx.commit()
        return claimed

    async def _until_due(self) -> float:
        async with self._db.snapshot() as tx:
            due = await claims.next_due(tx, self._clock())
        if due is None:
            return LONGEST_REST
        return min(LONGEST_REST, max(0.05, (due - self._clock()).total_seconds()))

    async def _deliver(self, delivery: Delivery) -> Verdict:
        now = self._clock()
        async with self._db.snapshot() as tx:
            chat = await chats.get(tx, delivery.chat_id)
            event = None
            if isinstance(delivery.content, EventMessage):
                event = await events.get(tx, delivery.content.event_id)
        if chat is None:
            return await self._settle(delivery, GiveUp("the chat was forgotten"))
        match delivery.content:
            case TextMessage(html=html, buttons=buttons):
                message = Rendered(markup.Html(html), buttons)
            case EventMessage() if event is not None:
                message = render_event(event, chat, now)
            case _:
                return await self._settle(delivery, GiveUp("the event is gone"))
        return await self._settle(delivery, await self._attempt(delivery, chat, message, now))

    async def _attempt(self, delivery: Delivery, chat: Chat, message: Rendered, now: datetime) -> Verdict:
        """Send once; a message whose markup Telegram refuses goes again at once as plain text."""
        outcome = await self._send(delivery, chat, message)
        if isinstance(outcome, Failure) and outcome.kind is FailureKind.BAD_MARKUP:
            log.error("markup refused; sent as plain text", delivery=delivery.key, reason=outcome.reason)
            outcome = await self._send(delivery, chat, message, as_plain=True)
        if isinstance(outcome, Sent):
            return outcome
        if outcome.new_chat_id is not None:
            await self._move(delivery.chat_id, outcome.new_chat_id)
        spread = random.random()  # noqa: S311 - jitter, not a secret
        return decide(outcome, delivery.attempts, now, spread)

    async def _send(
        self, delivery: Delivery, chat: Chat, message: Rendered, *, as_plain: bool = False
    ) -> Sent | Failure:
        try:
            sent = await self._bot.send_message(
                chat_id=delivery.chat_id,
                text=markup.shorten(markup.plain(message.html), markup.MAX_LENGTH)
                if as_plain
                else message.html,
                parse_mode=None if as_plain else ParseMode.HTML,
                message_thread_id=chat.thread_id,
                reply_markup=keyboard(message.buttons),
                link_preview_options=LinkPreviewOptions(is_disabled=True),
                disable_notification=delivery.kind is DeliveryKind.DIGEST,
                rate_limit_args=NOTIFICATION,
            )
        except TelegramError as exc:
            return classify(exc)
        return Sent(sent.message_id)

    async def _move(self, old_id: int, new_id: int) -> None:
        async with self._db.transaction() as tx:
            await chats.migrate(tx, old_id, new_id)
            await tx.commit()
        log.info("chat moved", chat=old_id, to=new_id)

    async def _settle(self, delivery: Delivery, verdict: Verdict) -> Verdict:
        """Record the verdict and what it means for the chat, together."""
        now = self._clock()
        async with self._db.transaction() as tx:
            await deliveries.settle(tx, delivery.id, verdict, now)
            await apply(tx, delivery.chat_id, verdict, now)
            await tx.commit()
        metrics.count(delivery, verdict)
        if not isinstance(verdict, Sent):
            log.warning(
                "not sent", delivery=delivery.key, verdict=type(verdict).__name__, reason=verdict.reason
            )
        return verdict

"""Waiting deliveries go out to Telegram: claim, render, wait for the turn, send, settle.

Claiming and settling share one transaction: what finished since the last one is recorded, what fits is
taken. A crash between sending and settling leaves claimed rows; only they may ever be sent twice, once each,
and they are counted.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from datetime import timedelta

import structlog
from telegram import LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot import metrics
from bot.classify import classify
from bot.clock import Clock
from bot.effects import apply
from bot.limiter import NOTIFICATION, FloodLimiter
from bot.rendering import Letter, Parcel, parcels
from core import markup
from core.delivery import DeliveryKind
from core.errors import StorageError
from core.outbox import DEFER_AFTER, Failure, FailureKind, RetryAt, Sent, Verdict, decide, deferred
from storage import claims, deliveries
from storage.claims import ALL, Shards
from storage.database import Database
from storage.deliveries import Settled

log = structlog.get_logger()

LEASE = timedelta(minutes=5)
AT_ONCE = 64  #: deliveries under way at one time, each to another chat
LONGEST_REST = 5.0  #: seconds after which an idle sender looks again
AFTER_FAULT = 5.0  #: seconds of rest when the database or Telegram can't be reached


class Sender:
    """Sends what is due. `run` goes on until it is cancelled; `drain` stops when nothing is due."""

    def __init__(
        self,
        db: Database,
        bot: ExtBot[int],
        clock: Clock,
        *,
        shards: Shards = ALL,
        paid: bool = False,
    ):
        self._db = db
        self._bot = bot
        self._clock = clock
        self._paid = paid
        self.shards = shards
        self._woken = asyncio.Event()
        self._finished: list[Settled] = []  #: kept until the database has taken them
        self._rests_until = clock()
        self._stopping = False

    async def take_over(self) -> None:
        """Take up what a sender that died held of our chats; to be called when nobody else can hold them."""
        async with self._db.transaction() as tx:
            left = await claims.release(tx, self._clock(), shards=self.shards)
            await tx.commit()
        if left:
            log.warning("messages were in flight when hubwire ended; they may arrive twice", rows=left)

    def wake(self) -> None:
        """Say that something may be due."""
        self._woken.set()

    def stop(self) -> None:
        """Take nothing more; `run` ends when what is in flight is recorded."""
        self._stopping = True
        self.wake()

    async def run(self) -> None:
        """Send until stopped; rests while nothing is due, and while the database or Telegram is away."""
        while not self._stopping:
            try:
                await self.drain()
                rest = await self._until_due()
            except StorageError as exc:
                log.error("sending stopped by the database; will try again", reason=str(exc))  # noqa: TRY400
                rest = AFTER_FAULT
            await self._rest(rest)

    async def drain(self) -> int:
        """Send all that is due now; returns how many were sent."""
        under_way: set[asyncio.Task[Settled]] = set()
        sent = 0
        try:
            while True:
                for parcel in await self._exchange(AT_ONCE - len(under_way)):
                    under_way.add(asyncio.create_task(self._deliver(parcel)))
                if not under_way:
                    return sent
                done, under_way = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
                sent += sum(self._note(task.result()) for task in done)
        except StorageError:  # what is in flight is noted, for when the database is back
            sent += sum([self._note(await task) for task in under_way])
            raise
        finally:
            for task in under_way:
                task.cancel()

    async def _rest(self, seconds: float) -> None:
        if not self._stopping:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), seconds)
        self._woken.clear()

    async def _exchange(self, room: int) -> list[Parcel]:
        """Record what finished and take what fits, in one transaction."""
        now, finished = self._clock(), list(self._finished)
        if self._stopping or now < self._rests_until:
            room = 0
        async with self._db.transaction() as tx:
            await deliveries.settle(tx, finished, now)
            for one in finished:
                await apply(tx, one.delivery.chat_id, one.verdict, now)
            taken = await claims.claim(tx, now, lease=LEASE, limit=room, shards=self.shards)
            loaded = await parcels(tx, taken)
            await tx.commit()
        del self._finished[: len(finished)]
        return loaded

    def _note(self, one: Settled) -> bool:
        """Keep an outcome for the next transaction; says whether it was sent."""
        self._finished.append(one)
        metrics.count(one.delivery, one.verdict)
        if isinstance(one.verdict, Sent):
            return True
        if isinstance(one.verdict, RetryAt):
            self._rests_until = max(self._rests_until, self._clock() + one.verdict.rest)
            if not one.verdict.counts:
                return False
        log.warning(
            "not sent",
            delivery=one.delivery.key,
            verdict=type(one.verdict).__name__,
            reason=one.verdict.reason,
        )
        return False

    async def _until_due(self) -> float:
        async with self._db.snapshot() as tx:
            due = await claims.next_due(tx, self._clock(), shards=self.shards)
        if due is None:
            return LONGEST_REST
        return min(LONGEST_REST, max(0.05, (max(due, self._rests_until) - self._clock()).total_seconds()))

    async def _deliver(self, parcel: Parcel) -> Settled:
        now = self._clock()
        letter = parcel.rendered(now)
        wait = self._turns_in(parcel.delivery.chat_id)
        if not isinstance(letter, Letter):
            verdict: Verdict = letter
        elif wait > DEFER_AFTER:  # a busy chat keeps no place that others could use
            verdict = deferred(now, wait)
        else:
            verdict = await self._attempt(parcel, letter)
        return Settled(parcel.delivery, verdict)

    def _turns_in(self, chat_id: int) -> timedelta:
        limiter = self._bot.rate_limiter
        return timedelta(seconds=limiter.chat_wait(chat_id) if isinstance(limiter, FloodLimiter) else 0)

    async def _attempt(self, parcel: Parcel, letter: Letter) -> Verdict:
        """Send once; a message whose markup Telegram refuses goes again at once as plain text."""
        outcome = await self._send(parcel, letter, letter.html, ParseMode.HTML)
        if isinstance(outcome, Failure) and outcome.kind is FailureKind.BAD_MARKUP:
            log.error("markup refused; sent as plain text", delivery=parcel.delivery.key)
            plain = markup.shorten(markup.plain(letter.html), markup.MAX_LENGTH)
            outcome = await self._send(parcel, letter, plain, None)
        if isinstance(outcome, Sent):
            return outcome
        spread = random.random()  # noqa: S311 - jitter, not a secret
        return decide(outcome, parcel.delivery, self._clock(), spread)

    async def _send(
        self, parcel: Parcel, letter: Letter, text: str, parse_mode: str | None
    ) -> Sent | Failure:
        delivery = parcel.delivery
        try:
            sent = await self._bot.send_message(
                chat_id=delivery.chat_id,
                text=text,
                parse_mode=parse_mode,
                message_thread_id=parcel.thread_id,
                reply_markup=letter.keyboard,
                reply_parameters=letter.answers,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
                disable_notification=delivery.kind is DeliveryKind.DIGEST,
                allow_paid_broadcast=True if self._paid else None,
                rate_limit_args=NOTIFICATION,
            )
        except TelegramError as exc:
            return classify(exc)
        except Exception as exc:  # a fault of ours or the library's stops nobody else
            log.exception("a fault while sending", delivery=delivery.key)
            return Failure(FailureKind.ANSWER_LOST, f"{type(exc).__name__} while sending")
        return Sent(sent.message_id)

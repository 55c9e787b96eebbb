"""Waiting deliveries go out to Telegram: claim, render, wait for the turn, send, settle.

Claiming and settling share one transaction: what finished since the last one is recorded, what fits is
taken. A crash between sending and settling leaves claimed rows; only they may ever be sent twice, once each,
and they are counted.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from datetime import timedelta

import structlog
from telegram.ext import ExtBot

from bot import metrics
from bot.clock import Clock
from bot.delivery.courier import Courier
from bot.delivery.effects import apply
from bot.delivery.rendering import Parcel, Printer, bundle
from core.errors import StorageError
from core.outbox import RetryAt, Sent
from storage import claims, deliveries
from storage.claims import ALL, Shards
from storage.database import Database
from storage.deliveries import Settled

log = structlog.get_logger()

LEASE = timedelta(minutes=5)
AT_ONCE = 128  #: deliveries under way at most, each to another chat
TOGETHER = AT_ONCE // 2  #: outcomes that are worth a transaction …
GATHER = 0.05  #: … and the seconds that the first of them waits for others
LONGEST_REST = 5.0  #: seconds after which an idle sender looks again …
SHORT_REST = 1.0  #: … and one that waits for answers
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
        monotonic: Callable[[], float] = time.monotonic,
    ):
        self._db = db
        self._printer = Printer()
        self._courier = Courier(bot, clock, paid=paid)
        self._clock = clock
        self.shards = shards
        self._woken = asyncio.Event()
        self._under_way: set[asyncio.Task[None]] = set()
        self._finished: list[Settled] = []  #: kept until the database has taken them
        self._enough = asyncio.Event()  #: of them are there
        self._sent = 0
        self._unsure: list[int] = []  #: claimed, if the COMMIT came to anything: its answer isn't here
        self._in_hand: set[int] = set()  #: chats of which a delivery is claimed and not recorded
        self._recorded = asyncio.Event()
        self._exchanging = asyncio.Lock()
        self._monotonic = monotonic
        self._rests_until = monotonic()  #: in its seconds: a clock that is set back makes no rest longer
        self._stopping = False

    async def take_over(self, shards: Shards = ALL) -> None:
        """Take up what a sender that died held of chats; to be called when nobody else can hold them."""
        async with self._db.transaction() as tx:
            left = await claims.release(tx, self._clock(), shards=shards)
            await tx.commit()
        if left:
            log.warning("messages were in flight when hubwire ended; they may arrive twice", rows=left)

    async def hold(self, shards: Shards) -> None:
        """Take deliveries of these chats only; returns when none of another is in hand any more."""
        self.shards = shards
        async with self._exchanging:  # one that has begun may still claim for the former ones
            pass
        self.wake()
        while not all(shards.has(chat_id) for chat_id in self._in_hand):
            self._recorded.clear()
            await self._recorded.wait()

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
        if self._finished:  # noted while the database was away: a stop amid the rest must not forget them
            with contextlib.suppress(StorageError):
                await self.drain()

    async def drain(self) -> int:
        """Send all that is due now; returns how many were sent."""
        before = self._sent
        try:
            while True:
                self._woken.clear()
                for parcel in await self._exchange(self._courier.holds(AT_ONCE) - len(self._under_way)):
                    self._begin(parcel)
                if self._under_way:
                    await self._gather()
                elif not self._finished:
                    return self._sent - before
        except StorageError:  # what is in flight is noted, for when the database is back
            await asyncio.gather(*self._under_way)
            raise
        finally:
            for task in self._under_way:
                task.cancel()

    def _begin(self, parcel: Parcel) -> None:
        task = asyncio.create_task(self._deliver(parcel))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _deliver(self, parcel: Parcel) -> None:
        self._note(Settled(parcel.delivery, await self._courier.carry(parcel)))
        if len(self._finished) >= TOGETHER or len(self._under_way) == 1:
            self._enough.set()

    async def _gather(self) -> None:
        """Wait until something is finished, and a little longer for more: a transaction has its price.

        Who is silent keeps nobody waiting: what is enqueued meanwhile is taken at once, what falls due soon.
        """
        woken = asyncio.create_task(self._woken.wait())
        await asyncio.wait((woken, *self._under_way), timeout=SHORT_REST, return_when=asyncio.FIRST_COMPLETED)
        woken.cancel()
        if self._finished:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._enough.wait(), GATHER)
        self._enough.clear()

    async def _rest(self, seconds: float) -> None:
        if not self._stopping:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), seconds)
        self._woken.clear()

    async def _exchange(self, room: int) -> list[Parcel]:
        """Record what finished and take what fits, in one transaction."""
        now, finished = self._clock(), list(self._finished)
        held = self._in_hand - {one.delivery.chat_id for one in finished}
        if self._stopping or self._monotonic() < self._rests_until:
            room = 0
        async with self._exchanging, self._db.transaction() as tx:
            await claims.undo(tx, self._unsure, now, shards=self.shards)
            await deliveries.settle(tx, finished, now)
            for one in finished:
                await apply(tx, one.delivery, one.verdict, now)
            taken = await claims.claim(tx, now, lease=LEASE, limit=room, shards=self.shards)
            taken = [one for one in taken if one.chat_id not in held]  # its turn may outlast its lease
            load = await bundle(tx, taken)
            self._unsure += [one.id for one in taken]
            await tx.commit()
        self._unsure.clear()
        del self._finished[: len(finished)]
        self._in_hand = held | {one.chat_id for one in taken}
        self._recorded.set()
        return self._printer.rendered(load, now)

    def _note(self, one: Settled) -> None:
        """Keep an outcome for the next transaction."""
        self._finished.append(one)
        metrics.count(one.delivery, one.verdict)
        if isinstance(one.verdict, Sent):
            self._sent += 1
            return
        if isinstance(one.verdict, RetryAt):
            self._rests_until = max(self._rests_until, self._monotonic() + one.verdict.rest.total_seconds())
            if not one.verdict.counts:
                return
        log.warning(
            "not sent",
            delivery=one.delivery.key,
            verdict=type(one.verdict).__name__,
            reason=one.verdict.reason,
        )

    async def _until_due(self) -> float:
        async with self._db.snapshot() as tx:
            due = await claims.next_due(tx, self._clock(), shards=self.shards)
        if due is None:
            return LONGEST_REST
        wait = max((due - self._clock()).total_seconds(), self._rests_until - self._monotonic())
        return min(LONGEST_REST, max(0.05, wait))

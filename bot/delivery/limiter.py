"""Flood limits of our own, in front of every message: nobody waits for Telegram to say no."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Any

from telegram.error import RetryAfter, TimedOut
from telegram.ext import BaseRateLimiter

from bot import metrics
from bot.delivery.classify import classify
from core.flood import Refusals, Window

#: calls that make or change a message in a chat, and so count against its limits
_COUNTED = ("send", "edit", "copy", "forward")
NOTIFICATION = 1  #: `rate_limit_args` of a delivery; None is a reply, which goes first and is tried again
REPLY_TRIES = 3
CHAT_BURST = 3  #: people press buttons faster than once a second; Telegram bears a small burst
LONGEST_REPLY_WAIT = 60.0
Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Rates:
    """Messages a second over all, a second in one chat, and a minute in one group; 0 = no limit."""

    overall: float = 30
    chat: float = 1
    group_minute: float = 20


class FloodLimiter(BaseRateLimiter[int]):
    """Makes each call wait for the turn of its chat and of the bot; replies before notifications.

    A reply that meets a 429 waits and is tried again; one whose answer was lost never is: a person who asked
    once would get two answers, and can ask again.
    """

    def __init__(
        self,
        rates: Rates,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Sleep = asyncio.sleep,
        first: Callable[[], Awaitable[None]] | None = None,
    ):
        self._rates = rates
        self._first = first  #: what notifications wait for
        self._now = monotonic
        self._sleep = sleep
        self._overall = Window.even(rates.overall)
        self._refusals = Refusals()
        self._chats: dict[int | str, tuple[Window, ...]] = {}
        self._replies_waiting = 0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        """Call when it is the chat's turn. A reply that meets a 429 waits and tries again."""
        chat = data.get("chat_id")
        if chat is None or not endpoint.startswith(_COUNTED) or endpoint == "sendChatAction":
            return await callback(*args, **kwargs)
        if rate_limit_args == NOTIFICATION:
            if self._first is not None:
                await self._first()
            await self._turn(chat, notification=True)
            return await self._called(callback, args, kwargs, chat)
        return await self._reply(callback, args, kwargs, chat)

    def chat_wait(self, chat: int | str) -> float:
        """Return the seconds until it is the chat's turn, whatever the others do."""
        now = self._now()
        return max(window.wait(now) for window in self._windows(chat))

    def soon(self) -> float:
        """Return how many messages the overall rate lets out within two seconds; infinite without a limit."""
        return 2 * self._overall.rate

    def set_share(self, share: float) -> None:
        """Take a part of the overall rate, from 0 to 1: other processes send with the same token.

        Rounded down, so that in no second all of them together send one too many.
        """
        rate = self._rates.overall * share
        fresh = Window.even(int(rate) if rate > 1 else rate)
        self._overall = replace(fresh, taken=self._overall.taken, not_before=self._overall.not_before)

    async def _reply(
        self, callback: Callable[..., Coroutine[Any, Any, Any]], args: Any, kwargs: dict[str, Any], chat: Any
    ) -> Any:
        for tries in range(1, REPLY_TRIES + 1):
            await self._turn(chat, notification=False)
            try:
                return await self._called(callback, args, kwargs, chat)
            except RetryAfter as exc:
                if tries == REPLY_TRIES or _seconds(exc) > LONGEST_REPLY_WAIT:
                    raise
            except TimedOut:
                metrics.count_reply("Uncertain")
                raise
        return None

    async def _called(
        self, callback: Callable[..., Coroutine[Any, Any, Any]], args: Any, kwargs: dict[str, Any], chat: Any
    ) -> Any:
        try:
            return await callback(*args, **kwargs)
        except RetryAfter as exc:
            self._pause(chat, _seconds(exc))
            raise

    async def _turn(self, chat: int | str, *, notification: bool) -> None:
        """Wait until the chat and the bot may speak, then spend a token of each."""
        self._replies_waiting += not notification
        try:
            while (wait := self._wait(chat, notification=notification)) > 0:
                await self._sleep(wait)
        finally:
            self._replies_waiting -= not notification
        now = self._now()
        self._overall = self._overall.take(now)
        self._chats[chat] = tuple(window.take(now) for window in self._windows(chat))

    def _wait(self, chat: int | str, *, notification: bool) -> float:
        now = self._now()
        wait = max(window.wait(now) for window in (self._overall, *self._windows(chat)))
        if notification and self._replies_waiting and self._rates.overall > 0:
            wait = max(wait, 1 / self._rates.overall)
        return wait

    def _windows(self, chat: int | str) -> tuple[Window, ...]:
        if chat not in self._chats:
            self._forget_the_idle()
            windows = [Window.of_rate(self._rates.chat, burst=CHAT_BURST)]
            if isinstance(chat, str) or chat < 0:
                windows.append(Window.of_minute(self._rates.group_minute))
            self._chats[chat] = tuple(windows)
        return self._chats[chat]

    def _pause(self, chat: int | str, seconds: float) -> None:
        """Telegram said wait: that chat waits; all wait when it says so of many chats at once."""
        now = self._now()
        self._chats[chat] = tuple(window.pause(now + seconds) for window in self._windows(chat))
        self._refusals = self._refusals.add(now, chat)
        if self._refusals.general:
            self._overall = self._overall.pause(now + seconds)

    def _forget_the_idle(self) -> None:
        """Keep the memory bounded: chats whose windows are full again need none."""
        if len(self._chats) < 10_000:
            return
        now = self._now()
        self._chats = {
            chat: windows
            for chat, windows in self._chats.items()
            if not all(window.idle(now) for window in windows)
        }


def _seconds(exc: RetryAfter) -> float:
    wait = classify(exc).retry_after
    return wait.total_seconds() if wait else 1.0

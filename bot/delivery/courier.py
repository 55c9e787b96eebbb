"""One message to Telegram: wait for its turn, send it, and say what came of it."""

from __future__ import annotations

import json
import random
from datetime import timedelta
from typing import Any

import structlog
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.clock import Clock
from bot.delivery.classify import classify
from bot.delivery.limiter import NOTIFICATION, FloodLimiter
from bot.delivery.rendering import Letter, Parcel
from bot.delivery.request import AiohttpRequest
from core.errors import InvariantError
from core.outbox import DEFER_AFTER, Failure, FailureKind, Sent, Verdict, decide, deferred

log = structlog.get_logger()

_METHOD = "sendMessage"


class Courier:
    """Sends straight over the bot's request object.

    `Bot.send_message` makes objects of the call and of the whole answer, which costs more than all the rest
    of a delivery; of the answer only the message's id is kept.
    """

    def __init__(self, bot: ExtBot[int], clock: Clock, *, paid: bool = False):
        self._bot = bot
        self._clock = clock
        self._paid = paid

    def holds(self, most: int) -> int:
        """Return how many parcels are worth having in hand: what is held when we die may be sent twice."""
        limiter = self._bot.rate_limiter
        return max(1, int(min(most, limiter.soon()))) if isinstance(limiter, FloodLimiter) else most

    async def carry(self, parcel: Parcel) -> Verdict:
        """Send a parcel; one whose chat's turn is far off is put off instead."""
        letter = parcel.letter
        if not isinstance(letter, Letter):
            return letter
        wait = self._turns_in(parcel.delivery.chat_id)
        if wait > DEFER_AFTER:  # a busy chat keeps no place that others could use
            return deferred(self._clock(), wait)
        return await self._attempt(parcel, letter)

    def _turns_in(self, chat_id: int) -> timedelta:
        limiter = self._bot.rate_limiter
        return timedelta(seconds=limiter.chat_wait(chat_id) if isinstance(limiter, FloodLimiter) else 0)

    async def _attempt(self, parcel: Parcel, letter: Letter) -> Verdict:
        """Send once; a message whose markup Telegram refuses goes again at once as plain text."""
        outcome = await self._outcome(parcel, letter)
        if isinstance(outcome, Failure) and outcome.kind is FailureKind.BAD_MARKUP:
            log.error("markup refused; sent as plain text", delivery=parcel.delivery.key)
            outcome = await self._outcome(parcel, letter.plain())
        if isinstance(outcome, Sent):
            return outcome
        spread = random.random()  # noqa: S311 - jitter, not a secret
        return decide(outcome, parcel.delivery, self._clock(), spread)

    async def _outcome(self, parcel: Parcel, letter: Letter) -> Sent | Failure:
        try:
            return Sent((await self._call(parcel, letter))["message_id"])
        except TelegramError as exc:
            return classify(exc)
        except Exception as exc:  # a fault of ours or the library's stops nobody else
            log.exception("a fault while sending", delivery=parcel.delivery.key)
            return Failure(FailureKind.ANSWER_LOST, f"{type(exc).__name__} while sending")

    async def _call(self, parcel: Parcel, letter: Letter) -> Any:
        request, limiter = self._bot.request, self._bot.rate_limiter
        if not isinstance(request, AiohttpRequest) or limiter is None:
            raise InvariantError("a bot that sends has a request object of ours and a limiter")
        to = {"chat_id": parcel.delivery.chat_id}
        call = (f"{self._bot.base_url}/{_METHOD}", self._addressed(parcel, letter))
        return await limiter.process_request(request.call, call, {}, _METHOD, to, NOTIFICATION)

    def _addressed(self, parcel: Parcel, letter: Letter) -> bytes:
        """Put the chat before the rest of the call, which is encoded already."""
        to: dict[str, Any] = {"chat_id": parcel.delivery.chat_id}
        if parcel.thread_id is not None:
            to["message_thread_id"] = parcel.thread_id
        if self._paid:
            to["allow_paid_broadcast"] = True
        return json.dumps(to).encode()[:-1] + b", " + letter.call[1:]

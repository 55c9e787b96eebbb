"""One message to Telegram: wait for its turn, send it, and say what came of it."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import structlog
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.classify import classify
from bot.clock import Clock
from bot.limiter import NOTIFICATION, FloodLimiter
from bot.rendering import Letter, Parcel
from bot.request import AiohttpRequest
from core import markup
from core.delivery import DeliveryKind
from core.errors import InvariantError
from core.outbox import DEFER_AFTER, Failure, FailureKind, Sent, Verdict, decide, deferred

log = structlog.get_logger()

_METHOD = "sendMessage"
_NO_PREVIEW = {"is_disabled": True}


class Courier:
    """Sends straight over the bot's request object.

    `Bot.send_message` makes objects of the call and of the whole answer, which costs more than all the rest
    of a delivery; of the answer only the message's id is kept.
    """

    def __init__(self, bot: ExtBot[int], clock: Clock, *, paid: bool = False):
        self._bot = bot
        self._clock = clock
        self._paid = paid

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
        call = self._parameters(parcel, letter)
        outcome = await self._outcome(parcel, {**call, "text": letter.html, "parse_mode": "HTML"})
        if isinstance(outcome, Failure) and outcome.kind is FailureKind.BAD_MARKUP:
            log.error("markup refused; sent as plain text", delivery=parcel.delivery.key)
            plain = markup.shorten(markup.plain(letter.html), markup.MAX_LENGTH)
            outcome = await self._outcome(parcel, {**call, "text": plain})
        if isinstance(outcome, Sent):
            return outcome
        spread = random.random()  # noqa: S311 - jitter, not a secret
        return decide(outcome, parcel.delivery, self._clock(), spread)

    def _parameters(self, parcel: Parcel, letter: Letter) -> dict[str, Any]:
        """Return what sendMessage takes beside the text."""
        asked = {
            "chat_id": parcel.delivery.chat_id,
            "message_thread_id": parcel.thread_id,
            "reply_markup": letter.keyboard,
            "reply_parameters": letter.answers,
            "link_preview_options": _NO_PREVIEW,
            "disable_notification": parcel.delivery.kind is DeliveryKind.DIGEST or None,
            "allow_paid_broadcast": self._paid or None,
        }
        return {name: value for name, value in asked.items() if value is not None}

    async def _outcome(self, parcel: Parcel, call: dict[str, Any]) -> Sent | Failure:
        try:
            return Sent((await self._call(call))["message_id"])
        except TelegramError as exc:
            return classify(exc)
        except Exception as exc:  # a fault of ours or the library's stops nobody else
            log.exception("a fault while sending", delivery=parcel.delivery.key)
            return Failure(FailureKind.ANSWER_LOST, f"{type(exc).__name__} while sending")

    async def _call(self, call: dict[str, Any]) -> Any:
        request, limiter = self._bot.request, self._bot.rate_limiter
        if not isinstance(request, AiohttpRequest) or limiter is None:
            raise InvariantError("a bot that sends has a request object of ours and a limiter")
        url = f"{self._bot.base_url}/{_METHOD}"
        return await limiter.process_request(request.call, (url, call), {}, _METHOD, call, NOTIFICATION)

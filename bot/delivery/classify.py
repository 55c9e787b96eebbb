"""Every error of a send, as one of the failures that `core.outbox` decides on.

The texts are those of the Bot API server's source; what can't be told from the class is told from them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from telegram import error

from bot.delivery.request import AnswerLost, NotSent
from bot.logs import redact
from core.outbox import Failure, FailureKind

#: 400 texts that speak of the chat's forum topic
_THREAD = re.compile(r"topic_closed|topic_deleted|message thread not found", re.IGNORECASE)
#: 400 texts that speak of the chat: we can't write there, whatever the message
_CHAT = re.compile(
    r"chat not found|not enough rights|have no rights|need administrator rights|chat_write_forbidden"
    r"|chat_restricted|user_is_blocked|peer_id_invalid|group chat was deactivated",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"can't parse entities", re.IGNORECASE)


def classify(exc: error.TelegramError) -> Failure:
    """Tell what a failed call means, by its most specific known class."""
    for known in type(exc).__mro__:
        if known in FAILURES:
            return FAILURES[known](exc)
    return _plain(FailureKind.SERVER)(exc)


def _reason(exc: BaseException) -> str:
    return redact(f"{type(exc).__name__}: {exc}")[:200]


def _plain(kind: FailureKind) -> Callable[[error.TelegramError], Failure]:
    return lambda exc: Failure(kind, _reason(exc))


def _flood(exc: error.TelegramError) -> Failure:
    wait = exc.retry_after if isinstance(exc, error.RetryAfter) else timedelta(seconds=1)
    seconds = wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
    return Failure(FailureKind.FLOOD, _reason(exc), retry_after=seconds)


def _migrated(exc: error.TelegramError) -> Failure:
    new_id = exc.new_chat_id if isinstance(exc, error.ChatMigrated) else None
    return Failure(FailureKind.MIGRATED, _reason(exc), new_chat_id=new_id)


def _bad_request(exc: error.TelegramError) -> Failure:
    text = str(exc)
    if _THREAD.search(text):
        return Failure(FailureKind.THREAD_GONE, _reason(exc))
    if _CHAT.search(text):
        return Failure(FailureKind.REFUSED_CHAT, _reason(exc))
    if _MARKUP.search(text):
        return Failure(FailureKind.BAD_MARKUP, _reason(exc))
    return Failure(FailureKind.REFUSED_MESSAGE, _reason(exc))


FAILURES: dict[type[BaseException], Callable[[error.TelegramError], Failure]] = {
    error.RetryAfter: _flood,
    error.ChatMigrated: _migrated,
    error.Forbidden: _plain(FailureKind.REFUSED_CHAT),
    error.BadRequest: _bad_request,
    error.InvalidToken: _plain(FailureKind.TOKEN),
    error.EndPointNotFound: _plain(FailureKind.TOKEN),
    error.Conflict: _plain(FailureKind.SERVER),
    error.PassportDecryptionError: _plain(FailureKind.REFUSED_MESSAGE),
    NotSent: _plain(FailureKind.NOT_SENT),
    AnswerLost: _plain(FailureKind.ANSWER_LOST),
    error.TimedOut: _plain(FailureKind.ANSWER_LOST),
    error.NetworkError: _plain(FailureKind.SERVER),
    error.TelegramError: _plain(FailureKind.SERVER),
}

"""What to do after an attempt to send: a pure verdict from how it went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

MAX_ATTEMPTS = 12
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)
UNCERTAIN_WAIT = timedelta(minutes=2)


class ChatEffect(StrEnum):
    """What a refusal means for the chat, beyond the one message."""

    NONE = "none"
    SET_ASIDE = "set_aside"  #: no more notifications until it comes back; settings are kept
    MIGRATE = "migrate"  #: the chat lives on under a new id
    CLEAR_THREAD = "clear_thread"  #: its forum topic is gone; write to the chat itself


class FailureKind(StrEnum):
    """How a send failed; every error of the Bot API is one of these."""

    FLOOD = "flood"  #: 429 with a time to wait
    REFUSED_CHAT = "refused_chat"  #: 403, or 400 that speaks of the chat
    MIGRATED = "migrated"  #: 400 with `migrate_to_chat_id`
    THREAD_GONE = "thread_gone"  #: the forum topic was closed or deleted
    REFUSED_MESSAGE = "refused_message"  #: 400 that speaks of the message
    BAD_MARKUP = "bad_markup"  #: 400 can't parse entities; the sender has tried plain text already
    NOT_SENT = "not_sent"  #: the connection failed before the request went out
    ANSWER_LOST = "answer_lost"  #: the request went out, no answer came
    SERVER = "server"  #: 5xx
    TOKEN = "token"  # noqa: S105 - a kind of failure: 401, 404: the bot itself is refused


@dataclass(frozen=True, slots=True)
class Failure:
    """One failed attempt, as classified at the border."""

    kind: FailureKind
    reason: str  #: one line, free of tokens and chat texts
    retry_after: timedelta | None = None
    new_chat_id: int | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram confirmed the message."""

    message_id: int


@dataclass(frozen=True, slots=True)
class RetryAt:
    """Try again at `at`; `effect` is carried out first."""

    at: datetime
    reason: str
    effect: ChatEffect = ChatEffect.NONE


@dataclass(frozen=True, slots=True)
class Uncertain:
    """Accepted or not, nobody knows. Sent once more at `retry_at`, never when that is None."""

    reason: str
    retry_at: datetime | None


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Telegram will never take it."""

    reason: str
    effect: ChatEffect = ChatEffect.NONE


Verdict = Sent | RetryAt | Uncertain | GiveUp


def backoff(attempts: int, spread: float = 0.0) -> timedelta:
    """Return the wait after the `attempts`-th failure: doubling, at most an hour.

    `spread` from 0 to 1 stretches it by up to a quarter, so that many rows don't march in step.
    """
    doublings = min(max(attempts - 1, 0), 20)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT) * (1 + 0.25 * spread)


def decide(failure: Failure, attempts: int, now: datetime, spread: float = 0.0) -> Verdict:
    """Turn the `attempts`-th failed attempt into a verdict. Pure; see the table in `docs/delivery.md`."""
    match failure.kind:
        case FailureKind.FLOOD:
            return RetryAt(now + (failure.retry_after or backoff(attempts, spread)), failure.reason)
        case FailureKind.MIGRATED:
            return RetryAt(now, failure.reason, ChatEffect.MIGRATE)
        case FailureKind.THREAD_GONE:
            return RetryAt(now, failure.reason, ChatEffect.CLEAR_THREAD)
        case FailureKind.REFUSED_CHAT:
            return GiveUp(failure.reason, ChatEffect.SET_ASIDE)
        case FailureKind.REFUSED_MESSAGE | FailureKind.BAD_MARKUP:
            return GiveUp(failure.reason)
        case FailureKind.ANSWER_LOST:
            return Uncertain(failure.reason, now + UNCERTAIN_WAIT if attempts == 1 else None)
        case FailureKind.TOKEN:  # the row is not to blame: it waits for the operator
            return RetryAt(now + LONGEST_WAIT, failure.reason)
    if attempts >= MAX_ATTEMPTS:
        return GiveUp(f"{failure.reason}, {attempts} times")
    return RetryAt(now + backoff(attempts, spread), failure.reason)

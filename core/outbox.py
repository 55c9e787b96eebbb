"""What to do after an attempt to send: a pure verdict from how it went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from core.delivery import Delivery, DeliveryKind

MAX_ATTEMPTS = 12
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)
UNCERTAIN_WAIT = timedelta(minutes=2)
MOST_DOUBTS = 3  #: deaths of the sender over one message, after which it is to blame itself
DEFER_AFTER = timedelta(seconds=1)  #: a message whose chat's turn is farther off goes back to the outbox
NO_REST = timedelta()
LINE_REST = timedelta(seconds=5)  #: for the whole sender, when Telegram can't be reached
TOKEN_REST = timedelta(minutes=1)  #: when it refuses the bot itself
#: what may reach its people twice rather than never; the rest is not worth a repeat
SENT_AGAIN = frozenset(DeliveryKind) - {DeliveryKind.NOTICE}


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
    new_chat_id: int | None = None  #: for MIGRATE
    rest: timedelta = NO_REST  #: nobody is to be blamed but the line or the token: the whole sender rests
    counts: bool = True  #: as an attempt


@dataclass(frozen=True, slots=True)
class Uncertain:
    """Accepted or not, nobody knows. Sent once more at `retry_at`, never when that is None."""

    reason: str
    retry_at: datetime | None


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Telegram will never take it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What it tells is no longer so: it is not sent."""

    reason: str


Verdict = Sent | RetryAt | Uncertain | GiveUp | Withdrawn


def backoff(attempts: int, spread: float = 0.0) -> timedelta:
    """Return the wait after the `attempts`-th failure: doubling, at most an hour.

    `spread` from 0 to 1 stretches it by up to a quarter, so that many rows don't march in step.
    """
    doublings = min(max(attempts - 1, 0), 20)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT) * (1 + 0.25 * spread)


def deferred(now: datetime, wait: timedelta) -> RetryAt:
    """Put a message off until its chat's turn; that is no attempt."""
    return RetryAt(now + wait, "waits for its chat's turn", counts=False)


def decide(failure: Failure, delivery: Delivery, now: datetime, spread: float = 0.0) -> Verdict:
    """Turn a failed attempt into a verdict. Pure; see the table in `docs/delivery.md`."""
    reason, wait = failure.reason, backoff(delivery.attempts, spread)
    match failure.kind:
        case FailureKind.FLOOD:
            return RetryAt(now + (failure.retry_after or wait), reason, counts=False)
        case FailureKind.MIGRATED:
            return RetryAt(now, reason, ChatEffect.MIGRATE, new_chat_id=failure.new_chat_id)
        case FailureKind.THREAD_GONE if delivery.attempts < MAX_ATTEMPTS:
            return RetryAt(now, reason, ChatEffect.CLEAR_THREAD)
        case FailureKind.REFUSED_CHAT:  # the message waits with its chat: it goes out when that is back
            return RetryAt(now, reason, ChatEffect.SET_ASIDE)
        case FailureKind.REFUSED_MESSAGE | FailureKind.BAD_MARKUP:
            return GiveUp(reason)
        case FailureKind.ANSWER_LOST:
            again = not delivery.doubts and delivery.kind in SENT_AGAIN
            return Uncertain(reason, now + UNCERTAIN_WAIT if again else None)
        case FailureKind.TOKEN:  # the row is not to blame: it waits for the operator
            return RetryAt(now + TOKEN_REST, reason, rest=TOKEN_REST, counts=False)
        case FailureKind.NOT_SENT:
            return RetryAt(now + LINE_REST, reason, rest=LINE_REST, counts=False)
    if delivery.attempts >= MAX_ATTEMPTS:
        return GiveUp(f"{reason}, {delivery.attempts} times")
    return RetryAt(now + wait, reason)

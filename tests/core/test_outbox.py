from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from core.delivery import Delivery, DeliveryKind, DeliveryState, TextMessage
from core.outbox import (
    LINE_REST,
    LONGEST_WAIT,
    MAX_ATTEMPTS,
    TOKEN_REST,
    UNCERTAIN_WAIT,
    ChatEffect,
    Failure,
    FailureKind,
    GiveUp,
    RetryAt,
    Uncertain,
    backoff,
    decide,
)

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
K = FailureKind


def row(attempts: int = 1, *, doubts: int = 0, kind: DeliveryKind = DeliveryKind.ALERT) -> Delivery:
    return Delivery(
        1, "key", 7, kind, TextMessage("x"), NOW, None, attempts, DeliveryState.CLAIMED, doubts=doubts
    )


@pytest.mark.parametrize(
    ("failure", "attempts", "verdict"),
    [
        # a flood: as long as the server asked, for ever; else our own back-off
        (
            Failure(K.FLOOD, "429", retry_after=timedelta(seconds=7)),
            1,
            RetryAt(NOW + timedelta(seconds=7), "429", counts=False),
        ),
        (Failure(K.FLOOD, "429"), 1, RetryAt(NOW + timedelta(seconds=5), "429", counts=False)),
        (
            Failure(K.FLOOD, "429", retry_after=timedelta(seconds=7)),
            99,
            RetryAt(NOW + timedelta(seconds=7), "429", counts=False),
        ),
        # the chat refuses: set aside, and the message waits with it
        (Failure(K.REFUSED_CHAT, "blocked"), 1, RetryAt(NOW, "blocked", ChatEffect.SET_ASIDE)),
        # the chat has moved, the topic is gone: again at once, where it can arrive
        (
            Failure(K.MIGRATED, "moved", new_chat_id=-100),
            1,
            RetryAt(NOW, "moved", ChatEffect.MIGRATE, new_chat_id=-100),
        ),
        (Failure(K.THREAD_GONE, "topic"), 1, RetryAt(NOW, "topic", ChatEffect.CLEAR_THREAD)),
        (Failure(K.THREAD_GONE, "topic"), MAX_ATTEMPTS, GiveUp(f"topic, {MAX_ATTEMPTS} times")),
        # the message itself is refused: nobody else is to blame
        (Failure(K.REFUSED_MESSAGE, "too long"), 1, GiveUp("too long")),
        (Failure(K.BAD_MARKUP, "entities"), 1, GiveUp("entities")),
        # nothing went out: again for as long as the line is down, and nobody else tries meanwhile
        (
            Failure(K.NOT_SENT, "no line"),
            MAX_ATTEMPTS + 1,
            RetryAt(NOW + LINE_REST, "no line", rest=LINE_REST, counts=False),
        ),
        # the server is in trouble: again, then given up
        (Failure(K.SERVER, "502"), 2, RetryAt(NOW + timedelta(seconds=10), "502")),
        (Failure(K.SERVER, "502"), MAX_ATTEMPTS, GiveUp(f"502, {MAX_ATTEMPTS} times")),
        # the answer was lost: once more after a while (the next test has the rest)
        (Failure(K.ANSWER_LOST, "timeout"), 5, Uncertain("timeout", NOW + UNCERTAIN_WAIT)),
        # the token is refused: the row waits for the operator
        (Failure(K.TOKEN, "401"), 50, RetryAt(NOW + TOKEN_REST, "401", rest=TOKEN_REST, counts=False)),
    ],
)
def test_each_failure_has_one_verdict(failure: Failure, attempts: int, verdict: object) -> None:
    assert decide(failure, row(attempts), NOW) == verdict


@pytest.mark.parametrize(
    ("kind", "doubts", "again"),
    [
        (DeliveryKind.ALERT, 0, True),
        (DeliveryKind.UPDATE, 0, True),
        (DeliveryKind.DIGEST, 0, True),
        (DeliveryKind.NOTICE, 0, False),
        (DeliveryKind.ALERT, 1, False),
        (DeliveryKind.DIGEST, 1, False),
    ],
)
def test_whether_a_lost_answer_means_a_second_try(kind: DeliveryKind, doubts: int, again: bool) -> None:
    verdict = decide(Failure(K.ANSWER_LOST, "timeout"), row(doubts=doubts, kind=kind), NOW)
    assert verdict == Uncertain("timeout", NOW + UNCERTAIN_WAIT if again else None)


@pytest.mark.parametrize("kind", list(FailureKind))
def test_no_kind_of_failure_is_forgotten(kind: FailureKind) -> None:
    assert decide(Failure(kind, "x"), row(), NOW) is not None


def test_waits_grow_and_stay_within_an_hour_and_a_quarter() -> None:
    waits = [backoff(attempts) for attempts in range(1, 40)]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(seconds=5)
    assert waits[-1] == LONGEST_WAIT
    assert backoff(40, spread=1.0) == LONGEST_WAIT * 1.25

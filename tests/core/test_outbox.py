from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from core.outbox import (
    LONGEST_WAIT,
    MAX_ATTEMPTS,
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


@pytest.mark.parametrize(
    ("failure", "attempts", "verdict"),
    [
        # a flood: as long as the server asked, for ever; else our own back-off
        (
            Failure(K.FLOOD, "429", retry_after=timedelta(seconds=7)),
            1,
            RetryAt(NOW + timedelta(seconds=7), "429"),
        ),
        (Failure(K.FLOOD, "429"), 1, RetryAt(NOW + timedelta(seconds=5), "429")),
        (
            Failure(K.FLOOD, "429", retry_after=timedelta(seconds=7)),
            99,
            RetryAt(NOW + timedelta(seconds=7), "429"),
        ),
        # the chat refuses: set aside, never tried again for this row
        (Failure(K.REFUSED_CHAT, "blocked"), 1, GiveUp("blocked", ChatEffect.SET_ASIDE)),
        # the chat has moved, the topic is gone: again at once, where it can arrive
        (Failure(K.MIGRATED, "moved", new_chat_id=-100), 1, RetryAt(NOW, "moved", ChatEffect.MIGRATE)),
        (Failure(K.THREAD_GONE, "topic"), 1, RetryAt(NOW, "topic", ChatEffect.CLEAR_THREAD)),
        # the message itself is refused: nobody else is to blame
        (Failure(K.REFUSED_MESSAGE, "too long"), 1, GiveUp("too long")),
        (Failure(K.BAD_MARKUP, "entities"), 1, GiveUp("entities")),
        # nothing went out: again and again, then given up
        (Failure(K.NOT_SENT, "no line"), 1, RetryAt(NOW + timedelta(seconds=5), "no line")),
        (Failure(K.NOT_SENT, "no line"), 3, RetryAt(NOW + timedelta(seconds=20), "no line")),
        (Failure(K.SERVER, "502"), 2, RetryAt(NOW + timedelta(seconds=10), "502")),
        (Failure(K.SERVER, "502"), MAX_ATTEMPTS, GiveUp(f"502, {MAX_ATTEMPTS} times")),
        # the answer was lost: once more after a while, then never
        (Failure(K.ANSWER_LOST, "timeout"), 1, Uncertain("timeout", NOW + UNCERTAIN_WAIT)),
        (Failure(K.ANSWER_LOST, "timeout"), 2, Uncertain("timeout", None)),
        # the token is refused: the row waits for the operator
        (Failure(K.TOKEN, "401"), 50, RetryAt(NOW + LONGEST_WAIT, "401")),
    ],
)
def test_each_failure_has_one_verdict(failure: Failure, attempts: int, verdict: object) -> None:
    assert decide(failure, attempts, NOW) == verdict


@pytest.mark.parametrize("kind", list(FailureKind))
def test_no_kind_of_failure_is_forgotten(kind: FailureKind) -> None:
    assert decide(Failure(kind, "x"), 1, NOW) is not None


def test_waits_grow_and_stay_within_an_hour_and_a_quarter() -> None:
    waits = [backoff(attempts) for attempts in range(1, 40)]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(seconds=5)
    assert waits[-1] == LONGEST_WAIT
    assert backoff(40, spread=1.0) == LONGEST_WAIT * 1.25

from __future__ import annotations

from datetime import timedelta

import pytest
from telegram import error

from bot.delivery.classify import FAILURES, classify
from bot.delivery.request import AnswerLost, NotSent
from core.outbox import FailureKind as K


@pytest.mark.parametrize(
    ("exc", "kind"),
    [
        (error.RetryAfter(7), K.FLOOD),
        (error.ChatMigrated(-100123), K.MIGRATED),
        (error.Forbidden("Forbidden: bot was blocked by the user"), K.REFUSED_CHAT),
        (error.Forbidden("Forbidden: user is deactivated"), K.REFUSED_CHAT),
        (error.Forbidden("Forbidden: bot was kicked from the supergroup chat"), K.REFUSED_CHAT),
        (error.Forbidden("Forbidden: bot is not a member of the channel chat"), K.REFUSED_CHAT),
        (error.Forbidden("Forbidden: the group chat was deleted"), K.REFUSED_CHAT),
        (error.BadRequest("Bad Request: chat not found"), K.REFUSED_CHAT),
        (error.BadRequest("Bad Request: have no rights to send a message"), K.REFUSED_CHAT),
        (
            error.BadRequest("Bad Request: not enough rights to send text messages to the chat"),
            K.REFUSED_CHAT,
        ),
        (error.BadRequest("Bad Request: need administrator rights in the channel chat"), K.REFUSED_CHAT),
        (error.BadRequest("Bad Request: CHAT_WRITE_FORBIDDEN"), K.REFUSED_CHAT),
        (error.BadRequest("Bad Request: TOPIC_CLOSED"), K.THREAD_GONE),
        (error.BadRequest("Bad Request: TOPIC_DELETED"), K.THREAD_GONE),
        (error.BadRequest("Bad Request: message thread not found"), K.THREAD_GONE),
        (error.BadRequest("Bad Request: can't parse entities: unsupported start tag"), K.BAD_MARKUP),
        (error.BadRequest("Bad Request: message is too long"), K.REFUSED_MESSAGE),
        (error.BadRequest("Bad Request: BUTTON_DATA_INVALID"), K.REFUSED_MESSAGE),
        (error.BadRequest("Wrong HTTP URL specified"), K.REFUSED_MESSAGE),
        (error.InvalidToken("Unauthorized"), K.TOKEN),
        (error.Conflict("terminated by other getUpdates request"), K.SERVER),
        (error.NetworkError("Bad Gateway"), K.SERVER),
        (error.TimedOut(), K.ANSWER_LOST),
        (NotSent("no connection"), K.NOT_SENT),
        (AnswerLost("no answer"), K.ANSWER_LOST),
    ],
    ids=str,
)
def test_each_answer_of_the_api_is_one_failure(exc: error.TelegramError, kind: K) -> None:
    assert classify(exc).kind is kind


@pytest.mark.parametrize("name", error.__all__)
def test_no_error_class_of_the_library_is_forgotten(name: str) -> None:
    assert getattr(error, name) in FAILURES


def test_what_the_server_asked_for_comes_along() -> None:
    assert classify(error.RetryAfter(7)).retry_after == timedelta(seconds=7)
    assert classify(error.ChatMigrated(-100123)).new_chat_id == -100123


def test_a_reason_never_holds_a_token() -> None:
    failure = classify(error.NetworkError("https://api.example/bot123456:" + "A" * 35 + "/sendMessage"))
    assert "A" * 35 not in failure.reason

"""What people and operators are told when something goes wrong."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from datetime import datetime

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from core.errors import StorageError
from handlers.door import described, is_weather
from storage.database import Database
from tests.botapi import Telegram
from tests.core.builders import NOW
from tests.handlers.conftest import answered

SECRET = "words of a person"


class Broken:
    """A clock that fails while it is told to."""

    def __init__(self) -> None:
        self.fails = False

    def __call__(self) -> datetime:
        if self.fails:
            raise ZeroDivisionError(SECRET)
        return NOW


@pytest.fixture
def clock() -> Broken:
    """Return a clock that works so far."""
    return Broken()


@pytest.fixture
async def served(telegram: Telegram, db: Database, clock: Broken) -> AsyncIterator[Telegram]:
    """Return a Telegram whose bot has an operator: the first user that is made."""
    async with answered(telegram, db, clock, admin_ids=frozenset({1001})):
        yield telegram


async def test_a_fault_is_owned_up_to_and_operators_get_its_number(
    served: Telegram, clock: Broken, caplog: pytest.LogCaptureFixture
) -> None:
    operator, user = await served.user("Operator"), await served.user()
    assert operator == 1001
    await served.ask(operator, "/start")
    await served.ask(user, "/start")
    clock.fails = True
    with caplog.at_level(logging.ERROR, "handlers.door"):
        apology = await served.ask(user, "/events")
    assert "Something went wrong on our side" in apology["text"]
    told = await served.wait_for(operator, "Fault")
    number = told["text"].split()[1].rstrip(":")
    assert number in apology["text"]
    assert "ZeroDivisionError" in told["text"]
    assert number in caplog.text
    assert "test_door.py" in caplog.text  # where it came from
    assert SECRET not in caplog.text


async def test_after_a_fault_the_next_question_is_answered(served: Telegram, clock: Broken) -> None:
    await served.user("Operator")
    user = await served.user()
    await served.ask(user, "/start")
    clock.fails = True
    await served.ask(user, "/events")
    clock.fails = False
    assert "nothing is known yet" in (await served.ask(user, "/events"))["text"]


async def test_a_fault_behind_a_button_is_owned_up_to_in_the_answer(served: Telegram, clock: Broken) -> None:
    await served.user("Operator")
    user = await served.user()
    welcome = await served.ask(user, "/start")
    clock.fails = True
    assert "Something went wrong" in (await served.press(welcome, "Upcoming"))["text"]


async def test_a_reply_that_telegram_refuses_is_a_fault_of_ours(served: Telegram) -> None:
    await served.user("Operator")
    user = await served.user()
    error = {"code": 400, "description": "Bad Request: can't parse entities: bad luck"}
    await served.post("faults", method="sendMessage", chat_id=user, error=error)
    assert "Something went wrong" in (await served.ask(user, "/help"))["text"]


async def test_a_press_that_comes_too_late_still_does_its_work(served: Telegram) -> None:
    await served.user("Operator")
    user = await served.user()
    welcome = await served.ask(user, "/start")
    error = {"code": 400, "description": "Bad Request: query is too old and response timeout expired"}
    await served.post("faults", method="answerCallbackQuery", error=error)
    button = welcome["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await served.post("callbacks", chat_id=user, user_id=user, message_id=welcome["message_id"], data=button)
    stored = served.world.messages[user][welcome["message_id"]]
    assert await served.world.wait(lambda: "Which countries" in stored["text"], 15)


async def test_a_message_that_can_be_changed_no_more_is_written_anew(served: Telegram) -> None:
    await served.user("Operator")
    user = await served.user()
    welcome = await served.ask(user, "/start")
    error = {"code": 400, "description": "Bad Request: message can't be edited"}
    await served.post("faults", method="editMessageText", error=error)
    await served.press(welcome, "Subscribe")
    assert "Which countries" in (await served.wait_for(user))["text"]


async def test_pressing_what_is_shown_already_changes_nothing(served: Telegram) -> None:
    await served.user("Operator")
    user = await served.user()
    question = await served.ask(user, "/subscribe")
    await served.press(question, "1/")
    assert "Which topics" in (await served.turn(question, "All countries"))["text"]
    assert len(served.sent(user)) == 1


@pytest.mark.parametrize(
    ("exc", "weather"),
    [
        (TimedOut(), True),
        (NetworkError("gone"), True),
        (Forbidden("bot was blocked by the user"), True),
        (RetryAfter(5), True),
        (BadRequest("TOPIC_CLOSED"), True),
        (BadRequest("Not enough rights to send text messages to the chat"), True),
        (BadRequest("Can't parse entities"), False),
        (BadRequest("Message is too long"), False),
        (StorageError("locked"), False),
        (ValueError("x"), False),
        (None, False),
    ],
)
def test_what_is_weather_and_what_is_a_fault(exc: Exception | None, *, weather: bool) -> None:
    assert is_weather(exc) is weather


def refuse() -> None:
    try:
        int(SECRET)
    except ValueError as exc:
        raise StorageError(SECRET) from exc


def test_a_description_names_the_causes_and_none_of_the_words() -> None:
    with pytest.raises(StorageError) as caught:
        refuse()
    told = described(caught.value)
    assert "StorageError" in told
    assert "caused by ValueError" in told
    assert SECRET not in told

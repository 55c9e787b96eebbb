"""Letters: the same for all who read alike, another as soon as anything that is told differs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.delivery.rendering import Bundle, Letter, Parcel, Printer
from core.chat import Chat, ChatKind
from core.delivery import Delivery, DeliveryKind, DeliveryState, EventMessage
from core.news import Tiding
from core.outbox import GiveUp
from tests.core.builders import NOW, event, facts

READER = Chat(7, ChatKind.PRIVATE)
ALERT = Delivery(1, "a", 7, DeliveryKind.ALERT, EventMessage(1, 1), NOW, None, 1, DeliveryState.CLAIMED)
FORUM = Tiding(event(1))


def printed(printer: Printer, chat: Chat = READER, told: Tiding = FORUM, **more: object) -> Parcel:
    delivery = replace(ALERT, **more)  # type: ignore[arg-type]
    (parcel,) = printer.rendered(Bundle((delivery,), {chat.id: chat}, {1: told}), NOW)
    return parcel


def letter(parcel: Parcel) -> Letter:
    assert isinstance(parcel.letter, Letter)
    return parcel.letter


def test_who_reads_alike_gets_the_same_letter() -> None:
    printer = Printer()
    other = replace(READER, id=8, title="Another", thread_id=3)
    first, second = printed(printer), printed(printer, other, chat_id=8)
    assert letter(first) is letter(second)
    assert (first.thread_id, second.thread_id) == (None, 3)


@pytest.mark.parametrize(
    ("chat", "told", "more"),
    [
        (replace(READER, language="ru"), FORUM, {}),
        (READER, Tiding(event(1, facts("Another name"))), {}),
        (READER, Tiding(event(1), earlier=5), {}),
        (READER, FORUM, {"doubts": 1}),
        (READER, FORUM, {"kind": DeliveryKind.DIGEST}),
    ],
    ids=["language", "event", "answer", "repeat", "silent"],
)
def test_what_differs_is_written_anew(chat: Chat, told: Tiding, more: Mapping[str, object]) -> None:
    printer = Printer()
    assert letter(printed(printer)).call != letter(printed(printer, chat, told, **more)).call


def test_a_letter_without_markup_says_the_same() -> None:
    call = json.loads(letter(printed(Printer())).plain().call)
    assert "parse_mode" not in call
    assert "Forum on Digital Services" in call["text"]
    assert "<b>" not in call["text"]


def test_an_event_that_is_gone_is_given_up() -> None:
    (parcel,) = Printer().rendered(Bundle((ALERT,), {7: READER}, {}), NOW + timedelta(days=1))
    assert parcel.letter == GiveUp("the event is gone")

"""One whole life in three chats: every message of each, in order, and nothing between."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

import pytest

from core.event import Status
from core.partial_date import PartialDate
from core.reminder import Lead
from core.status import status_on
from core.subscription import Cadence
from tests.bot.lives.conftest import Life
from tests.core.builders import facts

FORUM = facts("Forum on Digital Services", "2026-05-25", "2026-05-27")  # in Almaty
IN_RUSSIAN = facts("Форум цифровых услуг", "2026-05-25", "2026-05-27")
MOVED = replace(
    FORUM, start=PartialDate.parse("2026-06-01"), end=PartialDate.parse("2026-06-03"), status=Status.POSTPONED
)
HELD = replace(MOVED, status=Status.HELD, countries=facts(others=("GE", "UZ")).countries)


class Readers(NamedTuple):
    """The chats: two that hear at once, in English and in Russian, and one that reads a digest."""

    english: int
    russian: int
    weekly: int


Deed = Callable[[Life, Readers], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant (UTC), what is done then, and what each chat hears of it."""

    at: str
    deed: Deed | None = None
    english: str | None = None
    russian: str | None = None
    weekly: str | None = None


def reported(*args: object, **more: object) -> Deed:
    """Let a site publish an article."""
    return lambda life, _: life.article(*args, **more)  # type: ignore[arg-type]


async def ask_to_be_reminded(life: Life, readers: Readers) -> None:
    """Let one reader set all three reminders by hand, the other one by default of the subscription."""
    await life.remind(readers.english, *Lead)
    await life.by_default(readers.russian, Lead.DAY)


LIFE = (
    Moment(
        "2026-05-04 09:00",
        reported(FORUM),
        "🔔 New event · Forum on Digital Services · May 25 – 27, 2026 · Almaty, 🇰🇿 Kazakhstan",
        "🔔 Новое мероприятие · Forum on Digital Services · 25–27 мая 2026 г. · Алматы, 🇰🇿 Казахстан",
    ),
    Moment("2026-05-05 09:00", reported(IN_RUSSIAN, site="Steppe News", language="ru")),
    Moment("2026-05-05 10:00", ask_to_be_reminded),
    Moment(
        "2026-05-11 09:00",
        weekly="May 4 – 10, 2026 · 1 event · — New — · May 25 – 27, 2026 · 🇰🇿 Almaty"
        " · Forum on Digital Services",
    ),
    Moment(
        "2026-05-12 09:00",
        reported(MOVED),
        "✏️ Changed · Date: May 25 – 27, 2026 → Jun 1 – 3, 2026"
        " · Forum on Digital Services · Jun 1 – 3, 2026 · Almaty, 🇰🇿 Kazakhstan",
        "✏️ Изменение · Дата: 25–27 мая 2026 г. → 1–3 июн. 2026 г."
        " · Forum on Digital Services · 1–3 июн. 2026 г. · Алматы, 🇰🇿 Казахстан",
    ),
    Moment(
        "2026-05-13 09:00",
        lambda life, _: life.edit(1, "city Astana"),
        "✏️ Changed · Place: Almaty, 🇰🇿 Kazakhstan → Astana, 🇰🇿 Kazakhstan"
        " · Forum on Digital Services · Jun 1 – 3, 2026 · Astana, 🇰🇿 Kazakhstan",
        "✏️ Изменение · Место: Алматы, 🇰🇿 Казахстан → Астана, 🇰🇿 Казахстан"
        " · Forum on Digital Services · 1–3 июн. 2026 г. · Астана, 🇰🇿 Казахстан",
    ),
    Moment("2026-05-14 09:00", reported(FORUM, site="Steppe News")),  # a late copy of the old news
    Moment("2026-05-18 04:00"),  # a week before the old day, at nine in Almaty
    Moment(
        "2026-05-18 09:00",
        weekly="May 11 – 17, 2026 · 1 event · — Changed — · Jun 1 – 3, 2026 · 🇰🇿 Astana"
        " · Forum on Digital Services · Date: May 25 – 27, 2026 → Jun 1 – 3, 2026"
        " · Place: Almaty, 🇰🇿 Kazakhstan → Astana, 🇰🇿 Kazakhstan",
    ),
    Moment("2026-05-24 04:00"),  # a day before the old day
    Moment(
        "2026-05-25 04:00",
        None,
        "⏰ Reminder: in 7 days · Forum on Digital Services · Jun 1 – 3, 2026 · Astana, 🇰🇿 Kazakhstan",
    ),
    Moment(
        "2026-05-25 09:00",
        weekly="May 18 – 24, 2026 · 1 event · — Coming in the next 30 days — · Jun 1 – 3, 2026 · 🇰🇿 Astana"
        " · Forum on Digital Services",
    ),
    Moment(
        "2026-05-31 04:00",
        None,
        "⏰ Reminder: tomorrow · Forum on Digital Services · Jun 1 – 3, 2026 · Astana, 🇰🇿 Kazakhstan",
        "⏰ Напоминание: завтра · Forum on Digital Services · 1–3 июн. 2026 г. · Астана, 🇰🇿 Казахстан",
    ),
    Moment(
        "2026-06-01 02:00",
        None,
        "⏰ Reminder: today · Forum on Digital Services · Jun 1 – 3, 2026 · Astana, 🇰🇿 Kazakhstan",
    ),
    Moment(
        "2026-06-01 09:00",
        weekly="May 25 – 31, 2026 · 1 event · — Under way — · 🟢 Jun 1 – 3, 2026 · 🇰🇿 Astana"
        " · Forum on Digital Services",
    ),
    Moment("2026-06-05 09:00", reported(HELD, site="Civil Service Hub")),  # tells who took part
    Moment(
        "2026-06-08 09:00",
        weekly="Jun 1 – 7, 2026 · 1 event · — Held — · ✔️ Jun 1 – 3, 2026 · 🇰🇿 Astana"
        " · Forum on Digital Services",
    ),
    Moment("2026-06-15 09:00"),
)


def gist(message: str) -> str:
    """Return what a message says in one line: a digest whole, of a card its head, name, days and place."""
    text = re.sub("<[^>]+>", "", message).replace("\u2009", " ").replace("\u202f", " ")
    lines = [line for line in text.splitlines() if line]
    if "digest" in lines[0]:
        return " · ".join(lines[1:-1])
    head = text.partition("\n\n")[2].splitlines()[0]
    told = lines[: lines.index(head) + 1]
    return " · ".join((*told, *(line[2:] for line in lines if line[0] in "🗓📍")))


def answers(life: Life, chat: int) -> list[int | None]:
    """Return which of a chat's messages, counted from 0, each one answers."""
    ids = [one["message_id"] for one in life.telegram.sent(chat)]
    asked = [call.get("reply_parameters") for call in life.calls(chat)]
    return [ids.index(one["message_id"]) if one else None for one in asked]


@pytest.fixture
async def readers(life: Life) -> Readers:
    return Readers(
        await life.subscriber(),
        await life.subscriber(language="ru"),
        await life.subscriber(cadence=Cadence.WEEKLY),
    )


async def test_a_whole_life_as_three_chats_hear_of_it(life: Life, readers: Readers) -> None:
    for moment in LIFE:
        await life.until(moment.at)
        if moment.deed is not None:
            await moment.deed(life, readers)
            await life.tick()
        for name, chat in readers._asdict().items():
            expected = getattr(moment, name)
            assert [gist(one) for one in life.heard(chat)] == ([expected] if expected else []), moment.at
    assert answers(life, readers.english) == [None, 0, 1, 2, 2, 2]
    assert answers(life, readers.russian) == [None, 0, 1, 2]
    known = await life.event()
    assert (known.facts.city, status_on(known.facts, life.now.date())) == ("Astana", Status.HELD)
    assert known.facts.taking_part == ("GE", "KZ", "UZ")
    assert {report.source for report in known.reports} == {"Silk Academy", "Steppe News", "Civil Service Hub"}
    assert known.version == 3

"""Events as iCalendar, read back with another library, before and after a change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import vobject

from core.event import Event, EventFacts, Kind, Report, Status
from handlers.cards.ical import calendar
from handlers.voice import Voice, zone_of
from storage import events
from storage.database import Database
from tests.botapi import Telegram
from tests.core.builders import NOW, event, facts
from tests.handlers.stored import know

ENGLISH = Voice("en", zone_of("UTC"))


def read(content: bytes) -> list[Any]:
    return list(vobject.readOne(content.decode()).contents.get("vevent", []))


def entry(known: EventFacts) -> Any:
    (only,) = read(calendar([event(7, known)], ENGLISH, "Events"))
    return only


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-05-25", None, (date(2026, 5, 25), date(2026, 5, 26))),
        ("2026-05-25", "2026-05-27", (date(2026, 5, 25), date(2026, 5, 28))),
        ("2026-12-31", "2026-12-31", (date(2026, 12, 31), date(2027, 1, 1))),
        ("2026-05", None, (date(2026, 5, 1), date(2026, 6, 1))),
        ("2026-05", "2026-06", (date(2026, 5, 1), date(2026, 7, 1))),
        ("2026-05-25", "2026-06", (date(2026, 5, 25), date(2026, 5, 26))),
    ],
)
def test_whole_days_end_on_the_day_after(start: str, end: str | None, days: tuple[date, date]) -> None:
    told = entry(facts(start=start, end=end))
    assert (told.dtstart.value, told.dtend.value) == days


def test_of_a_call_it_is_the_deadline_that_counts() -> None:
    told = entry(facts(start="2026-05-04", end="2026-06-30", kind=Kind.CALL))
    assert (told.dtstart.value, told.dtend.value) == (date(2026, 6, 30), date(2026, 7, 1))
    assert "deadline" in told.description.value


@pytest.mark.parametrize("start", [None, "2026"])
def test_what_has_not_even_a_month_stands_in_no_calendar(start: str | None) -> None:
    assert read(calendar([event(1, facts(start=start))], ENGLISH, "Events")) == []


@pytest.mark.parametrize(
    ("known", "status"),
    [
        (facts(), "CONFIRMED"),
        (facts(start="2026-05"), "TENTATIVE"),
        (facts(inferred=frozenset({"start"})), "TENTATIVE"),
        (facts(status=Status.POSTPONED), "TENTATIVE"),
        (facts(status=Status.CANCELLED), "CANCELLED"),
    ],
)
def test_the_status_says_how_sure_the_days_are(known: EventFacts, status: str) -> None:
    assert entry(known).status.value == status


def test_all_that_is_told_survives_the_way_and_nobody_attends() -> None:
    name = "Форум; «услуги, данные» \\ 🎓 " + "длинное имя " * 20
    report = Report(1, "https://academy.example.org/news/1?a=1,2", "Title", "Academy", "ru", None)
    whole = replace(event(7, facts(name.strip(), summary="One.\nTwo; three, four.")), reports=(report,))
    (told,) = read(calendar([whole], ENGLISH, "Events"))
    assert told.summary.value == name.strip()
    assert told.location.value == "Almaty, Kazakhstan"
    assert "One.\nTwo; three, four." in told.description.value
    assert report.url in told.description.value
    assert told.url.value == report.url
    assert not {"attendee", "organizer"} & set(told.contents)


def test_the_file_is_the_same_until_the_event_changes() -> None:
    assert calendar([event(7)], ENGLISH, "Events") == calendar([event(7)], ENGLISH, "Events")


async def changed(db: Database, known: Event, now_known: EventFacts) -> Event:
    async with db.transaction() as tx:
        after = await events.store_facts(tx, known, now_known, NOW + timedelta(days=1))
        await tx.commit()
    return after


def marks(known: Event) -> tuple[str, str, Any]:
    (told,) = read(calendar([known], ENGLISH, "Events"))
    return told.uid.value, told.sequence.value, told.last_modified.value


async def test_sequence_and_time_rise_on_a_change_only(db: Database) -> None:
    (known,) = await know(db, facts(), at=NOW)
    told_more = await changed(db, known, facts(summary="A new quote."))
    moved = await changed(db, told_more, facts(start="2026-06-01"))
    called_off = await changed(db, moved, facts(start="2026-06-01", status=Status.CANCELLED))
    uid = f"event-{known.id}@hubwire"
    assert marks(known) == marks(told_more) == (uid, "0", NOW)
    assert marks(moved) == (uid, "1", NOW + timedelta(days=1))
    assert marks(called_off)[:2] == (uid, "2")


async def test_a_button_of_the_card_sends_the_file(bot: Telegram, db: Database) -> None:
    (known,) = await know(db, facts())
    user = await bot.user()
    await bot.press(await bot.ask(user, "/events"), "1")
    await bot.press(await bot.wait_for(user, "Forum"), "calendar")
    sent = await bot.wait_until(user, lambda one: "document" in one)
    name, content = bot.world.files[sent["document"]["file_id"]]
    (told,) = read(content)
    assert name == f"event-{known.id}.ics"
    assert told.dtstart.value == date(2026, 5, 25)


async def test_a_card_without_a_date_offers_no_file(bot: Telegram, db: Database) -> None:
    (known,) = await know(db, facts(start=None))
    user = await bot.user()
    listed = await bot.ask(user, "/events")
    await bot.press(listed, "1")
    card = await bot.wait_for(user, "Forum")
    assert "calendar" not in str(card["reply_markup"])
    answer = await bot.press_data(user, card["message_id"], f"ev:i:{known.id}")
    assert "not known" in answer["text"]

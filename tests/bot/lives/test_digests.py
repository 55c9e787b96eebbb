"""The weekly digest: zones, clocks that change, missed Mondays, a month of absence, ticks without end."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery.digests import digest_tick
from core.subscription import Cadence
from storage import chats
from tests.bot.lives.conftest import Life
from tests.core.builders import facts

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


async def reader(life: Life, zone: str, cadence: Cadence = Cadence.WEEKLY) -> int:
    """Make a person in a time zone who gets digests."""
    chat = await life.subscriber(cadence=cadence)
    async with life.db.transaction() as tx:
        known = await chats.get(tx, chat)
        assert known is not None
        await chats.save(tx, replace(known, timezone=zone))
        await tx.commit()
    return chat


async def until(life: Life, moment: str) -> None:
    """Let time pass up to an instant (UTC), and send what is due."""
    await life.tick(utc(moment) - life.now)


@pytest.mark.parametrize(
    ("zone", "nine"),
    [
        ("Asia/Almaty", "2026-05-11 04:00"),
        ("Asia/Tashkent", "2026-05-11 04:00"),
        ("Europe/Berlin", "2026-05-11 07:00"),
        ("America/New_York", "2026-05-11 13:00"),
        ("Pacific/Auckland", "2026-05-10 21:00"),
        ("Asia/Kathmandu", "2026-05-11 03:15"),
    ],
)
async def test_it_comes_on_monday_at_nine_in_the_readers_zone(life: Life, zone: str, nine: str) -> None:
    life.now = utc("2026-05-06 12:00")
    chat = await reader(life, zone)
    await life.article(facts())
    await life.tick(utc(nine) - MINUTE - life.now)
    assert life.heard(chat) == []
    await until(life, nine)
    (digest,) = life.heard(chat)
    assert "Forum on Digital Services" in digest


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2027-03-22 08:00", "2027-03-29 07:00"),  # an hour is lost on 28 March
        ("2026-10-19 07:00", "2026-10-26 08:00"),  # an hour is won on 25 October
    ],
)
async def test_nine_stays_nine_when_the_clocks_change(life: Life, before: str, after: str) -> None:
    life.now = utc(before) - DAY
    chat = await reader(life, "Europe/Berlin")
    await life.article(facts(start="2027-12-01"))
    await until(life, before)
    assert len(life.heard(chat)) == 1
    await life.article(facts("Another gathering of archivists", "2027-12-05", city="Astana"))
    await life.tick(utc(after) - MINUTE - life.now)
    assert life.heard(chat) == []
    await until(life, after)
    (digest,) = life.heard(chat)
    assert "archivists" in digest


async def test_however_often_one_ticks_it_comes_once(life: Life) -> None:
    chat = await reader(life, "UTC")
    await life.article(facts())
    life.now = utc("2026-05-11 09:00")
    assert [await digest_tick(life.db, life.now) for _ in range(3)] == [1, 0, 0]
    await life.tick()
    assert len(life.heard(chat)) == 1


async def test_a_missed_monday_is_made_good_on_tuesday_and_loses_nothing(life: Life) -> None:
    chat = await reader(life, "UTC")
    await life.article(facts())
    await until(life, "2026-05-12 15:00")
    assert len(life.heard(chat)) == 1
    await life.article(facts("Gathering of archivists", "2026-06-05", city="Astana"))
    await until(life, "2026-05-18 09:00")
    (digest,) = life.heard(chat)
    assert "archivists" in digest


async def test_a_month_of_absence_is_one_digest_of_all_that_was_missed(life: Life) -> None:
    chat = await reader(life, "UTC")
    await until(life, "2026-05-11 09:00")
    await life.article(facts("Gathering of archivists", "2026-07-05", city="Astana"))
    await life.tick(timedelta())
    life.now = utc("2026-05-20 09:00")
    await life.article(facts("School of foresters", "2026-07-09", city="Shymkent"))
    await until(life, "2026-06-09 10:00")  # nobody was there for four Mondays
    (digest,) = life.heard(chat)
    assert "archivists" in digest
    assert "foresters" in digest
    await life.tick(DAY)
    assert life.heard(chat) == []


async def test_a_week_with_nothing_to_tell_sends_nothing(life: Life) -> None:
    chat = await reader(life, "UTC")
    await life.article(facts(country="UZ", city="Tashkent"))
    await until(life, "2026-05-11 09:00")
    assert life.heard(chat) == []


async def test_days_weeks_and_months_are_digests_of_their_own(life: Life) -> None:
    daily, monthly = await reader(life, "UTC", Cadence.DAILY), await reader(life, "UTC", Cadence.MONTHLY)
    await life.article(facts(start="2026-08-25"))
    await until(life, "2026-05-05 09:00")
    assert (len(life.heard(daily)), len(life.heard(monthly))) == (1, 0)
    await until(life, "2026-06-01 09:00")
    assert (len(life.heard(daily)), len(life.heard(monthly))) == (0, 1)

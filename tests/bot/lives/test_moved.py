"""Lives of events that are put off, and held on days that nobody calls new ones; the messages in order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.event import EventFacts, Status
from tests.bot.lives.conftest import Life
from tests.core.builders import facts

NAME = "Regional Forum on Digital Public Services"
FORUM = facts(NAME, "2026-05-25", "2026-05-27")
PUT_OFF = replace(FORUM, status=Status.POSTPONED)  # and names the old days only
ON_AGAIN = facts(NAME, "2026-09-07", "2026-09-09")


@pytest.mark.parametrize("site", ["Silk Academy", "Steppe News"])
async def test_who_names_new_days_months_after_it_was_put_off_moves_it(life: Life, site: str) -> None:
    chat = await life.subscriber()
    for known in (FORUM, PUT_OFF):
        await life.article(known)
        await life.tick()
    await life.article(ON_AGAIN, site=site)
    await life.tick()
    announced, put_off, moved = life.heard(chat)
    assert announced.startswith("🔔 New event")
    assert "<b>postponed</b>" in put_off
    assert "<s>May 25\u2009–\u200927, 2026</s> → <b>Sep 7\u2009–\u20099, 2026</b>" in moved
    event = await life.event()
    assert (event.facts.status, len(event.reports)) == (Status.ANNOUNCED, 3)


async def test_what_was_first_heard_of_when_it_was_put_off_is_moved_by_later_days(life: Life) -> None:
    chat = await life.subscriber()
    await life.article(PUT_OFF)
    await life.tick()
    await life.article(ON_AGAIN, site="Steppe News")
    await life.tick()
    announced, moved = life.heard(chat)
    assert announced.startswith("🔔 New event")
    assert "<b>Sep 7\u2009–\u20099, 2026</b>" in moved


@pytest.mark.parametrize(
    "other",
    [
        facts("13th Regional Forum on Digital Public Services", "2026-09-07"),
        facts("Regional Forum on Water Security", "2026-09-07"),
        replace(ON_AGAIN, city="Astana"),
        facts(NAME, "2027-05-25"),  # later than anything is put off
        facts(NAME, "2026-03-10"),  # before the days that it was put off from
    ],
    ids=lambda other: f"{other.name} {other.city} {other.start}",
)
async def test_what_may_be_another_gathering_does_not_move_what_was_put_off(
    life: Life, other: EventFacts
) -> None:
    put_off = replace(PUT_OFF, name="12th " + NAME) if other.name.startswith("13th") else PUT_OFF
    await life.article(put_off)
    await life.article(other, site="Steppe News")
    assert (await life.event(1)).facts.status is Status.POSTPONED
    assert (await life.event(2)).facts.start == other.start


async def test_what_was_moved_already_takes_the_next_of_its_series_for_another(life: Life) -> None:
    moved = replace(ON_AGAIN, status=Status.POSTPONED)
    for known in (FORUM, PUT_OFF, moved):
        await life.article(known)
    await life.article(facts(NAME, "2026-11-16"), site="Steppe News")
    assert (await life.event(1)).facts.start == ON_AGAIN.start
    assert (await life.event(2)).id == 2


async def test_the_next_of_a_series_that_is_known_stays_when_the_one_before_it_is_put_off(life: Life) -> None:
    for known in (FORUM, ON_AGAIN, PUT_OFF, ON_AGAIN):
        await life.article(known)
    first, second = await life.event(1), await life.event(2)
    assert (first.facts.status, first.facts.start) == (Status.POSTPONED, FORUM.start)
    assert (second.facts.status, second.facts.start) == (Status.ANNOUNCED, ON_AGAIN.start)

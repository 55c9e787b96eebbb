"""Lives of events that a chat came late to, or was told of twice; each chat's messages in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core.event import EventFacts, Status
from tests.bot.lives.conftest import Life
from tests.core.builders import facts

DAY = timedelta(days=1)
FORUM = facts("Regional Forum on Digital Public Services", "2026-05-25", "2026-05-27")
MOVED = facts(FORUM.name, "2026-06-01", "2026-06-03", status=Status.POSTPONED)
GATHERING = facts("Gathering of Academies", "2026-05-26", "2026-05-28")


async def test_who_subscribes_after_an_event_was_found_is_not_told_of_it_by_another_report(
    life: Life,
) -> None:
    there = await life.subscriber()
    await life.article(FORUM)
    await life.tick()
    await life.tick(DAY)
    newcomer = await life.subscriber()
    await life.article(replace(FORUM, summary="Another quote."), site="Steppe News")
    await life.tick()
    assert (len(life.heard(there)), life.heard(newcomer)) == (1, [])
    await life.article(facts("Seminar on Archives", "2026-06-20"))  # what is found later is new to both
    await life.tick()
    for chat in (there, newcomer):
        (alert,) = life.heard(chat)
        assert alert.startswith("🔔 New event")


async def test_who_subscribes_after_an_event_was_found_reads_of_it_when_it_changes(life: Life) -> None:
    there = await life.subscriber()
    await life.article(FORUM)
    await life.tick()
    await life.tick(DAY)
    newcomer = await life.subscriber()
    await life.article(MOVED)
    await life.tick()
    announced, update = life.heard(there)
    assert announced.startswith("🔔 New event")
    assert "Date: " in update
    (alert,) = life.heard(newcomer)
    assert alert.startswith("🔔 New event")
    assert "Jun 1" in alert


async def test_who_subscribes_when_an_event_is_over_never_reads_of_it_as_new(life: Life) -> None:
    await life.article(FORUM)
    await life.until("2026-05-29T09:00")
    newcomer = await life.subscriber()
    await life.article(replace(FORUM, city=None, status=Status.HELD), site="Steppe News")
    await life.edit(1, "city Astana")
    await life.tick()
    assert life.heard(newcomer) == []


@pytest.mark.parametrize("first", [FORUM, GATHERING])
async def test_who_was_told_of_both_events_that_are_merged_goes_by_what_was_told_of_the_one_that_stays(
    life: Life, first: EventFacts
) -> None:
    both = await life.subscriber()
    await life.article(first)
    await life.tick()
    await life.article(GATHERING if first is FORUM else FORUM, site="Steppe News")
    await life.tick()
    assert len(life.heard(both)) == 2
    merged = await life.edit(1, "merge 2")
    await life.tick()
    assert (merged.facts.start, life.heard(both)) == (first.start, [])
    await life.edit(1, "date 2026-06-02")
    await life.tick()
    (update,) = life.heard(both)
    assert "June 2" in update


async def test_who_was_told_of_the_part_alone_is_told_of_the_other_days_once(life: Life) -> None:
    await life.article(FORUM)
    await life.tick(DAY)
    late = await life.subscriber()
    await life.article(GATHERING, site="Steppe News")
    await life.tick()
    assert len(life.heard(late)) == 1
    await life.edit(1, "merge 2")
    await life.tick()
    (update,) = life.heard(late)
    assert "Date: " in update
    await life.tick(DAY)
    assert life.heard(late) == []


async def test_two_alerts_that_still_wait_when_their_events_are_merged_become_one(life: Life) -> None:
    both = await life.subscriber()
    await life.article(FORUM)
    await life.article(GATHERING, site="Steppe News")
    await life.edit(1, "merge 2")
    await life.tick()
    (alert,) = life.heard(both)
    assert alert.startswith("🔔 New event")
    assert "Steppe News" in alert

"""Stale is not news: backlogs, outages, and what is long over go into one catch-up message a chat."""

from __future__ import annotations

from datetime import timedelta

from bot.delivery.catch_up import TOGETHER
from core.event import EventFacts, Topic
from core.news import ALERT_LIVES, LATE, QUIET
from storage import moves
from tests.bot.lives.conftest import Life
from tests.core.builders import NOW, facts

DAY = timedelta(days=1)
SUBJECTS = ("water", "archives", "procurement", "ethics", "statistics", "taxation", "forests", "libraries")


def seminar(number: int, start: str = "2026-05-25") -> tuple[EventFacts]:
    """Return a gathering that resembles no other of its number."""
    subject = f"{SUBJECTS[number % 8]} of district {number}"
    return (facts(f"Seminar {subject}", start, topics=(Topic.ECONOMY,), city=f"Town {number}"),)


async def test_a_hundred_old_items_of_a_new_source_are_one_message(life: Life) -> None:
    chat = await life.subscriber()
    old = [seminar(number, "2026-03-01") for number in range(100)]
    taken = await life.articles(old, published_at=NOW - 30 * DAY, backlog=True)
    assert (taken.events, taken.alerts) == (100, 0)
    await life.tick(QUIET)
    (only,) = life.heard(chat)
    assert "100 events" in only
    assert "and 88 more" in only
    await life.tick(DAY)
    assert life.heard(chat) == []


async def test_three_days_of_downtime_are_one_message_over_all_sources(life: Life) -> None:
    chat = await life.subscriber()
    await life.articles([seminar(n) for n in range(5)], published_at=NOW - 2 * DAY, backlog=True)
    await life.articles(
        [seminar(n) for n in range(5, 9)], site="Steppe News", published_at=NOW - 2 * DAY, backlog=True
    )
    await life.tick()
    assert life.heard(chat) == []  # more may come
    await life.tick(QUIET)
    (only,) = life.heard(chat)
    assert "9 events" in only


async def test_what_is_fresh_is_an_alert_also_on_a_first_visit(life: Life) -> None:
    chat = await life.subscriber()
    await life.articles([seminar(1)], published_at=NOW - LATE / 2, backlog=True)
    await life.tick()
    assert len(life.heard(chat)) == 1


async def test_a_visit_with_a_flood_of_news_alerts_of_a_few_and_keeps_the_rest(life: Life) -> None:
    chat = await life.subscriber()
    await life.articles([seminar(n) for n in range(30)])
    await life.tick()
    assert len(life.heard(chat)) == 5
    await life.tick(QUIET)
    (rest,) = life.heard(chat)
    assert "25 events" in rest


async def test_a_gathering_long_over_is_no_alert(life: Life) -> None:
    chat = await life.subscriber()
    await life.articles([seminar(1, "2026-04-01"), seminar(2, "2026-05-01")])
    await life.tick()
    (alert,) = life.heard(chat)
    assert "district 2" in alert
    await life.tick(QUIET)
    (late,) = life.heard(chat)
    assert "district 1" in late


async def test_alerts_that_an_outage_delayed_are_told_together(life: Life) -> None:
    chat = await life.subscriber()
    await life.articles([seminar(n) for n in range(3)])
    await life.tick(ALERT_LIVES + QUIET)  # nobody sent meanwhile
    assert life.heard(chat) == []
    await life.tick(QUIET)
    await life.tick(QUIET)
    (only,) = life.heard(chat)
    assert "3 events" in only


async def test_a_change_of_what_the_catch_up_told_is_told(life: Life) -> None:
    chat = await life.subscriber()
    await life.articles([seminar(1)], published_at=NOW - 2 * DAY)
    await life.tick(QUIET)
    assert len(life.heard(chat)) == 1
    await life.edit(1, "date 2026-05-28")
    await life.tick()
    (update,) = life.heard(chat)
    assert "✏️ Changed" in update


async def test_what_was_held_back_moves_with_a_group_and_with_a_merged_event(life: Life) -> None:
    old, new = await life.subscriber(), await life.person()
    await life.articles([seminar(1), seminar(2)], published_at=NOW - 2 * DAY)
    await life.edit(1, "merge 2")
    async with life.db.transaction() as tx:
        await moves.move(tx, old, new)
        await tx.commit()
    await life.tick(QUIET)
    (only,) = life.heard(new)
    assert "1 event" in only
    assert "district 1" in only


async def test_a_part_that_the_catch_up_told_counts_as_told(life: Life) -> None:
    chat = await life.subscriber()
    await life.articles([seminar(2)], published_at=NOW - 2 * DAY)
    await life.tick(QUIET)
    assert len(life.heard(chat)) == 1
    await life.articles([seminar(1)])
    await life.tick()
    assert len(life.heard(chat)) == 1
    await life.edit(2, "merge 1")
    await life.edit(2, "status cancelled")
    await life.tick()
    (update,) = life.heard(chat)
    assert "❌ Cancelled" in update


async def test_many_chats_are_caught_up_each_with_what_it_may_see_and_once(life: Life) -> None:
    crowd = [await life.subscriber() for _ in range(TOGETHER + 3)]
    await life.articles([seminar(1), seminar(2)], published_at=NOW - 2 * DAY, backlog=True)
    await life.mute(crowd[-1], 2)
    await life.tick(QUIET)
    for chat in crowd[:-1]:
        (only,) = life.heard(chat)
        assert "2 events" in only
    (only,) = life.heard(crowd[-1])
    assert "1 event\n" in only
    await life.tick(DAY)
    assert {len(life.heard(chat)) for chat in crowd} == {0}

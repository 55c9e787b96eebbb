"""Reminders and mutes over whole lives: each chat's messages are asserted, in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery.reminders import reminder_tick
from bot.delivery.send import Sender
from core.chat import Chat, ChatKind, ChatState
from core.delivery import DeliveryState
from core.event import EventFacts, Kind, Status
from core.partial_date import PartialDate
from core.reminder import Lead
from core.subscription import Cadence
from storage import chats, deliveries, reminders
from tests.bot.lives.conftest import Life
from tests.core.builders import facts

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FORUM = facts("Regional Forum on Digital Public Services", "2026-05-25", "2026-05-27")  # Almaty, UTC+5
MOVED = replace(
    FORUM, start=PartialDate.parse("2026-06-01"), end=PartialDate.parse("2026-06-03"), status=Status.POSTPONED
)
PUT_OFF = replace(FORUM, start=None, end=None, status=Status.POSTPONED)


async def alerted(life: Life, *known: EventFacts, **more: object) -> int:
    """Make a person whom an event was told of."""
    chat = await life.subscriber(**more)  # type: ignore[arg-type]
    for one in known or (FORUM,):
        await life.article(one)
    await life.tick()
    life.heard(chat)
    return chat


async def test_each_reminder_comes_at_its_time_once_as_an_answer_to_the_alert(life: Life) -> None:
    chat = await alerted(life)
    alert = await life.telegram.wait_for(chat, "🔔 New event", fresh=False)
    await life.remind(chat, *Lead)
    assert await life.told_at(
        chat, "2026-05-18 03:59", "2026-05-18 04:00", "2026-05-18 04:01", "2026-05-24 03:59",
        "2026-05-24 04:00", "2026-05-25 01:59", "2026-05-25 02:00", "2026-05-25 04:00", "2026-05-26 04:00",
    ) == ["2026-05-18 04:00", "2026-05-24 04:00", "2026-05-25 02:00"]  # fmt: skip
    _, week, day, hours = life.telegram.texts(chat)
    assert week.startswith("⏰ Reminder: in 7 days\n\n<b>Regional Forum")
    assert day.startswith("⏰ Reminder: tomorrow\n\n")
    assert hours.startswith("⏰ Reminder: today\n\n")
    answered = [call["reply_parameters"]["message_id"] for call in life.calls(chat)[1:]]
    assert answered == [alert["message_id"]] * 3


async def test_a_reminder_moves_with_its_event(life: Life) -> None:
    chat = await alerted(life)
    await life.remind(chat, Lead.DAY)
    await life.article(MOVED, site="Steppe News")
    await life.until("2026-05-10 04:00")
    (change,) = life.heard(chat)
    assert "✏️ Changed" in change
    assert await life.told_at(
        chat, "2026-05-24 04:00", "2026-05-25 03:00", "2026-05-31 03:59", "2026-05-31 04:00"
    ) == ["2026-05-31 04:00"]


async def test_who_was_reminded_of_the_old_day_is_reminded_of_the_new_one(life: Life) -> None:
    chat = await alerted(life)
    await life.remind(chat, Lead.DAY)
    await life.until("2026-05-24 04:00")
    await life.article(MOVED, site="Steppe News")
    await life.until("2026-05-24 05:00")
    await life.until("2026-05-31 04:00")
    reminder, change, again = life.heard(chat)
    assert reminder.startswith("⏰ Reminder: tomorrow")
    assert "✏️ Changed" in change
    assert again.startswith("⏰ Reminder: tomorrow")
    assert "Jun 1" in again


async def test_who_knows_of_an_event_by_its_reminder_only_hears_of_its_change(life: Life) -> None:
    chat = await alerted(life, cadence=Cadence.MONTHLY)
    await life.remind(chat, Lead.WEEK)
    await life.until("2026-05-18 04:00")
    await life.edit(1, "status cancelled")
    await life.until("2026-05-18 05:00")
    reminder, change = life.heard(chat)
    assert reminder.startswith("⏰ Reminder: in 7 days")
    assert change.startswith("❌ Cancelled")
    calls = life.calls(chat)
    assert "reply_parameters" not in calls[0]
    assert "reply_parameters" in calls[1]


@pytest.mark.parametrize(
    ("words", "told"),
    [("status cancelled", 1), ("hide", 0), ("date 2026-04-01", 1), ("status postponed", 1), ("date -", 1)],
)
async def test_a_reminder_dies_or_waits_with_its_event(life: Life, words: str, told: int) -> None:
    chat = await alerted(life)
    await life.remind(chat, *Lead)
    await life.edit(1, words)
    await life.until("2026-05-05 04:00")
    assert len(life.heard(chat)) == told
    assert await life.told_at(chat, "2026-05-18 04:00", "2026-05-24 04:00", "2026-05-25 02:00") == []


async def test_the_new_day_of_something_put_off_is_told_and_reminded_of(life: Life) -> None:
    chat = await alerted(life)
    await life.remind(chat, Lead.DAY)
    await life.article(PUT_OFF)
    await life.until("2026-05-05 04:00")
    await life.article(replace(MOVED, status=Status.ANNOUNCED))
    await life.until("2026-05-06 04:00")
    put_off, again = life.heard(chat)
    assert put_off.startswith("⏸ Postponed")
    assert again.startswith("🔔 On again")
    assert "Jun 1" in again
    assert await life.told_at(chat, "2026-05-24 04:00", "2026-05-31 04:00") == ["2026-05-31 04:00"]


async def test_a_reminder_of_something_put_off_waits_for_the_new_day(life: Life) -> None:
    chat = await alerted(life)
    await life.remind(chat, Lead.DAY)
    await life.article(PUT_OFF, site="Steppe News")
    await life.until("2026-05-05 04:00")
    (put_off,) = life.heard(chat)
    assert put_off.startswith("⏸ Postponed")
    assert "new date not yet known (was" in put_off
    assert await life.told_at(chat, "2026-05-24 04:00", "2026-05-25 02:00") == []
    await life.article(MOVED, site="Civil Service Hub")
    await life.until("2026-05-26 04:00")
    (on_again,) = life.heard(chat)
    assert on_again.startswith("🔔 On again")
    assert await life.told_at(chat, "2026-05-31 04:00", "2026-06-01 02:00") == ["2026-05-31 04:00"]


async def test_reminders_of_an_event_that_became_a_part_are_of_the_whole(life: Life) -> None:
    chat = await alerted(life, FORUM, facts("Gathering of Academies", "2026-05-25", "2026-05-27", city=None))
    assert len(life.telegram.texts(chat)) == 2
    await life.remind(chat, Lead.DAY, number=1)
    await life.remind(chat, Lead.DAY, Lead.WEEK, number=2)
    await life.edit(1, "merge 2")
    assert await life.told_at(chat, "2026-05-18 04:00", "2026-05-24 04:00") == [
        "2026-05-18 04:00",
        "2026-05-24 04:00",
    ]
    assert all("Regional Forum" in text for text in life.telegram.texts(chat)[2:])


async def test_a_reminder_is_not_sent_twice_over_a_restart(life: Life) -> None:
    chat = await alerted(life)
    await life.remind(chat, Lead.DAY)
    life.now = datetime(2026, 5, 24, 4, tzinfo=UTC)
    assert await reminder_tick(life.db, life.now) == 1  # and the process dies before it is sent
    life.sender = Sender(life.db, life.application.bot, life.clock)
    await life.sender.take_over()
    assert await life.told_at(chat, "2026-05-24 04:05", "2026-05-24 04:06", "2026-05-24 05:00") == [
        "2026-05-24 04:05"
    ]


@pytest.mark.parametrize(("back", "told"), [("2026-05-25 03:59", 1), ("2026-05-25 04:00", 0)])
async def test_after_an_outage_it_comes_late_but_never_after_the_beginning(
    life: Life, back: str, told: int
) -> None:
    chat = await alerted(life)
    await life.remind(chat, *Lead)  # all three fall into the outage: one is enough
    assert len(await life.told_at(chat, back)) == told
    assert await life.told_at(chat, "2026-05-25 04:01", "2026-05-26 04:01") == []


async def test_what_was_enqueued_but_could_not_be_sent_in_time_is_not_sent_later(life: Life) -> None:
    chat = await alerted(life)
    await life.remind(chat, Lead.HOURS)
    life.now = datetime(2026, 5, 25, 2, tzinfo=UTC)
    await reminder_tick(life.db, life.now)
    assert await life.told_at(chat, "2026-05-25 04:00") == []


@pytest.mark.parametrize("words", ["date 2026-06-01", "status cancelled", "hide"])
async def test_what_waits_to_be_sent_is_withdrawn_when_it_is_no_longer_so(life: Life, words: str) -> None:
    chat = await alerted(life)
    await life.remind(chat, Lead.DAY)
    life.now = datetime(2026, 5, 24, 4, tzinfo=UTC)
    await reminder_tick(life.db, life.now)
    await life.edit(1, words)
    await life.until("2026-05-24 04:01")
    assert not [text for text in life.heard(chat) if "⏰" in text]
    async with life.db.snapshot() as tx:
        assert DeliveryState.FAILED not in await deliveries.counts(tx)


async def test_a_call_reminds_of_its_deadline(life: Life) -> None:
    call = facts("Call for papers", None, "2026-05-25", kind=Kind.CALL)
    chat = await alerted(life, call)
    await life.remind(chat, Lead.DAY)
    await life.until("2026-05-24 04:00")
    (reminder,) = life.heard(chat)
    assert reminder.startswith("⏰ Reminder: the deadline is tomorrow")


async def test_a_subscription_reminds_of_all_that_it_brings(life: Life) -> None:
    chat = await life.subscriber(cadence=Cadence.MONTHLY)
    await life.by_default(chat, Lead.WEEK)
    await life.article(FORUM)
    await life.article(facts("School of Archivists", "2026-05-26", country="UZ", city="Tashkent"))
    assert await life.told_at(chat, "2026-05-18 04:00", "2026-05-19 04:00", "2026-05-24 04:00") == [
        "2026-05-18 04:00"
    ]
    (reminder,) = life.telegram.texts(chat)
    assert "Regional Forum" in reminder


async def test_a_subscriptions_reminder_moves_too_and_one_event_can_do_without_it(life: Life) -> None:
    chat, other = await alerted(life), await life.subscriber(cadence=Cadence.MONTHLY)
    for one in (chat, other):
        await life.by_default(one, Lead.DAY)
    async with life.db.transaction() as tx:
        await reminders.choose(tx, other, None, 1, Lead.DAY, life.now, wanted=False)
        await tx.commit()
    await life.article(MOVED, site="Steppe News")
    await life.tick()
    life.heard(chat)
    assert await life.told_at(chat, "2026-05-24 04:00", "2026-05-31 04:00") == ["2026-05-31 04:00"]
    assert not [text for text in life.heard(other) if "⏰" in text]


async def test_a_subscription_does_not_remind_of_what_was_past_before_it_was_asked_to(life: Life) -> None:
    chat = await life.subscriber(cadence=Cadence.MONTHLY)
    await life.article(FORUM)
    await life.until("2026-05-20 09:00")  # five days before
    await life.by_default(chat, Lead.WEEK)
    await life.article(facts("School of Archivists", "2026-05-23", city="Astana"))  # found too late
    assert await life.told_at(chat, "2026-05-20 09:01", "2026-05-22 04:00", "2026-05-24 04:00") == []


async def test_chats_that_stopped_are_not_reminded_and_those_that_are_back_are(life: Life) -> None:
    chat = await alerted(life)
    await life.remind(chat, Lead.DAY)
    async with life.db.transaction() as tx:
        await chats.set_state(tx, chat, ChatState.STOPPED, "said so", life.now)
        await tx.commit()
    assert await life.told_at(chat, "2026-05-24 04:00") == []
    await life.revive(chat)
    assert await life.told_at(chat, "2026-05-24 08:00", "2026-05-25 02:00") == ["2026-05-24 08:00"]


async def test_a_reminder_comes_to_the_topic_that_asked_and_to_the_chat_when_that_is_gone(
    life: Life,
) -> None:
    admin = await life.telegram.user()
    group = await life.telegram.group(admin, kind="supergroup", is_forum=True)
    topic = (await life.telegram.post(f"chats/{group}/topics", name="Events"))["id"]
    await life.know(Chat(group, ChatKind.SUPERGROUP))
    await life.article(FORUM)
    await life.remind(group, Lead.WEEK, Lead.DAY, thread=topic)
    await life.until("2026-05-18 04:00")
    await life.refuse(400, "Bad Request: message thread not found")
    await life.until("2026-05-24 04:00")
    threads = [(call["text"].splitlines()[0], call.get("message_thread_id")) for call in life.calls(group)]
    assert [thread for text, thread in threads if "⏰" in text] == [topic, None]


async def test_a_muted_event_is_silent_until_it_is_unmuted(life: Life) -> None:
    chat, weekly = await alerted(life), await life.subscriber(cadence=Cadence.WEEKLY)
    for one in (chat, weekly):
        await life.remind(one, Lead.WEEK, Lead.DAY)
        await life.mute(one)
    await life.edit(1, "city Astana")
    assert await life.told_at(chat, "2026-05-11 09:00", "2026-05-18 04:00", "2026-05-18 09:00") == []
    assert life.heard(weekly) == []
    await life.unmute(chat)
    await life.edit(1, "format hybrid")
    await life.until("2026-05-19 09:00")
    (change,) = life.heard(chat)
    assert "Almaty" in change  # what it knew: all that changed since is told
    assert "Format: " not in change
    assert await life.told_at(chat, "2026-05-24 04:00") == ["2026-05-24 04:00"]


async def test_muting_withdraws_what_waits_and_keeps_a_merged_event_silent(life: Life) -> None:
    chat = await life.subscriber()
    await life.article(FORUM)
    await life.mute(chat)  # the alert still waits
    await life.article(facts("Gathering of Academies", "2026-05-26", city=None))
    await life.tick()
    (only,) = life.heard(chat)
    assert "Gathering of Academies" in only
    await life.edit(2, "merge 1")
    await life.edit(2, "status cancelled")
    await life.tick()
    assert life.heard(chat) == []


async def test_whose_alert_was_silenced_hears_of_the_next_change_only(life: Life) -> None:
    chat = await life.subscriber()
    await life.article(FORUM)
    await life.mute(chat)
    await life.unmute(chat)
    await life.article(FORUM, site="Steppe News")
    await life.tick()
    assert life.heard(chat) == []
    await life.edit(1, "city Astana")
    await life.tick()
    (alert,) = life.heard(chat)
    assert "Astana" in alert


async def test_a_muted_event_is_left_out_of_the_catch_up(life: Life) -> None:
    chat = await life.subscriber()
    await life.article(FORUM, published_at=life.now - 3 * DAY)
    await life.article(facts("School of Archivists", city="Astana"), published_at=life.now - 3 * DAY)
    await life.mute(chat)
    await life.tick(HOUR)
    (only,) = life.heard(chat)
    assert "School of Archivists" in only
    assert "Regional Forum" not in only
